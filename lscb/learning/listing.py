"""The register: which actions a person asked for, in an order, and pages by key, so that page 2 is as quick as page 200."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from lscb.board.models import AgencyArea, Group
from lscb.board.permissions import standing_of
from lscb.core.prepared import timeless
from lscb.learning.clocks import REVISIONS_FOR_EXECUTIVE
from lscb.learning.forms.filters import ALL, KINDS, OPEN
from lscb.learning.models import Action, ActionQuerySet, Finding, Recommendation
from lscb.people.models import User
from lscb.records.models import Record, RecordAccess, reach_of

PAGE = 25
#: As far as a list is counted; beyond it the page says "more than".
COUNTED = 1000
REFERENCE = re.compile(r"[A-Z0-9]+-[A-Z]+-[0-9]{4}-[0-9]+")


# --- which -----------------------------------------------------------------------------------------------


def boards_of(user: User) -> tuple[int, ...]:
    """Every board on which the person can see anything at all, so that the database looks at these alone.

    Whom access is given to (a person, an agency, a group, a circle) tells the board, but for a person: there the records
    are asked. It narrows what visible_to() finds and never widens it. Kept on the user object, which lives for a request.
    """
    reach = reach_of(user)
    kept = user.__dict__.get("_boards_of")
    if kept and kept[0] is reach:
        return kept[1]  # type: ignore[no-any-return]
    here = {board.pk for board in standing_of(user).boards()} | reach.offices | reach.boards
    found = tuple(sorted(here | set(_boards_elsewhere(reach.parties, reach.broken, user.pk))))
    user.__dict__["_boards_of"] = (reach, found)
    return found


@timeless
def _boards_elsewhere(parties: frozenset[int], broken: frozenset[int], user_id: int) -> QuerySet[Any, int]:
    own = RecordAccess.objects.filter(party__person=user_id).values_list("record__board_id", flat=True)
    agencies = AgencyArea.objects.filter(agency__party_id__in=parties).values_list("board_id", flat=True)
    groups = Group.objects.filter(party_id__in=parties).order_by().values_list("board_id", flat=True)
    rows = [own.order_by(), agencies.order_by(), groups]
    if broken:
        opened = Q(pk__in=broken) | Q(root_id__in=broken)
        rows.append(Record.objects.filter(opened).order_by().values_list("board_id", flat=True))
    return rows[0].union(*rows[1:])


def filtered(
    user: User, picked: dict[str, Any], today: dt.date, boards: tuple[int, ...] | None = None
) -> ActionQuerySet:
    """The actions that a person may see and asked for."""
    on = boards_of(user) if boards is None else boards
    rows: ActionQuerySet = Action.objects.visible_to(user).filter(board_id__in=on)
    rows = _in_state(rows, picked.get("status", OPEN))
    rows = rows.overdue(today) if picked.get("overdue") else rows
    rows = rows.late_to_start(today) if picked.get("late_to_start") else rows
    rows = rows.filter(revisions__gte=REVISIONS_FOR_EXECUTIVE) if picked.get("moved") else rows
    for name, lookup in PLAIN.items():
        if picked.get(name):
            rows = rows.filter(**{lookup: picked[name]})
    if words := picked.get("text"):
        wanted = words.strip().upper()
        named = REFERENCE.fullmatch(wanted) is not None
        rows = rows.filter(record__reference=wanted) if named else rows.filter(title__icontains=words)
    if words := picked.get("owner"):
        rows = rows.filter(Q(owner__name__icontains=words) | Q(owner__email__iexact=words))
    rows = _from_source(rows, user, picked)
    rows = _about(rows, user, picked)
    return _whose(rows, user, picked.get("whose", ""))


PLAIN = {
    "agency": "agency_id", "group": "group_id", "plan": "plan_id", "due_from": "end_on__gte", "due_to": "end_on__lte",
}  # fmt: skip


def _in_state(rows: ActionQuerySet, status: str) -> ActionQuerySet:
    if status == OPEN:
        return rows.open()
    return rows if status == ALL else rows.filter(status=status)


def _from_source(rows: ActionQuerySet, user: User, picked: dict[str, Any]) -> ActionQuerySet:
    """By the kind of the source, which everybody is told; by the source itself, for those who may open it."""
    if kind := picked.get("kind"):
        rows = rows.filter(source__kind__in=KINDS[kind][1])
    if reference := picked.get("source"):
        sources = Record.objects.visible_to(user).filter(reference=reference.strip().upper())
        rows = rows.filter(source_id__in=list(sources.values_list("pk", flat=True)))
    return rows


def _about(rows: ActionQuerySet, user: User, picked: dict[str, Any]) -> ActionQuerySet:
    """Tagged itself, or through findings that the person may read."""
    if theme := picked.get("theme"):
        findings = Finding.objects.visible_to(user).filter(themes=theme)
        behind = Recommendation.actions.through.objects.filter(recommendation__finding__in=findings)
        tagged = Q(record__in=Record.objects.filter(theme_tags__theme=theme).values("pk"))
        rows = rows.filter(tagged | Q(pk__in=behind.values("action_id")))
    if priority := picked.get("priority"):
        served = Record.objects.filter(priority_tags__priority=priority)
        rows = rows.filter(record__in=served.values("pk"))
    return rows


def _whose(rows: ActionQuerySet, user: User, whose: str) -> ActionQuerySet:
    if whose == "me":
        return rows.filter(owner=user)
    if whose == "agency":
        return rows.filter(agency__party_id__in=reach_of(user).parties)
    if whose == "group":
        return rows.filter(group__party_id__in=reach_of(user).parties)
    return rows


# --- in which order --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SortColumn:
    """One column of an order. Upwards, what is empty comes last; downwards, first: an index is read either way."""

    path: str
    down: bool = False

    @property
    def order(self) -> Any:
        return F(self.path).desc(nulls_first=True) if self.down else F(self.path).asc(nulls_last=True)

    def turned(self) -> SortColumn:
        return SortColumn(self.path, not self.down)

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})

    def further(self, value: Any) -> Q:
        """Rows that come later in this column alone."""
        if self.down:
            empty = Q(**{f"{self.path}__isnull": False})
            return empty if value is None else Q(**{f"{self.path}__lt": value})
        later = Q(**{f"{self.path}__gt": value}) if value is not None else Q(pk__in=[])
        return later if value is None or self.path == "pk" else later | Q(**{f"{self.path}__isnull": True})


_DUE, _AGENCY, _STATUS, _OWN = (SortColumn(path) for path in ("end_on", "agency__name", "status", "pk"))
_UP = {"due": (_DUE, _OWN), "agency": (_AGENCY, _OWN), "status": (_STATUS, _DUE, _OWN)}
SORTS = _UP | {f"-{name}": tuple(column.turned() for column in columns) for name, columns in _UP.items()}
Key = list[Any]


def sort_of(query: QueryDict) -> str:
    wanted = query.get("sort", "")
    return wanted if wanted in SORTS else "due"


def ordered(rows: ActionQuerySet, sort: str) -> ActionQuerySet:
    return rows.order_by(*(column.order for column in SORTS[sort]))


def _after(columns: tuple[SortColumn, ...], key: Key) -> Q:
    found, same = Q(pk__in=[]), Q()
    for column, value in zip(columns, key, strict=True):
        found |= same & column.further(value)
        same &= column.same(value)
    return found


# --- a page -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ActionListPage:
    rows: list[Action]
    newer: str = ""
    older: str = ""


def count_of(rows: ActionQuerySet) -> int:
    """How many, and COUNTED + 1 for whatever is more than that."""
    return int(rows.order_by()[: COUNTED + 1].count())


def page_of(rows: ActionQuerySet, query: QueryDict) -> ActionListPage:
    """One page after or before a key (?after=2026-06-30.12, ?before=none.12, ?sort=status&after=agreed~none.12)."""
    columns = SORTS[sort_of(query)]
    back = _key(query.get("before", ""), columns)
    forth = None if back else _key(query.get("after", ""), columns)
    if back:
        turned = tuple(column.turned() for column in columns)
        rows = rows.filter(_after(turned, back)).order_by(*(column.order for column in turned))
        found = _read(rows)
        more, found = len(found) > PAGE, found[:PAGE][::-1]
        newer = key_of(found[0], columns) if more and found else ""
        return ActionListPage(found, newer, key_of(found[-1], columns) if found else "")
    rows = rows.filter(_after(columns, forth)) if forth else rows
    found = _read(rows.order_by(*(column.order for column in columns)))
    more, found = len(found) > PAGE, found[:PAGE]
    newer = key_of(found[0], columns) if forth and found else ""
    return ActionListPage(found, newer, key_of(found[-1], columns) if more else "")


def _read(rows: ActionQuerySet) -> list[Action]:
    """One page of them: first which, by the columns of the list alone, then with everything that a row shows."""
    return in_order(list(rows.values_list("pk", flat=True)[: PAGE + 1]))


def in_order(keys: list[int]) -> list[Action]:
    """The rows of a page with what they show."""
    found = {row.pk: row for row in (_rows_of(keys) if keys else [])}
    return [found[key] for key in keys]


@timeless
def _rows_of(keys: list[int]) -> ActionQuerySet:
    """Rows that the person was found to see, a moment ago."""
    rows: ActionQuerySet = Action.objects.filter(pk__in=keys).order_by("pk")
    return rows.for_list()


def key_of(action: Action, columns: tuple[SortColumn, ...]) -> str:
    """The key of a row: what it has in each column of the order, and its own number."""
    values = {
        "end_on": action.end_on, "status": action.status, "agency__name": action.agency.name if action.agency else None,
    }  # fmt: skip
    parts = [str(values[column.path] or "none") for column in columns[:-1]]
    return f"{'~'.join(parts)}.{action.pk}"


def _key(text: str, columns: tuple[SortColumn, ...]) -> Key | None:
    said, _, number = text.rpartition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    parts = said.split("~", len(columns) - 2)
    if len(parts) != len(columns) - 1:
        return None
    try:
        values = [_value(column, part) for column, part in zip(columns, parts, strict=False)]
    except ValueError:
        return None
    return [*values, int(number)]


def _value(column: SortColumn, part: str) -> Any:
    if part == "none":
        return None
    return dt.date.fromisoformat(part) if column.path == "end_on" else part.replace("\x00", "")
