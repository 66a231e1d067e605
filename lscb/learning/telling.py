"""Telling people about something of learning that has its own record: never somebody whom the case is shut to."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from lscb.board.models import Agency, Grant, Group, Seat, running_on
from lscb.board.roles import LEADS, ROLE_PERMISSIONS, Permission
from lscb.notices.operations import notify
from lscb.people.models import Board, Party, User
from lscb.records.models import Record, RecordExclusion

#: Who judges for a group, and hands on its actions.
CHAIRS = (Seat.Office.CHAIR, Seat.Office.VICE_CHAIR)


def named_leads(agency: Agency, board: Board) -> list[User]:
    """The safeguarding leads of an agency on a board."""
    grants = Grant.objects.filter(
        running_on(timezone.localdate()), board=board, agency=agency, role__in=LEADS, user__is_active=True
    )
    return once(grant.user for grant in grants.select_related("user").order_by("pk"))


def leads_of(agency: Agency, board: Board) -> list[User]:
    """Who answers for an agency on a board: its leads; without one everybody of the agency."""
    return named_leads(agency, board) or list(agency.party.members_on(timezone.localdate()))


def unit_of(board: Board) -> list[User]:
    """Who manages actions on the board."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if Permission.ACTION_MANAGE in held]
    grants = Grant.objects.filter(
        running_on(timezone.localdate()), board=board, role__in=roles, user__is_active=True
    )
    return once(grant.user for grant in grants.select_related("user").order_by("pk"))


def chairs_of(group: Group) -> list[User]:
    """Chair and vice chair of a group."""
    seats = Seat.objects.on(timezone.localdate()).filter(group=group, office__in=CHAIRS, user__is_active=True)
    return once(seat.user for seat in seats.select_related("user").order_by("office", "pk") if seat.user)


def parties_of(people: Iterable[User]) -> list[Party]:
    return list(Party.objects.filter(person_id__in=[user.pk for user in people]).order_by("pk"))


def unit_parties(board: Board, also: User | None = None) -> list[Party]:
    """The business unit and whoever else works with it, without those who read everything by their office."""
    office = {user.pk for user in board.office.members_on(timezone.localdate())}
    people = [*([also] if also else []), *unit_of(board)]
    return parties_of(user for user in people if user.pk not in office)


def tell(record: Record, people: Iterable[User], subject_key: str, *, by: User, cause: str) -> None:
    """One notice to each, but never to the actor nor to somebody whom a personal conflict shuts out.

    cause  what makes it told once: a person is told once for one cause
    """
    cases = [each.pk for each in record.lineage()]
    shut = set(
        RecordExclusion.objects.filter(record_id__in=cases, lifted_at__isnull=True).values_list(
            "user_id", flat=True
        )
    )
    for user in once(people):
        if user.pk != by.pk and user.pk not in shut:
            notify(
                to=user, board=record.board, subject_key=subject_key, reference=record.reference,
                link=record.get_absolute_url(), unique_key=f"{subject_key}:{cause}",
            )  # fmt: skip


def once(people: Iterable[User]) -> list[User]:
    return list({user.pk: user for user in people}.values())
