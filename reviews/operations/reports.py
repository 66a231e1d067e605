"""The report of a review: sections with versions, comments, agreement by panel and Board, the Board's response."""

from __future__ import annotations

from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove, StaleEdit
from lscb.learning import telling
from lscb.learning.models import Finding, Recommendation
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.publishing.operations import documents
from lscb.publishing.reading import copy_in_work
from lscb.records.operations import open_record
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import BoardResponse, Comment, Report, ReportSection, ReportVersion, Review
from reviews.operations.reviews import complete
from reviews.operations.reviews import locked as locked_review

#: R089 with the child's perspective that every review has (R085): code, heading, help.
SECTIONS: tuple[tuple[str, str, str], ...] = (
    ("introduction", "Introduction", "Why this review was held, its period and its method, in plain words."),
    ("child", "The child's perspective", "What daily life was like for the child, and how they were heard."),
    ("what-happened", "What happened", "The facts that the reader needs, and no more."),
    ("why", "Why it happened", "The reasons behind what people did, seen from where they stood at the time."),
    ("good-practice", "Good practice", "What helped, and what made it possible."),
    ("practice-concerns", "Practice that could have been stronger", "What did not help, without blame."),
    (
        "organisations",
        "Strengths and weaknesses of organisations",
        "What in the services made good practice easy or hard.",
    ),
    ("learning", "What was learned", "The findings in words; each one is also recorded as a finding."),
    ("conclusion", "Conclusion", "What must change to make it less likely to happen again."),
)
LIMIT = 100_000


@operation
def start(*, review: Review, title: str, by: User) -> Report:
    """Opens the report with the sections that every report has."""
    review = locked_review(review)
    _going_on(review)
    if hasattr(review, "report"):
        raise InvalidMove("The report of this review was started already.")
    if not title.strip():
        raise BadInput("Give the report a title that names nobody.")
    record = open_record(
        board=review.record.board, kind="report", code="RPT", title=title.strip()[:160], route="reviews:report-detail",
        root=review.record, by=by,
    )  # fmt: skip
    report = Report(record=record, review=review, title=title.strip()[:160])
    may.check_can_write_report(by, report)
    report.save()
    ReportSection.objects.bulk_create(
        ReportSection(report=report, code=code, heading=heading, help_text=help_text, order=order)
        for order, (code, heading, help_text) in enumerate(SECTIONS, start=1)
    )
    record_event("report.started", by=by, record=record)
    return report


def locked(report: Report) -> Report:
    """The row as it is now, locked until the transaction ends. Raises InvalidMove when its review was stopped."""
    _going_on(report.review)
    rows = Report.objects.select_for_update(of=("self",)).select_related(
        "record__board", "record__root", "review__record__board"
    )
    return rows.get(pk=report.pk)


def _going_on(review: Review) -> None:
    if Review.objects.filter(pk=review.pk, status=Review.Status.STOPPED).exists():
        raise InvalidMove(
            "This review was stopped, so its report stays as it is.",
            "Open the referral to see what was decided.",
        )


@operation
def save_section(*, section: ReportSection, text: str, by: User, version: int | None = None) -> ReportSection:
    """Saves a section as a new version. Raises StaleEdit when somebody saved it since the page was opened."""
    report = locked(section.report)
    may.check_can_write_report(by, report)
    if report.status == Report.Status.BOARD_AGREED:
        raise InvalidMove("The Board has agreed this report; it cannot be changed.", "Ask the chair.")
    section = ReportSection.objects.select_for_update().get(pk=section.pk)
    if version is not None and section.version != version:
        raise StaleEdit(
            "Somebody else saved this section after you opened it, so yours was not saved over theirs.",
            "What you typed is below. Open the section again and add it to what is there now.",
        )
    if len(text) > LIMIT:
        raise BadInput(f"A section holds at most {LIMIT:,} characters; this one has {len(text):,}.")
    if text == section.text:
        record_event("report.unchanged", by=by, record=report.record, detail={"section": section.code})
        return section
    section.text, section.version = text, section.version + 1
    section.edited_by, section.edited_at = by, timezone.now()
    section.save()
    ReportVersion.objects.create(section=section, number=section.version, text=text, written_by=by)
    if report.status != Report.Status.WRITING:
        _cancel_agreement(report)
    _text_changed(report, by)
    record_event(
        "report.saved",
        by=by,
        record=report.record,
        detail={"section": section.code, "version": section.version},
    )
    return section


def _text_changed(report: Report, by: User) -> None:
    """A copy that is on its way to the public loses both approvals (§0.8)."""
    if copy_in_work(report.review.record):
        documents.source_changed(source=report.review.record, by=by)


def _cancel_agreement(report: Report) -> None:
    """A changed text is a text that nobody has agreed (§0.8)."""
    report.status = Report.Status.WRITING
    report.panel_agreed_at = report.panel_agreed_by = None
    report.save()


@operation
def comment(*, section: ReportSection, text: str, by: User, kind: str = "comment") -> Comment:
    """A remark on a section, or a point of factual accuracy."""
    report = locked(section.report)
    may.check_can_comment(by, report)
    if not text.strip():
        raise BadInput("Write the comment.")
    row = Comment.objects.create(section=section, text=text.strip(), written_by=by, kind=kind)
    record_event(
        "report.commented", by=by, record=report.record, detail={"section": section.code, "kind": kind}
    )
    return row


