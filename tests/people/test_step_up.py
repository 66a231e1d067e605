"""Changing rights asks for the password again when it was given long ago, and loses nothing on the way."""

import re

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

from lscb.people.models import PostedForm, User
from tests.people.conftest import PASSWORD
from tests.signin import sign_in

PAGE = "/board/people/add/"
SECRET = "JBSWY3DPEHPK3PXP"


def send_late(person, client, at):
    """A form for a new person, sent twenty minutes after the last proof: the answer."""
    at("2026-03-02 09:00")
    sign_in(client, person("business-manager"))
    key = re.search(r'name="idempotency_key" value="([^"]+)"', client.get(PAGE).content.decode())[1]
    at("2026-03-02 09:20")
    fields = {
        "name": "Priya Nair",
        "email": "priya@hospital.example",
        "role": "board-member",
        "office": "member",
    }
    return client.post(PAGE, fields | {"reason": "New member", "idempotency_key": key})


def test_the_form_is_kept_and_comes_back_after_the_password(person, client, at):
    asked = send_late(person, client, at)
    assert asked.url.startswith("/account/confirm/?next=")
    assert not User.objects.filter(name="Priya Nair").exists()
    page = client.get(asked.url)
    assert page.status_code == 200
    back = client.post(asked.url, {"password": PASSWORD, "next": page.wsgi_request.GET["next"]})
    page = client.get(back.url).content.decode()
    assert "Nothing is lost" in page
    assert 'value="Priya Nair"' in page
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page)[1]
    fields = {
        "name": "Priya Nair",
        "email": "priya@hospital.example",
        "role": "board-member",
        "office": "member",
    }
    assert client.post(PAGE, fields | {"reason": "New", "idempotency_key": key}).status_code == 302
    assert User.objects.filter(name="Priya Nair").exists()
    assert not PostedForm.objects.exclude(data="").exists()


def test_a_wrong_password_does_not_do(person, client, at):
    asked = send_late(person, client, at)
    page = client.post(asked.url, {"password": "not the password"})
    assert "That is not your password" in page.content.decode()
    assert client.get(PAGE).status_code == 302


def test_the_app_does_as_well(person, client, at):
    asked = send_late(person, client, at)
    TOTP.activate(person("business-manager"), SECRET)
    sign_in(client, User.objects.get(slug="business-manager"))
    session = client.session
    session["second_factor_at"] = 0
    session.save()
    code = format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))
    back = client.post(
        asked.url.replace("/account/confirm/", "/account/second-factor/confirm/"), {"code": code}
    )
    assert back.status_code == 302
    assert client.get(PAGE).status_code == 200
