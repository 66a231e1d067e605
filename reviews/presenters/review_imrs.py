"""Agencies' reports: the list on the review, and the page of one, which is all that its agency sees of the review."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.utils import timezone

from lscb.board.permissions import capacities, has
from lscb.board.roles import Permission
from lscb.clocks.words import day_in_words
from lscb.people.models import User
from reviews import permissions as may
from reviews.facts import ReviewFacts
from reviews.masking import Screen
from reviews.models import AgencyReport, Terms
from reviews.operations.agency_reports import WAITING_FOR_AGENCY
from reviews.operations.parts import FINISHED
from reviews.presenters import common
from reviews.presenters.common import COLOURS, step_or_refusal
from reviews.presenters.review_terms import version_rows

A = AgencyReport.Status
COLUMNS = [{"label": "Agency"}, {"label": "Status"}, {"label": "Author"}, {"label": "Due"}]


def page(facts: ReviewFacts) -> dict[str, Any]:
    asking = facts.manages and facts.review.status not in FINISHED
    return {
        "rows": [_row(report, facts.today) for report in facts.reports], "columns": COLUMNS,
        "ask_url": f"{facts.base}imrs/ask/" if asking else "",
        "not_asked": len(facts.agency_ids - {r.agency_id for r in facts.reports}),
    }  # fmt: skip


def _row(report: AgencyReport, today: dt.date) -> dict[str, Any]:
    late = (
        report.status not in (A.ACCEPTED, A.CANCELLED)
        and report.due_on < today
        and report.submitted_at is None
    )
    sent = f"Sent {day_in_words(timezone.localdate(report.submitted_at))}" if report.submitted_at else ""
    return {
        "cells": [
            {"text": report.agency.name, "url": report.record.get_absolute_url(), "hint": report.record.reference},
            {"text": report.get_status_display(), "colour": COLOURS.get(report.status, "grey")},
            report.author.name if report.author else "–",
            {"text": day_in_words(report.due_on), "hint": "Overdue" if late else sent},
        ],
        "state": "overdue" if late else "",
    }  # fmt: skip


def commission(
    report: AgencyReport, user: User, screen: Screen, terms: Terms | None, today: dt.date, *, inside: bool
) -> dict[str, Any]:
    """The page of one report: all that its agency sees of the review; `inside` are those who read the review too."""
    crumbs = [{"label": "Home", "url": "/"}]
    if inside:
        base = report.review.record.get_absolute_url()
        crumbs = [
            {"label": "Reviews", "url": "/reviews/"}, {"label": report.review.record.reference, "url": base},
            {"label": "Agency reports", "url": base + "imrs/"},
        ]  # fmt: skip
    frame = common.thing(report.record, "Agency report", common.status_tag(report), today, crumbs, [])
    return frame | {
        "report": report, "rows": _rows(report, screen), "next_step": next_step(report, user),
        "terms_rows": version_rows(terms, screen) if terms else [], "terms": terms, "inside": inside,
    }  # fmt: skip


def _rows(report: AgencyReport, screen: Screen) -> list[dict[str, Any]]:
    waiting = report.status in WAITING_FOR_AGENCY
    rows = [
        {"key": "Agency", "value": report.agency.name},
        {"key": "Send by" if waiting else "Was due", "value": day_in_words(report.due_on)},
        {"key": "Author", "value": report.author.name if report.author else "", "empty": "Not named yet"},
    ]
    if report.submitted_at:
        rows += [
            {
                "key": "Sent",
                "value": f"{day_in_words(timezone.localdate(report.submitted_at))}, by {report.submitted_by}",
            },
            {"key": "Signed off by", "value": report.signed_off_name},
            {"key": "Summary", "value": screen.of(report.summary)},
        ]
    if report.answered_at:
        said = "Answer of the panel" if report.status == A.ACCEPTED else "Sent back"
        note = f"{report.answered_by}, {day_in_words(timezone.localdate(report.answered_at))}"
        rows.append(
            {"key": said, "value": screen.of(report.answer), "empty": "Nothing was said", "note": note}
        )
    return rows


#: R081
CONTENTS = (
    "A chronology of your agency's involvement", "A summary of the involvement", "An analysis of it",
    "Decisions that were made, and how", "Policy and procedure, and whether they helped", "Good practice",
    "What was learned", "Recommendations for your own agency",
)  # fmt: skip


def next_step(report: AgencyReport, user: User) -> dict[str, Any]:
    base = report.record.get_absolute_url()
    held = capacities(user, report.record)
    if report.status in WAITING_FOR_AGENCY:
        if not held & {"respondent", "author"}:
            return _waiting(report, user, base)
        return _of_agency(report, user, held, base)
    if report.status == A.SUBMITTED:
        step = {
            "text": "The agency has sent its report. Read it, and accept it or send it back.", "url": base + "accept/",
            "label": "Accept the report", "others": [{"label": "Send it back", "url": base + "send-back/"}],
        }  # fmt: skip
        if held & {"respondent", "author"}:
            return {
                "text": "Thank you. The panel reads your report and answers.",
                "holder": "the panel chair and the reviewer",
                "since": report.submitted_at,
            }
        return step_or_refusal(partial(may.check_can_answer_agency_report, user, report), step)
    done = {
        A.ACCEPTED: "The report is accepted. Thank you.",
        A.CANCELLED: "This report is not needed any more.",
    }
    return {"text": done[A(report.status)]}


def _waiting(report: AgencyReport, user: User, base: str) -> dict[str, Any]:
    """For the panel and the unit: who has it; the unit may remind, give more time or do without."""
    who = report.author.name if report.author else f"the safeguarding lead of {report.agency}"
    step = {
        "text": f"{report.agency} has still to send its report.",
        "holder": who,
        "since": report.requested_at,
    }
    if has(user, Permission.REVIEW_MANAGE, report.record.board_id):
        step |= {
            "url": base + "remind/", "label": "Remind them", "post": True,
            "others": [{"label": "Give more time", "url": base + "more-time/"}, {"label": "The report is not needed", "url": base + "cancel/"}],
        }  # fmt: skip
    return step


def _of_agency(report: AgencyReport, user: User, held: frozenset[str], base: str) -> dict[str, Any]:
    leads = "respondent" in held
    rename = (
        [{"label": "Name another author", "url": base + "author/"}]
        if leads and report.status != A.RETURNED
        else []
    )
    if report.status == A.REQUESTED:
        return {
            "text": "Name the person who writes your agency's report.",
            "url": base + "author/",
            "label": "Name the author",
        }
    send = {"label": "Send the report", "url": base + "send/"}
    if report.status == A.AUTHOR_NAMED and report.author_id == user.pk:
        return {
            "text": "Read the terms below and begin.",
            "url": base + "start/",
            "label": "I have begun",
            "post": True,
            "others": [send, *rename],
        }
    if report.status == A.RETURNED:
        return {
            "text": "The panel asks for more. Read what is missing, and send the report again.",
            "url": base + "send/",
            "label": "Send the report again",
        }
    if report.author_id != user.pk and report.author:
        return {
            "text": "The author writes the report.",
            "holder": report.author.name,
            "since": None,
            "others": [send, *rename],
        }
    return {
        "text": "Write the report, have it signed off, and send it.",
        "url": base + "send/",
        "label": "Send the report",
        "others": rename,
    }
