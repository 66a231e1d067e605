"""Log lines hold nothing that somebody typed: no name, no text of a case, no token, no forged line."""

from __future__ import annotations

import io
import logging
import re

import pytest
from django.db import IntegrityError
from django.urls import reverse

from lscb.core.logs import NoSecrets, OneLine
from lscb.core.middleware import LINKS
from tests.rules.source import ROOT

NAME = "Tamsin Fenwright"


@pytest.fixture
def written():
    """Logs as the service does, and gives back what was written."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(OneLine())
    handler.addFilter(NoSecrets())
    log = logging.getLogger("tests.security")
    log.addHandler(handler)
    log.propagate = False
    yield log, out
    log.removeHandler(handler)


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"invalid literal for int() with base 10: '{NAME}'"),
        KeyError(NAME),
        LookupError(f"there is no {NAME}"),
        IntegrityError(
            'new row for relation "reviews_referral" violates check constraint "who_and_when"\n'
            f"DETAIL:  Failing row contains (7, {NAME}, 2009-03-21)."
        ),
        IntegrityError(f'duplicate key value "{NAME}\nof Mill Lane'),
        OSError(2, "No such file", f"/srv/files/{NAME}"),
    ],
)
def test_an_error_is_logged_without_its_values(written, error: Exception) -> None:
    log, out = written
    try:
        try:
            raise KeyError(NAME)
        except KeyError as cause:
            raise error from cause
    except Exception:  # noqa: BLE001  any of them
        log.exception("Internal Server Error: %s", "/refer/secret-token/?q=Tamsin")
    text = out.getvalue()
    assert type(error).__name__ in text
    assert "test_logs.py" in text
    for secret in ("Tamsin", "Fenwright", "secret-token", "2009-03-21", "Mill Lane"):
        assert secret not in text


def test_the_rule_that_was_broken_is_named(written) -> None:
    log, out = written
    try:
        raise IntegrityError('relation "reviews_referral" violates check constraint "who_and_when"')
    except IntegrityError:
        log.exception("x")
    assert "reviews_referral" in out.getvalue()
    assert "who_and_when" in out.getvalue()


def test_no_line_can_be_forged(written) -> None:
    log, out = written
    log.error("bad name: %s", "x\n2026-01-01 00:00:00 ERROR lscb forged\x1b[31m")
    assert len(out.getvalue().splitlines()) == 1
    assert "\x1b" not in out.getvalue()


def test_the_web_server_s_example_leaves_out_every_link_with_a_token() -> None:
    example = (ROOT / "docs" / "OPERATIONS.md").read_text(encoding="utf-8")
    (left_out,) = re.findall(r"^    ~(\^\S+)\s+0;$", example, re.MULTILINE)
    links = [
        reverse("people:join", args=["token"]),
        reverse("reviews:refer-door", args=["token"]),
        reverse("account_reset_password_from_key", args=["1", "token"]),
    ]
    for link in links:
        assert re.match(left_out, link) and LINKS.match(link), link
    for page in ("/", "/account/", reverse("account_reset_password_done"), "/referrals/"):
        assert not re.match(left_out, page), page
