"""What an agency's commission brings along: its possible authors, the terms it works to, and whether more is open."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from lscb.board.models import Grant, running_on
from lscb.board.roles import Role
from lscb.people.models import User
from lscb.records.models import Record, RecordExclusion
from reviews.models import AgencyReport, Terms

#: People who write reports for agencies that are not their own.
WRITERS = (Role.AGENCY_CONTRIBUTOR, Role.INDEPENDENT_PERSON)


def authors_for(report: AgencyReport) -> Any:
    """People of the agency and the board's report writers, without those whom a personal conflict shuts out."""
    today = timezone.localdate()
    of_agency = report.agency.party.members_on(today).values("pk")
    writers = Grant.objects.filter(running_on(today), board=report.record.board, role__in=WRITERS).values(
        "user_id"
    )
    shut = RecordExclusion.objects.filter(record_id=report.record.case_id, lifted_at__isnull=True).values(
        "user_id"
    )
    rows = User.objects.filter(Q(pk__in=of_agency) | Q(pk__in=writers), is_active=True)
    return rows.exclude(pk__in=shut).order_by("name")


def commissioned_terms(report: AgencyReport) -> Terms | None:
    """The terms that the agency works to: the newest agreed version, else the newest that went to the panel."""
    rows = report.review.terms.filter(circulated_at__isnull=False)
    return rows.filter(agreed_at__isnull=False).first() or rows.first()


def sees_review(report: AgencyReport, user: User) -> bool:
    """Whether the review itself is open to the reader, and not their agency's report alone."""
    return Record.objects.visible_to(user).filter(pk=report.review.record_id).exists()
