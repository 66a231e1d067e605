"""What a board knows that a spreadsheet may name: its agencies, groups and people, and the actions that are there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from lscb.board.models import Agency, Group, running_on
from lscb.learning.columns import folded
from lscb.learning.models import Action, Progress, Recommendation
from lscb.learning.sheets import Sheet
from lscb.people.models import Board, PartyMember, User


@dataclass
class BoardWords:
    """By folded name, e-mail address or reference.

    parties what each of the people counts as today
    known   what each named action's row would say, by column
    loaded  digests of rows that were loaded before
    twins   references by what will be done and the agency: an action that a new row may mean
    """

    agencies: dict[str, Agency]
    groups: dict[str, Group]
    people: dict[str, User]
    parties: dict[int, set[int]] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    known: dict[int, dict[str, Any]] = field(default_factory=dict)
    loaded: frozenset[str] = frozenset()
    twins: dict[tuple[str, int | None], str] = field(default_factory=dict)


class Update(NamedTuple):
    """What the newest update of an action says."""

    done: str
    next_activity: str
    next_on: dt.date | None


def words_of_board(board: Board, sheet: Sheet, by: User) -> BoardWords:
    agencies = Agency.objects.of_board(board).select_related("party")
    groups = Group.objects.filter(board=board, closed_on__isnull=True).select_related("party")
    references = {str(row.values["reference"]).upper() for row in sheet.rows if "reference" in row.values}
    actions = _actions(board, references, by)
    people = _people(board, sheet)
    return BoardWords(
        agencies={folded(one.name): one for one in agencies}, groups={folded(one.name): one for one in groups},
        people=people, parties=_parties(people.values()), actions={one.record.reference: one for one in actions},
        known=said_of(actions, by), loaded=_loaded(board), twins=_twins(board, sheet, by),
    )  # fmt: skip


def _people(board: Board, sheet: Sheet) -> dict[str, User]:
    """Everybody whose address the file names, and who is on the board or of one of its agencies today."""
    named = {str(row.values["owner e-mail"]).lower() for row in sheet.rows if "owner e-mail" in row.values}
    today = timezone.localdate()
    here = Q(memberships__party_id__in=Agency.objects.of_board(board).values("party_id"))
    here |= Q(memberships__party_id__in=[board.everyone_id, board.office_id])
    found = User.objects.filter(here, running_on(today, "memberships__"), email__in=named, is_active=True)
    return {user.email.lower(): user for user in found.select_related("party").distinct()}


def _parties(people: Iterable[User]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = PartyMember.objects.filter(running_on(timezone.localdate()), user__in=[user.pk for user in people])
    for user, party in rows.values_list("user_id", "party_id"):
        found.setdefault(user, set()).add(party)
    return found


def _actions(board: Board, references: set[str], by: User) -> list[Action]:
    rows = Action.objects.visible_to(by).filter(board=board, record__reference__in=references)
    return list(rows.with_parties().select_related("source", "agency__party", "group__party"))


def _twins(board: Board, sheet: Sheet, by: User) -> dict[tuple[str, int | None], str]:
    new = (row.values for row in sheet.rows if "reference" not in row.values)
    rows = Action.objects.visible_to(by).filter(
        board=board, activity__in={str(values["action"]) for values in new if "action" in values}
    )
    found = rows.order_by("-pk").select_related("record__board")
    return {(one.activity, one.agency_id): one.record.reference for one in found}


def _loaded(board: Board) -> frozenset[str]:
    return frozenset(
        Action.objects.for_board(board).exclude(loaded_as="").values_list("loaded_as", flat=True)
    )


def said_of(actions: Iterable[Action], by: User) -> dict[int, dict[str, Any]]:
    """What a row about each of these actions says, by column, without what is empty; two queries.

    What a recommendation says belongs to the case, so it is there for readers of the case alone.
    """
    rows = list(actions)
    keys = [row.pk for row in rows]
    latest: dict[int, Update] = {}
    updates = Progress.objects.filter(action_id__in=keys).order_by("written_at", "pk")
    for action_id, done, following, on in updates.values_list(
        "action_id", "done", "next_activity", "next_on"
    ):
        latest[action_id] = Update(done, following, on)
    texts: dict[int, list[str]] = {}
    links = Recommendation.objects.visible_to(by).filter(actions__in=keys).order_by("source_id", "number")
    for action_id, text in links.values_list("actions", "text"):
        texts.setdefault(action_id, []).append(text)
    return {row.pk: _said(row, latest.get(row.pk), texts.get(row.pk, [])) for row in rows}


def _said(row: Action, latest: Update | None, recommendations: list[str]) -> dict[str, Any]:
    values = {
        "reference": row.record.reference, "title": row.title, "recommendation": "\n".join(recommendations),
        "action": row.activity, "owner agency": row.agency, "owner e-mail": row.owner, "start": row.start_on,
        "due": row.end_on, "status": Action.Status(row.status), "accepted until": row.accepted_until,
        "progress": latest.done if latest else "", "next": latest.next_activity if latest else "",
        "next date": latest.next_on if latest else None, "difference expected": row.difference_expected,
        "resources": row.resources, "monitored by": row.group, "review date": row.review_on, "source": row.source_kind,
        "version": row.version,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value not in ("", None)}
