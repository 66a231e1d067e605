"""Who reads a case reads what the agencies answered: their rows on the referral are repeated on each request."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from lscb.core.prepared import timeless
from lscb.people.models import User
from lscb.records.models import Record, RecordAccess
from lscb.records.operations import end_access, grant_access
from lscb.trail.recording import operation, record_event
from reviews.models import Referral

#: In these capacities a case is read whole. A referrer sees where it has got to, an agency its own request.
READERS = ("group-member", "decider", "case-lead")

Rows = dict[tuple[int, str], RecordAccess]


def _running(record: Record) -> Rows:
    rows = _running_rows(record.pk, timezone.localdate())
    return {(row.party_id, row.capacity): row for row in rows}


@timeless
def _running_rows(record: int, today: dt.date) -> QuerySet[RecordAccess]:
    rows = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), record=record, capacity__in=READERS
    )
    return rows.select_related("party")


def differences(referral: Referral) -> list[tuple[Record, Rows, Rows]]:
    """(record of a request, rows that are missing, rows that are too many), where there is a difference."""
    wanted = _running(referral.record)
    found = []
    for request in referral.scoping_requests.select_related("record__board"):
        have = _running(request.record)
        missing = {key: row for key, row in wanted.items() if key not in have}
        extra = {key: row for key, row in have.items() if key not in wanted}
        if missing or extra:
            found.append((request.record, missing, extra))
    return found


@operation
def share_answers(*, referral: Referral, by: User | None) -> None:
    """Makes who may open the agencies' answers the same as who may open the case."""
    for record, missing, extra in differences(referral):
        for row in missing.values():
            grant_access(
                record=record, party=row.party, capacity=row.capacity, reason=row.reason, by=by,
                from_on=row.from_on, until_on=row.until_on,
            )  # fmt: skip
        for row in extra.values():
            end_access(record=record, party=row.party, capacity=row.capacity, by=by, reason="As on the case")
    record_event("referral.answers-shared", by=by, record=referral.record)
