"""The columns of an action's spreadsheet: the same for what is downloaded and for what is loaded."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """name: the heading that is written, and the key of a row; also: other headings that boards use, folded.

    read  what is found in it is taken in; the others are for people who read the file
    """

    name: str
    also: tuple[str, ...] = ()
    read: bool = True


COLUMNS = (
    Column("reference", ("ref", "reference number", "reference no", "action reference", "action ref")),
    Column("title", ("short title", "action title")),
    Column("recommendation", ("recommendations", "rec", "recommendation text")),
    Column(
        "action", ("actions", "action required", "activity", "what will be done", "agreed action", "action text")
    ),
    Column(
        "owner agency",
        ("agency", "responsible agency", "lead agency", "owning agency", "organisation", "organization",
         "responsible organisation", "lead organisation", "agency responsible"),
    ),
    Column(
        "owner e-mail",
        ("owner email", "email", "e mail", "owner email address", "owner e mail address", "email of owner",
         "e mail of owner", "lead email", "lead e mail", "owners email", "owner s e mail", "owner s email",
         "email address", "e mail address"),
    ),
    Column("owner", read=False),
    Column("start", ("start date", "starts", "start on", "starts on", "date started")),
    Column(
        "due",
        ("due date", "end date", "end", "due by", "due on", "target date", "deadline", "by when", "date due",
         "completion due"),
    ),
    Column("status", ("state", "current status", "action status")),
    Column("accepted until"),
    Column(
        "progress",
        ("progress update", "update", "updates", "latest update", "latest progress", "progress to date", "what was done",
         "done"),
    ),
    Column("next", ("next activity", "next step", "next steps", "what is next")),
    Column(
        "next date",
        ("date of next activity", "next activity date", "date of next", "next step date", "next on", "next due"),
    ),
    Column(
        "difference expected",
        ("difference", "expected difference", "outcome", "expected outcome", "intended outcome", "measurable outcome",
         "outcome expected"),
    ),
    Column("resources", ("resource", "resources needed", "what it needs", "resources required")),
    Column("monitored by", ("monitoring group", "group", "monitor", "responsible group")),
    Column("review date", ("review on", "review", "next review")),
    Column("source", ("source of action", "comes from", "where it comes from", "origin")),
    Column("plan", ("action plan",), read=False),
    Column("overdue", read=False),
    Column("changes of date", read=False),
    Column("version"),
)  # fmt: skip

HEADINGS = tuple(column.name for column in COLUMNS)
DATES = frozenset({"start", "due", "accepted until", "next date", "review date"})


def folded(text: str) -> str:
    """Words alone: case, width, accents, blanks, hyphens and other signs make no difference."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(one for one in plain if not unicodedata.combining(one))))


_BY_HEADING = {folded(name): column for column in COLUMNS for name in (column.name, *column.also)}


def column_of(heading: str) -> Column | None:
    """The column that a heading means, however it is written."""
    return _BY_HEADING.get(folded(heading))
