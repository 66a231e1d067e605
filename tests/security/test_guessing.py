"""Guessing codes and passwords, and sessions that proved nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from lscb.board.signin.codes import SENT_A_DAY, send_code, use_code
from lscb.home.demonstration.cast import Cast
from lscb.notices.models import Delivery
from lscb.people import signin
from reviews.operations import outsiders

PASSWORD = "seven quiet lanterns swim"


@pytest.fixture(autouse=True)
def no_memory() -> None:
    cache.clear()


def with_password(cast: Cast, slug: str):
    user = cast[slug]
    user.set_password(PASSWORD)
    user.save()
    return user


def mailed_to_session(client: Client, user) -> Client:
    """Signed in with a password and the mailbox alone."""
    client.force_login(user)
    session = client.session
    session[signin.EMAILED] = int(timezone.now().timestamp())
    session.save()
    return client


def test_codes_run_out_for_the_day(cast: Cast, at) -> None:
    start = at("2026-03-02 06:00")
    sent = 0
    for quarter in range(40):
        at(start + dt.timedelta(minutes=16 * quarter))
        sent += send_code(user=cast["school-dsl"])
    assert sent == SENT_A_DAY


def test_a_code_dies_after_five_wrong_tries(cast: Cast) -> None:
    user = cast["school-dsl"]
    send_code(user=user)
    body = Delivery.objects.filter(address=user.email).latest("pk").body
    code = next(line for line in body.splitlines() if line.isdigit())
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert not use_code(user=user, typed=wrong)
    assert not use_code(user=user, typed=code)


def test_a_session_that_proved_nothing_is_not_made_strong_by_another_one(cast: Cast) -> None:
    """Whoever has the password and the mailbox waits until the person sets up an authenticator in their own browser."""
    user = with_password(cast, "business-manager")
    thief = mailed_to_session(Client(), user)
    assert thief.get("/referrals/").url == "/account/second-factor/set-up/"
    TOTP.activate(user, generate_totp_secret())
    answer = thief.get("/referrals/")
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")
    assert "_auth_user_id" not in thief.session


@pytest.mark.parametrize("page", ["codes/", "codes/download/", "keys/add/", "app/set-up/", "set-up/", ""])
def test_a_session_that_proved_nothing_reads_no_recovery_code(cast: Cast, page: str) -> None:
    user = with_password(cast, "business-manager")
    thief = mailed_to_session(Client(), user)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    session = thief.session
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp()}]
    session.save()
    answer = thief.get(f"/account/second-factor/{page}")
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")
    assert "_auth_user_id" not in thief.session


def test_no_way_around_the_authenticator(cast: Cast) -> None:
    user = with_password(cast, "business-manager")
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    assert client.post("/sign-in/", {"login": user.email, "password": PASSWORD}).url == "/sign-in/factor/"
    for address in (
        "/referrals/",
        "/account/",
        "/account/second-factor/",
        "/sign-in/code/",
        "/account/second-factor/app/set-up/",
    ):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert "_auth_user_id" not in client.session
    client = Client()
    client.post("/sign-in/link/", {"email": user.email})
    body = Delivery.objects.filter(address=user.email).latest("pk").body
    code = next(
        line.strip()
        for line in body.splitlines()
        if len(line.strip()) in (6, 8, 9) and " " not in line.strip()
    )
    answer = client.post("/sign-in/link/code/", {"code": code})
    assert "_auth_user_id" not in client.session, answer.status_code
    assert client.get("/referrals/").status_code == 302


def test_recovery_and_resetting_leave_the_authenticator_in_place(cast: Cast) -> None:
    user = with_password(cast, "business-manager")
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.post("/account/reset/", {"email": user.email})
    body = Delivery.objects.filter(address=user.email).latest("pk").body
    link = next(word for word in body.split() if "/account/reset/" in word).split("8000", 1)[1]
    form = client.get(link, follow=True)
    client.post(
        form.request["PATH_INFO"],
        {"password1": "walnut harbour ninety trees", "password2": "walnut harbour ninety trees"},
    )
    assert "_auth_user_id" not in client.session
    answer = client.post("/sign-in/", {"login": user.email, "password": "walnut harbour ninety trees"})
    assert answer.url == "/sign-in/factor/"
    assert Authenticator.objects.filter(user=user).exists()


@pytest.mark.parametrize("who", ["unknown", "wrong", "disabled", "locked"])
def test_every_refusal_reads_the_same(cast: Cast, who: str) -> None:
    user = with_password(cast, "school-dsl")
    email, password = user.email, PASSWORD
    if who == "unknown":
        email = "nobody@elsewhere.example"
    elif who == "wrong":
        password = "not the password at all"
    elif who == "disabled":
        user.is_active = False
        user.save()
    else:
        for _ in range(6):
            Client().post("/sign-in/", {"login": email, "password": "wrong wrong wrong"})
    answer = Client().post("/sign-in/", {"login": email, "password": password}, follow=True)
    text = answer.content.decode()
    assert "You could not be signed in." in text
    assert "_auth_user_id" not in answer.client.session


def test_a_session_key_from_before_is_worth_nothing(cast: Cast) -> None:
    user = with_password(cast, "school-dsl")
    client = Client()
    client.get("/sign-in/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post("/sign-in/", {"login": user.email, "password": PASSWORD})
    body = Delivery.objects.filter(address=user.email).latest("pk").body
    code = next(line for line in body.splitlines() if line.isdigit())
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302
    assert client.cookies["sessionid"].value != before
    other = Client()
    other.cookies["sessionid"] = before
    assert other.get("/account/").status_code == 302


def test_an_outsider_s_codes_run_out(cast: Cast, at) -> None:
    """Asking for another code must not give five more guesses without end."""
    start = at("2026-03-02 06:00")
    link = outsiders.send_link(
        board=cast.board, email="doctor@elsewhere.example", by=cast["business-manager"]
    )
    outsiders.use(link=link)
    sent = 0
    for quarter in range(60):
        at(start + dt.timedelta(minutes=16 * quarter))
        try:
            outsiders.send_code(link=link)
        except Exception:  # noqa: BLE001  whatever the refusal is called
            continue
        sent += 1
    assert sent <= 30
