"""Calendar feeds: an address with a secret, shown once, kept as a hash, renewed or ended by its person."""

from __future__ import annotations

import hashlib
import secrets

from django.utils import timezone

from lscb.board.models import Group
from lscb.board.permissions import standing_of
from lscb.core.errors import InvalidMove, NotAllowed
from lscb.meetings.models import CalendarFeed
from lscb.people.models import User
from lscb.trail.recording import operation, record_event

SECRET_BYTES = 32


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@operation
def make_feed(*, by: User, group: Group | None = None) -> str:
    """A new secret for the person's own feed, or for the feed of a group on a board of theirs. One that ran before ends.
    Returns the secret: it is shown once and cannot be read again."""
    if group is not None and group.board not in standing_of(by).boards():
        raise NotAllowed("This group belongs to a board on which you have no seat.", "Ask the business unit.")
    running = CalendarFeed.objects.running().filter(user=by, group=group)
    running.update(revoked_at=timezone.now())
    secret = secrets.token_urlsafe(SECRET_BYTES)
    CalendarFeed.objects.create(user=by, group=group, secret_hash=digest(secret))
    board = group.board if group else None
    record_event("calendar.made", by=by, board=board, detail={"group": group.name if group else ""})
    return secret


@operation
def end_feed(*, feed: CalendarFeed, by: User) -> None:
    """The address stops working at once."""
    ended = CalendarFeed.objects.running().filter(pk=feed.pk, user=by).update(revoked_at=timezone.now())
    if not ended:
        raise InvalidMove("This calendar address has ended already.")
    record_event("calendar.ended", by=by, board=feed.group.board if feed.group else None)
