"""What a person loses with a role or a seat: the openings that were made for them by name, not only their parties'."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from lscb.board import keepers
from lscb.board.models import Grant, Group, Seat, running_on
from lscb.board.permissions import holders
from lscb.board.roles import DECIDER_ROLES, ROLE_PERMISSIONS, Permission, Role
from lscb.clocks import operations as clocks
from lscb.clocks.ladders import Level
from lscb.clocks.models import Deadline, DeadlineParty, DeadlineQuerySet
from lscb.people.models import Board, User
from lscb.records.models import RecordAccess
from lscb.trail.recording import record_event

#: In which actions, plans and answers are opened to whoever manages them (lscb.learning).
UNIT = ("proposer", "asking")
DECIDERS = frozenset().union(*DECIDER_ROLES.values())


def shut_what_ended(*, user: User, board: Board, on: dt.date, by: User, reason: str) -> int:
    """Ends, with the day before `on`, the access that the person has by name but no longer by what they are.

    Whoever is nothing on the board any more keeps nothing of it. Others lose the cases of a case review group when
    they sit on none, cases for decision when they decide nothing, an agency's requests when they speak for none, and what
    was opened to the business unit when they work in it no more, but for what they proposed themselves.
    Returns how many openings ended.
    """
    seats = Seat.objects.filter(running_on(on), Q(user=user) | Q(deputy=user), group__board=board)
    kinds = list(seats.values_list("group__kind", "agency"))
    grants = list(Grant.objects.filter(running_on(on), board=board, user=user).values_list("role", "agency"))
    rows = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on), party=user.party, record__board=board
    )
    if kinds or grants:
        lost, of_unit = _lost(kinds, grants), Q(capacity__in=UNIT) & ~Q(granted_by=user)
        rows = rows.filter(Q(capacity__in=lost) if _manages(grants) else Q(capacity__in=lost) | of_unit)
    ended = list(rows.select_related("record__board"))
    for row in ended:
        row.until_on = on - dt.timedelta(days=1)
        row.save(update_fields=["until_on"])
        detail = {"party": row.party_id, "capacity": row.capacity, "rows": 1, "reason": reason}
        record_event("access.ended", by=by, record=row.record, detail=detail)
    return len(ended)


def clocks_of(user: User, board: Board) -> DeadlineQuerySet:
    """Clocks of the board that run for the person by name and for nobody else: actions, entries and reports that are
    theirs to do, and what runs for them because they speak for an agency or chair a group."""
    others = DeadlineParty.objects.filter(deadline=OuterRef("pk"), level=Level.OWNER).exclude(
        party__person=user
    )
    mine = DeadlineParty.objects.filter(deadline=OuterRef("pk"), level=Level.OWNER, party__person=user)
    rows = Deadline.objects.running().filter(Exists(mine), ~Exists(others), record__board=board)
    return rows.exclude(code="ACCESS-REVIEW")


def open_with(user: User, board: Board) -> int:
    """How many of them there are."""
    return clocks_of(user, board).count()


def remind_the_manager(user: User, board: Board, by: User) -> None:
    """What a leaver leaves with nobody is not forgotten: the business managers are reminded of it from then on. Part of
    ending a membership."""
    managers = [(manager.party, int(Level.OWNER)) for manager in holders(board, Role.BUSINESS_MANAGER)]
    for clock in clocks_of(user, board).select_related("record__board").order_by("pk"):
        others = clock.parties.exclude(party__person=user).select_related("party")
        tell = [*managers, *((row.party, row.level) for row in others)]
        clocks.retell(clock.record, clock.code, tell=tell, by=by)


def _manages(grants: Sequence[tuple[str, int | None]]) -> bool:
    """Whether one of the roles manages the board's actions."""
    return any(Permission.ACTION_MANAGE in ROLE_PERMISSIONS[Role(role)] for role, _ in grants)


def _lost(seats: Sequence[tuple[str, int | None]], grants: Sequence[tuple[str, int | None]]) -> set[str]:
    found = set()
    if Group.Kind.CASE_REVIEW not in {kind for kind, _ in seats}:
        found.add("group-member")
    if not DECIDERS & {role for role, _ in grants}:
        found.add("decider")
    if Role.BUSINESS_OFFICER not in {role for role, _ in grants}:
        found.add(keepers.CAPACITY)
    if not {Role.BUSINESS_MANAGER, Role.ADMINISTRATOR} & {role for role, _ in grants}:
        found.add("access-reviewer")
    if not any(agency for _, agency in [*seats, *grants]):
        found.add("respondent")
    return found
