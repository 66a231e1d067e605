"""A review's way to the public: its texts gathered into a copy, what is planned, and the release (§2.11)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch

from lscb.clocks.regimes import regime
from lscb.core.errors import InvalidMove
from lscb.learning.models import Action, Finding, Recommendation
from lscb.people.models import User
from lscb.publishing.models import Document, Publication, PublicationPlan
from lscb.publishing.operations import documents, publications, releases
from lscb.publishing.preparing import SourcePassage, digest
from lscb.trail.recording import operation, record_event
from reviews.models import BoardResponse, BodyNotification, Report, ReportSection, Review
from reviews.operations import reviews
from reviews.operations.reports import editors_of
from reviews.operations.shared import locked

A, R = Action.Status, Review.Status
#: Actions that are part of the plan; proposals and what was rejected or replaced are not.
UNPUBLISHED_ACTIONS = (A.PROPOSED, A.REJECTED, A.SUPERSEDED, A.ACCEPTED_WITHOUT)
READY = (R.RESPONSE_AGREED, R.PRE_PUBLICATION, R.PUBLISHED, R.MONITORING)


def findings_of(review: Review) -> list[Finding]:
    rows = Finding.objects.filter(source=review.record).order_by("number")
    advice = Recommendation.objects.order_by("number").prefetch_related("agencies")
    return list(rows.prefetch_related(Prefetch("recommendations", queryset=advice)))


def actions_of(review: Review) -> list[Action]:
    """Agreed actions whose wording was confirmed to be safe without the case."""
    rows = Action.objects.of_source(review.record).filter(wording_confirmed_safe=True)
    return list(
        rows.exclude(status__in=UNPUBLISHED_ACTIONS).select_related("agency").order_by("end_on", "pk")
    )


def source_passages(review: Review, report: Report) -> list[SourcePassage]:
    """Everything that is published with a report, as plain text; empty parts are left out."""
    sections = [
        SourcePassage(f"section-{s.code}"[:40], s.heading, s.text)
        for s in ReportSection.objects.filter(report=report).order_by("order")
        if s.text.strip()
    ]
    found = findings_of(review)
    loose = list(
        Recommendation.objects.filter(source=review.record, finding__isnull=True).prefetch_related("agencies")
    )
    responses = list(
        BoardResponse.objects.filter(report=report).select_related("finding").order_by("finding__number")
    )
    parts = [
        SourcePassage("findings", "Findings and recommendations", _findings(found, loose)),
        SourcePassage("response", "The Board's response", "\n\n".join(map(_response, responses))),
        SourcePassage("actions", "What will be done", _actions(actions_of(review))),
    ]
    return sections + [part for part in parts if part.text.strip()]


def _findings(found: list[Finding], loose: list[Recommendation]) -> str:
    parts = []
    for finding in found:
        parts += [f"# Finding {finding.number}: {_line(finding.title)}", finding.text]
        parts += [_recommendation(row) for row in finding.recommendations.all()]
    if loose:
        parts += ["# Further recommendations", *map(_recommendation, loose)]
    return _joined(parts)


def _recommendation(row: Recommendation) -> str:
    whom = ", ".join(agency.name for agency in row.agencies.all()) or (
        "National bodies" if row.national else ""
    )
    return f"## Recommendation {row.number}" + (f", for {whom}" if whom else "") + f"\n{row.text}"


def _response(row: BoardResponse) -> str:
    """The Board's own answer to a finding, in its three parts (R093)."""
    return _joined([
        f"# Finding {row.finding.number}: {_line(row.finding.title)}",
        f"The Board's answer: {row.get_answer_display().lower()}.", row.reasons,
        "## What has been done already" if row.done_already.strip() else "", row.done_already,
        "## What difference it has made so far" if row.difference_so_far.strip() else "", row.difference_so_far,
        "## What is still to be done" if row.still_to_do.strip() else "", row.still_to_do,
    ])  # fmt: skip


