"""Agencies' own reports to a review (IMRs): asked for, written, accepted or sent back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from lscb.board.models import Agency
from lscb.clocks import operations as clocks
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.files.operations import attach
from lscb.identity.operations import refuse_names
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.operations import end_access, grant_access, open_record
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import AgencyReport, Review, ReviewMember
from reviews.operations.parts import FINISHED, set_agencies
from reviews.operations.scoping import leads_of
from reviews.operations.shared import locked, open_to_readers

A = AgencyReport.Status
#: The agency has to do something; a report that was sent waits for the panel.
WAITING_FOR_AGENCY = (A.REQUESTED, A.AUTHOR_NAMED, A.IN_WRITING, A.RETURNED)


@operation
def ask(*, review: Review, agencies: Iterable[Agency], due_on: dt.date, by: User) -> list[AgencyReport]:
    """One commission per agency, opened to its leads; agencies that were asked before are left alone."""
    review = locked(review)
    may.check_can_manage(by, review)
    if review.status in FINISHED:
        raise BadInput("This review is finished; no agency is asked for a report any more.")
    if due_on < timezone.localdate():
        raise BadInput("Choose a day that is still to come.")
    asked = set(review.agency_reports.values_list("agency_id", flat=True))
    chosen = [agency for agency in agencies if agency.pk not in asked]
    if not chosen:
        raise BadInput("Choose at least one agency that has not been asked yet.")
    _bring_into_scope(review, chosen, by)
    made = [_ask_one(review, agency, due_on, by) for agency in chosen]
    record_event(
        "agency-report.asked", by=by, record=review.record, detail={"agencies": len(made), "due": str(due_on)}
    )
    return made


def _bring_into_scope(review: Review, agencies: list[Agency], by: User) -> None:
    """An agency that is asked is in scope, and independence is checked against it (trap 14)."""
    scope = list(review.agencies.all())
    if any(agency not in scope for agency in agencies):
        set_agencies(review=review, agencies=[*scope, *agencies], by=by)


def _ask_one(review: Review, agency: Agency, due_on: dt.date, by: User) -> AgencyReport:
    leads = leads_of(agency, review.record.board)
    if not leads:
        raise BadInput(f"{agency} has no safeguarding lead with an account. Add one before you ask them.")
    record = open_record(
        board=review.record.board, kind="agency-report", code="IMR", title=f"Agency report: {agency.name}"[:160],
        route="reviews:agency-report-detail", by=by, root=review.record,
    )  # fmt: skip
    report = AgencyReport.objects.create(
        record=record, review=review, agency=agency, due_on=due_on, requested_by=by
    )
    for lead in leads:
        grant_access(
            record=record, party=lead.party, capacity="respondent", reason="Asked for their agency", by=by
        )
        _tell(lead, report, "imr-requested", "ask")
    chairs = review.members.running(timezone.localdate()).filter(part=ReviewMember.Part.PANEL_CHAIR)
    chairs = chairs.select_related("person__party")
    tell = [(lead.party, 0) for lead in leads] + [(member.person.party, 1) for member in chairs]
    clocks.start(
        record, "IMR", on=timezone.localdate(), due_on=due_on, by=by, regime=review.regime, tell=tell
    )
    open_to_readers(review, record, by=by)
    return report


def _locked(report: AgencyReport) -> AgencyReport:
    rows = AgencyReport.objects.select_for_update(of=("self",)).select_related(
        "record__board", "review__record__board", "agency"
    )
    return rows.get(pk=report.pk)


def _tell(person: User, report: AgencyReport, key: str, cause: str) -> None:
    notify(
        to=person, board=report.record.board, subject_key=key, reference=report.record.reference, urgent=True,
        link=report.record.get_absolute_url(), unique_key=f"{key}:{report.pk}:{cause}",
    )  # fmt: skip


@operation
def name_author(*, report: AgencyReport, author: User, independent: bool, by: User) -> AgencyReport:
    """The lead names the author, who neither held the case nor managed anybody who did (R080)."""
    report = _locked(report)
    may.check_can_lead_agency_report(by, report)
    states.AGENCY_REPORT.require("name_author", report)
    if not author.is_active:
        raise BadInput("This person has no account any more. Name somebody else.")
    if not independent:
        raise BadInput("Confirm that the author did not hold the case and does not manage anybody who did.")
    if report.record.case.exclusions.filter(user=author, lifted_at__isnull=True).exists():
        raise BadInput("This person has a personal conflict on the case. Name somebody else.")
    if report.author and report.author_id != author.pk:
        end_access(
            record=report.record, party=report.author.party, capacity="author", by=by, reason="Another author"
        )
    report.author, report.author_independent, report.status = author, True, AgencyReport.Status.AUTHOR_NAMED
    report.save()
    grant_access(
        record=report.record, party=author.party, capacity="author", reason="Writes the report", by=by
    )
    record_event("agency-report.author", by=by, record=report.record, detail={"person": author.pk})
    _tell(author, report, "imr-author", str(author.pk))
    return report


@operation
def start_writing(*, report: AgencyReport, by: User) -> AgencyReport:
    """The author has begun."""
    report = _locked(report)
    may.check_can_write_agency_report(by, report)
    states.AGENCY_REPORT.require("start_writing", report)
    report.status = AgencyReport.Status.IN_WRITING
    report.save()
    record_event("agency-report.started", by=by, record=report.record)
    return report


@operation
def submit(
    *, report: AgencyReport, summary: str, signed_off_name: str, by: User, upload: Any = None, late_reason: str = "",
) -> AgencyReport:  # fmt: skip
    """Sends the report with its file and the name of the senior manager who signed it off. Its clock stops."""
    report = _locked(report)
    may.check_can_write_agency_report(by, report)
    states.AGENCY_REPORT.require("submit", report)
    if not signed_off_name.strip():
        raise BadInput("Give the name and post of the senior manager who signed the report off.")
    if upload is None and report.upload is None:
        raise BadInput("Add the report as a file.")
    if upload is not None:
        report.upload = attach(record=report.record, upload=upload, purpose="agency-report", by=by)
    report.summary, report.signed_off_name, report.status = (
        summary,
        signed_off_name,
        AgencyReport.Status.SUBMITTED,
    )
    report.submitted_by, report.submitted_at = by, timezone.now()
    report.save()
    reason = late_reason.strip() or "Sent after the day"
    clocks.stop(report.record, "IMR", on=timezone.localdate(), by=by, reason=reason)
    record_event("agency-report.submitted", by=by, record=report.record)
    parts = (ReviewMember.Part.PANEL_CHAIR, ReviewMember.Part.REVIEWER)
    readers = report.review.members.running(timezone.localdate()).filter(part__in=parts)
    for member in readers.select_related("person"):
        _tell(member.person, report, "imr-submitted", str(report.submitted_at))
    return report


@operation
def accept(*, report: AgencyReport, by: User, answer: str = "") -> AgencyReport:
    """The panel chair or the reviewer takes the report."""
    report = _answered(report, "accept", AgencyReport.Status.ACCEPTED, answer, by)
    record_event("agency-report.accepted", by=by, record=report.record)
    return report


@operation
def send_back(*, report: AgencyReport, answer: str, by: User, due_on: dt.date | None = None) -> AgencyReport:
    """Asks for more, with what is missing and by when; without a day the agency keeps its own, or has ten days."""
    if len(answer.split()) < 3:
        raise BadInput("Say what is missing, in a sentence.")
    today = timezone.localdate()
    due_on = due_on or max(report.due_on, today + dt.timedelta(days=10))
    if due_on < today:
        raise BadInput("Choose a day that is still to come.")
    report = _answered(report, "send_back", AgencyReport.Status.RETURNED, answer, by)
    report.due_on = due_on
    report.save(update_fields=["due_on"])
    clocks.restart(report.record, "IMR", on=today, due_on=due_on, by=by, reason="Sent back for more")
    record_event("agency-report.returned", by=by, record=report.record, detail={"due": str(due_on)})
    for person in filter(None, {report.author, report.submitted_by}):
        _tell(person, report, "imr-returned", str(report.answered_at))
    return report


def _answered(report: AgencyReport, verb: str, status: str, answer: str, by: User) -> AgencyReport:
    report = _locked(report)
    may.check_can_answer_agency_report(by, report)
    states.AGENCY_REPORT.require(verb, report)
    if by.pk in (report.author_id, report.submitted_by_id):
        raise NotAllowed(
            "You sent this report, so somebody else answers it.", "Ask the panel chair or the reviewer."
        )
    report.status, report.answer = status, answer
    report.answered_by, report.answered_at = by, timezone.now()
    report.save()
    return report


@operation
def remind(*, report: AgencyReport, by: User) -> AgencyReport:
    """Asks the agency's leads, and the author once there is one, how far they are; at most once a day."""
    report = _locked(report)
    may.check_can_manage_agency_report(by, report)
    if report.status not in WAITING_FOR_AGENCY:
        raise InvalidMove("This report is not waiting for the agency.", "Open the page again.")
    people = {person.pk: person for person in leads_of(report.agency, report.record.board)}
    if report.author:
        people[report.author.pk] = report.author
    record_event("agency-report.reminded", by=by, record=report.record)
    for person in people.values():
        _tell(person, report, "imr-chased", str(timezone.localdate()))
    return report


