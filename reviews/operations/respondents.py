"""Who answers for an agency: its safeguarding leads of today, by name, so that each showing of identity has one."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from lscb.board.models import Agency, Grant, running_on
from lscb.board.roles import LEADS
from lscb.clocks import operations as clocks
from lscb.core.errors import BadInput
from lscb.core.prepared import timeless
from lscb.notices.operations import notify
from lscb.people.models import Board, User
from lscb.records.models import Record, RecordAccess
from lscb.records.operations import end_access, grant_access
from lscb.trail.recording import operation, record_event
from reviews.models import ScopingRequest
from reviews.operations.telling import is_shut_to

RESPONDENT = "respondent"


def leads_of(agency: Agency, board: Board) -> list[User]:
    """The agency's safeguarding leads on the board today; for a school its head teacher and designated lead."""
    grants = _lead_grants(agency.pk, board.pk, timezone.localdate())
    people = {grant.user_id: grant.user for grant in grants if grant.user.is_active}
    return list(people.values())


@timeless
def _lead_grants(agency: int, board: int, today: dt.date) -> QuerySet[Grant]:
    rows = Grant.objects.filter(running_on(today), agency=agency, board=board, role__in=LEADS)
    return rows.select_related("user__party")


def available_leads(agency: Agency, record: Record) -> list[User]:
    """The leads to whom the case is not shut. Raises BadInput with what to do when there is none."""
    found = leads_of(agency, record.board)
    if not found:
        raise BadInput(f"{agency} has no safeguarding lead with an account. Add one before you ask them.")
    free = [lead for lead in found if not is_shut_to(record, lead)]
    if not free:
        raise BadInput(
            f"A personal conflict shuts this case to everybody who leads for {agency}. "
            "Give somebody else of the agency the lead's role before you ask them."
        )
    return free


def changes(request: ScopingRequest) -> tuple[list[User], list[RecordAccess]]:
    """Leads who cannot open the request yet, and rows of those who do not lead any more."""
    today = timezone.localdate()
    rows = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), record_id=request.record_id, capacity=RESPONDENT
    ).select_related("party")
    have = {row.party_id: row for row in rows}
    leads = {lead.party.pk: lead for lead in leads_of(request.agency, request.record.board)}
    new = [lead for pk, lead in leads.items() if pk not in have and not is_shut_to(request.record, lead)]
    return new, [row for pk, row in have.items() if pk not in leads]


@operation
def renew_respondents(*, request: ScopingRequest, by: User | None) -> list[User]:
    """Opens the request to the agency's leads of today, and shuts it to those who are not any more."""
    leads = [
        lead
        for lead in leads_of(request.agency, request.record.board)
        if not is_shut_to(request.record, lead)
    ]
    if by is not None and not leads:
        available_leads(request.agency, request.record)  # says what to do
    new, old = changes(request)
    for row in old:
        end_access(
            record=request.record,
            party=row.party,
            capacity=RESPONDENT,
            by=by,
            reason="Does not lead any more",
        )
    for lead in new:
        grant_access(
            record=request.record, party=lead.party, capacity=RESPONDENT, reason="Leads for the agency", by=by
        )
    if (new or old) and request.record.deadlines.running().filter(code="AGENCY-SCOPING").exists():
        clocks.retell(request.record, "AGENCY-SCOPING", tell=[(lead.party, 0) for lead in leads], by=by)
    detail = {"joined": len(new), "left": len(old)}
    record_event("scoping.respondents", by=by, record=request.record, detail=detail)
    return leads


def tell_respondents(request: ScopingRequest, leads: list[User], key: str, cause: str) -> None:
    for lead in leads:
        if not is_shut_to(request.record, lead):
            notify(
                to=lead, board=request.record.board, subject_key=key, reference=request.record.reference,
                link=request.record.get_absolute_url(), urgent=True, unique_key=cause,
            )  # fmt: skip
