"""Who may see a record, asked of a long table of one kind."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from lscb.people.models import User
from lscb.records.models.spine import Record, RecordAccess, reach_of


def readable_of_kind(user: User, kind: str) -> Q:
    """readable(user, "record__") for a long table of one kind that keeps the board of its records itself.

    It asks its own two columns, board and record, and not the records, of which there are as many again; what stands in
    it is readable() word for word (tests/records/test_readable.py compares the two).
    """
    if not getattr(user, "is_authenticated", False):
        return Q(pk__in=[])
    reach = reach_of(user)
    today = timezone.localdate()
    access = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), from_on__lte=today, party_id__in=reach.parties
    )
    known = Record.objects.filter(kind=kind)
    opened = Q(board_id__in=reach.offices) if reach.offices else Q()
    opened |= Q(Exists(access.filter(record_id=OuterRef("record_id"))))
    if reach.boards:
        opened |= Q(record__in=known.filter(mode=Record.Mode.BOARD, board_id__in=reach.boards).values("pk"))
    opened |= Q(record__in=known.filter(mode=Record.Mode.PUBLIC).values("pk"))
    if reach.broken:
        opened |= Q(record__in=reach.broken) | Q(record__root__in=reach.broken)
    if reach.excluded:
        opened &= ~Q(record__in=reach.excluded)
        opened &= ~Q(record__root__isnull=False, record__root__in=reach.excluded)
    return opened
