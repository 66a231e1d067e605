"""What the pages of expected reports show; no queries, templates decide nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from lscb.board.assurance.shapes import CHECKLIST, PARTS, USUAL
from lscb.board.models import AssuranceReport, ReportCheck, ReportSchedule
from lscb.clocks.words import day_in_words, left_in_words
from lscb.core.errors import NotAllowed
from lscb.core.templatetags.lscb import plural, shortdate

Row = dict[str, Any]
S = AssuranceReport.Status
COLOURS = {S.EXPECTED: "blue", S.RECEIVED: "purple", S.CLOSED: "green", S.WITHDRAWN: "grey"}
FOUND = {"yes": "green", "partly": "yellow", "no": "red"}
HOME = {"label": "Board", "url": "/board/"}
LIST = {"label": "Reports", "url": "/board/assurance/"}
LABELS = {
    "write": "Write the report", "hand_in": "Hand the report in", "check": "Check the report", "ask_again": "Ask again",
    "withdraw": "It is no longer expected",
}  # fmt: skip


def giver(report: AssuranceReport | ReportSchedule) -> str:
    owner = getattr(report, "owner", None)
    if owner and report.agency:
        return f"{owner.name}, {report.agency}"
    return str(report.agency or owner or report.service)


def list_rows(reports: Iterable[AssuranceReport], today: dt.date, holidays: frozenset[dt.date]) -> list[Row]:
    rows = []
    for report in reports:
        left = left_in_words(report.due_on, today, holidays) if report.status == S.EXPECTED else ""
        rows.append(
            {
                "state": "overdue" if report.is_overdue(today) else "",
                "cells": [
                    {"text": report.record.title, "url": report.get_absolute_url(), "hint": report.record.reference},
                    giver(report), report.group.name,
                    {"text": shortdate(report.due_on), "hint": left},
                    {"text": S(report.status).label, "colour": COLOURS[S(report.status)]},
                ],
            }
        )  # fmt: skip
    return rows


def schedule_page(rows: Iterable[ReportSchedule]) -> Row:
    return {
        "title": "Reports that are expected again and again", "lead": "Each asks for its next report by itself.",
        "breadcrumbs": [HOME, LIST, {"label": "Schedule"}], "caption": "Schedule", "caption_hidden": True,
        "columns": ["Report", "From", "For", "How often", ""],
        "rows": [
            {
                "cells": [
                    {"text": row.title, "url": reverse("board:schedule-change", args=[row.pk])}, giver(row), row.group.name,
                    f"Every {plural(row.every_months, 'month')}" if row.every_months else "Once",
                    {"text": "End", "url": reverse("board:schedule-end", args=[row.pk])},
                ]
            }
            for row in rows
        ],
        "empty_text": "Nothing is expected yet. Start from a report that boards usually expect.",
        "action_url": reverse("board:schedule-add"), "action_label": "Expect a report",
    }  # fmt: skip


def usual_links() -> list[Row]:
    base = reverse("board:schedule-add")
    return [{"text": title, "url": f"{base}?template={code}"} for code, title, _, _ in USUAL]


def report_page(
    report: AssuranceReport,
    refusals: dict[str, NotAllowed | None],
    files: list[Row],
    clocks: list[Row],
    events: list[Row],
) -> Row:
    written = {part.code: part for part in report.parts.all()}
    checks = {check.code: check for check in report.checks.all()}
    parts = [
        {"heading": heading, "body": written[code].text if code in written else ""}
        for code, heading, _ in PARTS[report.form]
    ]
    return {
        "kind": report.get_form_display(), "reference": report.record.reference, "title": report.record.title,
        "status": {"text": S(report.status).label, "colour": COLOURS[S(report.status)]}, "marking": report.record.marking,
        "clocks": clocks, "next_step": _next(report, refusals), "rows": _rows(report), "parts": parts, "files": files,
        "checks": [
            _check(words, checks[code]) for code, words in CHECKLIST if code in checks
        ],
        "check_columns": ["What is looked for", "Found", "Note"], "outcome_rows": _outcome(report), "events": events,
        "breadcrumbs": [HOME, LIST, {"label": report.record.reference}],
        "side_nav": [
            {"label": "What is asked", "url": "#asked"}, {"label": "The report", "url": "#report"},
            {"label": "Check", "url": "#check"},
        ],
    }  # fmt: skip


def _check(words: str, check: ReportCheck) -> Row:
    found = {"text": check.get_found_display(), "colour": FOUND[check.found]}
    return {"cells": [words, found, check.note or "None"]}


def _rows(report: AssuranceReport) -> list[Row]:
    period = ""
    if report.period_from and report.period_until:
        period = f"{day_in_words(report.period_from)} to {day_in_words(report.period_until)}"
    rows = [
        {"key": "From", "value": giver(report)}, {"key": "For", "value": report.group.name},
        {"key": "Due", "value": day_in_words(report.due_on)},
        {"key": "Period", "value": period, "empty": "Not stated"},
        {"key": "What is asked", "value": report.question, "empty": "The usual report"},
    ]  # fmt: skip
    if report.received_on and report.received_by:
        rows.append(
            {
                "key": "Received",
                "value": f"{day_in_words(report.received_on)}, from {report.received_by.name}",
            }
        )
    return rows


def _outcome(report: AssuranceReport) -> list[Row]:
    if not report.closed_on or not report.closed_by:
        return []
    return [
        {"key": "What the group noticed", "value": report.scrutiny, "empty": "Nothing in particular"},
        {"key": "What comes of it", "value": report.outcome},
        {"key": "Checked", "value": f"{day_in_words(report.closed_on)}, by {report.closed_by.name}"},
    ]


def _next(report: AssuranceReport, refusals: dict[str, NotAllowed | None]) -> Row:
    reference = report.record.reference
    urls = {verb: reverse(f"board:assurance-{verb.replace('_', '-')}", args=[reference]) for verb in LABELS}
    main = {S.EXPECTED: "write" if PARTS[report.form] else "hand_in", S.RECEIVED: "check"}.get(
        S(report.status), ""
    )
    others = [
        {"label": LABELS[verb], "url": urls[verb]}
        for verb, refusal in refusals.items()
        if refusal is None and verb != main and not (verb == "hand_in" and main == "write")
    ]
    if not main:
        text = "The report is checked." if report.status == S.CLOSED else "The report is no longer expected."
        return {"heading": "Where this stands", "text": text, "others": others}
    text = (
        "The report is expected."
        if report.status == S.EXPECTED
        else "The report is here and waits to be checked."
    )
    refusal = refusals.get("hand_in" if main == "write" else main)
    if refusal is None:
        return {"text": text, "url": urls[main], "label": LABELS[main], "others": others}
    holder = giver(report) if report.status == S.EXPECTED else report.group.name
    return {"text": text, "holder": holder, "others": others}
