"""The page of one action."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from lscb.clocks.words import day_in_words
from lscb.core import wording
from lscb.core.errors import NotAllowed
from lscb.learning.models import (
    Action,
    ActionChange,
    ActionPlan,
    DateRevision,
    ImpactCheck,
    OutcomeReview,
    Progress,
    Recommendation,
)
from lscb.learning.presenters import impact
from lscb.learning.presenters.shared import Holidays, state_of, status_tag, time_left, times
from lscb.learning.presenters.steps import next_step
from lscb.records.models import Record

VERBS = {
    "propose": "proposed this action", "edit_proposal": "changed the proposal", "agree": "agreed this action",
    "reject": "rejected the proposal", "start": "started work", "update_progress": "sent an update",
    "claim": "claimed completion", "verify": "verified completion", "refuse_claim": "sent the claim back",
    "close": "closed this action", "reopen": "reopened this action", "revise_date": "moved the end date",
    "not_achieved": "recorded that it was not achieved", "supersede": "recorded that something else takes its place",
    "accept_without_action": "accepted it without action", "bring_back": "proposed it again",
    "assign": "changed the responsible person", "check_impact": "checked what difference it has made",
    "talked_over": "recorded what the Executive said", "hand_over": "handed it over to another group",
    "load": "loaded it from a spreadsheet", "chase": "asked about it",
    "gather": "put it into a plan", "review_date": "changed when the group looks at it next",
}  # fmt: skip

#: What the clock says once the end date no longer runs.
ENDED = {
    Action.Status.PROPOSED: ("stopped", "Starts when agreed"), Action.Status.CLAIMED: ("met", "Completion claimed"),
    Action.Status.VERIFIED: ("met", "Done"), Action.Status.CLOSED: ("met", "Done"),
}  # fmt: skip


@dataclass(frozen=True)
class ActionFacts:
    """Everything that the page shows, read by the view: rows that the presenter only words."""

    action: Action
    refusals: dict[str, NotAllowed | None]
    source: Record | None
    plan: ActionPlan | None
    recommendations: list[Recommendation]
    progress: list[Progress]
    revisions: list[DateRevision]
    changes: list[ActionChange]
    review: OutcomeReview | None
    files: dict[int, list[dict[str, Any]]]
    today: dt.date
    holidays: Holidays
    checks: list[ImpactCheck] = field(default_factory=list)
    executive: str = ""
    urls: dict[str, str] = field(default_factory=dict)


def thing_page(facts: ActionFacts) -> dict[str, Any]:
    action = facts.action
    return {
        "kind": "Action", "reference": action.record.reference, "title": action.title, "status": status_tag(action),
        "marking": action.record.marking, "clocks": _clocks(facts), "next_step": next_step(facts),
        "side_nav": _side(facts), "rows": _rows(facts), "updates": _updates(facts), "revisions": _revisions(facts),
        "revision_columns": ["New date", "Old date", "Reason", "Approved by", "On"],
        "review_rows": _review(facts.review), "events": _events(facts.changes), "flags": _flags(facts),
        "impact": impact.section(action, facts.checks, facts.today, facts.refusals.get("reopen", True) is None),
        "executive_url": facts.executive,
    }  # fmt: skip


def _clocks(facts: ActionFacts) -> list[dict[str, Any]]:
    action = facts.action
    left = time_left(action, facts.today, facts.holidays)
    if action.end_on is None:
        return []
    clock = {
        "label": "Complete the action", "due_on": action.end_on, "source": "The end date that was agreed for this action",
        "note": _moved(action),
    }  # fmt: skip
    if not left:
        state, text = ENDED.get(Action.Status(action.status), ("stopped", "No longer runs"))
        return [clock | {"state": state, "text": text}]
    state = state_of(action, facts.today, facts.holidays) or "running"
    return [clock | {"state": state, "text": left}]


def _moved(action: Action) -> str:
    if not action.revisions or action.first_end_on is None:
        return ""
    return f"Moved {times(action.revisions)}. First agreed for {day_in_words(action.first_end_on)}."


def _rows(facts: ActionFacts) -> list[dict[str, Any]]:
    action = facts.action
    late = action.is_late_to_start(facts.today)
    change = {"action_url": facts.urls["assign"]} if facts.refusals.get("assign", True) is None else {}
    rows: list[dict[str, Any]] = [
        {"key": "What will be done", "value": action.activity},
        {"key": "Difference expected", "value": action.difference_expected},
        {"key": "What it needs", "value": action.resources},
        {"key": "Responsible agency", "value": action.agency.name if action.agency else "", "empty": "None"},
        {
            "key": "Responsible person",
            "value": action.owner.name if action.owner else "",
            "empty": "Nobody in particular",
            **change,
        },
        {"key": "Monitored by", "value": action.group.name},
        {
            "key": "Start date",
            "value": _day(action.start_on),
            "note": "This day has passed." if late else "",
            "empty": "None set",
        },
        {"key": "End date", "value": _day(action.end_on), "note": _moved(action), "empty": "None set"},
        {"key": "Where it comes from", **_source(facts)},
        *_beside(facts),
    ]
    if facts.recommendations:
        lines = [f"{each.number}. {each.text}" for each in facts.recommendations]
        rows.append({"key": "Recommendations", "lines": lines})
    if action.replaced_by is not None:
        reference = action.replaced_by.record.reference
        rows.append({"key": "Taken over by", "value": reference, "url": facts.urls.get("replaced_by", "")})
    if action.accepted_until:
        rows.append({"key": "Accepted until", "value": _day(action.accepted_until)})
    return rows


def _beside(facts: ActionFacts) -> list[dict[str, Any]]:
    """When the group looks at it next, and the plan that it is part of, for those who may open that."""
    rows: list[dict[str, Any]] = []
    change = (
        {"action_url": facts.urls["review-date"]} if facts.refusals.get("review-date", True) is None else {}
    )
    if facts.action.review_on or change:
        rows.append(
            {"key": "Reviewed next", "value": _day(facts.action.review_on), "empty": "No day set", **change}
        )
    if facts.plan is not None:
        rows.append({"key": "Action plan", "value": str(facts.plan), "url": facts.urls.get("plan", "")})
    return rows


def _source(facts: ActionFacts) -> dict[str, Any]:
    """A kind only, unless the reader may open the source."""
    kind = facts.action.source_kind
    if facts.source is None:
        return {"value": kind}
    return {"value": f"{kind}: {facts.source.reference}", "url": facts.urls.get("source", "")}


def _day(day: dt.date | None) -> str:
    return day_in_words(day) if day else ""


def _flags(facts: ActionFacts) -> list[str]:
    """Hints on the wording, for those who can still change it."""
    return wording.flags(facts.action.activity) if facts.refusals.get("edit", True) is None else []


def _side(facts: ActionFacts) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = [
        {"label": "Details", "url": "#details"},
        {"label": "Progress", "url": "#progress", "count": len(facts.progress), "count_noun": "updates"},
    ]
    if facts.revisions:
        items.append(
            {
                "label": "Changes of date",
                "url": "#dates",
                "count": len(facts.revisions),
                "count_noun": "changes",
            }
        )
    if facts.checks:
        items.append({"label": "Impact", "url": "#impact"})
    if facts.review is not None:
        items.append({"label": "Why it was not achieved", "url": "#review"})
    return [*items, {"label": "What has happened", "url": "#timeline-heading"}]


def _updates(facts: ActionFacts) -> list[dict[str, Any]]:
    return [_update(each, facts) for each in facts.progress]


def _update(each: Progress, facts: ActionFacts) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [{"key": "Done", "value": each.done}]
    if not each.claims_completion:
        by = f"By {_day(each.next_on)}" if each.next_on else ""
        rows.append({"key": "Next", "value": each.next_activity, "note": by, "empty": "Not stated"})
    words = [evidence.text for evidence in each.evidence.all() if evidence.text]
    rows += [{"key": "Evidence", "value": text} for text in words]
    return {
        "heading": _heading(each),
        "by": each.written_by.name, "at": each.written_at, "rows": rows, "files": facts.files.get(each.pk, []),
    }  # fmt: skip


def _heading(each: Progress) -> str:
    words = "Completion claimed" if each.claims_completion else "Update"
    return f"{words}, as a spreadsheet said" if each.loaded else words


def _revisions(facts: ActionFacts) -> list[dict[str, Any]]:
    return [
        {
            "cells": [
                _day(each.new_on),
                _day(each.old_on),
                each.reason,
                each.revised_by.name,
                _day(timezone.localdate(each.revised_at)),
            ]
        }
        for each in facts.revisions
    ]


def _review(review: OutcomeReview | None) -> list[dict[str, Any]]:
    if review is None:
        return []
    rows = [
        {
            "key": OutcomeReview.question(name),
            "value": OutcomeReview.Reply(getattr(review, name)).label,
        }
        for name in OutcomeReview.QUESTIONS
    ]
    return [*rows, {"key": "What this tells us", "value": review.conclusion}]


def _events(changes: list[ActionChange]) -> list[dict[str, Any]]:
    return [
        {
            "at": each.changed_at,
            "text": f"{each.changed_by.name} {VERBS.get(each.verb, each.verb)}.",
            "why": each.reason,
        }
        for each in changes
    ]
