"""The chair's page, the national bodies, and the register of decisions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.people.models import Board, User
from reviews.masking import Screen
from reviews.models import Decision, Referral
from reviews.operations.considerations import criteria_met
from reviews.presenters import paging

MET = {True: "Met", False: "Not met", None: "Not settled"}


def page(referral: Referral, decision: Decision | None, screen: Screen) -> dict[str, Any]:
    base = referral.record.get_absolute_url()
    consideration = decision.consideration if decision else None
    return {
        "title": "Decide", "kind": "Referral", "reference": referral.record.reference, "marking": referral.record.marking,
        "cancel_url": base, "referral": referral, "decision": decision, "consideration": consideration,
        "met": MET[criteria_met(consideration)] if consideration else "", "outline": screen.of(referral.outline),
        "rows": _recommendation(consideration, screen) if consideration else [], "challenge_url": base + "peer-challenge/",
        "challenges": list(decision.challenges.all()) if decision else [],
        "breadcrumbs": [{"label": "Referrals", "url": "/referrals/"}, {"label": referral.record.reference, "url": base}, {"label": "Decide"}],
    }  # fmt: skip


def _recommendation(consideration: Any, screen: Screen) -> list[dict[str, Any]]:
    return [
        {"key": "Recommendation", "value": consideration.get_recommendation_display()},
        {"key": "Which other review", "value": screen.of(consideration.other_review)},
        {"key": "Reasons", "value": screen.of(consideration.reasons)},
        {"key": "Views that differed", "value": screen.of(consideration.dissent), "empty": "None"},
        {"key": "Criteria", "value": MET[criteria_met(consideration)]},
        {
            "key": "Quorum",
            "value": f"{consideration.agencies_counted} agencies, "
            + ("quorate" if consideration.quorate else "not quorate"),
        },
        {"key": "Signed by", "value": f"{consideration.signed_by}, {consideration.signed_as.lower()}"},
        {"key": "Signed", "value": consideration.signed_at},
    ]


def notifications(referral: Referral) -> dict[str, Any]:
    base = referral.record.get_absolute_url()
    rows = [
        {
            "notification": row, "state": "Sent" if row.recorded_at else "To be sent", "colour": "green" if row.recorded_at else "blue",
            "sent_url": f"{base}notifications/{row.pk}/sent/", "letter_url": f"{base}notifications/{row.pk}/letter/",
        }
        for row in referral.notifications.select_related("proof__file")
    ]  # fmt: skip
    return {
        "title": "Tell the national bodies", "kind": "Referral", "reference": referral.record.reference,
        "marking": referral.record.marking, "rows": rows, "all_sent": all(r["notification"].recorded_at for r in rows),
        "close_url": base + "close/", "case_url": base,
        "breadcrumbs": [{"label": "Referrals", "url": "/referrals/"}, {"label": referral.record.reference, "url": base}, {"label": "National bodies"}],
    }  # fmt: skip


def check_can_read_register(user: User, board: Board | None) -> None:
    check(
        user, Permission.BOARD_DASHBOARD, board or 0, "The register of decisions is for members of the board."
    )


def register(request: HttpRequest, rows: Any) -> dict[str, Any]:
    found = paging.keyset(request, rows, 25)
    table = [
        {
            "cells": [
                d.referral.record.reference,
                d.decided_on,
                d.get_outcome_display(),
                "Re-opened" if d.reopened_at else "",
            ]
        }
        for d in found.rows
    ]
    return {
        "title": "Decisions", "lead": "What was decided on each case, without its details.", "rows": table, "caption": "Decisions",
        "columns": [{"label": "Referral"}, {"label": "Decided"}, {"label": "Outcome"}, {"label": "Since then"}],
        "newer_url": found.newer_url, "older_url": found.older_url, "count_text": found.count_text("decision"),
        "empty_text": "Nothing has been decided yet.",
    }  # fmt: skip
