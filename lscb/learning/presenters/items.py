"""Pages of learning items: no queries, templates decide nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from lscb.clocks.words import day_in_words
from lscb.learning.models import Cascade, LearningItem, LearningShare, LearningStep

Stage = LearningItem.Stage
LIST = {"label": "Learning", "url": "/learning/"}
COLOURS = {
    Stage.IDENTIFIED: "grey",
    Stage.DISSEMINATED: "blue",
    Stage.EMBEDDED: "teal",
    Stage.EVALUATED: "green",
}
WHAT = {
    Stage.IDENTIFIED: "Somebody has learned it.",
    Stage.DISSEMINATED: "Agencies have passed it on to their people.",
    Stage.EMBEDDED: "Audits or surveys show that people work in this way.",
    Stage.EVALUATED: "It is known what is different for children.",
}


def choices(item: LearningItem) -> list[tuple[str, str]]:
    """Where an item may go: the next stage, or back."""
    order = list(Stage)
    now = order.index(Stage(item.stage))
    ahead = [(stage.value, f"On to “{stage.label}”") for stage in order[now + 1 : now + 2]]
    return ahead + [(stage.value, f"Back to “{stage.label}”") for stage in reversed(order[:now])]


def detail_page(
    item: LearningItem,
    steps: list[LearningStep],
    cascades: list[Cascade],
    shares: list[LearningShare],
    *,
    keeps: bool,
    may_confirm: set[int],
    source_url: str,
    files: Mapping[int, list[dict[str, Any]]],
    themes: list[str],
    today: dt.date,
) -> dict[str, Any]:
    """keeps: whether the reader may change it; may_confirm: ids of the cascades that they may confirm."""
    reference = item.record.reference
    base = reverse("learning:item-detail", args=[reference])
    stage, confirmed = Stage(item.stage), sum(each.confirmed_at is not None for each in cascades)
    return {
        "kind": "Learning item",
        "reference": reference,
        "title": item.title,
        "marking": item.record.marking,
        "status": {"text": stage.label, "colour": COLOURS[stage]},
        "track": _track(stage),
        "message": item.message,
        "next_step": _next(item, cascades, keeps, may_confirm, base),
        "rows": _rows(item, source_url, themes),
        "cascades": [_cascade(each, base, may_confirm, today) for each in cascades],
        "steps": [_step(each, files) for each in steps],
        "cascade_columns": ["Agency", "State", "Due", "How"],
        "shares": [_share(each) for each in shares],
        "base": base,
        "keeps": keeps,
        "breadcrumbs": [LIST, {"label": reference}],
        "passed_on": f"{confirmed} of {len(cascades)} agencies have confirmed.",
    }


def _track(now: Stage) -> list[dict[str, Any]]:
    order = list(Stage)
    at = order.index(now)
    states = [
        ("Reached", "green") if n < at else ("Here", "blue") if n == at else ("To come", "")
        for n in range(len(order))
    ]
    return [
        {"label": stage.label, "hint": WHAT[stage], "status": states[n][0], "colour": states[n][1]}
        for n, stage in enumerate(order)
    ]


def _next(
    item: LearningItem, cascades: list[Cascade], keeps: bool, may_confirm: set[int], base: str
) -> dict[str, Any]:
    for each in cascades:
        if each.pk in may_confirm and each.confirmed_at is None:
            text = f"{each.agency} is asked to pass this on to its people."
            return {"text": text, "url": f"{base}passed-on/{each.pk}/", "label": "Say how it was passed on"}
    if item.stage == Stage.EVALUATED:
        return {
            "heading": "Where this stands",
            "text": "It is embedded, and it is known what is different for children.",
        }
    if not keeps:
        return {
            "text": "It is on its way into practice.",
            "holder": item.group.name if item.group else "the business unit",
            "since": item.created_at,
        }
    others = [
        {"label": "Change the wording", "url": f"{base}edit/"},
        {"label": "Share it with others", "url": f"{base}share/"},
    ]
    ask = {"label": "Ask agencies to pass it on", "url": f"{base}pass-on/"}
    move = {"label": "Move it to another stage", "url": f"{base}move/"}
    if item.stage == Stage.IDENTIFIED and not cascades:
        return {"text": "Nobody has been asked to pass it on yet.", **ask, "others": [move, *others]}
    waiting = sum(each.confirmed_at is None for each in cascades)
    text = (
        f"{waiting} agencies have not yet said how they passed it on."
        if waiting
        else "Move it on when it has got further."
    )
    return {"text": text, **move, "others": [ask, *others]}


def _rows(item: LearningItem, source_url: str, themes: list[str]) -> list[dict[str, Any]]:
    where = item.source_kind or "Entered by the board"
    return [
        {"key": "Where it comes from", "value": where, "url": source_url},
        {"key": "Themes", "value": ", ".join(themes), "empty": "None"},
        {"key": "Looked after by", "value": str(item.group or ""), "empty": "No group yet"},
        {"key": "Person", "value": item.owner.name if item.owner else "", "empty": "Nobody in particular"},
        *([{"key": "Impact statement", "value": item.impact}] if item.impact else []),
    ]


def _cascade(each: Cascade, base: str, may_confirm: set[int], today: dt.date) -> dict[str, Any]:
    status, how = ("Asked", "blue"), ""
    if each.confirmed_at is not None and each.not_relevant:
        status, how = ("Nobody to tell", "grey"), each.not_relevant
    elif each.confirmed_at is not None:
        status = ("Passed on", "green")
        done = day_in_words(each.done_on) if each.done_on else ""
        how = f"{each.get_way_display()}, {done}, about {each.reached} people. {each.note}"
    elif each.due_on is not None and each.due_on < today:
        status = ("Overdue", "red")
    url = f"{base}passed-on/{each.pk}/" if each.confirmed_at is None and each.pk in may_confirm else ""
    due = day_in_words(each.due_on) if each.due_on and each.confirmed_at is None else ""
    name: dict[str, Any] = {"text": each.agency.name, "url": url} if url else {"text": each.agency.name}
    return {"cells": [name, {"text": status[0], "colour": status[1]}, due, how]}


def _step(each: LearningStep, files: Mapping[int, list[dict[str, Any]]]) -> dict[str, Any]:
    return {
        "stage": Stage(each.stage).label,
        "by": each.moved_by.name,
        "at": each.moved_at,
        "evidence": each.evidence,
        "files": files.get(each.pk, []),
    }


def _share(each: LearningShare) -> dict[str, str]:
    return {"text": f"With {each.with_whom} on {day_in_words(each.shared_on)}: {each.what}"}


def list_rows(rows: list[Any]) -> list[dict[str, Any]]:
    return [_row(each) for each in rows]


def _row(item: Any) -> dict[str, Any]:
    stage = Stage(item.stage)
    themes = ", ".join(tag.theme.name for tag in item.record.theme_tags.all())
    return {
        "cells": [
            {"text": item.title, "url": item.record.get_absolute_url(), "hint": item.record.reference},
            {"text": stage.label, "colour": COLOURS[stage]},
            themes,
            str(item.group or ""),
            f"{item.confirmed} of {item.asked}" if item.asked else "Not asked",
        ]
    }