@operation
def extend(*, report: AgencyReport, due_on: dt.date, reason: str, by: User) -> AgencyReport:
    """Another day to send the report by, with the reason; the day it was first due stays with its clock (R087)."""
    report = _locked(report)
    may.check_can_manage_agency_report(by, report)
    if report.status not in WAITING_FOR_AGENCY:
        raise InvalidMove("This report is not waiting for the agency.", "Open the page again.")
    if due_on <= report.due_on:
        raise BadInput("Choose a day after the one it is due on now.")
    if not reason.strip():
        raise BadInput("Say why the agency gets more time.")
    refuse_names(report.record.case, reason)
    report.due_on = due_on
    report.save(update_fields=["due_on"])
    clocks.restart(report.record, "IMR", on=timezone.localdate(), due_on=due_on, by=by, reason=reason)
    record_event(
        "agency-report.extended", by=by, record=report.record, detail={"due": str(due_on), "reason": reason}
    )
    for lead in leads_of(report.agency, report.record.board):
        _tell(lead, report, "imr-extended", str(due_on))
    return report


@operation
def cancel_request(*, report: AgencyReport, reason: str, by: User) -> AgencyReport:
    """The report is not needed after all; the agency's access ends."""
    report = _locked(report)
    may.check_can_manage_agency_report(by, report)
    states.AGENCY_REPORT.require("cancel_request", report)
    refuse_names(report.record.case, reason)
    _cancel(report, by, reason)
    return report


def _cancel(report: AgencyReport, by: User, reason: str) -> None:
    report.status = AgencyReport.Status.CANCELLED
    report.save()
    clocks.cancel(report.record, "IMR", by=by, reason=reason)
    end_access(record=report.record, by=by, reason=reason)
    record_event("agency-report.cancelled", by=by, record=report.record, detail={"reason": reason})


@operation
def end_requests(*, review: Review, reason: str, by: User) -> list[AgencyReport]:
    """The review ends, so nobody has to write for it any more. What an agency has sent is kept. Answers those ended."""
    rows = AgencyReport.objects.select_related("record__board", "agency", "author")
    ended = [row for row in rows.filter(review=review) if states.AGENCY_REPORT.allows("cancel_request", row)]
    for report in ended:
        _cancel(report, by, reason)
    record_event("agency-report.ended", by=by, record=review.record, detail={"reports": len(ended)})
    return ended
