"""Signing in: password and e-mailed code, password and app, link; and everything that refuses."""

import datetime as dt

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from lscb.board.signin.adapter import REFUSED
from lscb.notices.models import Delivery
from lscb.notices.sweep import deliver_due
from lscb.trail.models import AuditEvent
from tests.people.conftest import PASSWORD, give_password, mailed_code

SECRET = "JBSWY3DPEHPK3PXP"


def app_code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_password_then_code_from_the_mailbox(person, client):
    user = person("lay-member")
    first = give_password(client, user)
    assert first.url == "/sign-in/code/"
    assert not signed_in(client)
    before = client.session.session_key
    page = client.post("/sign-in/code/", {"code": mailed_code(user)})
    assert page.status_code == 302
    assert signed_in(client)
    assert client.session.session_key != before
    assert AuditEvent.objects.filter(event="person.signed-in", actor_id=user.pk).exists()


def test_a_code_works_once_and_a_wrong_one_says_so(person, client):
    user = person("lay-member")
    give_password(client, user)
    code = mailed_code(user)
    wrong = client.post("/sign-in/code/", {"code": "000000" if code != "000000" else "111111"})
    assert wrong.status_code == 422
    assert "not right" in wrong.content.decode()
    client.post("/sign-in/code/", {"code": code})
    other = Client()
    give_password(other, user)
    assert other.post("/sign-in/code/", {"code": code}).status_code == 422


def test_five_wrong_codes_and_the_right_one_is_refused_too(person, client):
    user = person("lay-member")
    give_password(client, user)
    code = mailed_code(user)
    for _ in range(5):
        client.post("/sign-in/code/", {"code": "12345"})
    assert client.post("/sign-in/code/", {"code": code}).status_code == 422
    client.post("/sign-in/code/send/")
    assert client.post("/sign-in/code/", {"code": mailed_code(user)}).status_code == 302


def test_a_code_lasts_ten_minutes(person, client, at):
    at("2026-03-02 09:00")
    user = person("lay-member")
    give_password(client, user)
    code = mailed_code(user)
    at("2026-03-02 09:11")
    assert client.post("/sign-in/code/", {"code": code}).status_code == 422


def test_whoever_opens_cases_must_set_up_an_app_first(person, client):
    user = person("business-manager")
    give_password(client, user)
    client.post("/sign-in/code/", {"code": mailed_code(user)})
    assert client.get("/account/").url == "/account/second-factor/set-up/"
    page = client.get("/account/second-factor/app/set-up/")
    assert page.status_code == 200  # no second question: the password was given a moment ago
    before = client.session.session_key
    key = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(key, next(iter(yield_hotp_counters_from_time()))))
    assert client.post("/account/second-factor/app/set-up/", {"code": code}).status_code == 302
    assert signed_in(client)
    assert client.session.session_key != before


def test_password_then_app_whose_code_works_once(person, client):
    user = person("business-manager")
    TOTP.activate(user, SECRET)
    assert SECRET not in str(Authenticator.objects.get(user=user).data)
    assert get_adapter().decrypt(Authenticator.objects.get(user=user).data["secret"]) == SECRET
    assert give_password(client, user).url == "/sign-in/factor/"
    code = app_code()
    client.post("/sign-in/factor/", {"code": code})
    assert signed_in(client)
    other = Client()
    give_password(other, user)
    other.post("/sign-in/factor/", {"code": code})
    assert not signed_in(other)


def test_a_link_to_the_mailbox_instead_of_the_password(person, client):
    user = person("lay-member")
    client.post("/sign-in/link/", {"email": user.email})
    body = Delivery.objects.filter(address=user.email, key__startswith="account:").latest("pk").body
    code = next(line for line in body.splitlines() if line and " " not in line)
    client.post("/sign-in/link/code/", {"code": code})
    assert signed_in(client)


@pytest.mark.parametrize("case", ["unknown", "wrong", "disabled", "locked"])
def test_every_refusal_reads_the_same(person, client, case):
    user = person("lay-member")
    if case == "disabled":
        user.is_active = False
        user.save()
    if case == "locked":
        for _ in range(5):
            give_password(client, user, "not the password")
    address = "nobody@elsewhere.example" if case == "unknown" else user.email
    password = "not the password" if case == "wrong" else PASSWORD
    page = client.post("/sign-in/", {"login": address, "password": password})
    assert page.status_code == 200
    assert REFUSED in page.content.decode()
    assert AuditEvent.objects.filter(event="person.sign-in-refused").exists()


def test_a_disabled_account_locks_like_any_other(person, client):
    user = person("lay-member")
    user.is_active = False
    user.save()
    for _ in range(6):
        give_password(client, user)
    user.is_active = True
    user.save()
    assert REFUSED in give_password(client, user).content.decode()


def test_somebody_whose_password_is_being_guessed_is_told_once(person, client):
    user = person("lay-member")
    for _ in range(8):
        give_password(client, user, "not the password")
    assert Delivery.objects.filter(address=user.email, key__startswith="tries:").count() == 1


def test_no_mail_to_addresses_without_an_account(db, client):
    client.post("/account/reset/", {"email": "nobody@elsewhere.example"})
    client.post("/sign-in/link/", {"email": "nobody@elsewhere.example"})
    assert not Delivery.objects.exists()


def test_set_a_new_password_by_link_and_be_told(person, client):
    user = person("lay-member")
    client.post("/account/reset/", {"email": user.email})
    row = Delivery.objects.latest("pk")
    assert row.sensitive
    assert user.name not in row.body
    link = next(word for word in row.body.split() if "/account/reset/" in word)
    page = client.get(link, follow=True)
    new = "four green kettles hum"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert Delivery.objects.latest("pk").subject == "Check the change of your password"
    assert give_password(client, user, new).url == "/sign-in/code/"


def test_opening_an_account_oneself_is_no_page(db, client):
    for address in ("/account/signup/", "/accounts/signup/", "/account/email/"):
        assert client.get(address).status_code in (302, 404)


def test_sign_out_tells_the_browser_to_forget(client_as):
    browser = client_as("lay-member")
    page = browser.post("/sign-out/")
    assert "cookies" in page.headers["Clear-Site-Data"]
    assert not signed_in(browser)
    assert AuditEvent.objects.filter(event="person.signed-out").exists()


@pytest.mark.parametrize(
    ("ask", "life"),
    [
        (lambda client, user: give_password(client, user), dt.timedelta(minutes=10)),
        (lambda client, user: client.post("/sign-in/link/", {"email": user.email}), dt.timedelta(minutes=10)),
        (lambda client, user: client.post("/account/reset/", {"email": user.email}), dt.timedelta(days=3)),
    ],
)
def test_a_code_that_ended_unsent_shows_at_the_person_s_own_board(
    person, client, client_as, cast, at, ask, life
):
    asked = at("2026-03-02 09:00")
    user = person("lay-member")
    Delivery.objects.all().delete()
    ask(client, user)
    row = Delivery.objects.get(address=user.email)
    assert (row.board, row.expires_at) == (cast.board, asked + life)
    at(row.expires_at + dt.timedelta(minutes=1))
    deliver_due()
    page = client_as("business-manager").get("/notices/outbox/").content.decode()
    assert user.email in page and "It had ended before it could be sent." in page
    assert user.email not in client_as("other-manager").get("/notices/outbox/").content.decode()
    row.refresh_from_db()
    assert row.body == ""
