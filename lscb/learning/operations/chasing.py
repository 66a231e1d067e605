"""Asking those who are responsible how far they are: one notice to each person and day, and a line on each action."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from lscb.board.permissions import standing_of
from lscb.core.errors import BadInput, NotAllowed
from lscb.learning import parties, permissions
from lscb.learning.models import Action, ActionChange
from lscb.notices.operations import notify
from lscb.people.models import Board, User
from lscb.records.models import RecordExclusion
from lscb.trail.recording import operation, record_event


@dataclass(frozen=True)
class Chased:
    """asked: how many actions were asked about; people: who were told today; the others were passed over, and why."""

    asked: int
    people: int
    already: int
    not_with_owner: int
    nobody: int


@operation
def chase(*, actions: Iterable[Action], by: User) -> Chased:
    """Asks about the chosen actions. Twice on one day asks nobody twice."""
    rows = list(_locked([action.pk for action in actions], by))
    if not rows:
        raise BadInput("Choose at least one action.")
    for action in rows:
        check_can_chase(by, action)
    today = timezone.localdate()
    waiting = [row for row in rows if row.status in Action.WITH_OWNER]
    done = set(_chased_today([row.pk for row in waiting]))
    shut = _shut(waiting)
    told: dict[tuple[int, int], list[Action]] = {}
    people: dict[int, User] = {}
    nobody = asked = 0
    for action in (row for row in waiting if row.pk not in done):
        doers = [
            user for user in parties.doers(action) if user.pk != by.pk and (user.pk, action.pk) not in shut
        ]
        nobody += not doers
        asked += bool(doers)
        for user in doers:
            people[user.pk] = user
            told.setdefault((user.pk, action.board_id), []).append(action)
        _note(action, doers, by)
    for (user_id, _), theirs in told.items():
        _tell(people[user_id], theirs, today.isoformat())
    _record(rows, asked, by)
    return Chased(asked, len(people), len(done), len(rows) - len(waiting), nobody)


def check_can_chase(user: User, action: Action) -> None:
    """Asking how far an action is: the business unit, and the chair or vice chair of the group that monitors it."""
    if not permissions.manages(user, action) and not standing_of(user).chairs(action.group_id):
        raise NotAllowed(
            f"Only the business unit and the chair of {action.group} ask about its actions.",
            "Ask the business manager.",
        )


def _locked(keys: list[int], by: User) -> Iterable[Action]:
    rows = Action.objects.visible_to(by).filter(pk__in=keys).select_for_update(of=("self",))
    return rows.for_page().order_by("pk")  # type: ignore[no-any-return]


def _chased_today(keys: list[int]) -> Iterable[int]:
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = ActionChange.objects.filter(action_id__in=keys, verb="chase", changed_at__gte=start)
    return rows.values_list("action_id", flat=True)


def _shut(rows: list[Action]) -> set[tuple[int, int]]:
    """(person, action) of personal conflicts: whoever is shut out of a case hears nothing of what came of it."""
    cases: dict[int, list[int]] = {}
    for row in rows:
        for case in {row.record_id, row.source.case_id}:
            cases.setdefault(case, []).append(row.pk)
    found = RecordExclusion.objects.filter(record_id__in=cases, lifted_at__isnull=True)
    pairs = found.values_list("user_id", "record_id")
    return {(user, action) for user, case in pairs for action in cases[case]}


def _note(action: Action, doers: list[User], by: User) -> None:
    """What was asked, of whom and when, on the action's own timeline."""
    names = ", ".join(user.name for user in doers[:5])
    words = f"{names} asked to say how far it is." if doers else "There is nobody who could be asked."
    ActionChange.objects.create(
        action=action, verb="chase", status=action.status, reason=words, changed_by=by
    )
    record_event("action.chase", by=by, record=action.record, detail={"people": len(doers)})


def _tell(user: User, theirs: list[Action], day: str) -> None:
    first = theirs[0]
    one = len(theirs) == 1
    notify(
        to=user, board=first.board, subject_key="actions-chased", urgent=False,
        reference=first.record.reference if one else f"{len(theirs)} actions",
        link=first.get_absolute_url() if one else f"/actions/?whose={'agency' if first.agency_id else 'me'}",
        unique_key=f"actions-chased:{first.board_id}:{day}",
    )  # fmt: skip


def _record(rows: list[Action], asked: int, by: User) -> None:
    boards: dict[int, Board] = {row.board_id: row.board for row in rows}
    for board in boards.values():
        record_event("actions.chased", by=by, board=board, detail={"count": asked})
