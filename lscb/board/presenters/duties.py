"""The board's own record, and what an agency owes. No queries here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from lscb.board.models import Agency, AgencyContact, AgencyContribution, AgencyObligation
from lscb.clocks import regimes
from lscb.core.templatetags.lscb import longdate, shortdate
from lscb.people.models import Board, BoardRegime

Row = dict[str, Any]
MET = {"yes": "green", "partly": "yellow", "no": "red"}


def board_page(board: Board, periods: Iterable[BoardRegime], *, may_change: bool) -> Row:
    names = {each.code: each.name for each in regimes.all_regimes()}
    return {
        "title": board.name, "kind": "Board record", "may_change": may_change,
        "rows": [
            {"key": "Area", "value": board.area, "empty": "Not stated"},
            {"key": "E-mail address", "value": board.contact_email, "empty": "Not stated"},
            {"key": "Telephone number", "value": board.contact_phone, "empty": "Not stated"},
            {"key": "Address", "value": board.address, "empty": "Not stated"},
            {"key": "On the web", "value": board.web_address, "url": board.web_address, "empty": "Not stated"},
            {"key": "Starts every reference", "value": board.code},
        ],
        "regimes": {
            "columns": ["Regime", "From", "Until"],
            "rows": [
                {"cells": [names.get(each.regime, each.regime), longdate(each.from_on), longdate(each.until_on) or "Today"]}
                for each in periods
            ],
        },
    }  # fmt: skip


def agency_duties(
    agency: Agency, contacts: Iterable[AgencyContact], obligations: list[AgencyObligation],
    contributions: list[AgencyContribution], today: dt.date, *, may_open: set[int], may_keep: bool, also: list[str],
) -> Row:  # fmt: skip
    base = reverse("board:agency", args=[agency.slug])
    year = [each for each in contributions if each.happened_on > today - dt.timedelta(days=365)]
    said = (
        "Contributed in the last twelve months." if year else "Nothing contributed in the last twelve months."
    )
    return {
        "also": ", ".join(also), "may_keep": may_keep, "base": base, "contributed": said,
        "contacts": {
            "columns": ["For", "Who", "E-mail", "Telephone", *([""] if may_keep else [])],
            "rows": [_contact(each, base, may_keep) for each in contacts],
        },
        "obligations": {
            "columns": ["Obligation", "Met", "What shows it", "Seen on"],
            "rows": _obligations(base, obligations, may_open, may_keep),
        },
        "contributions": {
            "columns": ["What", "When", "Reference"],
            "rows": [
                {"cells": [each.activity, shortdate(each.happened_on), _reference(each, may_open)]} for each in contributions
            ],
        },
    }  # fmt: skip


def _contact(each: AgencyContact, base: str, may_keep: bool) -> Row:
    cells: list[Any] = [each.get_about_display(), each.name, each.email or "None", each.phone or "None"]
    if may_keep:
        cells.append({"text": "Remove", "url": f"{base}contacts/{each.pk}/remove/"})
    return {"cells": cells}


def _obligations(base: str, rows: list[AgencyObligation], may_open: set[int], may_keep: bool) -> list[Row]:
    known = {row.obligation: row for row in rows}
    found = []
    for code, words in AgencyObligation.Obligation.choices:
        name: Row = {"text": words}
        if may_keep:
            name["url"] = f"{base}obligations/{code}/change/"
        row = known.get(code)
        if row is None:
            found.append(
                {"cells": [name, {"text": "Not yet known", "colour": "grey"}, "Nothing yet", "Never"]}
            )
            continue
        evidence = {"text": row.evidence, "hint": _reference(row, may_open)["text"]}
        met = {"text": row.get_met_display(), "colour": MET[row.met]}
        found.append({"cells": [name, met, evidence, shortdate(row.seen_on)]})
    return found


def earlier(rows: Iterable[Any]) -> list[Row]:
    """How obligations stood before."""
    return [
        {
            "key": row.get_obligation_display(), "value": f"{row.get_met_display()}: {row.evidence}",
            "note": f"Seen on {shortdate(row.seen_on)}, kept by {row.kept_by}",
        }
        for row in rows
    ]  # fmt: skip


def _reference(row: Any, may_open: set[int]) -> Row:
    if row.record is None or row.record_id not in may_open:
        return {"text": ""}
    return {"text": row.record.reference, "url": row.record.get_absolute_url()}