@operation
def answer_comment(*, comment: Comment, answer: str, by: User) -> Comment:
    """What the author did about it."""
    report = locked(comment.section.report)
    may.check_can_write_report(by, report)
    if not answer.strip():
        raise BadInput("Say what was done about the comment.")
    comment.answer, comment.answered_by, comment.answered_at = answer.strip(), by, timezone.now()
    comment.save()
    record_event("report.comment-answered", by=by, record=report.record)
    return comment


@operation
def send_to_panel(*, report: Report, by: User) -> Report:
    """The draft goes to the panel for factual accuracy and agreement."""
    report = locked(report)
    may.check_can_write_report(by, report)
    states.REPORT.require("send_to_panel", report)
    empty = [section.heading for section in report.sections.all() if not section.text.strip()]
    if empty:
        raise BadInput(f"These sections are still empty: {', '.join(empty)}.")
    report.status = Report.Status.WITH_PANEL
    report.save()
    record_event("report.with-panel", by=by, record=report.record)
    for member in report.review.members.running(timezone.localdate()).select_related("person"):
        _tell(member.person, report, "report-to-agree")
    return report


@operation
def take_back(*, report: Report, by: User) -> Report:
    """Back to writing; an agreement that was given falls with it."""
    report = locked(report)
    may.check_can_write_report(by, report)
    states.REPORT.require("take_back", report)
    _cancel_agreement(report)
    record_event("report.taken-back", by=by, record=report.record)
    return report


@operation
def agree_by_panel(*, report: Report, by: User, minority_view: str = "") -> Report:
    """The panel chair records that the panel agrees; a minority view is kept with it."""
    report = locked(report)
    may.check_can_agree_report_for_panel(by, report)
    states.REPORT.require("agree_by_panel", report)
    report.status, report.minority_view = Report.Status.PANEL_AGREED, minority_view
    report.panel_agreed_by, report.panel_agreed_at = by, timezone.now()
    report.save()
    record_event("report.panel-agreed", by=by, record=report.record)
    return report


@operation
def respond(
    *, report: Report, finding: Finding, answer: str, reasons: str, by: User, done_already: str = "",
    difference_so_far: str = "", still_to_do: str = "",
) -> BoardResponse:  # fmt: skip
    """The Board's answer to one finding, in three parts (R093)."""
    report = locked(report)
    may.check_can_manage(by, report.review)
    if report.status == Report.Status.BOARD_AGREED:
        raise InvalidMove("The Board has agreed its response; it cannot be changed.", "Ask the chair.")
    if finding.source_id != report.review.record_id:
        raise BadInput("This finding belongs to another review.")
    if not reasons.strip():
        raise BadInput("Give the Board's reasons.")
    row, _ = BoardResponse.objects.update_or_create(
        report=report, finding=finding,
        defaults={
            "answer": answer, "reasons": reasons, "done_already": done_already, "difference_so_far": difference_so_far,
            "still_to_do": still_to_do, "written_by": by, "written_at": timezone.now(),
        },
    )  # fmt: skip
    _text_changed(report, by)
    record_event(
        "report.response", by=by, record=report.record, detail={"finding": finding.number, "answer": answer}
    )
    return row


@operation
def agree_by_board(*, report: Report, by: User, late_reason: str = "") -> Report:
    """The chair records that the Board agrees report, response and plan: the six-month clock stops here."""
    report = locked(report)
    may.check_can_agree_report_for_board(by, report)
    states.REPORT.require("agree_by_board", report)
    findings = Finding.objects.filter(source=report.review.record)
    if not findings.exists():
        raise BadInput("Record the findings of the review first.")
    unanswered = findings.exclude(responses__report=report).count()
    if unanswered:
        raise BadInput(f"The Board has not answered {unanswered} of the findings yet.")
    report.status = Report.Status.BOARD_AGREED
    report.board_agreed_by, report.board_agreed_at = by, timezone.now()
    report.save()
    record_event("report.board-agreed", by=by, record=report.record)
    complete(review=report.review, by=by, late_reason=late_reason)
    source = report.review.record
    if Recommendation.objects.filter(source=source, asked__isnull=True, agencies__isnull=False).exists():
        telling.tell(source, telling.unit_of(source.board), "answers-to-ask", by=by, cause=str(report.pk))
    return report


def _tell(person: User, report: Report, key: str) -> None:
    notify(
        to=person, board=report.record.board, subject_key=key, reference=report.record.reference,
        link=report.record.get_absolute_url(), unique_key=f"{key}:{report.pk}:{timezone.localdate()}",
    )  # fmt: skip


def editors_of(report: Report) -> set[int]:
    """Ids of everyone who wrote a version of any section: the authors of the text (§0.8)."""
    rows = ReportVersion.objects.filter(section__report=report).values_list("written_by_id", flat=True)
    return set(rows) | set(
        BoardResponse.objects.filter(report=report).values_list("written_by_id", flat=True)
    )
