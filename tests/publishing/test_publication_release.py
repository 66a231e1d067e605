"""From the frozen text to the public: two approvals by two people who wrote nothing, seven working days, the same bytes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove, NotAllowed, StaleEdit
from lscb.identity.operations import add_person
from lscb.notices.models import Notice
from lscb.notices.reading import open_for
from lscb.publishing import making
from lscb.publishing.models import Document, Publication, Release
from lscb.publishing.operations import approvals, documents, publications, releases
from lscb.publishing.sweep import leak_lines, place_of, render_now, render_waiting
from lscb.publishing.tasks import render
from tests.publishing import ways

S = Document.Status
FAKE_PDF = b"%PDF-1.7 not really"


@pytest.fixture(autouse=True)
def quick_file(request, monkeypatch, settings, tmp_path):
    """The file itself is tested elsewhere; here a stand-in saves two seconds a test."""
    settings.FILES_DIR = tmp_path
    if "real_file" not in request.keywords:
        import io

        import pikepdf

        blank = io.BytesIO()
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(blank, static_id=True)
        monkeypatch.setattr(
            making, "make_pdf", lambda text: blank.getvalue() + str(len(text["passages"])).encode()
        )


def test_the_whole_way(cast, at):
    at("2026-11-30 10:00")  # a Monday
    document = ways.cleared(cast)
    release = document.release
    assert release.earliest_on == dt.date(2026, 12, 9)
    with pytest.raises(NotAllowed, match="Wednesday 9 December 2026"):
        releases.release(document=document, by=cast["business-manager"])
    at("2026-12-09 09:00")
    publication = releases.release(document=document, by=cast["business-manager"])
    assert publication.slug == "westmere-serious-case-review-2026-1"
    assert publication.pdf_sha256 == release.pdf_sha256
    assert publication.minimum_until == dt.date(2027, 12, 9)
    assert ways.again(document).status == S.RELEASED
    clock = Deadline.objects.of(document.source).running().get()
    assert (clock.code, clock.due_on, clock.minimum) == ("ON-SITE-12M", dt.date(2027, 12, 9), True)
    told = set(Notice.objects.filter(subject_key="published").values_list("to__slug", flat=True))
    assert {"board-member", "police-lead", "independent-chair"} <= told
    assert "stranger" not in told and "other-manager" not in told


def test_whoever_is_told_of_a_publication_can_read_it(cast, client_as, at):
    at("2026-11-30 10:00")
    document = ways.cleared(cast)
    at("2026-12-09 09:00")
    releases.release(document=document, by=cast["business-manager"])
    told = Notice.objects.filter(subject_key="published").select_related("to")
    assert {"board-member", "police-lead"} <= {notice.to.slug for notice in told}
    for notice in told:
        (shown,) = [n for n in open_for(notice.to, 50) if n.pk == notice.pk]
        assert client_as(notice.to.slug).get(shown.link).status_code == 200


@pytest.mark.parametrize("slug", ["business-officer", "independent-chair", "reviewer", "stranger"])
def test_only_the_manager_releases(cast, slug):
    document = ways.cleared(cast)
    with pytest.raises(NotAllowed, match="Only the business manager"):
        releases.release(document=document, by=cast[slug])


def test_an_author_neither_checks_nor_approves(cast):
    document = ways.made(cast, authors=("reviewer", "anonymity-checker", "independent-chair"))
    with pytest.raises(NotAllowed, match="somebody else"):
        approvals.pass_check(document=document, ticked=ways.TICKED, by=cast["anonymity-checker"])
    approvals.pass_check(document=document, ticked=ways.TICKED, by=cast["business-officer"])
    with pytest.raises(NotAllowed, match="somebody else"):
        approvals.approve(document=ways.again(document), by=cast["independent-chair"])


def test_the_checker_does_not_give_the_second_approval(cast):
    from lscb.board.operations import give_role
    from lscb.board.roles import Role

    give_role(
        user=cast["independent-chair"],
        board=cast.board,
        role=Role.ANONYMITY_CHECKER,
        by=cast["business-manager"],
    )
    document = ways.made(cast)
    approvals.pass_check(document=document, ticked=ways.TICKED, by=cast["independent-chair"])
    with pytest.raises(NotAllowed, match="somebody else gives the second"):
        approvals.approve(document=ways.again(document), by=cast["independent-chair"])


@pytest.mark.parametrize("slug", ["business-manager", "reviewer", "board-member", "stranger"])
def test_only_a_checker_checks_and_only_the_chair_approves(cast, slug):
    document = ways.made(cast)
    with pytest.raises(NotAllowed):
        approvals.pass_check(document=document, ticked=ways.TICKED, by=cast[slug])
    approvals.pass_check(document=document, ticked=ways.TICKED, by=cast["anonymity-checker"])
    with pytest.raises(NotAllowed):
        approvals.approve(document=ways.again(document), by=cast[slug])


def test_every_line_of_the_checklist_is_confirmed(cast):
    document = ways.made(cast)
    with pytest.raises(BadInput, match="Not confirmed"):
        approvals.pass_check(document=document, ticked=ways.TICKED[1:], by=cast["anonymity-checker"])


def test_nobody_approves_what_they_did_not_read(cast):
    document = ways.made(cast)
    with pytest.raises(StaleEdit):
        approvals.pass_check(
            document=document, ticked=ways.TICKED, by=cast["anonymity-checker"], seen="0" * 64
        )


def test_an_edit_cancels_both_approvals(cast):
    document = ways.cleared(cast)
    documents.source_changed(source=document.source, by=cast["reviewer"])
    document = ways.again(document)
    assert (document.status, document.release) == (S.PREPARING, None)
    taken_back = Release.objects.get()
    assert taken_back.cancelled_by == cast["reviewer"] and taken_back.approved_by
    with pytest.raises(InvalidMove):
        releases.release(document=document, by=cast["business-manager"])


def test_a_new_copy_needs_new_approvals_and_a_new_legal_clearance(cast):
    from lscb.publishing.preparing import SourcePassage

    document = ways.cleared(cast)
    changed = [*ways.SECTIONS, SourcePassage("section-more", "More", "And more was learned.")]
    second = ways.copied(cast, record=document.source, passages=changed)
    assert second.release is None
    assert set(second.clearances.values_list("kind", flat=True)) == {"family", "staff"}


def test_sending_back_takes_back_the_text(cast):
    document = ways.approved(cast)
    with pytest.raises(BadInput):
        approvals.send_back(document=document, reason="No", by=cast["independent-chair"])
    approvals.send_back(
        document=document, reason="Section two tells the street.", by=cast["independent-chair"]
    )
    document = ways.again(document)
    assert (document.status, document.release) == (S.PREPARING, None)
    assert Notice.objects.filter(subject_key="anonymity-sent-back", to=cast["business-manager"]).exists()
    releases.freeze(document=document, by=cast["business-manager"])
    assert Release.objects.count() == 2


def test_a_step_cannot_be_left_out(cast):
    document, _ = ways.frozen(cast)
    with pytest.raises(InvalidMove, match="not made yet"):
        approvals.pass_check(document=document, ticked=ways.TICKED, by=cast["anonymity-checker"])
    with pytest.raises(InvalidMove):
        approvals.approve(document=document, by=cast["independent-chair"])
    with pytest.raises(InvalidMove):
        releases.send_advance(
            document=document, sent_on=timezone.localdate(), to="Ofsted", by=cast["business-manager"]
        )
    with pytest.raises(InvalidMove):
        releases.release(document=document, by=cast["business-manager"])


def test_clearances_and_advance_copies_are_needed(cast):
    document = ways.approved(cast)
    with pytest.raises(NotAllowed, match="clearance"):
        releases.release(document=document, by=cast["business-manager"])
    missing = releases.what_is_missing(document, document.release, timezone.localdate())
    assert len(missing) == 4


def test_a_planned_day_runs_the_clock_backward(cast, at):
    at("2026-11-30 10:00")
    document = ways.copied(cast)
    releases.plan_day(document=document, planned_on=dt.date(2026, 12, 16), by=cast["business-manager"])
    assert Deadline.objects.of(document.source).running().get().due_on == dt.date(2026, 12, 7)
    releases.plan_day(
        document=ways.again(document), planned_on=dt.date(2026, 12, 17), by=cast["business-manager"]
    )
    assert Deadline.objects.of(document.source).running().get().due_on == dt.date(2026, 12, 8)
    with pytest.raises(BadInput):
        releases.plan_day(document=document, planned_on=dt.date(2026, 11, 30), by=cast["business-manager"])


def test_advance_copies_sent_on_a_saturday(cast, at):
    at("2026-12-05 10:00")
    document = ways.approved(cast)
    release = releases.send_advance(
        document=document, sent_on=dt.date(2026, 12, 5), to="Ofsted", by=cast["business-manager"]
    )
    assert release.earliest_on == dt.date(2026, 12, 15)
    with pytest.raises(BadInput):
        releases.send_advance(
            document=document, sent_on=dt.date(2026, 12, 6), to="Ofsted", by=cast["business-manager"]
        )


def test_other_bytes_than_the_approved_are_not_published(cast, at):
    document = ways.cleared(cast)
    release = document.release
    at(dt.datetime.combine(release.earliest_on, dt.time(9)))
    place_of(release.pdf_path).write_bytes(FAKE_PDF)
    with pytest.raises(NotAllowed, match="not the one that was approved"):
        releases.release(document=document, by=cast["business-manager"])
    assert not Publication.objects.exists()


def test_a_name_that_joined_the_register_later_stops_the_release(cast, at):
    document = ways.cleared(cast)
    add_person(record=document.record, kind="PERSON", role="other", values=[("name", "Action Plan")], by=None)
    at(dt.datetime.combine(document.release.earliest_on, dt.time(9)))
    with pytest.raises(NotAllowed, match="register was changed"):
        releases.release(document=document, by=cast["business-manager"])


def test_a_leak_in_the_frozen_text_is_found_and_blocks(cast):
    document, release = ways.frozen(cast)
    release.text["passages"][0]["text"] += " Rhiannon Fenwright came."
    release.save()
    render_now(release)
    release.refresh_from_db()
    assert release.leaks
    lines = leak_lines(release)
    assert any("Mother" in line for line in lines)
    assert not any(marker in line for line in lines for marker in ways.MARKERS)
    with pytest.raises(NotAllowed, match="registered name"):
        approvals.pass_check(document=document, ticked=ways.TICKED, by=cast["anonymity-checker"])
    assert Notice.objects.filter(subject_key="publication-failed").exists()


# --- making the file ------------------------------------------------------------------------------
def test_the_sweep_makes_what_waits_once(cast):
    _, release = ways.frozen(cast)
    assert render() == 1
    assert render() == 0
    release.refresh_from_db()
    assert (release.rendering, release.tries, release.leaks) == ("done", 1, [])
    assert Notice.objects.filter(subject_key="anonymity-to-check", to=cast["anonymity-checker"]).exists()


def test_a_killed_worker_leaves_a_row_that_is_taken_up_again(cast, at, monkeypatch):
    at("2026-11-30 10:00")
    _, release = ways.frozen(cast)

    class Killed(BaseException):
        pass

    def die(text):
        raise Killed

    good = making.make_pdf
    monkeypatch.setattr(making, "make_pdf", die)
    with pytest.raises(Killed):
        render_now(release)
    assert render_waiting() == 0, "somebody else may still be at it"
    at("2026-11-30 10:10")
    monkeypatch.setattr(making, "make_pdf", good)
    assert render_waiting() == 1
    release.refresh_from_db()
    assert (release.rendering, release.tries) == ("done", 2)


def test_a_file_that_fails_says_why_and_is_tried_again(cast, monkeypatch):
    document, release = ways.frozen(cast)
    good = making.make_pdf

    def fail(text):
        raise making.CannotMake(making.TOO_LONG)

    monkeypatch.setattr(making, "make_pdf", fail)
    render_now(release)
    release.refresh_from_db()
    assert (release.rendering, release.failure) == ("failed", making.TOO_LONG)
    monkeypatch.setattr(making, "make_pdf", good)
    releases.make_again(document=document, by=cast["business-manager"])
    assert render_waiting() == 1
    with pytest.raises(InvalidMove):
        releases.make_again(document=document, by=cast["business-manager"])


def test_a_file_that_kills_its_worker_every_time_is_given_up(cast, at):
    at("2026-11-30 10:00")
    _, release = ways.frozen(cast)
    Release.objects.update(rendering="running", tries=3, claimed_until=timezone.now())
    at("2026-11-30 10:10")
    render_waiting()
    release.refresh_from_db()
    assert release.rendering == "failed" and "several times" in release.failure


def test_a_text_that_is_taken_back_meanwhile_is_not_settled(cast, monkeypatch):
    document, release = ways.frozen(cast)
    good = making.make_pdf

    def slow(text):
        approvals.send_back(document=document, reason="One more name was found.", by=cast["business-manager"])
        return good(text)

    monkeypatch.setattr(making, "make_pdf", slow)
    render_now(release)
    assert not Notice.objects.filter(subject_key="anonymity-to-check").exists()


# --- afterwards -----------------------------------------------------------------------------------
def test_withdrawal_and_a_second_edition(cast, at):
    publication = ways.published(cast, at)
    with pytest.raises(NotAllowed):
        publications.withdraw(publication=publication, by=cast["business-officer"])
    publications.withdraw(publication=publication, by=cast["independent-chair"])
    publication.refresh_from_db()
    assert publication.withdrawn_notice == publications.NOTICE
    assert not Deadline.objects.of(publication.source).running().exists()
    with pytest.raises(InvalidMove):
        publications.withdraw(publication=publication, by=cast["independent-chair"])
    second = ways.published(cast, at, record=publication.source)
    assert second.slug != publication.slug


def test_a_second_edition_waits_for_the_first_to_be_withdrawn(cast, at):
    publication = ways.published(cast, at)
    document = ways.cleared(cast, record=publication.source)
    assert "earlier version" in releases.what_is_missing(document, document.release, dt.date(2099, 1, 1))[0]


def test_on_request_only_after_twelve_months(cast, at):
    publication = ways.published(cast, at)
    with pytest.raises(NotAllowed, match="twelve months"):
        publications.move_to_request(publication=publication, by=cast["business-manager"])
    at(dt.datetime.combine(publication.minimum_until, dt.time(9)))
    publications.move_to_request(publication=publication, by=cast["business-manager"])
    assert not Deadline.objects.of(publication.source).running().exists()
    row = publications.record_request(
        publication=publication, who="A reader", asked_on=timezone.localdate(), by=cast["business-manager"]
    )
    assert "reader" not in row.who


def test_plans_need_reasons_and_a_day(cast):
    record = ways.source(cast)
    with pytest.raises(BadInput):
        publications.plan(
            source=record, intent="defer", reason="A trial is running.", by=cast["business-manager"]
        )
    day = timezone.localdate() + dt.timedelta(days=60)
    row = publications.plan(
        source=record,
        intent="defer",
        reason="A trial is running.",
        review_on=day,
        by=cast["business-manager"],
    )
    assert row.review_on == day
