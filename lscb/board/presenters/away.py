"""Leave, the review of who has access, joiners and leavers. No queries here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from lscb.board.models import AccessReview, AccessReviewRow, Grant, Seat
from lscb.core.templatetags.lscb import longdate, plural, shortdate
from lscb.people.models import Leave

Row = dict[str, Any]
HOME = {"label": "Board", "url": "/board/"}
PEOPLE = {"label": "People", "url": "/board/people/"}
REVIEWS = {"label": "Reviews of access", "url": "/board/people/access-review/"}
COLOURS = {"": "blue", "confirmed": "green", "changed": "yellow", "ended": "grey"}

#: Beside the last sign-in of somebody who has not been here for a quarter.
LONG_AGO = "Not in the last 90 days"


def leave_rows(leaves: Iterable[Leave], base: str) -> list[Row]:
    """base: where ending one is, with its number and /end/ to come."""
    return [
        {
            "cells": [
                f"{longdate(each.from_on)} to {longdate(each.until_on)}", each.deputy.name if each.deputy else "Nobody",
                {"text": "End it", "url": f"{base}{each.pk}/end/"},
            ]
        }
        for each in leaves
    ]  # fmt: skip


def reviews_page(reviews: list[AccessReview], today: dt.date, *, begun: bool) -> Row:
    rows = []
    for each in reviews:
        state = (
            {"text": "Finished", "colour": "green"}
            if each.finished_at
            else {"text": "Open", "colour": "blue"}
        )
        done = (
            f"{shortdate(each.finished_at)}, {each.finished_by}"
            if each.finished_at
            else f"Due {shortdate(each.due_on)}"
        )
        late = not each.finished_at and each.due_on < today
        name = {"text": str(each), "url": each.get_absolute_url(), "hint": each.record.reference}
        rows.append(
            {
                "state": "overdue" if late else "",
                "cells": [
                    name,
                    each.opened_by.name if each.opened_by else "Itself, when it was due",
                    done,
                    state,
                ],
            }
        )
    return {
        "title": "Reviews of access", "lead": "Every quarter: is everybody still what they are here?", "begun": begun,
        "breadcrumbs": [HOME, PEOPLE, {"label": REVIEWS["label"]}], "columns": ["Quarter", "Begun by", "When", "State"],
        "rows": rows, "caption": "Reviews of access", "caption_hidden": True,
        "empty_text": "No review has been made yet. Begin the one of this quarter.",
    }  # fmt: skip


def review_page(review: AccessReview, rows: list[AccessReviewRow]) -> Row:
    base = review.get_absolute_url()
    left = [row for row in rows if not row.judgement]
    asleep = sum(row.asleep for row in rows)
    return {
        "title": review.record.title, "reference": review.record.reference, "marking": review.record.marking,
        "lead": f"{plural(len(rows), 'person,people')}, {asleep} of them without a sign-in for 90 days. "
        f"{plural(len(left), 'person,people')} still to judge.",
        "breadcrumbs": [HOME, PEOPLE, REVIEWS, {"label": review.record.reference}],
        "columns": ["Person", "Roles", "Seats", "Opened by name", "Last signed in", "Decided"],
        "rows": [_person(row, base, open_still=not review.finished_at) for row in rows], "caption": "People",
        "finished": review.finished_at, "finished_by": review.finished_by, "due_on": review.due_on, "left": len(left),
        "finish_url": f"{base}finish/", "confirm_url": f"{base}confirm/",
        "select_name": "rows" if left and not review.finished_at else "",
    }  # fmt: skip


def _person(row: AccessReviewRow, base: str, *, open_still: bool) -> Row:
    seen = shortdate(row.seen_at) or "Never"
    decided: Row = {"text": row.get_judgement_display() or "Not yet", "colour": COLOURS[row.judgement]}
    note = f"{row.note} " if row.note else ""
    by = f"{note}{row.judged_by.name}" if row.judged_by else ""
    found: Row = {
        "cells": [
            {"text": row.user.name, "url": f"{base}rows/{row.pk}/" if open_still else "", "hint": by},
            row.roles.replace("\n", "; ") or "None", row.seats.replace("\n", "; ") or "None", str(row.cases),
            {"text": seen, "hint": LONG_AGO if row.asleep else ""}, decided,
        ],
    }  # fmt: skip
    if open_still and not row.judgement:
        found |= {"value": row.pk, "label": row.user.name}
    return found


def row_rows(row: AccessReviewRow) -> list[Row]:
    return [
        {"key": "Roles", "lines": row.roles.split("\n") if row.roles else ["None"]},
        {"key": "Seats", "lines": row.seats.split("\n") if row.seats else ["None"]},
        {"key": "Opened by name", "value": plural(row.cases, "record")},
        {"key": "Last signed in", "value": longdate(row.seen_at) or "Never", "note": LONG_AGO if row.asleep else ""},
        {
            "key": "Their page", "value": "See and change what they are",
            "url": reverse("board:person", args=[row.user_id]),
        },
    ]  # fmt: skip


def joiners_page(grants: list[Grant], seats: list[Seat], since: dt.date, today: dt.date) -> Row:
    """Who came, moved and went since a day."""
    came = [_came(each) for each in [*grants, *seats] if since <= each.from_on <= today and each.user]
    went = [
        _went(each)
        for each in [*grants, *seats]
        if each.until_on and since <= each.until_on <= today and each.user
    ]
    columns = ["When", "Person", "What"]
    return {
        "title": "Joiners, movers and leavers", "lead": f"Since {longdate(since)}.", "columns": columns,
        "came": sorted(came, key=lambda row: row["sort"], reverse=True),
        "went": sorted(went, key=lambda row: row["sort"], reverse=True),
        "breadcrumbs": [HOME, PEOPLE, {"label": "Joiners, movers and leavers"}],
    }  # fmt: skip


def _came(each: Grant | Seat) -> Row:
    return _moved(each, each.from_on)


def _went(each: Grant | Seat) -> Row:
    return _moved(each, each.until_on or each.from_on)


def _moved(each: Grant | Seat, day: dt.date) -> Row:
    person = (
        {"text": each.user.name, "url": reverse("board:person", args=[each.user.pk])}
        if each.user
        else "Nobody"
    )
    what = (
        each.get_role_display() if isinstance(each, Grant) else f"{each.get_office_display()}, {each.group}"
    )
    agency = f", {each.agency}" if each.agency else ""
    return {"sort": day, "cells": [shortdate(day), person, f"{what}{agency}"]}
