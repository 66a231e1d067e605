"""What every answer carries, errors and style sheets included, and what no answer says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from lscb.core.middleware import SecurityHeaders
from lscb.home.demonstration.cast import Cast

As = Callable[[str], Client]
TOKEN = "A-token-that-nobody-was-sent"


@pytest.mark.parametrize(
    "address",
    ["/sign-in/", "/nothing-here/", "/static/css/app.css", "/publications/", "/help/", f"/refer/{TOKEN}/"],
)
def test_every_answer_is_armoured(db: None, address: str) -> None:
    answer = Client().get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("address", [f"/refer/{TOKEN}/", f"/join/{TOKEN}/", f"/account/reset/1-{TOKEN}/"])
def test_a_link_s_token_goes_into_no_referer_and_its_form_keeps_its_origin(db: None, address: str) -> None:
    """With "no-referrer" a browser sends the form with "Origin: null", and nobody could take up an invitation."""
    assert Client().get(address).headers["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize("address", ["/referrals/WES%00/", "/publications/?page=%00", "/sign-in/?next=%00"])
def test_nul_in_an_address_is_a_bad_request(cast: Cast, client_as: As, address: str) -> None:
    answer = client_as("business-manager").get(address)
    assert answer.status_code == 400
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_error_says_nothing_of_the_inside(
    cast: Cast, client_as: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the secret of the inside")

    monkeypatch.setattr("lscb.home.views.notices.open_for", broken)
    browser = client_as("business-manager")
    browser.raise_request_exception = False
    answer = browser.get("/")
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "secret of the inside" not in text
    assert "Traceback" not in text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_strange_host_is_refused_without_an_echo(db: None) -> None:
    answer = Client().get("/sign-in/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


@pytest.mark.parametrize("number", ["²", "９" * 30, "9" * 5000, "-1", "1e9", "٣"])
@pytest.mark.parametrize(
    "address",
    ["/referrals/?before={}", "/reviews/?after={}", "/decisions/?before={}", "/trail/?before={}", "/notices/?before={}",
     "/notices/outbox/?before={}", "/board/people/?page={}", "/publications/?page={}", "/actions/?after=2026-01-01.{}"],
)  # fmt: skip
def test_strange_numbers_break_no_list(cast: Cast, client_as: As, address: str, number: str) -> None:
    assert client_as("business-manager").get(address.format(number)).status_code in (200, 404)


def test_headers_do_not_depend_on_what_answers(db: None) -> None:
    """The outermost of ours, so that style sheets, refusals and errors pass through it."""
    from django.http import HttpResponse

    answer = SecurityHeaders(lambda request: HttpResponse("x"))(RequestFactory().get("/static/x.css"))
    assert answer.headers["X-Frame-Options"] == "DENY"
