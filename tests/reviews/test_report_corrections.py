"""A report that the Board has agreed, opened again for a correction: kept, told, agreed anew; never while it is published."""

import pytest

from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.notices.models import Notice
from reviews.models import AgreedReport, Report, Review
from reviews.operations import corrections, reports, reviews
from tests.reviews import making
from tests.reviews.review_making import again, appoint, move, review_at

pytestmark = pytest.mark.django_db
S = Review.Status
WHY = "The year in the second section is wrong"


def agreed(cast, status=S.RESPONSE_AGREED) -> Report:
    return review_at(cast, status).report


def test_what_was_agreed_is_kept_and_the_way_to_the_board_is_gone_again(cast):
    report = agreed(cast)
    by_panel, by_board = report.panel_agreed_by, report.board_agreed_by
    completed = report.review.completed_on
    opened = corrections.reopen(report=report, reason=WHY, by=cast["business-manager"])
    assert opened.status == Report.Status.WRITING
    assert opened.board_agreed_at is None and opened.panel_agreed_at is None
    kept = AgreedReport.objects.get(report=report)
    assert (kept.panel_agreed_by, kept.board_agreed_by, kept.reason) == (by_panel, by_board, WHY)
    before = [part["text"] for part in kept.passages]
    assert "What happened." in before and any("We agree." in text for text in before)

    section = opened.sections.first()
    reports.save_section(section=section, text="What happened in 2015.", by=cast["reviewer"])
    reports.send_to_panel(report=opened, by=cast["reviewer"])
    reports.agree_by_panel(report=opened, by=cast["panel-chair"])
    review = move(cast, again(report.review), "agree_by_panel", by="panel-chair")
    move(cast, review, "send_to_board")
    reports.agree_by_board(report=opened, by=cast["independent-chair"])
    review = move(cast, again(review), "agree_response", by="independent-chair")
    assert review.status == S.RESPONSE_AGREED and review.completed_on == completed
    assert not Deadline.objects.running().filter(record=review.record, code="COMPLETE-SCR").exists()
    kept.refresh_from_db()
    assert [part["text"] for part in kept.passages] == before
    corrections.reopen(report=opened, reason="Another figure is wrong too", by=cast["independent-chair"])
    assert [row.number for row in report.agreed_before.all()] == [2, 1]


def test_the_stages_after_the_draft_are_taken_again(cast):
    report = agreed(cast, S.PRE_PUBLICATION)
    corrections.reopen(report=report, reason=WHY, by=cast["independent-chair"])
    review = again(report.review)
    assert review.status == S.DRAFT_REPORT
    assert reviews.missing(review, "agree_by_panel") == ["The panel has not agreed the report yet."]
    with pytest.raises(BadInput, match="not taken by hand"):
        reviews.move(review=agreed(cast).review, verb="reopen_report", by=cast["business-manager"])


def test_after_the_panel_has_gone_somebody_can_be_appointed_again(cast):
    report = agreed(cast, S.MONITORING)
    assert not report.review.members.filter(ended_at=None).exists()
    corrections.reopen(report=report, reason=WHY, by=cast["business-manager"])
    appoint(cast, again(report.review), "panel-chair", "panel-chair")
    opened = reports.send_to_panel(report=again(report.review).report, by=cast["business-manager"])
    assert reports.agree_by_panel(report=opened, by=cast["panel-chair"]).status == Report.Status.PANEL_AGREED


@pytest.mark.parametrize("slug", ["reviewer", "panel-chair", "scr-chair", "police-lead", "stranger"])
def test_only_the_manager_and_the_chair_open_it_again(cast, slug):
    report = agreed(cast)
    with pytest.raises(NotAllowed):
        corrections.reopen(report=report, reason=WHY, by=cast[slug])
    report.refresh_from_db()
    assert report.status == Report.Status.BOARD_AGREED and not AgreedReport.objects.exists()


def test_a_reason_without_names_is_asked_for_and_only_what_was_agreed_is_opened(cast):
    report = agreed(cast)
    for reason in ("", "Wrong", f"{making.CHILD[making.K.FIRST_NAME]} is named in it"):
        with pytest.raises(BadInput):
            corrections.reopen(report=report, reason=reason, by=cast["business-manager"])
    corrections.reopen(report=report, reason=WHY, by=cast["business-manager"])
    with pytest.raises(InvalidMove):
        corrections.reopen(report=report, reason=WHY, by=cast["business-manager"])


def test_those_concerned_are_told_without_a_name_and_can_open_what_they_are_told_of(cast, client_as):
    report = agreed(cast)
    corrections.reopen(report=report, reason=WHY, by=cast["business-manager"])
    told = {n.to.slug: n for n in Notice.objects.filter(subject_key="report-reopened").select_related("to")}
    assert {"independent-chair", "panel-chair", "reviewer", "scr-member-police"} <= set(told)
    assert not {"business-manager", "stranger", "other-manager"} & set(told)
    for slug, notice in told.items():
        page = client_as(slug).get(notice.link)
        assert page.status_code == 200 and WHY in page.content.decode()


def test_a_closed_review_keeps_its_report(cast):
    with pytest.raises(InvalidMove, match="closed"):
        corrections.reopen(report=agreed(cast, S.CLOSED), reason=WHY, by=cast["business-manager"])


def test_the_page_its_button_and_the_version_that_was_agreed(cast, client_as):
    report = agreed(cast)
    base = f"/reviews/{report.review.record.reference}/report/"
    manager = client_as("business-manager")
    assert f"{base}reopen/" in manager.get(base).content.decode()
    assert f"{base}reopen/" not in client_as("reviewer").get(base).content.decode()
    assert client_as("reviewer").get(f"{base}reopen/").status_code == 403
    assert client_as("stranger").get(f"{base}reopen/").status_code == 404
    assert manager.get(f"{base}reopen/").status_code == 200
    empty = manager.post(f"{base}reopen/", {"reason": ""})
    assert empty.status_code == 422
    assert manager.post(f"{base}reopen/", {"reason": WHY}).status_code == 302
    page = client_as("reviewer").get(base).content.decode()
    assert WHY in page and f"{base}agreed/1/" in page
    for section in report.sections.all():
        reports.save_section(section=section, text="Something else.", by=cast["reviewer"])
    kept = client_as("reviewer").get(f"{base}agreed/1/").content.decode()
    assert "What happened." in kept and "Something else." not in kept
    assert client_as("stranger").get(f"{base}agreed/1/").status_code == 404
    assert manager.get(f"{base}agreed/2/").status_code == 404
    assert "opened the agreed report again" in manager.get(base).content.decode()
    assert WHY in client_as("independent-chair").get(report.review.record.get_absolute_url()).content.decode()


def test_what_was_agreed_is_read_through_the_pseudonyms(cast, client_as):
    report = agreed(cast)
    corrections.reopen(report=report, reason=WHY, by=cast["business-manager"])
    section = report.sections.first()
    reports.save_section(section=section, text="Tamsin Fenwright was seen.", by=cast["reviewer"])
    reports.send_to_panel(report=report, by=cast["reviewer"])
    reports.agree_by_panel(report=report, by=cast["panel-chair"])
    review = move(cast, again(report.review), "agree_by_panel", by="panel-chair")
    move(cast, review, "send_to_board")
    reports.agree_by_board(report=report, by=cast["independent-chair"])
    corrections.reopen(report=report, reason="Another date is wrong", by=cast["business-manager"])
    page = client_as("reviewer").get(f"/reviews/{review.record.reference}/report/agreed/2/").content.decode()
    assert "Fenwright" not in page and "was seen." in page
