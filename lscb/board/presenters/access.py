"""Who may open a case."""

from __future__ import annotations

from typing import Any

from lscb.core.templatetags.lscb import datetime_local, longdate
from lscb.records.models import BreakGlass, Record, RecordAccess, RecordExclusion

Row = dict[str, Any]


def access_page(
    record: Record, rows: list[RecordAccess], members: dict[int, list[str]], exclusions: list[RecordExclusion],
    glass: list[BreakGlass], *, may_change: bool,
) -> Row:  # fmt: skip
    base = f"/access/{record.reference}/"
    listed = [_row(row, members.get(row.party_id, []), base, may_change) for row in rows]
    return {
        "title": "Who can open this case", "kind": "Access to", "reference": record.reference, "marking": record.marking,
        "base": base, "may_change": may_change, "rows": _standing(record, members) + listed + [_glass(one) for one in glass],
        "columns": ["Who", "As what", "Until", "Why", ""],
        "shut": [
            {
                "cells": [
                    one.user.name, one.reason, f"{one.imposed_by.name}, {longdate(one.imposed_at)}",
                    {"text": "Lift this conflict", "url": f"{base}conflicts/{one.pk}/lift/"},
                ]
            }
            for one in exclusions
        ],
        "shut_columns": ["Who", "Why", "Recorded by", ""],
        "breadcrumbs": [{"label": record.reference, "url": record.get_absolute_url()}, {"label": "Access"}],
    }  # fmt: skip


def _standing(record: Record, members: dict[int, list[str]]) -> list[Row]:
    office = members.get(record.board.office_id, [])
    found = [
        {
            "cells": [
                _who("The business manager's office", office),
                "Reads every case of the board",
                "No end",
                "It answers for every case",
                "",
            ]
        }
    ]
    if record.mode == Record.Mode.BOARD:
        seats = members.get(record.board.everyone_id, [])
        found.append(
            {
                "cells": [
                    _who("Everybody with a seat on the board", seats),
                    "Reader",
                    "No end",
                    "Open to the board",
                    "",
                ]
            }
        )
    return found


def _who(name: str, people: list[str]) -> Row:
    return {"text": name, "hint": ", ".join(people) or "Nobody today"}


def _row(row: RecordAccess, people: list[str], base: str, may_change: bool) -> Row:
    who: Row | str = row.party.name if row.party.person_id else _who(row.party.name, people)
    by = f" ({row.granted_by.name})" if row.granted_by else ""
    end: Row | str = {"text": "End this access", "url": f"{base}rows/{row.pk}/end/"} if may_change else ""
    until = longdate(row.until_on) if row.until_on else "No end yet"
    return {"cells": [who, row.capacity.replace("-", " ").capitalize(), until, f"{row.reason}{by}", end]}


def _glass(row: BreakGlass) -> Row:
    return {
        "cells": [
            row.user.name,
            {"text": "Emergency", "colour": "red"},
            datetime_local(row.until_at),
            row.reason,
            "",
        ]
    }
