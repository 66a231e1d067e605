"""Ways to each stage of a review, through the operations alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lscb.home.demonstration.cast import Cast
from lscb.learning.models import Finding
from reviews.models import AgencyReport, Review, ReviewMember, Terms
from reviews.operations import agency_reports, reports, reviews
from reviews.operations import terms as terms_operations
from tests.remembered import starting_point
from tests.reviews import making

Part, S = ReviewMember.Part, Review.Status
EMPLOYMENT = "Worked for two councils elsewhere since 2010; no contracts now; no links."
ISSUES = "How far was Tamsin Fenwright heard?"
TERMS = "Tamsin Fenwright lived here. The panel meets monthly. The report is written to be published."
PERIOD = {"period_from": dt.date(2015, 1, 1), "period_to": dt.date(2016, 6, 30)}


def again(review: Review) -> Review:
    rows = Review.objects.select_related(
        "record__board", "record__root", "referral__record", "group", "decision"
    )
    return rows.get(pk=review.pk)


def appoint(
    cast: Cast, review: Review, slug: str, part: str, agency: str = "", **values: Any
) -> ReviewMember:
    return reviews.appoint(
        review=review, person=cast[slug], part=part, appointed_on=timezone.localdate(), by=cast["business-manager"],
        agency=cast.agency(agency) if agency else None, not_managing_case=bool(agency), **values,
    )  # fmt: skip


def move(cast: Cast, review: Review, verb: str, by: str = "business-manager", **values: Any) -> Review:
    return reviews.move(review=review, verb=verb, by=cast[by], **values)


def independent(cast: Cast, review: Review) -> None:
    """Everything that has to be declared and checked, is."""
    for member in review.members.running(timezone.localdate()).filter(part__in=reviews.INDEPENDENT):
        if member.independence.filter(declared_at__isnull=True).exists():
            reviews.declare_independence(member=member, employment=EMPLOYMENT, by=cast[member.person.slug])
    for check in reviews.open_checks(review):
        reviews.check_independence(
            check=check, finding="independent", reasons="References taken up.", by=cast["business-manager"]
        )


@starting_point
def staffed(cast: Cast, review: Review) -> Review:
    """Commissioning, with a panel chair, a reviewer and two members; nothing declared yet."""
    review = move(cast, review, "commission")
    appoint(cast, review, "panel-chair", Part.PANEL_CHAIR)
    appoint(cast, review, "reviewer", Part.REVIEWER)
    appoint(cast, review, "scr-member-police", Part.PANEL, "police")
    appoint(cast, review, "scr-member-health", Part.PANEL, "community-health")
    return again(review)


def write_terms(cast: Cast, review: Review, text: str = TERMS) -> Terms:
    return terms_operations.write(
        review=review, key_issues=ISSUES, text=text, by=cast["panel-chair"], **PERIOD
    )


def everybody_agrees(cast: Cast, terms: Terms) -> Terms:
    terms = terms_operations.circulate(terms=terms, by=cast["panel-chair"])
    for member in terms_operations.waiting_for(terms):
        terms_operations.answer(terms=terms, agrees=True, by=cast[member.person.slug])
    return terms_operations.close(terms=terms, by=cast["panel-chair"])


@starting_point
def asked(cast: Cast, review: Review, *agencies: str) -> list[AgencyReport]:
    chosen = [cast.agency(slug) for slug in agencies or ("police", "community-health")]
    due = timezone.localdate() + dt.timedelta(weeks=6)
    return agency_reports.ask(review=review, agencies=chosen, due_on=due, by=cast["business-manager"])


def paper(name: str = "report.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"Our part in it, in four pages.", content_type="text/plain")


def lead_of(cast: Cast, report: AgencyReport) -> Any:
    return cast[
        {"police": "police-lead", "community-health": "health-lead", "housing": "housing-lead"}[
            report.agency.slug.removeprefix("east-")  # next door, in the access matrix
        ]
    ]


def sent(cast: Cast, report: AgencyReport) -> AgencyReport:
    report = agency_reports.name_author(
        report=report, author=cast["imr-author"], independent=True, by=lead_of(cast, report)
    )
    return agency_reports.submit(
        report=report, summary="Tamsin Fenwright was seen four times.", signed_off_name="Assistant chief constable",
        upload=paper(), by=cast["imr-author"],
    )  # fmt: skip


def _commission(cast: Cast, review: Review) -> Review:
    return staffed(cast, review)


def _scoping(cast: Cast, review: Review) -> Review:
    independent(cast, review)
    return move(cast, review, "start_scoping")


def _gathering(cast: Cast, review: Review) -> Review:
    everybody_agrees(cast, write_terms(cast, review))
    return move(cast, review, "start_gathering")


def _analysis(cast: Cast, review: Review) -> Review:
    for report in asked(cast, review):
        agency_reports.accept(report=sent(cast, report), by=cast["panel-chair"])
    return move(cast, review, "start_analysis")


def _draft(cast: Cast, review: Review) -> Review:
    return move(cast, review, "start_draft")


def _panel_agrees(cast: Cast, review: Review) -> Review:
    report = reports.start(review=review, title="A report", by=cast["reviewer"])
    for section in report.sections.all():
        reports.save_section(section=section, text="What happened.", by=cast["reviewer"])
    reports.send_to_panel(report=report, by=cast["reviewer"])
    reports.agree_by_panel(report=report, by=cast["panel-chair"])
    return move(cast, again(review), "agree_by_panel", by="panel-chair")


def _to_board(cast: Cast, review: Review) -> Review:
    return move(cast, again(review), "send_to_board")


def _board_agrees(cast: Cast, review: Review) -> Review:
    from lscb.learning import operations as learning

    report = again(review).report
    finding = learning.add_finding(
        source=review.record, kind=Finding.Kind.CONCERN, title="A gap", by=cast["reviewer"]
    )
    reports.respond(
        report=report, finding=finding, answer="accepted", reasons="We agree.", by=cast["business-manager"]
    )
    reports.agree_by_board(report=report, by=cast["independent-chair"])
    return move(cast, again(review), "agree_response", by="independent-chair")


def _prepare(cast: Cast, review: Review) -> Review:
    return move(cast, again(review), "prepare_publication")


def _publish(cast: Cast, review: Review) -> Review:
    return reviews.mark_published(review=review, by=cast["business-manager"])


def _monitor(cast: Cast, review: Review) -> Review:
    return move(cast, again(review), "start_monitoring")


def _close(cast: Cast, review: Review) -> Review:
    return move(cast, again(review), "close")


#: In the order of the machine.
STEPS: dict[str, Callable[[Cast, Review], Review]] = {
    S.COMMISSIONING: _commission, S.SCOPING: _scoping, S.GATHERING: _gathering, S.ANALYSIS: _analysis,
    S.DRAFT_REPORT: _draft, S.PANEL_AGREED: _panel_agrees, S.BOARD_APPROVAL: _to_board, S.RESPONSE_AGREED: _board_agrees,
    S.PRE_PUBLICATION: _prepare, S.PUBLISHED: _publish, S.MONITORING: _monitor, S.CLOSED: _close,
}  # fmt: skip


@starting_point
def review_at(cast: Cast, status: str = S.INITIATED) -> Review:
    """A review of Westmere at a stage."""
    review = again(making.review(cast))
    for stage, step in STEPS.items():
        if review.status == status:
            break
        review = step(cast, review)
        assert review.status == stage
    assert review.status == status
    return again(review)
