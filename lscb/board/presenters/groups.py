"""Groups: names to choose from, who sat when, versions of the terms, neighbours."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from lscb.board.group_names import NAMES
from lscb.board.models import Group, GroupPartner, GroupTerms, PartnerBoard, Seat
from lscb.board.presenters.people import days
from lscb.core.templatetags.lscb import longdate, plural, shortdate

Row = dict[str, Any]
TERMS = (
    ("aims", "Aims"), ("functions", "Functions"), ("member_duties", "What members do"), ("membership", "Membership"),
    ("chair", "Chair"), ("vice_chair", "Vice chair"), ("accountable_to", "Accountable to"), ("frequency", "Meets"),
    ("quorum", "Quorum"),
)  # fmt: skip
SHORT = ("membership", "chair", "vice_chair", "frequency", "quorum")


def group_names() -> list[Row]:
    """Names that other boards use, each a link that fills the form."""
    base = reverse("board:group-add")
    return [
        {
            "heading": where,
            "links": [
                {"text": name, "url": f"{base}?{urlencode({'name': name, 'kind': kind})}"}
                for name, kind in rows
            ],
        }
        for where, rows in NAMES
    ]


def seat_history(group: Group, seats: list[Seat], day: dt.date) -> Row:
    then = [seat for seat in seats if seat.from_on <= day and (seat.until_on is None or seat.until_on >= day)]
    columns = ["Held by", "Office", "Agency", "Deputy", "When"]
    return {
        "title": f"Who sat when: {group.name}", "columns": columns, "day": day,
        "then": [_seat(seat) for seat in then], "then_text": f"On {longdate(day)}: {plural(len(then), 'seat')}.",
        "every": [_seat(seat) for seat in seats],
    }  # fmt: skip


def _seat(seat: Seat) -> Row:
    return {
        "cells": [
            seat.user.name if seat.user else "Vacant", seat.get_office_display(),
            seat.agency.name if seat.agency else "None", seat.deputy.name if seat.deputy else "None", days(seat),
        ]
    }  # fmt: skip


def terms_rows(terms: GroupTerms) -> list[Row]:
    """The shorter parts of the terms, as rows of the group's page."""
    words = dict(TERMS)
    return [{"key": words[name], "value": getattr(terms, name), "empty": "Not stated"} for name in SHORT]


def terms_page(group: Group, terms: GroupTerms, before: GroupTerms | None) -> Row:
    parts = []
    for name, heading in TERMS:
        text, old = getattr(terms, name), getattr(before, name) if before else ""
        pieces = _pieces(old, text) if before and old != text else []
        parts.append({"heading": heading, "body": text, "pieces": pieces})
    agreed = f"Agreed on {longdate(terms.agreed_on)}" if terms.agreed_on else "Not yet agreed"
    return {
        "title": f"Terms of reference, version {terms.version}", "kind": group.name, "lead": agreed, "parts": parts,
        "review_on": terms.review_on, "compared": before.version if before else None,
    }  # fmt: skip


def _pieces(old: str, new: str) -> list[Row]:
    """Words that were taken out and put in between two versions."""
    before, after = old.split(" "), new.split(" ")
    found: list[Row] = []
    for verb, a, b, c, d in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if verb == "equal":
            found.append({"text": " ".join(after[c:d]) + " ", "kind": ""})
            continue
        if b > a:
            found.append({"text": " ".join(before[a:b]) + " ", "kind": "taken"})
        if d > c:
            found.append({"text": " ".join(after[c:d]) + " ", "kind": "added"})
    return found


def partner_rows(partners: Iterable[GroupPartner]) -> list[Row]:
    return [
        {"key": each.partner.name, "value": each.seats, "empty": "No seats named", "note": days(each)}
        for each in partners
    ]


def partners_page(partners: Iterable[PartnerBoard], *, may_keep: bool) -> Row:
    base = reverse("board:partners")
    rows = []
    for each in partners:
        name: Row = {"text": each.name, "hint": "Here too" if each.here_id else ""}
        if may_keep:
            name["url"] = f"{base}{each.pk}/change/"
        contact = {"text": each.contact_email or "None", "hint": each.web_address}
        rows.append({"cells": [name, each.area or "Not stated", contact, each.shared or "Nothing in particular",
                               shortdate(each.ended_on) or "Today"]})  # fmt: skip
    page: Row = {
        "title": "Neighbouring boards", "lead": "Boards with which agencies, groups or procedures are shared.",
        "columns": ["Board", "Area", "Contact", "Done together", "Until"], "rows": rows, "caption": "Neighbouring boards",
        "caption_hidden": True, "empty_text": "No neighbouring board is on the list yet.",
    }  # fmt: skip
    if may_keep:
        page |= {"action_url": f"{base}add/", "action_label": "Add a neighbour"}
    return page
