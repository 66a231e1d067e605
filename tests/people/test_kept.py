"""Nothing typed is lost, and nothing is done twice."""

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from lscb.people import kept
from lscb.people.models import PostedForm
from lscb.trail.models import AuditEvent
from tests.signin import sign_in

PAGE = "/account/details/"


def key_on(page) -> str:
    return re.search(r'name="idempotency_key" value="([^"]+)"', page.content.decode())[1]


def fields(key: str) -> dict[str, str]:
    return {"job_title": "Consultant nurse", "digest_hour": "9", "idempotency_key": key}


def test_a_form_that_is_sent_twice_is_done_once(cast, client_as):
    browser = client_as("lay-member")
    key = key_on(browser.get(PAGE))
    first, second = browser.post(PAGE, fields(key)), browser.post(PAGE, fields(key))
    assert first.url == second.url == "/account/"
    assert AuditEvent.objects.filter(event="person.details-changed").count() == 1


def test_a_form_with_an_error_may_be_sent_again(cast, client_as):
    browser = client_as("lay-member")
    key = key_on(browser.get(PAGE))
    assert browser.post(PAGE, fields(key) | {"digest_hour": "77"}).status_code == 422
    assert browser.post(PAGE, fields(key)).url == "/account/"


def test_each_drawing_has_its_own_key(cast, client_as):
    browser = client_as("lay-member")
    assert key_on(browser.get(PAGE)) != key_on(browser.get(PAGE))


def test_a_key_of_somebody_else_is_refused(cast, client_as):
    theirs = key_on(client_as("business-manager").get(PAGE))
    page = client_as("lay-member").post(PAGE, fields(theirs))
    assert page.status_code == 409
    assert not AuditEvent.objects.filter(event="person.details-changed").exists()


def test_a_forged_key_is_no_key(cast, client_as):
    browser = client_as("lay-member")
    assert kept.formkeys.drawn_for(f"{cast['lay-member'].pk}-abc-{'0' * 32}") is None
    assert browser.post(PAGE, fields("1-2-3")).status_code == 302


def test_a_fault_in_the_middle_leaves_nothing(cast, client_as, monkeypatch):
    browser = client_as("lay-member")
    browser.raise_request_exception = False
    key = key_on(browser.get(PAGE))
    monkeypatch.setattr("lscb.board.views.account.messages.success", lambda *a: 1 / 0)
    with transaction.atomic():
        assert browser.post(PAGE, fields(key)).status_code == 500
    monkeypatch.undo()
    assert not PostedForm.objects.exists()
    assert not AuditEvent.objects.filter(event="person.details-changed").exists()
    assert browser.post(PAGE, fields(key)).status_code == 302


@pytest.fixture
def lost(cast, client_as, at):
    """A form that was sent after the session had ended: (browser, address of the sign-in page)."""
    at("2026-03-02 09:00")
    browser = client_as("lay-member")
    key = key_on(browser.get(PAGE))
    at("2026-03-02 09:45")
    answer = browser.post(PAGE, fields(key))
    return browser, answer.url


def address_in(url: str) -> str:
    return parse_qs(urlsplit(url).query)["next"][0]


def test_what_was_typed_comes_back_after_sign_in(cast, lost):
    browser, url = lost
    assert url.startswith("/sign-in/?next=")
    assert "kept for you" in browser.get(url).content.decode()
    assert "Consultant" not in PostedForm.objects.get().data
    sign_in(browser, cast["lay-member"])
    page = browser.get(address_in(url)).content.decode()
    assert "Nothing is lost" in page
    assert 'value="Consultant nurse"' in page
    assert not PostedForm.objects.exists()
    assert "Consultant" not in browser.get(address_in(url)).content.decode()


def test_nobody_else_gets_it(cast, lost):
    _, url = lost
    other = sign_in(Client(), cast["business-manager"])
    assert "Consultant" not in other.get(address_in(url)).content.decode()
    assert PostedForm.objects.exists()


def test_it_is_gone_after_a_day(cast, lost, at):
    browser, url = lost
    at("2026-03-03 09:46")
    sign_in(browser, cast["lay-member"])
    assert "Consultant" not in browser.get(address_in(url)).content.decode()
    assert kept.sweep_posted_forms() == 1


def test_a_sweep_leaves_what_is_young(cast):
    PostedForm.objects.create(
        key="young", path="/", done_url="/x/", created_at=timezone.now() - dt.timedelta(days=2)
    )
    assert kept.sweep_posted_forms() == 0
