"""Who an action is about: who does it, who answers for them, who watches over it; and telling them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from lscb.board.models import Group, Seat
from lscb.learning import telling
from lscb.learning.models import Action
from lscb.people.models import User


def leads(action: Action) -> list[User]:
    """Safeguarding leads of the responsible agency on this board."""
    return telling.named_leads(action.agency, action.board) if action.agency else []


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
    return telling.once(seat.user for seat in seats.select_related("user").order_by("pk") if seat.user)


def executive_groups(action: Action) -> list[Group]:
    groups = Group.objects.filter(board_id=action.board_id, kind=Group.Kind.EXECUTIVE, closed_on__isnull=True)
    return list(groups.select_related("party").order_by("pk"))


def executives(action: Action) -> list[User]:
    today = timezone.localdate()
    return telling.once(user for group in executive_groups(action) for user in group.party.members_on(today))


def tell(action: Action, people: Iterable[User], subject_key: str, *, by: User) -> None:
    """One notice to each, but never to the actor nor to somebody whom a personal conflict shuts out of the case."""
    telling.tell(action.record, people, subject_key, by=by, cause=f"{action.pk}:{action.version}")
