"""Entries of every register, made through operations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lscb.board.models import Entry
from lscb.board.registers import operations as registers
from tests.cast import Cast

R = Entry.Register
DUE = dt.date(2026, 3, 31)
TEXT = "Why are a third of the assessments late?"
ANSWER = "A second clinic opened on 2 February; 38 of 41 assessments were in time."
OUTCOME = "The agency reports its waiting times to the Executive every quarter."
#: What each register asks for beside the shared things.
OWN: dict[str, dict[str, Any]] = {
    R.CHALLENGE: {"asked_by": "The Board", "agency": "police"},
    R.RISK: {"likelihood": 3, "impact": 4, "mitigation": "Two nurses are lent by the hospital until June."},
    R.ESCALATION: {"level": 3, "agency": "housing"},
    R.SCRUTINY: {"origin": "adults"},
    R.EXTERNAL: {"origin": "research", "body": "A university", "key_messages": "Ask fathers too."},
    R.INSPECTION: {
        "origin": "ofsted",
        "findings": "Visits are recorded well.",
        "agency": "childrens-services",
    },
    R.HORIZON: {"expected": "Spring 2027", "effect": "Chapter 3 of the framework changes."},
    R.FAILURE: {"body": "Independent Review Unit", "standard": "Reports two days before", "agency": "police"},
}


def make(cast: Cast, kind: str = R.CHALLENGE, by: str = "business-manager", **values: Any) -> Entry:
    own: dict[str, Any] = {**OWN[kind]}
    if agency := own.pop("agency", None):
        own["agency"] = cast.agency(agency)
    given = {"title": "Late assessments", "text": TEXT, "due_on": DUE, **own, **values}
    return registers.add_entry(kind=kind, board=cast.board, by=cast[by], **given)
