"""The publication section of a review's file: what is planned, the copies, what is public, the next step."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.clocks.words import day_in_words
from lscb.people.models import User
from lscb.publishing.models import Document, Publication, PublicationPlan
from lscb.publishing.presenters.pages import COLOURS
from reviews.models import Review
from reviews.publication import PublicationFacts, may_prepare


def page(facts: PublicationFacts, user: User) -> dict[str, Any]:
    base = facts.review.record.get_absolute_url() + "publication/"
    board = facts.review.record.board
    prepares = has(user, Permission.PUBLICATION_PREPARE, board)
    return {
        "step": _step(facts, base, prepares), "plan_url": base + "plan/" if prepares else "",
        "copies": [_copy(copy) for copy in facts.copies], "public": [_public(row, user) for row in facts.publications],
        "plans": [_plan(row) for row in facts.plans], "copy_columns": _columns("Copy", "Made by", "Where it stands"),
        "public_columns": _columns("Published", "Where it stands", "What can be done"),
        "plan_columns": _columns("Plan", "Reasons", "Looked at again", "Decided by"),
    }  # fmt: skip


def _columns(*labels: str) -> list[dict[str, str]]:
    return [{"label": label} for label in labels]


def _step(facts: PublicationFacts, base: str, prepares: bool) -> dict[str, Any]:
    copy = facts.in_work
    if copy and not copy.stale_at:
        again = (
            [{"label": "The text was changed: make a new copy", "url": base + "prepare/"}] if prepares else []
        )
        text = f"Copy {copy.number} is on its way to the public: {copy.get_status_display().lower()}."
        return {
            "text": text,
            "url": copy.record.get_absolute_url(),
            "label": "Open the copy",
            "others": again,
        }
    if facts.live and not copy:
        url = reverse("publishing:publication-detail", args=[facts.live.slug])
        return {
            "heading": "Where this stands",
            "text": "The report is public.",
            "url": url,
            "label": "Read it as the public does",
        }
    if facts.review.status == Review.Status.STOPPED:
        return {
            "heading": "Where this stands",
            "text": "The review was stopped, so its report is not published.",
        }
    if not may_prepare(facts):
        text = "The report is published once the Board has agreed the report, its response and the actions."
        return {"heading": "Where this stands", "text": text}
    text = "Report, findings, the Board's response and the actions are copied and made anonymous. The copy never changes."
    if not prepares:
        return {"text": text, "holder": "the business unit"}
    return {"text": text, "url": base + "prepare/", "label": "Prepare publication"}


def _copy(copy: Document) -> dict[str, Any]:
    name = {
        "text": f"Copy {copy.number}",
        "url": copy.record.get_absolute_url(),
        "hint": copy.record.reference,
    }
    return {
        "cells": [
            name,
            str(copy.copied_by),
            {"text": copy.get_status_display(), "colour": COLOURS[copy.status]},
        ]
    }


def _public(row: Publication, user: User) -> dict[str, Any]:
    address = reverse("publishing:publication-detail", args=[row.slug])
    state = (
        "Withdrawn"
        if row.withdrawn_at
        else "Given out on request"
        if row.on_request_at
        else "On the public site"
    )
    until = (
        "" if row.withdrawn_at or row.on_request_at else f"At least until {day_in_words(row.minimum_until)}"
    )
    act: Any = ""
    if not row.withdrawn_at and may_withdraw(user, row):
        act = {"text": "Withdraw it", "url": address + "withdraw/"}
    colour = "red" if row.withdrawn_at else "green"
    first = {"text": day_in_words(row.published_on), "url": address, "hint": row.slug}
    return {"cells": [first, {"text": state, "colour": colour, "hint": until}, act]}


def may_withdraw(user: User, row: Publication) -> bool:
    return any(
        has(user, p, row.board_id) for p in (Permission.PUBLICATION_RELEASE, Permission.PUBLICATION_APPROVE)
    )


def _plan(row: PublicationPlan) -> dict[str, Any]:
    again = day_in_words(row.review_on) if row.review_on else ""
    return {"cells": [row.get_intent_display(), row.reason, again, str(row.decided_by)]}
