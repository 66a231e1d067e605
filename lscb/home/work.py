"""What is waiting for somebody: put together here, on the top floor, from each app's own answer."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from lscb.board import access_review, terms_review
from lscb.board.assurance import reading as assurance
from lscb.board.documents import reading as documents
from lscb.board.registers import reading as registers
from lscb.clocks.holidays import current_holidays
from lscb.clocks.words import day_in_words, left_in_words
from lscb.learning import reading as learning
from lscb.meetings import waiting as meetings
from lscb.people.models import User
from lscb.publishing import reading as publishing
from reviews import work as reviews

CALENDAR = "england-and-wales"
WEEK = dt.timedelta(days=7)
#: Of things of one kind so many are shown, unless only a few more would be hidden.
SHOWN, FEW = 3, 2
#: A verb may end in one, for the sentence; a button does not. “Pass on” is one verb.
_PREPOSITION = re.compile(r"(?<!^Pass) (about|of|at|to|for|on)$")


def waiting_for(user: User, today: dt.date) -> dict[str, list[dict[str, Any]]]:
    """Rows for the home page in three heaps: overdue, this week, later; each a verb, a thing, a due day, one button."""
    _, holidays = current_holidays(CALENDAR)
    found: list[Any] = [
        *reviews.open_for(user, today),
        *learning.open_for(user, today),
        *meetings.open_for(user, today),
        *publishing.open_for(user, today),
        *registers.open_for(user, today),
        *assurance.open_for(user, today),
        *documents.open_for(user, today),
        *access_review.open_for(user, today),
        *terms_review.open_for(user, today),
    ]
    heaps: dict[str, list[dict[str, Any]]] = {"overdue": [], "week": [], "later": []}
    for item in sorted(found, key=lambda each: (each.due_on or dt.date.max, each.reference)):
        row = _row(item, today, holidays)
        if item.due_on and item.due_on < today:
            heaps["overdue"].append(row | {"state": "overdue"})
        elif item.due_on and item.due_on <= today + WEEK or getattr(item, "urgent", False):
            heaps["week"].append(row)
        else:
            heaps["later"].append(row | {"quiet": True})
    return heaps


def _row(item: Any, today: dt.date, holidays: frozenset[dt.date]) -> dict[str, Any]:
    label = _PREPOSITION.sub("", item.verb)
    text = f"{item.verb}{':' if label == item.verb else ''} {item.thing}"
    row = {"text": text, "reference": item.reference, "url": item.url, "label": label}
    if item.due_on is None:
        return row | {"due_text": "No day is set"}
    left = left_in_words(item.due_on, today, holidays)
    return row | {"due_text": f"{left}: {day_in_words(item.due_on)}"}


def folded(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A heap as it is shown: of much that is alike the first few, the rest behind a heading that says what and how many."""
    alike: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        alike.setdefault(row["label"], []).append(row)
    behind = {label: found[SHOWN:] for label, found in alike.items() if len(found) > SHOWN + FEW}
    hidden = {id(row) for found in behind.values() for row in found}
    return {
        "rows": [row for row in rows if id(row) not in hidden],
        "more": [{"text": f"{len(found)} more: {label}", "rows": found} for label, found in behind.items()],
    }


def total(heaps: dict[str, list[Any]]) -> int:
    return sum(len(rows) for rows in heaps.values())
