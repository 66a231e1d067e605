"""Hints on a recommendation while it is written."""

from __future__ import annotations

import datetime as dt

import pytest

from lscb.learning.quality import EXAMPLE, Draft, hints, likely_strength

TODAY = dt.date(2026, 3, 2)
GOOD = Draft(
    text="The hospital and children's services agree one form for discharge, in use on every ward.",
    addressed=True,
    measure="An audit of 40 discharges in November finds it filled in for at least 36.",
    by_when=dt.date(2026, 9, 30),
    strength="strong",
)


def changed(**values: object) -> list[str]:
    return hints(Draft(**{**GOOD.__dict__, **values}), TODAY)  # type: ignore[arg-type]


def test_a_good_one_has_none() -> None:
    assert hints(GOOD, TODAY) == []
    assert hints(Draft(text=" ", addressed=False), TODAY) == []
    assert likely_strength(EXAMPLE) == ""


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": "Wards should use one form. Teams must read it. Leads will audit it."}, "several things"),
        ({"text": "- use one form\n- read the form"}, "several things"),
        ({"addressed": False}, "not addressed to anybody"),
        ({"text": "Agencies ensure that the form is used."}, "“ensure” can be done without anything"),
        ({"text": "Agencies continue to use the form in every ward meeting."}, "“continue to”"),
        ({"measure": ""}, "how the board will know"),
        ({"measure": "Ongoing"}, "counted or looked at"),
        ({"measure": "Practice is better"}, "counted or looked at"),
        ({"by_when": None}, "Give it a day"),
        ({"by_when": dt.date(2026, 3, 1)}, "has passed already"),
        ({"strength": "weak"}, "alone fade"),
        ({"strength": "", "text": "Staff are trained in discharge."}, "alone fade"),
        ({"strength": "strong", "text": "Remind staff of discharge."}, "marked as strong"),
        ({"strength": ""}, "how strong the measure is"),
    ],
)
def test_each_hint(values: dict[str, object], words: str) -> None:
    found = changed(**values)
    assert any(words in each for each in found), found
