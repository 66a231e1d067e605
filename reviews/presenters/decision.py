"""The chair's page, the national bodies, and the register of decisions."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest

from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.core.templatetags.lscb import allowed, longdate
from lscb.people.models import Board, User
from reviews import permissions as may
from reviews.masking import Screen
from reviews.models import Decision, PanelEnquiry, Referral
from reviews.presenters import case, paging
from reviews.states import REVIEW


def page(referral: Referral, decision: Decision | None, screen: Screen) -> dict[str, Any]:
    base = referral.record.get_absolute_url()
    consideration = decision.consideration if decision else None
    return {
        "title": "Decide", "kind": "Referral", "reference": referral.record.reference, "marking": referral.record.marking,
        "cancel_url": base, "referral": referral, "decision": decision, "outline": screen.of(referral.outline),
        "worked": screen.of(referral.what_worked), "challenge_url": base + "peer-challenge/",
        "limbs": case.limb_rows(consideration, screen) if consideration and not referral.is_good_practice else [],
        "rows": case.recommendation_rows(consideration, screen) if consideration else [],
        "stops": [r.record.reference for r in referral.reviews.open().select_related("record") if REVIEW.allows("stop", r)],
        "challenges": case.challenge_rows(decision.challenges.all(), screen, base, True) if decision else [],
        "breadcrumbs": [{"label": "Referrals", "url": "/referrals/"}, {"label": referral.record.reference, "url": base}, {"label": "Decide"}],
    }  # fmt: skip


def decided_words(referral: Referral) -> str:
    if referral.is_good_practice:
        return "Decided. The business unit tells those concerned."
    return "Decided. The business unit tells Ofsted, the Department and the national panel within five working days."


def enquiry_initial(enquiry: PanelEnquiry) -> dict[str, Any]:
    names = ("supplied_on", "supplied", "attended_on", "attendance", "advised_on", "advice", "version")
    return {name: getattr(enquiry, name) for name in names}


def notifications(referral: Referral, user: User) -> dict[str, Any]:
    base = referral.record.get_absolute_url()
    tells = allowed(partial(may.check_can_notify_bodies, user, referral))
    rows = [
        {
            "notification": row, "state": "Sent" if row.recorded_at else "To be sent", "colour": "green" if row.recorded_at else "blue",
            "sent_url": f"{base}notifications/{row.pk}/sent/", "letter_url": f"{base}notifications/{row.pk}/letter/",
        }
        for row in referral.notifications.filter(dropped_at__isnull=True).select_related("proof__file")
    ]  # fmt: skip
    return {
        "title": "Tell the national bodies" if tells else "National bodies", "tells": tells, "kind": "Referral", "reference": referral.record.reference,
        "marking": referral.record.marking, "rows": rows, "all_sent": all(r["notification"].recorded_at for r in rows),
        "close_url": base + "close/" if tells and referral.status == Referral.Status.DECIDED else "", "case_url": base,
        "letter_url": base + "letters/new/",
        "breadcrumbs": [{"label": "Referrals", "url": "/referrals/"}, {"label": referral.record.reference, "url": base}, {"label": "National bodies"}],
    }  # fmt: skip


def check_can_read_register(user: User, board: Board | None) -> None:
    check(
        user, Permission.BOARD_DASHBOARD, board or 0, "The register of decisions is for members of the board."
    )


def register(request: HttpRequest, rows: Any, form: Any) -> dict[str, Any]:
    found = paging.keyset(request, rows, 25)
    table = [
        {
            "cells": [
                d.referral.record.reference,
                longdate(d.decided_on),
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
        "empty_text": "Nothing has been decided yet.", "filter_form": form, "active": paging.active(request, form),
        "clear_url": request.path,
    }  # fmt: skip
