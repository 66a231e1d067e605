"""What the operations of a review share: its locked row, and who its file is open to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from lscb.core.prepared import timeless
from lscb.notices.operations import notify
from lscb.people.models import Party, User
from lscb.records.models import Record, RecordAccess, is_excluded
from lscb.records.operations import end_access, grant_access
from reviews.models import AgencyReport, Review, ReviewMember

Part = ReviewMember.Part
CAPACITY: dict[str, str] = {
    Part.PANEL_CHAIR: "panel-chair",
    Part.REVIEWER: "reviewer",
    Part.AUTHOR: "author",
    Part.PANEL: "panel",
}
#: Parts whose holders have to be independent of the board and of every agency in scope (R078, trap 14).
INDEPENDENT = (Part.PANEL_CHAIR, Part.REVIEWER, Part.AUTHOR)
#: Whoever the review is open to in these capacities reads the agencies' reports too.
READERS = frozenset({*CAPACITY.values(), "decider", "case-lead"})
#: On an agency's report everybody of the panel has this one; "author" there is the agency's own author.
ON_AGENCY_REPORTS = "panel"


def locked(review: Review) -> Review:
    """The row as it is now, locked until the transaction ends."""
    return _locked(review.pk)[0]


@timeless
def _locked(pk: int) -> QuerySet[Review]:
    rows: QuerySet[Review] = Review.objects.select_for_update(of=("self",)).filter(pk=pk)
    return rows.select_related("record__board", "record__root", "referral__record", "group")


def tell(person: User, review: Review, key: str, cause: str, *, page: str = "", urgent: bool = False) -> None:
    """A notice about the review, unless the case is shut to the person."""
    if is_excluded(review.record, person):
        return
    notify(
        to=person, board=review.record.board, subject_key=key, reference=review.record.reference, urgent=urgent,
        link=review.record.get_absolute_url() + page, unique_key=f"{key}:{cause}",
    )  # fmt: skip


def agency_records(review: Review) -> list[Record]:
    """The records of the agencies' reports that are still wanted."""
    rows = review.agency_reports.exclude(status=AgencyReport.Status.CANCELLED).select_related("record__board")
    return [row.record for row in rows]


def open_file(member: ReviewMember, *, by: User) -> None:
    """Opens the whole file of the review to somebody with a part in it, the agencies' reports included (§4)."""
    review, reason = member.review, member.get_part_display()
    for record in _own_records(review):
        _open(record, member.person.party, CAPACITY[member.part], member.until_on, by, reason)
    for record in agency_records(review):
        _open(record, member.person.party, ON_AGENCY_REPORTS, member.until_on, by, reason)


def open_to_readers(review: Review, record: Record, *, by: User) -> None:
    """Opens a new report of an agency to everybody who reads the review, for as long as they do."""
    today = timezone.localdate()
    rows = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), record=review.record, capacity__in=READERS
    ).select_related("party")
    for row in rows:
        capacity = ON_AGENCY_REPORTS if row.capacity in CAPACITY.values() else row.capacity
        _open(record, row.party, capacity, row.until_on, by, row.reason)


def shut_file(review: Review, person: User, *, by: User, reason: str) -> None:
    """Ends at once what the person's parts opened, and opens again what a part that still runs opens (§4)."""
    for record in _own_records(review):
        _shut(record, person.party, CAPACITY.values(), by, reason)
    for record in agency_records(review):
        _shut(record, person.party, [ON_AGENCY_REPORTS], by, reason)
    for member in review.members.running(timezone.localdate()).filter(person=person):
        open_file(member, by=by)


def shut_agency_authors(review: Review, *, by: User, reason: str) -> None:
    """The agencies' authors have done their work; the agencies' leads keep what their agency sent."""
    for record in agency_records(review):
        if record.access.filter(capacity="author", until_on__isnull=True).exists():
            end_access(record=record, capacity="author", by=by, reason=reason)


def _own_records(review: Review) -> list[Record]:
    report = getattr(review, "report", None)
    return [review.record, *([report.record] if report else [])]


def _open(
    record: Record, party: Party, capacity: str, until_on: dt.date | None, by: User, reason: str
) -> None:
    """Unless an equal row runs at least as long: a second part with an end never shortens the first."""
    longer = Q(until_on__isnull=True)
    if until_on:
        longer |= Q(until_on__gte=until_on)
    if not record.access.filter(longer, party=party, capacity=capacity).exists():
        grant_access(record=record, party=party, capacity=capacity, until_on=until_on, by=by, reason=reason)


def _shut(record: Record, party: Party, capacities: Iterable[str], by: User, reason: str) -> None:
    runs = Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate())
    rows = record.access.filter(runs, party=party, capacity__in=list(capacities))
    for capacity in sorted(set(rows.values_list("capacity", flat=True))):
        end_access(record=record, party=party, capacity=capacity, by=by, reason=reason)
