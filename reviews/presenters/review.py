"""The register of reviews, the frame of a review's pages, and its overview."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lscb.board.roles import Permission
from lscb.clocks.regimes import regime
from lscb.clocks.words import day_in_words
from reviews.facts import ReviewFacts
from reviews.masking import Screen
from reviews.models import AgencyReport, Review
from reviews.operations.parts import FINISHED
from reviews.presenters import common

CRUMBS = [{"label": "Reviews", "url": "/reviews/"}]
COLUMNS = [
    {"label": "Review"}, {"label": "Status"}, {"label": "Started"}, {"label": "Reviewer"}, {"label": "Panel chair"},
    {"label": "Agencies"}, {"label": "Time limit"},
]  # fmt: skip


def register_rows(found: Iterable[Review], today: dt.date) -> list[dict[str, Any]]:
    """R098: type, status, dates, the people who lead it, agencies and clock."""
    return [_register_row(review, today) for review in found]


def _register_row(review: Review, today: dt.date) -> dict[str, Any]:
    clock, late = _clock(review, today)
    names = {
        part: [m.person.name for m in review.leading if m.part == part]
        for part in ("reviewer", "panel-chair")
    }
    return {
        "cells": [
            {"text": review.record.reference, "url": review.record.get_absolute_url(), "hint": review.record.title},
            common.status_tag(review),
            day_in_words(review.started_on),
            ", ".join(names["reviewer"]) or "–",
            ", ".join(names["panel-chair"]) or "–",
            _some([agency.name for agency in review.in_scope]),
            clock,
        ],
        "state": "overdue" if late else "",
    }  # fmt: skip


def _some(names: list[str]) -> str:
    """Two names and how many more."""
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return ", ".join(names[:2]) + more or "–"


def _clock(review: Review, today: dt.date) -> tuple[Any, bool]:
    """The review's own clock in words, and whether it has run out."""
    running = [d for d in review.record.all_clocks if not d.cancelled_at]  # type: ignore[attr-defined]
    if not running:
        return "–", False
    deadline = running[-1]
    if deadline.met_on:
        return {
            "text": f"Completed {day_in_words(deadline.met_on)}",
            "hint": "Late" if deadline.late_reason else "",
        }, False
    late = deadline.is_late(today)
    hint = "Overdue" if late else ""
    if review.target_on:
        hint = f"{hint}. New target {day_in_words(review.target_on)}".lstrip(". ")
    return {"text": f"Due {day_in_words(deadline.due_on)}", "hint": hint}, late


def side_nav(facts: ReviewFacts, current: str) -> list[dict[str, Any]]:
    """The sections of a review's file."""
    base = facts.base
    items = [
        ("", "Overview", base), ("panel", "Panel", base + "panel/"), ("terms", "Terms of reference", base + "terms/"),
        ("imrs", "Agency reports", base + "imrs/"), ("proceedings", "Proceedings", base + "proceedings/"),
        ("interim-learning", "Interim learning", base + "interim-learning/"), ("report", "Report", base + "report/"),
        ("publication", "Publication", base + "publication/"), ("actions", "Actions", base + "actions/"),
        ("notes", "Notes and letters", base + "notes/"),
    ]  # fmt: skip
    if facts.may(Permission.ACCESS_MANAGE) or facts.may(Permission.REFERRAL_DECIDE):
        items.append(("access", "Access", reverse("people:access", args=[facts.review.record.reference])))
    items.append(("history", "History", base + "history/"))
    return [{"label": label, "url": url, "current": key == current} for key, label, url in items]


SECTIONS = {
    "panel": "Panel", "terms": "Terms of reference", "imrs": "Agency reports", "proceedings": "Proceedings",
    "interim-learning": "Interim learning", "actions": "Actions", "notes": "Notes and letters", "history": "History",
    "publication": "Publication",
}  # fmt: skip


