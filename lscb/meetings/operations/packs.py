"""Asking for a pack, keeping what was made, and giving it out while it still holds what its reader may see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from lscb.core.errors import InvalidMove
from lscb.meetings.models import Meeting, PackOrder
from lscb.meetings.permissions import check_can_have_pack
from lscb.meetings.sight import items_seen, signature_of
from lscb.people.models import User
from lscb.trail.recording import operation, record_event

S = PackOrder.State


@operation
def order_pack(*, meeting: Meeting, by: User) -> PackOrder:
    """The reader's own pack is made anew, by the sweep; one that is on its way is left alone."""
    check_can_have_pack(by, meeting)
    if meeting.status == Meeting.Status.CANCELLED:
        raise InvalidMove("This meeting was cancelled, so there are no papers.")
    order, made = PackOrder.objects.select_for_update().get_or_create(meeting=meeting, user=by)
    if not made and order.state not in (S.WAITING, S.RUNNING):
        throw_away(order.path)
        order.state, order.asked_at, order.tries, order.path, order.failure = (
            S.WAITING,
            timezone.now(),
            0,
            "",
            "",
        )
        order.save()
    record_event("pack.asked", by=by, record=meeting.record)
    return order


@operation
def settle_pack(*, order: PackOrder, claimed_until: Any, facts: dict[str, Any]) -> bool:
    """Writes what came out, unless the claim was lost meanwhile."""
    mine = PackOrder.objects.filter(pk=order.pk, state=S.RUNNING, claimed_until=claimed_until)
    kept = bool(mine.update(claimed_until=None, **facts))
    detail = {"result": str(facts["state"]), "kept": kept, "person": order.user_id}
    record_event("pack.made", by=None, record=order.meeting.record, detail=detail)
    return kept


@operation
def take_pack(*, meeting: Meeting, by: User) -> bytes:
    """The bytes of the reader's pack. What they may see is looked at again: a pack that holds anything else is thrown away."""
    check_can_have_pack(by, meeting)
    order = PackOrder.objects.visible_to(by).filter(meeting=meeting, state=S.DONE).first()
    place = place_of(order.path) if order else None
    if order is None or place is None or not place.is_file():
        raise InvalidMove("Your pack is not made.", "Ask for it on the page of the pack.")
    if order.signature != signature_of(items_seen(meeting, by)):
        raise InvalidMove(
            "What you may see of this meeting has changed since your pack was made, so it is not given out.",
            "Ask for a new one on the page of the pack.",
        )
    detail = {"pages": order.pages, "items": order.items}
    record_event("pack.downloaded", by=by, record=meeting.record, detail=detail)
    return place.read_bytes()


@operation
def forget_pack(*, order: PackOrder) -> None:
    """A day after it was made: what is still wanted is made anew."""
    throw_away(order.path)
    PackOrder.objects.filter(pk=order.pk).update(state=S.GONE, path="")
    record_event("pack.forgotten", by=None, record=order.meeting.record, detail={"person": order.user_id})


def place_of(path: str) -> Path:
    """Where packs are kept; a folder of their own."""
    return Path(settings.FILES_DIR) / path


def throw_away(path: str) -> None:
    if path:
        place_of(path).unlink(missing_ok=True)