def _actions(rows: list[Action]) -> str:
    if not rows:
        return ""
    lines = ["Table: The action plan", "| Action | What should be different | Who | By |"]
    for row in rows:
        who = row.agency.name if row.agency else "The Board"
        lines.append(
            f"| {_cell(row.activity)} | {_cell(row.difference_expected)} | {_cell(who)} | {_month(row.end_on)} |"
        )
    return "\n".join(lines)


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _line(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    return _line(text).replace("|", "/")


def _month(day: dt.date | None) -> str:
    return f"{day:%B %Y}" if day else ""


def authors_of(review: Review, report: Report) -> set[int]:
    """Everyone who wrote or edited any part of what is published (§0.8)."""
    found = editors_of(report)
    for model in (Finding, Recommendation):
        rows = model.objects.filter(source=review.record)
        found |= set(rows.values_list("added_by_id", flat=True))
        edits = model.history.filter(source_id=review.record_id, history_user__isnull=False)
        found |= set(edits.values_list("history_user_id", flat=True))
    return found | {action.created_by_id for action in actions_of(review)}


@operation
def prepare(*, review: Review, by: User) -> Document:
    """Copies report, findings, response and plan for publication. Raises InvalidMove until the Board agreed them."""
    review = locked(review)
    report = Report.objects.filter(review=review).first()
    if report is None or report.status != Report.Status.BOARD_AGREED:
        raise InvalidMove(
            "Publication is prepared from the report that the Board has agreed.", "Ask the chair."
        )
    if review.status not in READY:
        raise InvalidMove("The Board's response and plan are not agreed yet.", "Ask the chair.")
    if review.status == R.RESPONSE_AGREED:
        reviews.move(review=review, verb="prepare_publication", by=by)
    kind = regime(review.regime).review_type(review.review_type)
    document = documents.copy_text(
        source=review.record, case=review.record.case, title=report.title, passages=source_passages(review, report),
        authors=authors_of(review, report), by=by, subtitle=kind.name, regime=review.regime,
    )  # fmt: skip
    record_event("review.publication-prepared", by=by, record=review.record, detail={"copy": document.number})
    return document


def changed_since(review: Review, document: Document) -> bool:
    """Whether report, findings or response read differently now. Dates in the plan may move on without a new copy."""
    report = Report.objects.get(review=review)
    now = [p for p in source_passages(review, report) if p.code != "actions"]
    then = document.passages.exclude(code__in=("title", "actions"))
    copied = [SourcePassage(p.code, p.heading, p.source_text) for p in then]
    return digest(report.title, now) != digest(document.title, copied)


@operation
def release(*, review: Review, document: Document, by: User) -> Publication:
    """Publishes the approved copy, and marks the review as published."""
    review = locked(review)
    if review.status == R.STOPPED:
        raise InvalidMove("This review was stopped, so its report is not published.", "Ask the chair.")
    if changed_since(review, document):
        raise InvalidMove(
            "The report, its findings or the response were changed after the copy was made.",
            "Make a new copy.",
        )
    publication = releases.release(document=document, by=by)
    reviews.mark_published(review=review, by=by)
    return publication


@operation
def plan(
    *, review: Review, intent: str, reason: str, by: User, review_on: dt.date | None = None
) -> PublicationPlan:
    """What is meant to happen; when publication is in doubt the national bodies are asked first (trap 30)."""
    review = locked(review)
    row = publications.plan(source=review.record, intent=intent, reason=reason, by=by, review_on=review_on)
    kind = BodyNotification.Kind.NON_PUBLICATION
    waiting = review.referral.notifications.filter(kind=kind, recorded_at__isnull=True)
    if row.intent == PublicationPlan.Intent.NOT_PUBLISH and not waiting.exists():
        rules = regime(review.regime)
        asked = next((rule.recipients for rule in rules.rules if rule.code == "NON-PUB"), ("national-panel",))
        for code in asked:
            BodyNotification.objects.create(
                referral=review.referral, decision=review.decision, kind=kind, recipient=rules.recipient_name(code),
                what="Advice asked for before a decision not to publish",
            )  # fmt: skip
    return row


@dataclass(frozen=True)
class PublicationFacts:
    """Where a review's publication stands: five queries, however much was published."""

    review: Review
    report: Report | None
    copies: list[Document]
    publications: list[Publication]
    plans: list[PublicationPlan]

    @property
    def in_work(self) -> Document | None:
        return next((copy for copy in self.copies if copy.status in Document.IN_WORK), None)

    @property
    def live(self) -> Publication | None:
        return next((row for row in self.publications if row.withdrawn_at is None), None)


def facts_of_publication(review: Review) -> PublicationFacts:
    record = review.record
    return PublicationFacts(
        review=review,
        report=Report.objects.filter(review=review).first(),
        copies=list(
            Document.objects.of_source(record).select_related("record", "copied_by").order_by("-number")
        ),
        publications=list(Publication.objects.filter(source=record).order_by("-pk")),
        plans=list(PublicationPlan.objects.filter(source=record).select_related("decided_by")),
    )


def may_prepare(facts: PublicationFacts) -> bool:
    """Whether the review has come so far that its text may be copied."""
    agreed = facts.report is not None and facts.report.status == Report.Status.BOARD_AGREED
    return agreed and facts.review.status in READY
