"""What stands beside the stages: proceedings, learning that cannot wait, actions, notes and letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from lscb.board.models import Agency, LetterTemplate
from lscb.clocks.words import day_in_words
from lscb.learning.models import Action
from reviews.facts import ReviewFacts
from reviews.masking import Screen
from reviews.models import Review

ACTIONS = [{"label": "Action"}, {"label": "Status"}, {"label": "Agency"}, {"label": "Due"}]


def board_agencies(review: Review) -> Any:
    """Agencies of the board's area, and any that is in scope already."""
    return (
        (Agency.objects.of_board(review.record.board) | review.agencies.distinct())
        .distinct()
        .order_by("name")
    )


def running(facts: ReviewFacts) -> str:
    """A sentence about what runs beside the review, with the reminder that its clock does not stop."""
    if facts.review.status in Review.ENDED:
        return ""
    kinds = [row.get_kind_display() for row in facts.review.proceedings.all() if row.ended_on is None]
    return (
        f"Beside this review: {', '.join(kinds).lower()}. The clock of the review runs on." if kinds else ""
    )


def proceedings(facts: ReviewFacts, screen: Screen) -> list[dict[str, Any]]:
    """Running ones first; each with its facts and, for the business unit, the way to end it."""
    rows = sorted(facts.review.proceedings.all(), key=lambda row: (row.ended_on is not None, row.review_on))
    return [
        {
            "heading": row.get_kind_display(),
            "tag": {"text": "Ended", "colour": "grey"} if row.ended_on else {"text": "Running", "colour": "blue"},
            "rows": [
                {"key": "Stage", "value": screen.of(row.stage)},
                {"key": "What they mean for the review", "value": screen.of(row.effect)},
                {"key": "Contact", "value": screen.of(row.contact)},
                {"key": "Ended" if row.ended_on else "Look at this again on", "value": day_in_words(row.ended_on or row.review_on),
                 "note": "" if row.ended_on or row.review_on >= facts.today else "This day has passed. See where they stand."},
            ],
            "end_url": f"{facts.base}proceedings/{row.pk}/end/" if facts.manages and not row.ended_on else "",
        }
        for row in rows
    ]  # fmt: skip


def interim(facts: ReviewFacts, screen: Screen) -> list[dict[str, Any]]:
    rows = facts.review.interim_learning.select_related("added_by", "action__record")
    return [
        {
            "text": screen.of(row.text), "done": screen.of(row.what_was_done), "by": row.added_by.name, "at": row.added_at,
        }
        for row in rows
    ]  # fmt: skip


def action_rows(actions: Iterable[Action], today: dt.date) -> list[dict[str, Any]]:
    found = []
    for action in actions:
        late = action.is_overdue(today)
        due = day_in_words(action.end_on) if action.end_on else "–"
        found.append({
            "cells": [
                {"text": action.title, "url": action.record.get_absolute_url(), "hint": action.record.reference},
                {"text": action.get_status_display(), "colour": "green" if action.status in ("verified", "closed") else "blue"},
                str(action.agency or action.owner or "–"),
                {"text": due, "hint": "Overdue" if late else ""},
            ],
            "state": "overdue" if late else "",
        })  # fmt: skip
    return found


def notes(facts: ReviewFacts, screen: Screen) -> list[dict[str, Any]]:
    rows = facts.review.record.notes.select_related("written_by")[:100]
    return [{"text": screen.of(row.text), "by": row.written_by.name, "at": row.written_at} for row in rows]


def letters(facts: ReviewFacts) -> list[dict[str, Any]]:
    rows = facts.review.record.letters.select_related("written_by")[:100]
    return [
        {"to": row.recipient, "body": row.body, "by": row.written_by.name, "at": row.written_at}
        for row in rows
    ]


def letter_choices(review: Review) -> list[tuple[str, str]]:
    rows = (
        LetterTemplate.objects.filter(board=review.record.board)
        .order_by("title")
        .values_list("code", "title")
    )
    return [*rows, ("plain", "A plain letter")]
