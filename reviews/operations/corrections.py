"""Opening a report again that the Board has agreed: what was agreed is kept, word for word, and it is agreed anew."""

from __future__ import annotations

from django.db.models import Max
from django.utils import timezone

from lscb.board.permissions import holders
from lscb.board.roles import Role
from lscb.core.errors import BadInput, InvalidMove
from lscb.identity.operations import refuse_names
from lscb.people.models import User
from lscb.publishing.models import Publication
from lscb.publishing.operations import documents
from lscb.publishing.reading import copy_in_work
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import AgreedReport, Report, Review
from reviews.operations import reports
from reviews.operations.shared import locked as locked_review
from reviews.operations.shared import tell
from reviews.publication import source_passages


@operation
def reopen(*, report: Report, reason: str, by: User) -> Report:
    """Opens an agreed report again for a correction. The panel and the Board agree it anew; a copy that is on its way to
    the public loses both approvals. Raises InvalidMove while it is published."""
    review = locked_review(report.review)
    report = reports.locked(report)
    may.check_can_reopen_report(by, report)
    states.REPORT.require("reopen", report)
    check_open(review)
    if len(reason.split()) < 3:
        raise BadInput("Say what has to be corrected, in a sentence.")
    refuse_names(
        review.record.case, reason, "Say what has to be corrected without the name of anybody in the case."
    )
    kept = _keep(review, report, reason.strip(), by)
    report.status, report.minority_view = Report.Status.WRITING, ""
    report.panel_agreed_at = report.panel_agreed_by = report.board_agreed_at = report.board_agreed_by = None
    report.save()
    _back_to_draft(review, by, reason)
    if copy_in_work(review.record):
        documents.source_changed(source=review.record, by=by)
    record_event(
        "report.reopened", by=by, record=report.record, detail={"version": kept.number, "reason": reason}
    )
    _tell(review, kept, by)
    return report


def check_can_be_opened(report: Report) -> None:
    """Whether there is something agreed to open again. Raises InvalidMove with a sentence when there is not."""
    states.REPORT.require("reopen", report)
    check_open(report.review)


def check_open(review: Review) -> None:
    """Raises InvalidMove, with what to do instead, while the report is published or once the review is closed."""
    if Publication.objects.filter(source=review.record).live().exists():
        raise InvalidMove(
            "This report is published, so it cannot be opened again.",
            "Withdraw the publication first, on the review’s page of publication. Then open the report again.",
        )
    if review.status in Review.ENDED:
        raise InvalidMove(
            f"The review is {review.get_status_display().lower()}, so its report stays as the Board agreed it.",
            "Write a file note of what should be known, or ask the business manager.",
        )


def _keep(review: Review, report: Report, reason: str, by: User) -> AgreedReport:
    last = report.agreed_before.aggregate(last=Max("number"))["last"] or 0
    passages = [{"heading": p.heading, "text": p.text} for p in source_passages(review, report)]
    names = (
        "title",
        "minority_view",
        "panel_agreed_by",
        "panel_agreed_at",
        "board_agreed_by",
        "board_agreed_at",
    )
    return AgreedReport.objects.create(
        report=report, number=last + 1, passages=passages, reopened_by=by, reopened_at=timezone.now(), reason=reason,
        **{name: getattr(report, name) for name in names},
    )  # fmt: skip


def _back_to_draft(review: Review, by: User, reason: str) -> None:
    """The stages after the draft rest on the report that was agreed, so they are taken again."""
    if not states.REVIEW.allows("reopen_report", review):
        return
    review.status = states.REVIEW.require("reopen_report", review).to
    review.version += 1
    review.save()
    detail = {"to": str(review.get_status_display()), "reason": reason}
    record_event("review.moved", by=by, record=review.record, detail=detail)


def _tell(review: Review, kept: AgreedReport, by: User) -> None:
    """The panel, the business manager and the chair, as far as the review is still open to them; not the actor."""
    people = [m.person for m in review.members.running(timezone.localdate()).select_related("person")]
    for role in (Role.BUSINESS_MANAGER, Role.INDEPENDENT_CHAIR, Role.ACTING_CHAIR):
        people += holders(review.record.board, role)
    for person in {person.pk: person for person in people if person.pk != by.pk}.values():
        if Record.objects.visible_to(person).filter(pk=review.record_id).exists():
            tell(person, review, "report-reopened", f"{kept.pk}", page="report/")
