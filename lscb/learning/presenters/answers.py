"""Pages of the answers to recommendations: no queries, templates decide nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lscb.clocks.words import day_in_words, left_in_words
from lscb.learning.answering import AnswerLine, Reply
from lscb.learning.models import AnswerRequest, PolicyChange, Recommendation
from lscb.records.models import Record

Holidays = frozenset[dt.date]
LIST = {"label": "Answers to recommendations", "url": "/learning/answers/"}
COLOURS = {Reply.ACCEPTED: "green", Reply.PARTLY: "yellow", Reply.DECLINED: "orange"}


def colour_of(line: AnswerLine) -> str:
    if line.answer is None:
        return "grey"
    return "blue" if line.needs_action else COLOURS[Reply(line.answer.reply)]


def detail_page(
    request: AnswerRequest,
    lines: list[AnswerLine],
    *,
    answers: bool,
    asks: bool,
    chases: bool,
    openable: set[int],
    source: Record | None,
    policies: dict[int, list[PolicyChange]],
    today: dt.date,
    holidays: Holidays,
) -> dict[str, Any]:
    """answers, asks, chases: what the reader may do; openable: ids of the actions that they may open; policies: the
    agency's changes by recommendation."""
    reference = request.record.reference
    return {
        "kind": "Answers to recommendations",
        "reference": reference,
        "title": f"{request.agency}: answer recommendations",
        "status": status_of(request, today),
        "marking": request.record.marking,
        "clocks": _clocks(request, today, holidays),
        "next_step": _next(request, lines, answers, asks, chases),
        "lines": [
            _line(each, reference, answers, openable) | _policies(each, reference, answers, policies)
            for each in lines
        ],
        "source": {
            "text": source.reference,
            "url": reverse("learning:source-answers", args=[source.reference]),
        }
        if source
        else None,
        "source_kind": request.source_kind,
        "answers": answers and request.closed_at is None,
        "propose_url": reverse("learning:answer-propose", args=[reference]),
        "breadcrumbs": [LIST, {"label": reference}],
    }


def status_of(request: AnswerRequest, today: dt.date) -> dict[str, str]:
    if request.closed_at is not None:
        return {"text": "Complete", "colour": "green"}
    if request.due_on < today:
        return {"text": "Overdue", "colour": "red"}
    return {"text": "Being answered", "colour": "blue"}


def _clocks(request: AnswerRequest, today: dt.date, holidays: Holidays) -> list[dict[str, Any]]:
    clock = {
        "label": "Answer the recommendations",
        "due_on": request.due_on,
        "source": "Local default; no framework names a length",
    }
    if request.closed_at is not None:
        return [clock | {"state": "met", "text": "Complete"}]
    state = "overdue" if request.due_on < today else "running"
    return [clock | {"state": state, "text": left_in_words(request.due_on, today, holidays)}]


def _next(
    request: AnswerRequest, lines: list[AnswerLine], answers: bool, asks: bool, chases: bool
) -> dict[str, Any]:
    reference = request.record.reference
    again = [{"label": "Ask again", "url": reverse("learning:answer-ask-again", args=[reference])}]
    if request.closed_at is not None:
        text = "Every recommendation is answered. Nothing more has to be done here."
        return {"heading": "Where this stands", "text": text, "others": again if asks else []}
    open_ones = [line for line in lines if line.answer is None]
    if answers and open_ones:
        first = open_ones[0].asked
        number = first.recommendation.number
        url = reverse("learning:answer-line", args=[reference, first.pk])
        return {
            "text": f"{len(open_ones)} of {len(lines)} are still to be answered.",
            "url": url,
            "label": f"Answer recommendation {number}",
        }
    if answers:
        text = "What was accepted needs an action, or a reason why none is needed."
        return {
            "text": text,
            "url": reverse("learning:answer-propose", args=[reference]),
            "label": "Propose an action",
        }
    waits = sum(line.waits for line in lines)
    text = f"{waits} of {len(lines)} still wait for an answer or an action."
    if chases:
        url = reverse("learning:answer-chase", args=[reference])
        return {"text": text, "url": url, "label": "Ask once more", "post": True}
    return {"text": text, "holder": request.agency.name, "since": request.asked_at}


def _line(line: AnswerLine, reference: str, answers: bool, openable: set[int]) -> dict[str, Any]:
    said = line.answer
    rows: list[dict[str, Any]] = []
    if said is not None:
        rows = [
            {
                "key": "Answer",
                "value": said.get_reply_display(),
                "note": f"{said.answered_by.name}, {day_in_words(timezone.localdate(said.answered_at))}",
            },
            *([{"key": "Why", "value": said.reason}] if said.reason else []),
            *([{"key": "No action needed", "value": said.no_action_reason}] if said.no_action_needed else []),
        ]
    return {
        "number": line.asked.recommendation.number,
        "words": line.asked.words,
        "status": line.words,
        "colour": colour_of(line),
        "rows": rows,
        "actions": [_action(each, openable) for each in line.actions],
        "answer_url": reverse("learning:answer-line", args=[reference, line.asked.pk]) if answers else "",
        "answer_label": "Change the answer" if said else "Answer",
    }


