"""Telling of a decision, each in need-to-know words (R061): that there is one, and where to read what they may."""

from __future__ import annotations

from django.utils import timezone

from lscb.board.models import Group, Seat, running_on
from lscb.notices.operations import notify
from reviews.models import Decision, Referral, ScopingRequest
from reviews.operations.respondents import leads_of
from reviews.operations.telling import is_shut_to, tell, tell_referrer, tell_unit


def tell_outcome(referral: Referral, decision: Decision) -> None:
    """The group and the Board read the outcome in the register; the referrer and the agencies are written to."""
    cause = str(decision.pk)
    seats = Seat.objects.filter(
        running_on(timezone.localdate()),
        group__board=referral.record.board,
        group__kind__in=(Group.Kind.CASE_REVIEW, Group.Kind.BOARD),
        user__is_active=True,
    )
    for person in {seat.user_id: seat.user for seat in seats.select_related("user")}.values():
        if person is not None:
            tell(person, referral, "decision-made", cause=cause, link="/decisions/")
    tell_unit(referral, "decision-recorded", cause=cause)
    tell_referrer(referral, "referral-decided", cause=cause)
    for request in referral.scoping_requests.filter(status=ScopingRequest.Status.ANSWERED).select_related(
        "agency", "record__board", "record__root"
    ):
        _tell_agency(request, cause)


def _tell_agency(request: ScopingRequest, cause: str) -> None:
    for lead in leads_of(request.agency, request.record.board):
        if not is_shut_to(request.record, lead):
            notify(
                to=lead, board=request.record.board, subject_key="scoping-decided", reference=request.record.reference,
                link=request.record.get_absolute_url(), unique_key=f"scoping-decided:{request.pk}:{cause}",
            )  # fmt: skip
