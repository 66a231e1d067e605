"""Agencies and groups."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from lscb.board.models import Agency, Grant, Group, GroupTerms, Seat
from lscb.board.presenters.groups import terms_rows
from lscb.board.presenters.people import days
from lscb.core.templatetags.lscb import longdate, plural, shortdate

Row = dict[str, Any]
#: An agency contributes to the board's work on quality once in this time (R021).
YEAR = dt.timedelta(days=365)


def agency_list(agencies: list[Any], today: dt.date, *, may_change: bool) -> Row:
    rows = []
    for agency in agencies:
        leads = ", ".join(grant.user.name for grant in agency.leads_now) or {
            "text": "Nobody yet",
            "colour": "orange",
        }
        name = {"text": agency.name, "url": reverse("board:agency", args=[agency.slug])}
        given: Row | str = shortdate(agency.contributed_on) or {"text": "Never", "colour": "grey"}
        if agency.contributed_on and agency.contributed_on <= today - YEAR:
            given = {"text": shortdate(agency.contributed_on), "hint": "More than a year ago"}
        section11 = "Yes" if agency.section11_body else "No"
        rows.append({"cells": [name, agency.get_kind_display(), section11, leads, given]})
    context: Row = {
        "title": "Agencies", "lead": "Organisations that work with children in the board's area.",
        "columns": ["Agency", "Kind", "Section 11 body", "Safeguarding lead", "Last contributed"], "rows": rows,
        "caption": "Agencies",
        "caption_hidden": True, "count_text": plural(len(rows), "agency,agencies"),
        "empty_text": "There are no agencies yet. Add the first one.",
    }  # fmt: skip
    if may_change:
        context |= {"action_url": "/board/agencies/add/", "action_label": "Add an agency"}
    return context


def agency_page(agency: Agency, grants: list[Grant], seats: list[Seat], *, may_change: bool) -> Row:
    return {
        "title": agency.name, "kind": agency.get_kind_display(),
        "rows": [
            {"key": "Section 11 body", "value": "Yes" if agency.section11_body else "No"},
            {"key": "E-mail for safeguarding", "value": agency.contact_email},
            {"key": "Telephone for safeguarding", "value": agency.contact_phone},
            {"key": "Address", "value": agency.address},
            *([{"key": "Unique reference number", "value": agency.urn}] if agency.urn else []),
        ],
        "people": {
            "columns": ["Person", "Role", "When"],
            "rows": [{"cells": [g.user.name, g.get_role_display(), days(g)]} for g in grants],
        },
        "seats": {
            "columns": ["Group", "Held by", "When"],
            "rows": [{"cells": [s.group.name, s.user.name if s.user else "Vacant", days(s)]} for s in seats],
        },
        "change_url": reverse("board:agency-change", args=[agency.slug]) if may_change else "",
    }  # fmt: skip


def group_list(groups: list[Any], *, may_change: bool) -> Row:
    rows = []
    for group in groups:
        name = {"text": group.name, "url": reverse("board:group", args=[group.slug])}
        vacant = {"text": plural(group.vacant, "vacant seat"), "colour": "orange"} if group.vacant else "None"
        rows.append(
            {
                "cells": [
                    name,
                    group.get_kind_display(),
                    meets(group),
                    plural(group.held, "person,people"),
                    vacant,
                ]
            }
        )
    context: Row = {
        "title": "Groups", "lead": "The Board, its standing groups, and groups formed for a time.",
        "columns": ["Group", "Kind", "Meets", "Members", "Vacancies"], "rows": rows, "caption": "Groups",
        "caption_hidden": True, "count_text": plural(len(rows), "group"),
        "empty_text": "There are no groups yet. Add the Board first.",
    }  # fmt: skip
    if may_change:
        context |= {"action_url": "/board/groups/add/", "action_label": "Add a group"}
    return context


def group_page(
    group: Group, seats: list[Seat], terms: list[GroupTerms], today: dt.date, *, may_change: bool
) -> Row:
    base = reverse("board:group", args=[group.slug])
    quorum = (
        f"{plural(group.quorum_agencies, 'agency,agencies')}. {group.get_quorum_rule_display()}."
        if group.quorum_agencies
        else ""
    )
    return {
        "title": group.name, "kind": group.get_kind_display(), "base": base, "may_change": may_change,
        "rows": [
            {"key": "Answers to", "value": group.parent.name if group.parent else "", "empty": "Nobody"},
            {"key": "Meets", "value": meets(group)},
            {"key": "Papers go out", "value": f"{plural(group.papers_days, 'working day')} before"},
            {"key": "Quorum", "value": quorum, "empty": "No stated quorum"},
        ],
        "seats": {
            "columns": ["Held by", "Office", "Agency", "Deputy", "When", "Quorum"],
            "rows": [_seat(seat, base, may_change) for seat in seats],
        },
        "terms": terms[0] if terms else None,
        "terms_rows": terms_rows(terms[0]) if terms else [],
        "history_url": reverse("board:seat-history", args=[group.slug]),
        "progress_url": reverse("board:group-progress", args=[group.slug]),
        "older_terms": [
            {
                "key": f"Version {one.version}", "value": agreed(one),
                "url": reverse("board:terms", args=[group.slug, one.version]),
            }
            for one in terms[1:]
        ],
    }  # fmt: skip


def meets(group: Group) -> str:
    return f"Every {plural(group.every_weeks, 'week')}" if group.every_weeks else "Not stated"


def agreed(terms: GroupTerms) -> str:
    return f"Agreed on {longdate(terms.agreed_on)}" if terms.agreed_on else "Not yet agreed"


def _seat(seat: Seat, base: str, may_change: bool) -> Row:
    holder: Row = {"text": seat.user.name if seat.user else "Vacant"}
    if seat.user is None and may_change:
        holder |= {"text": "Vacant: fill it", "url": f"{base}seats/{seat.pk}/fill/"}
    elif seat.user and may_change:
        holder |= {"url": reverse("board:person", args=[seat.user.pk])}
    return {
        "cells": [
            holder, seat.get_office_display(), seat.agency.name if seat.agency else "None",
            _deputy(seat, base, may_change), days(seat),
            "Counts" if seat.counts_for_quorum else "Does not count",
        ]
    }  # fmt: skip


def _deputy(seat: Seat, base: str, may_change: bool) -> Row | str:
    name = seat.deputy.name if seat.deputy else "None"
    if not (may_change and seat.user):
        return name
    return {"text": name if seat.deputy else "Name a deputy", "url": f"{base}seats/{seat.pk}/deputy/"}