def frame(facts: ReviewFacts, section: str = "", events: list[Any] | None = None) -> dict[str, Any]:
    """What every page of the file has; the clocks stand on its overview alone."""
    record = facts.review.record
    context = {
        "kind": "Review", "reference": record.reference, "title": record.title, "status": common.status_tag(facts.review),
        "marking": record.marking, "side_nav": side_nav(facts, section), "facts": facts, "review": facts.review,
        "breadcrumbs": [*CRUMBS, {"label": record.reference}], "events": events,
    }  # fmt: skip
    if section:
        name = SECTIONS[section]
        crumbs = [*CRUMBS, {"label": record.reference, "url": facts.base}, {"label": name}]
        context |= {"breadcrumbs": crumbs, "section_name": name}
    else:
        context["clocks"] = common.clocks_of(record, facts.today)
    return context


def form_page(review: Review, title: str, section: str = "", lead: str = "") -> dict[str, Any]:
    """layouts/form.html for something on a review."""
    record = review.record
    back = record.get_absolute_url() + (f"{section}/" if section else "")
    crumbs = [*CRUMBS, {"label": record.reference, "url": record.get_absolute_url()}]
    if section in SECTIONS:
        crumbs.append({"label": SECTIONS[section], "url": back})
    return {
        "title": title, "lead": lead, "kind": "Review", "reference": record.reference, "cancel_url": back,
        "marking": record.marking, "breadcrumbs": [*crumbs, {"label": title}],
    }  # fmt: skip


def overview(facts: ReviewFacts, screen: Screen) -> list[dict[str, Any]]:
    review, base = facts.review, facts.base
    kind = regime(review.regime).review_type(review.review_type)
    people = [
        f"{m.person.name}, {m.get_part_display().lower()}" + (f" ({m.agency})" if m.agency else "")
        for m in facts.members
    ]
    accepted = sum(1 for r in facts.reports if r.status == AgencyReport.Status.ACCEPTED)
    wanted = sum(1 for r in facts.reports if r.status != AgencyReport.Status.CANCELLED)
    agencies = sorted(agency.name for agency in facts.agencies)
    ended = review.status in Review.ENDED
    change = {"action_url": base + "agencies/"} if facts.manages and review.status not in FINISHED else {}
    method = (
        {"action_url": base + "method/"}
        if not ended and (facts.manages or facts.capacities & {"panel-chair", "reviewer"})
        else {}
    )
    rows = [
        {"key": "Kind of review", "value": kind.name, "note": kind.timescale},
        {"key": "Decided on referral", "value": review.referral.record.reference, "url": facts.referral_url},
        {"key": "Started", "value": day_in_words(review.started_on), "note": f"Rules that apply: {review.regime}"},
        {"key": "Overseen by", "value": review.group.name},
        {"key": "People", "lines": people, "empty": "Nobody any more" if ended else "Nobody appointed yet", "action_url": base + "panel/", "action_label": "See"},
        {"key": "Agencies in scope", "lines": agencies, "empty": "None chosen yet", **change},
        {"key": "Method", "value": review.get_methodology_display(), "empty": "Not chosen yet", "note": screen.of(review.methodology_reasons), **method},
        {"key": "Key issues", "value": screen.of(review.key_issues), "empty": "Not written yet"},
        {"key": "Agency reports", "value": f"{accepted} of {wanted} accepted" if wanted else "", "empty": "None asked for yet"},
    ]  # fmt: skip
    return rows + _time(facts, screen)


def _time(facts: ReviewFacts, screen: Screen) -> list[dict[str, Any]]:
    review = facts.review
    if review.stopped_at:
        return [
            {
                "key": "Stopped",
                "value": day_in_words(timezone.localdate(review.stopped_at)),
                "note": review.stopped_reason,
            }
        ]
    if review.completed_on:
        return [
            {
                "key": "Complete",
                "value": day_in_words(review.completed_on),
                "note": screen.of(review.late_reason),
            }
        ]
    change = {"action_url": facts.base + "delay/", "action_label": "Record a delay"} if facts.manages else {}
    if not review.target_on:
        return [{"key": "Delay", "empty": "None recorded", **change}]
    return [
        {
            "key": "New target",
            "value": day_in_words(review.target_on),
            "note": screen.of(review.late_reason),
            **change,
        }
    ]
