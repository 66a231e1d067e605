"""Who an action is about: who does it, who answers for them, who watches over it; and telling them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from lscb.board.models import Grant, Group, Seat, running_on
from lscb.board.roles import LEADS, ROLE_PERMISSIONS, Permission
from lscb.learning.models import Action
from lscb.notices.operations import notify
from lscb.people.models import Party, User
from lscb.records.models import RecordExclusion


def leads(action: Action) -> list[User]:
    """Safeguarding leads of the responsible agency on this board."""
    if action.agency_id is None:
        return []
    grants = Grant.objects.filter(
        running_on(timezone.localdate()), board_id=action.board_id, agency_id=action.agency_id, role__in=LEADS,
        user__is_active=True,
    )  # fmt: skip
    return _once(grant.user for grant in grants.select_related("user").order_by("pk"))


def doers(action: Action) -> list[User]:
    """The responsible person; without one the agency's leads, and without those everybody of the agency."""
    if action.owner is not None and action.owner.is_active:
        return [action.owner]
    found = leads(action)
    if found or action.agency is None:
        return found
    return list(action.agency.party.members_on(timezone.localdate()))


def board_members(action: Action) -> list[User]:
    """Who sits for the responsible agency on the Board itself."""
    if action.agency_id is None:
        return []
    seats = Seat.objects.on(timezone.localdate()).filter(
        group__board_id=action.board_id,
        group__kind=Group.Kind.BOARD,
        agency_id=action.agency_id,
        user__is_active=True,
    )
    return _once(seat.user for seat in seats.select_related("user").order_by("pk") if seat.user)


def executive_groups(action: Action) -> list[Group]:
    groups = Group.objects.filter(board_id=action.board_id, kind=Group.Kind.EXECUTIVE, closed_on__isnull=True)
    return list(groups.select_related("party").order_by("pk"))


def executives(action: Action) -> list[User]:
    today = timezone.localdate()
    return _once(user for group in executive_groups(action) for user in group.party.members_on(today))


def business_unit(action: Action) -> list[User]:
    """Who manages actions on the board."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if Permission.ACTION_MANAGE in held]
    grants = Grant.objects.filter(
        running_on(timezone.localdate()), board_id=action.board_id, role__in=roles, user__is_active=True
    )
    return _once(grant.user for grant in grants.select_related("user").order_by("pk"))


def parties_of(people: Iterable[User]) -> list[Party]:
    ids = [user.pk for user in people]
    return list(Party.objects.filter(person_id__in=ids).order_by("pk"))


def tell(action: Action, people: Iterable[User], subject_key: str, *, by: User, urgent: bool = False) -> None:
    """One notice to each, but never to the actor nor to somebody whom a personal conflict shuts out of the case."""
    cases = {action.record_id, action.source.case_id}
    shut = set(
        RecordExclusion.objects.filter(record_id__in=cases, lifted_at__isnull=True).values_list(
            "user_id", flat=True
        )
    )
    for user in _once(people):
        if user.pk == by.pk or user.pk in shut:
            continue
        notify(
            to=user, board=action.board, subject_key=subject_key, reference=action.reference,
            link=action.get_absolute_url(), unique_key=f"{subject_key}:{action.pk}:{action.version}", urgent=urgent,
        )  # fmt: skip


def _once(people: Iterable[User]) -> list[User]:
    return list({user.pk: user for user in people}.values())
