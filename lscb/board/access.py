"""Who may open a case, in which capacity, until when and why; conflicts; emergencies."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from lscb.board.operations import break_glass
from lscb.board.permissions import has, standing_of
from lscb.board.roles import Permission
from lscb.core.errors import BadInput, NotAllowed
from lscb.identity.operations import refuse_names
from lscb.people.models import Party, User
from lscb.records import operations as records
from lscb.records.models import BreakGlass, Record, RecordAccess, RecordExclusion
from lscb.trail.recording import operation

ONLY = "Only the business manager changes who may open a case."
NO_CASE = "There is no case with this reference that you can open. Check the reference."
LONGEST = dt.timedelta(days=366)


def check_access(user: User, record: Record) -> None:
    if not has(user, Permission.ACCESS_MANAGE, record.board):
        raise NotAllowed(ONLY, "Ask the business manager.")


def check_conflicts(user: User, record: Record) -> None:
    """A personal conflict is imposed and lifted by the manager or by the chair."""
    if not (
        has(user, Permission.ACCESS_MANAGE, record.board)
        or has(user, Permission.REFERRAL_DECIDE, record.board)
    ):
        raise NotAllowed(
            "Only the business manager and the chair record conflicts.", "Ask the business manager."
        )


def open_rows(record: Record, today: dt.date) -> QuerySet[RecordAccess]:
    """Rows that open the record today or will do so."""
    rows = RecordAccess.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), record=record)
    return rows.select_related("party", "granted_by").order_by("party__name", "pk")


def members_today(parties: set[int], today: dt.date) -> dict[int, list[str]]:
    """Who counts as each party today: one query for all of them."""
    found: dict[int, list[str]] = {}
    rows = Party.objects.filter(
        Q(members__until_on__isnull=True) | Q(members__until_on__gte=today),
        pk__in=parties, members__from_on__lte=today, members__user__is_active=True,
    ).order_by("members__user__name").distinct()  # fmt: skip
    for pk, name in rows.values_list("pk", "members__user__name"):
        found.setdefault(pk, []).append(name)
    return found


def running_exclusions(record: Record) -> QuerySet[RecordExclusion]:
    rows = RecordExclusion.objects.filter(record_id=record.case_id, lifted_at__isnull=True)
    return rows.select_related("user", "imposed_by").order_by("pk")


def running_glass(record: Record) -> QuerySet[BreakGlass]:
    return BreakGlass.objects.filter(record_id=record.case_id, until_at__gt=timezone.now()).select_related(
        "user"
    )


@operation
def let_in(
    *,
    record: Record,
    party: Party,
    capacity: str,
    reason: str,
    until_on: dt.date,
    by: User,
    from_on: dt.date | None = None,
) -> RecordAccess:
    """Opens the case to a party until a day. Every opening ends: a year is the longest."""
    check_access(by, record)
    from_on = from_on or timezone.localdate()
    if until_on < from_on:
        raise BadInput("The last day must not be before the first day.")
    if until_on > from_on + LONGEST:
        raise BadInput("Access is given for a year at most. Choose an earlier last day.")
    refuse_names(record.case, reason)
    shut = running_exclusions(record).filter(user_id=party.person_id) if party.person_id else None
    if shut is not None and shut.exists():
        raise BadInput(
            "A personal conflict shuts this case to that person.", "Lift the conflict first, with a reason."
        )
    opened = [record, *(record.branches.select_related("board") if capacity == records.CASE_LEAD else ())]
    rows = [
        records.grant_access(
            record=one,
            party=party,
            capacity=capacity,
            reason=reason,
            from_on=from_on,
            until_on=until_on,
            by=by,
        )
        for one in opened
    ]
    return rows[0]


@operation
def let_out(*, access: RecordAccess, reason: str, by: User) -> None:
    """Ends one opening, at the next click."""
    check_access(by, access.record)
    refuse_names(access.record.case, reason)
    record = access.record
    branches = record.branches.select_related("board") if access.capacity == records.CASE_LEAD else ()
    for one in (record, *branches):
        records.end_access(record=one, party=access.party, capacity=access.capacity, reason=reason, by=by)


@operation
def shut_out(*, record: Record, user: User, reason: str, by: User) -> RecordExclusion:
    """A personal conflict, whoever it concerns, the manager and the chair included."""
    check_conflicts(by, record)
    refuse_names(record.case, reason)
    return records.exclude(record=record, user=user, reason=reason, by=by)


@operation
def lift(*, exclusion: RecordExclusion, reason: str, by: User) -> None:
    check_conflicts(by, exclusion.record)
    refuse_names(exclusion.record.case, reason)
    records.lift_exclusion(exclusion=exclusion, reason=reason, by=by)


def may_break_glass(user: User) -> bool:
    """Whether the person is somebody who opens a case in an emergency, on any board."""
    standing = standing_of(user)
    return any(Permission.BREAK_GLASS in standing.permissions(board) for board in standing.boards())


@operation
def open_in_emergency(*, reference: str, reason: str, by: User) -> Record:
    """Opens a case for four hours; the manager and the chair are told.

    A case that does not exist and one of another board get the same answer.
    """
    record = Record.objects.select_related("board").filter(reference=reference.strip().upper()).first()
    if record is None or not has(by, Permission.BREAK_GLASS, record.board):
        raise BadInput(NO_CASE)
    break_glass(record=record, reason=reason, by=by)
    return record
