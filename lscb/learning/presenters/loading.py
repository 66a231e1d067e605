"""What the pages of a spreadsheet say: what it may hold, what is wrong with it, what it would do."""

from __future__ import annotations

from collections import Counter
from typing import Any

from lscb.core.templatetags.lscb import plural, shortdate
from lscb.learning.acts import ENDED
from lscb.learning.columns import COLUMNS
from lscb.learning.incoming import IncomingRow, Judged
from lscb.learning.models import Action
from lscb.learning.operations import Loaded
from lscb.learning.presenters.shared import COLOURS, link
from lscb.learning.sheets import Sheet

S = Action.Status
NEEDED = ("action", "owner agency", "owner e-mail", "due", "status")
#: As many rows as a preview shows of each kind; the sentence above it counts them all.
MOST = 200


def load_page() -> dict[str, Any]:
    return {
        "lead": "An Excel or CSV file. Every row is checked first, and you see what it would do before anything is stored.",
        "needed": NEEDED, "more": [one.name for one in COLUMNS if one.read and one.name not in NEEDED],
        "statuses": [status.label for status in S], "cancel_url": "/actions/",
    }  # fmt: skip


def load_result(judged: Judged) -> dict[str, Any]:
    """For a file that cannot be taken, or that changes nothing."""
    if judged.faults:
        return {
            "faults": [_capital(fault) for fault in judged.faults],
            "faults_title": f"Nothing was stored: {plural(len(judged.faults), 'row')} cannot be taken",
        }
    return {"nothing": f"There is nothing to do: {_same(judged.same)}"}


def load_preview(judged: Judged, sheet: Sheet) -> dict[str, Any]:
    parts = [f"{plural(len(judged.new), 'new action')}"] if judged.new else []
    parts += [f"{plural(len(judged.changed), 'action')} changed"] if judged.changed else []
    return {
        "title": "Is this right?", "lead": "",
        "count_text": f"{', '.join(parts)}. {_same(judged.same)} Nothing is stored yet.",
        "twins": [_capital(twin) for twin in judged.twins[:MOST]],
        "notes": [_capital(note) for note in judged.notes[:MOST]], "ignored": ", ".join(sheet.ignored),
        "new_rows": [_new(row) for row in judged.new[:MOST]], "new_left": max(0, len(judged.new) - MOST),
        "finished": finished(judged), "new_columns": ["Action", "Row", "Responsible", "Due", "Status"],
        "changed_rows": [_changed(row) for row in judged.changed[:MOST]], "changed_left": max(0, len(judged.changed) - MOST),
        "changed_columns": ["Action", "Row", "What changes"],
    }  # fmt: skip


def finished(judged: Judged) -> list[str]:
    """What becomes of new rows that are done already."""
    statuses = Counter(row.values["status"] for row in judged.new)
    over = sum(statuses[each] for each in ENDED)
    found = []
    if count := statuses[S.CLAIMED]:
        it = "it" if count == 1 else "them"
        found.append(
            f"{_come(count)} in as completed: the monitoring group verifies {it} or sends {it} back."
        )
    if count := statuses[S.VERIFIED]:
        found.append(
            f"{_come(count)} in as verified: whether it made a difference is checked from today on, after the board's usual "
            "months. Write “Closed” for what is not to be looked at again."
        )
    if over:
        found.append(f"{_come(over)} in as ended: kept as the file says, and nobody is asked or reminded.")
    return found


def _come(count: int) -> str:
    return f"{plural(count, 'action')} {'comes' if count == 1 else 'come'}"


def loaded_text(done: Loaded) -> str:
    parts = [f"{plural(done.new, 'action')} loaded", f"{done.changed} changed", f"{done.same} left alone"]
    told = " Those who are responsible have been told, once each." if done.people else ""
    return f"{', '.join(parts)}.{told}"


def _new(row: IncomingRow) -> dict[str, Any]:
    values = row.values
    status = S(values["status"])
    who = values.get("owner agency") or values.get("owner e-mail")
    owner = str(values["owner e-mail"]) if values.get("owner agency") and values.get("owner e-mail") else ""
    return {
        "cells": [
            values.get("title") or values["action"], str(row.number), {"text": str(who), "hint": owner},
            shortdate(values.get("due")) or "None", {"text": status.label, "colour": COLOURS[status]},
        ]
    }  # fmt: skip


def _changed(row: IncomingRow) -> dict[str, Any]:
    assert row.action is not None
    action = row.action
    said = "; ".join(f"{name}: {_words(row.values[name])}" for name in row.changes)
    named = link(action.title, action.get_absolute_url()) | {"hint": action.record.reference}
    return {"cells": [named, str(row.number), said]}


def _words(value: Any) -> str:
    text = getattr(value, "label", "") or (shortdate(value) if hasattr(value, "year") else str(value))
    return text if len(text) <= 120 else f"{text[:119]}…"


def _same(count: int) -> str:
    return f"{plural(count, 'row')} the same as in the register." if count else ""


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
