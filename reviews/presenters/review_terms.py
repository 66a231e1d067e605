"""Versions of the terms of reference, who agreed, and what changed from one to the next."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lscb.clocks.words import day_in_words
from reviews.differences import pieces
from reviews.facts import ReviewFacts
from reviews.masking import Screen
from reviews.models import Terms
from reviews.operations.parts import FINISHED
from reviews.presenters.review_panel import leads_terms


def version_rows(terms: Terms, screen: Screen) -> list[dict[str, Any]]:
    """One version as it is read, through the case's pseudonyms."""
    return [
        {"key": "Period under review", "value": period(terms)},
        {"key": "Key issues", "value": screen.of(terms.key_issues)},
        {"key": "Terms", "value": screen.of(terms.text)},
    ]


def period(terms: Terms) -> str:
    return f"{day_in_words(terms.period_from)} to {day_in_words(terms.period_to)}"


def page(facts: ReviewFacts, screen: Screen) -> dict[str, Any]:
    newest, leads = facts.newest, leads_terms(facts) and facts.review.status not in FINISHED
    return {
        "newest": newest, "state": state_of(newest) if newest else None,
        "rows": version_rows(newest, screen) if newest else [],
        "answers": [_answer(a, screen) for a in facts.answers],
        "waiting": [{"name": m.person.name, "detail": _from(m)} for m in facts.waiting] if facts.open_for_answers else [],
        "older": [_older(facts, terms) for terms in facts.versions[1:]], "leads": leads,
        "can_circulate": bool(leads and newest and not newest.circulated_at),
        "can_close": bool(leads and facts.open_for_answers and not facts.waiting and not facts.objections),
        "can_answer": facts.open_for_answers and facts.user.pk in _panel(facts),
        "objections": facts.objections if facts.open_for_answers else 0,
        "write_label": "Go on writing" if newest and not newest.circulated_at else "Write a new version" if newest else "Write the terms",
        "plain_url": f"{facts.base}terms/{newest.version}/" if newest else "",
        "changes_url": f"{facts.base}terms/{newest.version}/changes/" if newest and newest.version > 1 else "",
    }  # fmt: skip


def _panel(facts: ReviewFacts) -> set[int]:
    return {m.person_id for m in facts.members if m.part in ("panel-chair", "panel")}


def state_of(terms: Terms) -> dict[str, str]:
    if terms.agreed_at:
        return {
            "text": "Agreed",
            "colour": "green",
            "note": f"Closed by {terms.agreed_by}, {day_in_words(timezone.localdate(terms.agreed_at))}",
        }
    if terms.circulated_at:
        note = f"Sent by {terms.circulated_by}, {day_in_words(timezone.localdate(terms.circulated_at))}"
        return {"text": "With the panel", "colour": "purple", "note": note}
    return {"text": "Being written", "colour": "blue", "note": ""}


def _answer(answer: Any, screen: Screen) -> dict[str, Any]:
    state = (
        {"text": "Agrees", "colour": "green"} if answer.agrees else {"text": "Objects", "colour": "orange"}
    )
    day = day_in_words(timezone.localdate(answer.answered_at))
    return {
        "cells": [
            {"text": answer.member.person.name, "hint": _from(answer.member)},
            state,
            screen.of(answer.comment) or "–",
            day,
        ]
    }


def _from(member: Any) -> str:
    return member.agency.name if member.agency else str(member.get_part_display())


ANSWERS = [{"label": "Member"}, {"label": "Answer"}, {"label": "What they said"}, {"label": "When"}]
VERSIONS = [{"label": "Version"}, {"label": "State"}, {"label": "Period under review"}]


def _older(facts: ReviewFacts, terms: Terms) -> dict[str, Any]:
    url = f"{facts.base}terms/{terms.version}/"
    return {"cells": [{"text": f"Version {terms.version}", "url": url}, state_of(terms), period(terms)]}


def changes(old: Terms, new: Terms, screen: Screen) -> list[dict[str, Any]]:
    """What changed, part by part; parts that are the same say so."""
    parts = [
        ("Period under review", period(old), period(new)),
        ("Key issues", screen.of(old.key_issues), screen.of(new.key_issues)),
        ("Terms", screen.of(old.text), screen.of(new.text)),
    ]
    return [
        {
            "heading": heading,
            "same": before == after,
            "pieces": [] if before == after else pieces(before, after),
        }
        for heading, before, after in parts
    ]
