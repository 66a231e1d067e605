"""The report editor: versions, agreement, comments, the Board's response, and who may not."""

import pytest

from lscb.core.errors import BadInput, InvalidMove, NotAllowed, StaleEdit
from lscb.learning.models import Finding
from reviews.models import Report, Review
from reviews.operations import reports
from tests.reviews.review_making import review_at

pytestmark = pytest.mark.django_db


def started(cast) -> Report:
    review = review_at(cast, Review.Status.DRAFT_REPORT)
    if not hasattr(review, "report"):
        reports.start(review=review, title="Serious Case Review", by=cast["reviewer"])
    return Report.objects.select_related("record__board", "review__record__board").get(review=review)


def whole(cast) -> Report:
    report = started(cast)
    for section in report.sections.all():
        reports.save_section(section=section, text=f"# {section.heading}\n\nWords.", by=cast["reviewer"])
    return report


def test_each_save_is_a_version_and_a_stale_page_loses_nothing(cast):
    section = started(cast).sections.first()
    had = section.version
    saved = reports.save_section(section=section, text="One", by=cast["reviewer"], version=had)
    assert saved.version == had + 1
    with pytest.raises(StaleEdit):
        reports.save_section(section=section, text="Two", by=cast["business-officer"], version=had)
    assert [v.text for v in saved.versions.all()][0] == "One"


@pytest.mark.parametrize("slug", ["panel-chair", "scr-chair", "police-lead", "board-member", "stranger"])
def test_only_its_authors_write(cast, slug):
    with pytest.raises(NotAllowed):
        reports.save_section(section=started(cast).sections.first(), text="Mine", by=cast[slug])


def test_an_empty_section_stops_the_draft_and_it_can_be_taken_back(cast):
    report = whole(cast)
    first = report.sections.first()
    reports.save_section(section=first, text="", by=cast["reviewer"])
    with pytest.raises(BadInput, match="still empty"):
        reports.send_to_panel(report=report, by=cast["reviewer"])
    reports.save_section(section=first, text="Words", by=cast["reviewer"])
    reports.send_to_panel(report=report, by=cast["reviewer"])
    with pytest.raises(NotAllowed):
        reports.take_back(report=report, by=cast["scr-chair"])
    taken = reports.take_back(report=report, by=cast["reviewer"])
    assert taken.status == Report.Status.WRITING
    with pytest.raises(InvalidMove):
        reports.take_back(report=report, by=cast["reviewer"])


def test_an_edit_cancels_what_the_panel_agreed(cast):
    report = whole(cast)
    reports.send_to_panel(report=report, by=cast["reviewer"])
    with pytest.raises(NotAllowed):
        reports.agree_by_panel(report=report, by=cast["reviewer"])
    reports.agree_by_panel(report=report, by=cast["panel-chair"])
    reports.save_section(section=report.sections.first(), text="Other words", by=cast["reviewer"])
    report.refresh_from_db()
    assert (report.status, report.panel_agreed_by) == (Report.Status.WRITING, None)


def test_the_board_agrees_when_every_finding_is_answered(cast):
    review = review_at(cast, Review.Status.BOARD_APPROVAL)
    report = Report.objects.select_related("record__board", "review__record__board").get(review=review)
    report.responses.all().delete()
    chair = cast["independent-chair"]
    with pytest.raises(NotAllowed):
        reports.agree_by_board(report=report, by=cast["business-manager"])
    if Finding.objects.filter(source=review.record).exists():
        with pytest.raises(BadInput, match="has not answered"):
            reports.agree_by_board(report=report, by=chair)


def test_comments_are_made_and_answered(cast):
    section = whole(cast).sections.first()
    with pytest.raises(NotAllowed):
        reports.comment(section=section, text="Hm", by=cast["police-lead"])
    comment = reports.comment(section=section, text="Say it earlier", by=cast["panel-chair"])
    with pytest.raises(BadInput):
        reports.answer_comment(comment=comment, answer=" ", by=cast["reviewer"])
    reports.answer_comment(comment=comment, answer="Done", by=cast["reviewer"])
    comment.refresh_from_db()
    assert comment.answered_by == cast["reviewer"]


def test_pages_and_the_stranger(cast, client_as):
    report = whole(cast)
    base = f"/reviews/{report.review.record.reference}/report/"
    code = report.sections.first().code
    for page in ("", f"{code}/read/", f"{code}/versions/"):
        assert client_as("reviewer").get(base + page).status_code == 200, page
        assert client_as("panel-chair").get(base + page).status_code == 200, page
        for slug in ("stranger", "police-lead", "other-manager"):
            assert client_as(slug).get(base + page).status_code == 404, (slug, page)
    preview = client_as("reviewer").post(f"{base}preview/", {"text": "# A <script>x</script>"})
    assert b"<script>" not in preview.content
