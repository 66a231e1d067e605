"""Who somebody is on a board today, and what that lets them do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from lscb.board.models import Grant, Group, Seat, running_on
from lscb.board.roles import DECIDER_ROLES, ROLE_PERMISSIONS, STRONG_FACTOR, STRONG_ROLES, Permission, Role
from lscb.core.errors import NotAllowed
from lscb.core.prepared import timeless
from lscb.people.models import Board, User
from lscb.records.models import Record, RecordAccess, RecordExclusion, reach_of

#: Capacities whose holders read a case and therefore need a strong second factor.
CASE_CAPACITIES = (
    "group-member",
    "decider",
    "panel",
    "panel-chair",
    "reviewer",
    "author",
    "respondent",
    "case-lead",
)


@dataclass(frozen=True)
class Standing:
    """Everything a person is, on every board, today: read once per request with two queries."""

    grants: tuple[Grant, ...]
    seats: tuple[Seat, ...]

    def permissions(self, board: Board | int | None) -> frozenset[Permission]:
        """What the person may do on the board; nothing where there is none."""
        if board is None:
            return frozenset()
        board_id = board if isinstance(board, int) else board.pk
        held = [ROLE_PERMISSIONS[g.role] for g in self.grants if g.board_id == board_id]
        found = frozenset().union(*held) if held else frozenset()
        for seat in self.seats:
            if seat.group.board_id == board_id:
                found |= _seat_permissions(seat)
        return found

    def boards(self) -> list[Board]:
        """Boards on which the person is anything at all, by name."""
        found = {g.board_id: g.board for g in self.grants} | {
            s.group.board_id: s.group.board for s in self.seats
        }
        return sorted(found.values(), key=lambda board: board.name)

    def chairs(self, group: Group | int, *, vice: bool = True) -> bool:
        """Whether the person is chair (or vice chair) of the group."""
        group_id = group if isinstance(group, int) else group.pk
        offices = {Seat.Office.CHAIR, Seat.Office.VICE_CHAIR} if vice else {Seat.Office.CHAIR}
        return any(s.group_id == group_id and s.office in offices for s in self.seats)

    def agencies(self) -> frozenset[int]:
        return frozenset(
            [g.agency_id for g in self.grants if g.agency_id]
            + [s.agency_id for s in self.seats if s.agency_id]
        )

    def label(self, board: Board) -> str:
        """How the page header names what the person is on the board."""
        roles = [
            g.get_role_display() + (f", {g.agency}" if g.agency else "")
            for g in self.grants
            if g.board_id == board.pk
        ]
        seats = [f"{s.get_office_display()}, {s.group}" for s in self.seats if s.group.board_id == board.pk]
        return "; ".join(roles + seats)


def _seat_permissions(seat: Seat) -> frozenset[Permission]:
    P = Permission
    found: set[Permission] = {P.REFER}
    if seat.group.kind in (
        Group.Kind.BOARD,
        Group.Kind.EXECUTIVE,
        Group.Kind.CASE_REVIEW,
        Group.Kind.MONITORING,
    ):
        found.add(P.BOARD_DASHBOARD)
    if seat.office in (Seat.Office.CHAIR, Seat.Office.VICE_CHAIR):
        if seat.group.kind == Group.Kind.CASE_REVIEW:
            found |= {P.CONSIDERATION_RECORD, P.ACTION_VERIFY, P.IDENTITY_REVEAL}
        if seat.group.kind == Group.Kind.MONITORING:
            found.add(P.ACTION_VERIFY)
    return frozenset(found)


def standing_of(user: User) -> Standing:
    """The person's standing, kept on the user object, which lives for one request."""
    today = timezone.localdate()
    kept = user.__dict__.get("_standing")
    if kept and kept[0] == today:
        return kept[1]
    if not user.is_authenticated or not user.is_active:
        return Standing((), ())
    standing = Standing(tuple(_grants_of(user.pk, today)), tuple(_seats_of(user.pk, today)))
    user.__dict__["_standing"] = (today, standing)
    return standing


@timeless
def _grants_of(user_id: int, today: dt.date) -> QuerySet[Grant]:
    rows = Grant.objects.filter(running_on(today), user=user_id)
    return rows.select_related("board", "agency").order_by("pk")


@timeless
def _seats_of(user_id: int, today: dt.date) -> QuerySet[Seat]:
    rows = Seat.objects.filter(running_on(today), user=user_id)
    return rows.select_related("group__board", "agency").order_by("pk")


def has(user: User, permission: Permission, board: Board | int | None) -> bool:
    """Whether a verb is among what the person may do on the board. There is no bypass."""
    return permission in standing_of(user).permissions(board)


def check(user: User, permission: Permission, board: Board | int, sentence: str, help_from: str = "") -> None:
    """Raises NotAllowed with the sentence unless the person has the permission."""
    if not has(user, permission, board):
        raise NotAllowed(sentence, help_from or "Ask the business manager.")


def capacities(user: User, record: Record) -> frozenset[str]:
    """In which capacities a record is open to a person today."""
    pks = {record.pk, record.case_id}
    return frozenset(_capacities(pks, reach_of(user).parties, timezone.localdate()))


@timeless
def _capacities(pks: set[int], parties: frozenset[int], today: dt.date) -> QuerySet[RecordAccess, str]:
    rows = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), record_id__in=pks, from_on__lte=today, party_id__in=parties
    )  # fmt: skip
    return rows.values_list("capacity", flat=True)


def deciders_today(board: Board, office: str, record: Record) -> list[User]:
    """Who holds a deciding office today and is not excluded from the case.

    An independent chair who is excluded is replaced only by the acting chair (domain report §0.5).
    """
    roles = DECIDER_ROLES.get(office, ())
    grants = _granted(board.pk, tuple(roles), timezone.localdate())
    shut = set(_shut_to(record.case_id))
    return [grant.user for grant in grants if grant.user_id not in shut and grant.user.is_active]


def holders(board: Board, role: Role) -> list[User]:
    """Active people who hold a role on the board today."""
    grants = _granted(board.pk, (role,), timezone.localdate())
    return [grant.user for grant in grants if grant.user.is_active]


@timeless
def _granted(board: int, roles: tuple[Role, ...], today: dt.date) -> QuerySet[Grant]:
    rows = Grant.objects.filter(running_on(today), board=board, role__in=roles)
    return rows.select_related("user").order_by("pk")


@timeless
def _shut_to(case_id: int) -> QuerySet[RecordExclusion, int]:
    rows = RecordExclusion.objects.filter(record_id=case_id, lifted_at__isnull=True)
    return rows.values_list("user_id", flat=True)


def needs_strong_factor(user: User) -> bool:
    """Accounts that can open a case, publish or administer need an authenticator or a security key."""
    standing = standing_of(user)
    if any(grant.role in STRONG_ROLES for grant in standing.grants):
        return True
    if any(standing.permissions(board) & STRONG_FACTOR for board in standing.boards()):
        return True
    return RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate()),
        party_id__in=reach_of(user).parties, capacity__in=CASE_CAPACITIES,
    ).exists()  # fmt: skip