def _policies(
    line: AnswerLine, reference: str, answers: bool, policies: dict[int, list[PolicyChange]]
) -> dict[str, Any]:
    """What the agency changed in its policies, and where it records more, once it has answered."""
    found = policies.get(line.asked.recommendation_id, [])
    may = answers and line.answer is not None
    return {
        "policies": [
            f"{each.policy}, {day_in_words(each.changed_on)}: {each.what_changed}" for each in found
        ],
        "policy_url": reverse("learning:answer-policy", args=[reference, line.asked.pk]) if may else "",
    }


def _action(action: Any, openable: set[int]) -> dict[str, str]:
    url = action.record.get_absolute_url() if action.pk in openable else ""
    return {"reference": action.record.reference, "status": action.get_status_display(), "url": url}


def list_rows(
    rows: list[AnswerRequest], lines: dict[int, list[AnswerLine]], today: dt.date, holidays: Holidays
) -> list[dict[str, Any]]:
    return [_row(each, lines[each.pk], today, holidays) for each in rows]


def _row(
    request: AnswerRequest, lines: list[AnswerLine], today: dt.date, holidays: Holidays
) -> dict[str, Any]:
    status = status_of(request, today)
    waits = sum(line.waits for line in lines)
    hint = "" if request.closed_at else left_in_words(request.due_on, today, holidays)
    reference = request.record.reference
    return {
        "cells": [
            {"text": request.agency.name, "url": request.record.get_absolute_url(), "hint": reference},
            request.source_kind,
            f"{len(lines) - waits} of {len(lines)}",
            {"text": day_in_words(request.due_on), "hint": hint},
            status,
        ],
        "state": "overdue" if status["text"] == "Overdue" else "",
    }


def source_table(
    source: Record,
    rows: list[Recommendation],
    requests: list[AnswerRequest],
    lines: dict[int, list[AnswerLine]],
    *,
    asks: bool,
    today: dt.date,
) -> dict[str, Any]:
    """Agencies across, recommendations down: who has answered what."""
    cells = {
        (line.asked.recommendation_id, request.pk): line for request in requests for line in lines[request.pk]
    }
    table = [
        {
            "cells": [
                _asked_words(row, requests, cells),
                *[_cell(cells.get((row.pk, each.pk))) for each in requests],
            ]
        }
        for row in rows
    ]
    unasked = [row for row in rows if not any((row.pk, each.pk) in cells for each in requests)]
    return {
        "kind": "Answers to recommendations",
        "reference": source.reference,
        "title": "What the agencies say",
        "marking": source.marking,
        "next_step": _source_step(source, requests, unasked, asks),
        "rows": table,
        "columns": ["Recommendation", *[each.agency.name for each in requests]],
        "requests": [_request(each, today, asks) for each in requests],
        "breadcrumbs": [LIST, {"label": source.reference}],
        "source_url": source.get_absolute_url(),
    }


def _source_step(
    source: Record, requests: list[AnswerRequest], unasked: list[Recommendation], asks: bool
) -> dict[str, Any]:
    text = _summary(requests, unasked)
    if not (asks and unasked):
        return {"heading": "Where this stands", "text": text}
    url = reverse("learning:source-ask", args=[source.reference])
    return {"text": text, "url": url, "label": "Ask the agencies to answer"}


def _request(each: AnswerRequest, today: dt.date, asks: bool) -> dict[str, Any]:
    chase = reverse("learning:answer-chase", args=[each.record.reference])
    return {
        "agency": each.agency.name,
        "url": each.record.get_absolute_url(),
        "due": day_in_words(each.due_on),
        "status": status_of(each, today),
        "chase_url": chase if asks and each.closed_at is None else "",
    }


def _summary(requests: list[AnswerRequest], unasked: list[Recommendation]) -> str:
    if not requests:
        return "No agency has been asked yet."
    done = sum(each.closed_at is not None for each in requests)
    words = f"{done} of {len(requests)} agencies have answered everything."
    return f"{words} {len(unasked)} recommendations have not been put to an agency." if unasked else words


def _asked_words(
    row: Recommendation, requests: list[AnswerRequest], cells: dict[Any, AnswerLine]
) -> dict[str, str]:
    """The words that agencies read; a recommendation that nobody was asked about shows its number alone."""
    words = next((cells[row.pk, each.pk].asked.words for each in requests if (row.pk, each.pk) in cells), "")
    return {"text": f"Recommendation {row.number}", "hint": words or "Not put to an agency"}


def _cell(line: AnswerLine | None) -> dict[str, str] | str:
    if line is None:
        return "Not asked"
    references = ", ".join(each.record.reference for each in line.actions)
    return {"text": line.words, "colour": colour_of(line), "hint": references}


def around_source(source: Record, policies: list[PolicyChange], *, asks: bool) -> dict[str, Any]:
    """Policies that were changed, and what else the business unit may do here."""
    rows = [
        {
            "cells": [
                each.policy,
                str(each.agency or "The board"),
                f"Recommendation {each.recommendation.number}",
                day_in_words(each.changed_on),
                each.what_changed,
            ]
        }
        for each in policies
    ]
    links = [
        {
            "label": "Record a change of policy",
            "url": reverse("learning:source-policy", args=[source.reference]),
        },
        {
            "label": "Share a finding or recommendation",
            "url": reverse("learning:source-share", args=[source.reference]),
        },
    ]
    return {
        "policies": rows,
        "policy_columns": ["Policy", "Whose", "Because of", "Day", "What was changed"],
        "links": links if asks else [],
    }
