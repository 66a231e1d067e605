"""One agency's request and answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any

from lscb.board.permissions import capacities, has
from lscb.board.roles import Permission
from lscb.people.models import User
from reviews import permissions as may
from reviews.masking import Screen
from reviews.models import ScopingRequest
from reviews.presenters.common import COLOURS, step_or_refusal

Q = ScopingRequest.Status


def answer_rows(item: ScopingRequest, screen: Screen) -> list[dict[str, Any]]:
    begun = item.involved is not None or item.summary or item.answered_at
    asked = [{"key": "Agency", "value": item.agency.name}, {"key": "Answer by", "value": item.due_on}]
    return asked + (_answer(item, screen) if begun else [{"key": "Answer", "empty": "Not begun yet"}])


def _answer(item: ScopingRequest, screen: Screen) -> list[dict[str, Any]]:
    return [
        {
            "key": "Involved",
            "value": {True: "Yes", False: "No", None: ""}[item.involved],
            "empty": "Not answered yet",
        },
        {"key": "From when until when", "value": screen.of(item.period_known)},
        {"key": "How", "value": screen.of(item.summary)},
        {"key": "What worked well", "value": screen.of(item.good_practice)},
        {"key": "Put right already", "value": screen.of(item.immediate_action)},
        {"key": "Answered", "value": item.answered_at, "empty": "Not yet"},
    ]


COLUMNS = [{"label": "Request"}, {"label": "Agency"}, {"label": "State"}, {"label": "Answer by"}]


def list_rows(requests: Iterable[ScopingRequest], today: dt.date) -> list[dict[str, Any]]:
    rows = []
    for item in requests:
        late = item.status in (Q.REQUESTED, Q.STARTED) and item.due_on < today
        rows.append({
            "cells": [
                {"text": item.record.reference, "url": item.record.get_absolute_url()}, item.agency.name,
                {"text": item.get_status_display(), "colour": COLOURS.get(item.status, "grey")},
                {"text": item.due_on, "hint": "Overdue" if late else ""},
            ],
            "state": "overdue" if late else "",
        })  # fmt: skip
    return rows


def initial(item: ScopingRequest) -> dict[str, Any]:
    names = ("summary", "period_known", "good_practice", "immediate_action", "version")
    found = {name: getattr(item, name) for name in names}
    return found | {"involved": {True: "yes", False: "no", None: ""}[item.involved]}


def answer_page(item: ScopingRequest) -> dict[str, Any]:
    base = item.record.get_absolute_url()
    return {
        "title": "Answer the request", "lead": item.question, "kind": "Request", "reference": item.record.reference,
        "cancel_url": base, "marking": item.record.marking, "autosave_url": base + "answer/", "saved_text": "",
        "buttons": [{"name": "save", "value": "1", "label": "Save and come back later"}],
        "breadcrumbs": [{"label": "Requests", "url": "/requests/"}, {"label": item.record.reference, "url": base}, {"label": "Answer"}],
    }  # fmt: skip


def next_step(item: ScopingRequest, user: User) -> dict[str, Any]:
    base = item.record.get_absolute_url()
    unit = has(user, Permission.REFERRAL_SCOPE, item.record.board_id)
    if item.status in (Q.REQUESTED, Q.STARTED):
        if unit and "respondent" not in capacities(user, item.record):
            return {
                "text": f"{item.agency} has still to answer.", "url": base + "chase/", "label": "Remind them", "post": True,
                "others": [
                    {"label": "Write a letter to them", "url": base + "letters/new/"},
                    {"label": "The answer is not needed", "url": base + "cancel/"},
                ],
            }  # fmt: skip
        text = "Show who this is about, look in your records, then answer. A few sentences are enough."
        step = {"text": text, "url": base + "answer/", "label": "Answer the request"}
        return step_or_refusal(partial(may.check_can_answer, user, item), step)
    if item.status == Q.ANSWERED and unit:
        return {"text": "The agency has answered.", "url": item.referral.record.get_absolute_url(), "label": "Go to the case",
                "others": [{"label": "Ask again", "url": base + "ask-again/"},
                           {"label": "Write a letter to them", "url": base + "letters/new/"}]}  # fmt: skip
    return {
        "text": "Thank you. There is nothing more to do."
        if item.status == Q.ANSWERED
        else "This answer is not needed.",
        "holder": "",
    }
