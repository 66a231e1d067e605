"""The stages of a review: every move is made by whoever may, refused to others, and says what is missing."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.clocks.regimes import regime
from lscb.core.errors import BadInput, InvalidMove, NotAllowed, StaleEdit
from lscb.records.models import Record
from reviews import states
from reviews.models import BodyNotification, Independence, Review
from reviews.operations import agency_reports, parts, reviews
from reviews.operations import terms as terms_operations
from tests.reviews.review_making import (
    STEPS,
    Part,
    S,
    again,
    appoint,
    asked,
    everybody_agrees,
    independent,
    lead_of,
    move,
    review_at,
    sent,
    staffed,
    write_terms,
)


def sees(user, record):
    user.__dict__.pop("_reach", None)
    return Record.objects.visible_to(user).filter(pk=record.pk).exists()


def test_a_review_goes_through_every_stage(cast):
    """Every move that leads on, each checked by the helper that makes it; who may not is refused on the way."""
    review = review_at(cast)
    for stage, step in STEPS.items():
        for verb, found in states.REVIEW.moves.items():
            if review.status not in found.frm:
                with pytest.raises(InvalidMove):
                    move(cast, review, verb)
            elif found.check:
                with pytest.raises(NotAllowed):
                    move(cast, review, verb, by="board-member")
        review = step(cast, review)
        assert review.status == stage
    assert again(review).record.closed_at
    passed = [row.status for row in review.history.order_by("history_id")]
    assert list(dict.fromkeys(passed)) == [stage for stage in S.values if stage != S.STOPPED]


def test_publication_is_not_a_step_by_hand(cast):
    review = review_at(cast, S.PRE_PUBLICATION)
    with pytest.raises(BadInput, match="not taken by hand"):
        move(cast, review, "mark_published")


def test_a_panel_chair_and_a_reviewer_are_needed(cast):
    review = move(cast, review_at(cast), "commission")
    with pytest.raises(BadInput, match="panel chair"):
        move(cast, review, "start_scoping")
    appoint(cast, review, "panel-chair", Part.PANEL_CHAIR)
    with pytest.raises(BadInput, match="reviewer"):
        move(cast, review, "start_scoping")
    member = appoint(cast, review, "reviewer", Part.REVIEWER)
    independent(cast, review)
    parts.end_part(member=member, on=timezone.localdate(), reason="Another post", by=cast["business-manager"])
    with pytest.raises(BadInput, match="reviewer"):
        move(cast, again(review), "start_scoping")


def test_one_person_may_hold_two_parts_and_a_planned_end_counts_until_then(cast, at):
    """Trap 16; a part with a last day to come runs until that day."""
    at("2026-03-02 09:00")
    review = move(cast, review_at(cast), "commission")
    appoint(cast, review, "panel-chair", Part.PANEL_CHAIR, until_on=dt.date(2026, 9, 30))
    appoint(cast, review, "panel-chair", Part.REVIEWER)
    independent(cast, review)
    assert move(cast, again(review), "start_scoping").status == S.SCOPING
    at("2026-10-01 09:00")
    assert "Appoint an independent panel chair first." in reviews.missing(again(review), "start_gathering")
    assert sees(cast["panel-chair"], review.record), "still the reviewer"
    assert appoint(cast, again(review), "panel-chair", Part.PANEL_CHAIR), (
        "a part that ran out can be given again"
    )


def test_unchecked_independence_blocks(cast):
    review = staffed(cast, review_at(cast))
    with pytest.raises(BadInput, match="Check independence first"):
        move(cast, review, "start_scoping")
    independent(cast, review)
    check = Independence.objects.filter(member__review=review, agency__isnull=False).first()
    reviews.check_independence(
        check=check,
        finding="not-independent",
        reasons="Worked there until May.",
        by=cast["independent-chair"],
    )
    with pytest.raises(BadInput, match="1 check is not done"):
        move(cast, review, "start_scoping")


def test_an_added_agency_is_checked_too(cast):
    """Trap 14."""
    review = review_at(cast, S.SCOPING)
    assert reviews.unchecked_independence(review) == 0
    scope = [*review.agencies.all(), cast.agency("probation")]
    reviews.set_agencies(review=review, agencies=scope, by=cast["business-manager"])
    assert {c.agency for c in reviews.open_checks(review)} == {cast.agency("probation")}
    assert len(reviews.open_checks(review)) == 2, "panel chair and reviewer; panel members need none"
    everybody_agrees(cast, write_terms(cast, again(review)))
    with pytest.raises(BadInput, match="2 checks are not done"):
        move(cast, again(review), "start_gathering")
    reviews.set_agencies(review=review, agencies=scope[:-1], by=cast["business-manager"])
    assert move(cast, again(review), "start_gathering").status == S.GATHERING, (
        "out of scope, nothing to check"
    )


def test_asking_an_agency_brings_it_into_scope(cast):
    review = review_at(cast, S.GATHERING)
    reviews.set_agencies(review=review, agencies=[cast.agency("police")], by=cast["business-manager"])
    asked(cast, again(review), "housing")
    assert cast.agency("housing") in review.agencies.all()
    assert reviews.unchecked_independence(review) == 0, "it was in scope before and had been checked"
    with pytest.raises(BadInput, match="has been asked for a report"):
        reviews.set_agencies(review=review, agencies=[cast.agency("police")], by=cast["business-manager"])


def test_independence_is_declared_by_oneself_and_checked_by_another(cast):
    review = staffed(cast, review_at(cast))
    member = review.members.get(part=Part.REVIEWER)
    for slug, error in (("panel-chair", BadInput), ("police-lead", NotAllowed)):
        with pytest.raises(error):
            reviews.declare_independence(
                member=member, employment="Nothing to declare at all.", by=cast[slug]
            )
    with pytest.raises(BadInput, match="List your employers"):
        reviews.declare_independence(member=member, employment="None", by=cast["reviewer"])
    check = member.independence.first()
    with pytest.raises(BadInput, match="has not declared"):
        reviews.check_independence(
            check=check, finding="independent", reasons="All is well.", by=cast["independent-chair"]
        )
    with pytest.raises(NotAllowed):
        reviews.check_independence(
            check=check, finding="independent", reasons="All is well.", by=cast["business-officer"]
        )


def test_appointing_the_reviewer_asks_for_the_panel_to_be_told(cast):
    review = staffed(cast, review_at(cast))
    rows = BodyNotification.objects.filter(referral=review.referral, kind=BodyNotification.Kind.REVIEWER)
    assert rows.count() == 1


def test_the_clock_runs_from_the_start_and_stops_when_the_board_agrees(cast, at):
    at("2026-03-02 09:00")
    review = review_at(cast)
    clock = review.record.deadlines.get(code="COMPLETE-SCR")
    assert (clock.starts_on, clock.due_on) == (dt.date(2026, 3, 2), dt.date(2026, 9, 2))
    reviews.add_proceedings(
        review=review, kind="criminal", stage="Trial", effect="No interviews", review_on=dt.date(2026, 4, 1), by=cast["business-manager"]
    )  # fmt: skip
    clock.refresh_from_db()
    assert clock.is_running and clock.due_on == dt.date(2026, 9, 2), "nothing pauses it (trap 4)"


def test_a_review_of_another_type_does_not_start_its_clock(cast, at):
    """Trap 5: six months run from the initial meeting."""
    from reviews.models import Decision
    from tests.reviews import making

    referral = making.decided(cast, outcome=Decision.Outcome.OTHER_REVIEW)
    review = reviews.initiate(
        decision=referral.decisions.get(), by=cast["business-manager"], review_type="PLR"
    )
    assert review.record.reference.startswith("WES-PLR-")
    assert not review.record.deadlines.exists()
    untimed = regime(review.regime).review_type("THR")
    assert untimed.default_clock is None


def test_a_delay_is_recorded_and_explains_the_late_end(cast, at):
    at("2026-03-02 09:00")
    review = review_at(cast, S.BOARD_APPROVAL)
    with pytest.raises(BadInput):
        reviews.record_delay(
            review=review, reason="Late", target_on=dt.date(2026, 12, 1), by=cast["business-manager"]
        )
    reviews.record_delay(
        review=review, reason="The trial was moved to autumn.", target_on=dt.date(2026, 12, 1), by=cast["business-manager"]
    )  # fmt: skip
    at("2026-11-02 09:00")
    review = STEPS[S.RESPONSE_AGREED](cast, again(review))
    clock = again(review).record.deadlines.get(code="COMPLETE-SCR")
    assert clock.met_on == dt.date(2026, 11, 2) and clock.late_reason == "The trial was moved to autumn."


def test_going_back_needs_a_reason_and_an_old_page_is_refused(cast):
    review = review_at(cast, S.PANEL_AGREED)
    with pytest.raises(BadInput, match="goes back"):
        move(cast, review, "return_to_draft")
    with pytest.raises(StaleEdit):
        move(cast, review, "return_to_draft", reason="New facts came in.", version=review.version - 1)
    assert move(cast, review, "return_to_draft", reason="New facts came in.").status == S.DRAFT_REPORT


def test_open_actions_keep_a_review_open(cast):
    from lscb.learning import operations as learning

    review = review_at(cast, S.MONITORING)
    learning.propose(
        source=review.record,
        title="Train people",
        activity="Train all duty officers by June.",
        by=cast["business-manager"],
    )
    with pytest.raises(BadInput, match="1 action of this review is still open"):
        move(cast, review, "close")


# --- who the file is open to ------------------------------------------------------------------------
def test_new_members_read_the_reports_that_were_asked_before(cast):
    review = review_at(cast, S.GATHERING)
    (report, _) = asked(cast, review)
    assert not sees(cast["scr-member-probation"], report.record)
    member = appoint(cast, again(review), "scr-member-probation", Part.PANEL, "probation")
    assert sees(cast["scr-member-probation"], review.record) and sees(
        cast["scr-member-probation"], report.record
    )
    assert sees(cast["independent-chair"], report.record), "the chair oversees the whole of it"
    parts.end_part(
        member=member, on=timezone.localdate(), reason="Moved to another post", by=cast["business-manager"]
    )
    assert not sees(cast["scr-member-probation"], review.record)
    assert not sees(cast["scr-member-probation"], report.record)


def test_ending_one_of_two_parts_keeps_what_the_other_opens(cast):
    review = review_at(cast, S.GATHERING)
    second = appoint(cast, review, "reviewer", Part.AUTHOR)
    (report, _) = asked(cast, review)
    parts.end_part(
        member=second, on=timezone.localdate(), reason="The reviewer writes it", by=cast["business-manager"]
    )
    assert sees(cast["reviewer"], review.record) and sees(cast["reviewer"], report.record)
    assert set(
        review.record.access.filter(party=cast["reviewer"].party, until_on__isnull=True).values_list(
            "capacity", flat=True
        )
    ) == {"reviewer"}


def test_a_second_part_with_an_end_does_not_shorten_the_first(cast, at):
    at("2026-03-02 09:00")
    review = review_at(cast, S.GATHERING)
    (report, _) = asked(cast, review)
    appoint(cast, again(review), "reviewer", Part.AUTHOR, until_on=dt.date(2026, 4, 1))
    at("2026-05-04 09:00")
    assert sees(cast["reviewer"], report.record) and sees(cast["reviewer"], review.record)


def test_a_last_day_to_come_ends_access_by_itself(cast, at):
    at("2026-03-02 09:00")
    review = review_at(cast, S.GATHERING)
    (report, _) = asked(cast, review)
    member = review.members.get(part=Part.PANEL, agency=cast.agency("police"))
    parts.end_part(member=member, on=dt.date(2026, 3, 31), reason="Retires", by=cast["business-manager"])
    at("2026-03-31 12:00")
    assert sees(cast["scr-member-police"], review.record) and sees(cast["scr-member-police"], report.record)
    at("2026-04-01 09:00")
    assert not sees(cast["scr-member-police"], review.record) and not sees(
        cast["scr-member-police"], report.record
    )


def test_publication_ends_the_independent_parts_and_monitoring_all(cast):
    review = review_at(cast, S.PRE_PUBLICATION)
    report = review.agency_reports.first()
    review = STEPS[S.PUBLISHED](cast, review)
    assert not sees(cast["reviewer"], review.record) and not sees(cast["panel-chair"], report.record)
    assert sees(cast["scr-member-police"], review.record)
    STEPS[S.MONITORING](cast, review)
    for slug in ("scr-member-police", "scr-member-health", "imr-author"):
        assert not sees(cast[slug], review.record) and not sees(cast[slug], report.record), slug
    assert sees(cast["independent-chair"], review.record)
    assert sees(lead_of(cast, report), report.record), "an agency keeps what it sent"
    with pytest.raises(BadInput, match="finished"):
        appoint(cast, again(review), "reviewer", Part.REVIEWER)


def test_nobody_with_a_personal_conflict_is_appointed(cast):
    from lscb.records.operations import exclude

    review = review_at(cast, S.COMMISSIONING)
    exclude(
        record=review.record,
        user=cast["scr-member-probation"],
        reason="Knows the family",
        by=cast["business-manager"],
    )
    with pytest.raises(BadInput, match="personal conflict"):
        appoint(cast, review, "scr-member-probation", Part.PANEL, "probation")


# --- terms ------------------------------------------------------------------------------------------
def test_each_member_answers_for_themselves_and_an_objection_needs_a_new_version(cast):
    review = review_at(cast, S.SCOPING)
    terms = terms_operations.circulate(terms=write_terms(cast, review), by=cast["panel-chair"])
    with pytest.raises(NotAllowed):
        terms_operations.answer(terms=terms, agrees=True, by=cast["reviewer"])
    with pytest.raises(BadInput, match="what you object to"):
        terms_operations.answer(terms=terms, agrees=False, by=cast["scr-member-police"])
    terms_operations.answer(
        terms=terms, agrees=False, comment="The period is too short.", by=cast["scr-member-police"]
    )
    for slug in ("panel-chair", "scr-member-health"):
        terms_operations.answer(terms=terms, agrees=True, by=cast[slug])
    with pytest.raises(BadInput, match="objects"):
        terms_operations.close(terms=terms, by=cast["panel-chair"])
    second = write_terms(cast, again(review), text="The panel meets monthly. The period is longer.")
    assert second.version == 2
    assert everybody_agrees(cast, second).agreed_at
    terms.refresh_from_db()
    assert terms.agreed_at is None


def test_a_member_who_left_neither_holds_up_nor_blocks_the_terms(cast):
    review = review_at(cast, S.SCOPING)
    terms = terms_operations.circulate(terms=write_terms(cast, review), by=cast["panel-chair"])
    terms_operations.answer(terms=terms, agrees=False, comment="Too short.", by=cast["scr-member-police"])
    terms_operations.answer(terms=terms, agrees=True, by=cast["panel-chair"])
    terms_operations.answer(terms=terms, agrees=True, by=cast["scr-member-health"])
    member = review.members.get(person=cast["scr-member-police"])
    parts.end_part(member=member, on=timezone.localdate(), reason="Moved on", by=cast["business-manager"])
    assert terms_operations.close(terms=terms, by=cast["panel-chair"]).agreed_at


def test_two_who_write_the_terms_at_once_do_not_overwrite_one_another(cast):
    review = review_at(cast, S.SCOPING)
    opened = review.version
    write_terms(cast, review)
    with pytest.raises(StaleEdit):
        terms_operations.write(
            review=review, period_from=dt.date(2015, 1, 1), period_to=dt.date(2016, 1, 1), key_issues="Other", text="Other",
            by=cast["business-manager"], version=opened,
        )  # fmt: skip


# --- agencies' reports ------------------------------------------------------------------------------
def test_an_agency_report_from_request_to_acceptance(cast):
    review = review_at(cast, S.GATHERING)
    report = asked(cast, review, "police")[0]
    lead = cast["police-lead"]
    with pytest.raises(NotAllowed):
        agency_reports.name_author(
            report=report, author=cast["imr-author"], independent=True, by=cast["health-lead"]
        )
    with pytest.raises(BadInput, match="did not hold the case"):
        agency_reports.name_author(report=report, author=cast["imr-author"], independent=False, by=lead)
    report = agency_reports.name_author(report=report, author=cast["imr-author"], independent=True, by=lead)
    report = agency_reports.start_writing(report=report, by=cast["imr-author"])
    report = agency_reports.name_author(report=report, author=lead, independent=True, by=lead)
    assert not sees(cast["imr-author"], report.record), "another author: the first one leaves"
    with pytest.raises(NotAllowed):
        agency_reports.submit(report=report, summary="x", signed_off_name="Chief", by=cast["imr-author"])
    with pytest.raises(BadInput, match="Add the report as a file"):
        agency_reports.submit(report=report, summary="x", signed_off_name="Chief", by=lead)
    report = sent(cast, report)
    with pytest.raises(NotAllowed):
        agency_reports.accept(report=report, by=cast["business-manager"])
    with pytest.raises(BadInput, match="what is missing"):
        agency_reports.send_back(report=report, answer="More", by=cast["reviewer"])
    report = agency_reports.send_back(
        report=report, answer="The chronology stops in May.", by=cast["reviewer"]
    )
    report = agency_reports.submit(
        report=report, summary="More", signed_off_name="Chief", by=cast["imr-author"]
    )
    report = agency_reports.accept(report=report, by=cast["panel-chair"])
    assert report.status == "accepted"
    assert report.record.deadlines.latest("pk").met_on == timezone.localdate()


def test_nobody_accepts_a_report_that_they_sent(cast):
    review = review_at(cast, S.GATHERING)
    report = asked(cast, review, "police")[0]
    agency_reports.name_author(
        report=report, author=cast["reviewer"], independent=True, by=cast["police-lead"]
    )
    from tests.reviews.review_making import paper

    report = agency_reports.submit(
        report=report, summary="x", signed_off_name="Chief", upload=paper(), by=cast["reviewer"]
    )
    with pytest.raises(NotAllowed, match="somebody else answers it"):
        agency_reports.accept(report=report, by=cast["reviewer"])


def test_more_time_reminders_and_doing_without(cast, at):
    at("2026-03-02 09:00")
    review = review_at(cast, S.GATHERING)
    report = asked(cast, review, "police")[0]
    later = report.due_on + dt.timedelta(days=14)
    with pytest.raises(NotAllowed):
        agency_reports.extend(report=report, due_on=later, reason="Illness", by=cast["police-lead"])
    report = agency_reports.extend(report=report, due_on=later, reason="Illness", by=cast["business-manager"])
    assert report.record.deadlines.running().get().due_on == later
    agency_reports.remind(report=report, by=cast["business-officer"])
    agency_reports.cancel_request(
        report=report, reason="The agency was not involved.", by=cast["business-manager"]
    )
    assert not sees(cast["police-lead"], report.record)
    with pytest.raises(InvalidMove):
        agency_reports.remind(report=report, by=cast["business-manager"])
    assert reviews.missing(again(review), "start_analysis") == []


def test_waiting_reports_keep_the_analysis_back(cast):
    review = review_at(cast, S.GATHERING)
    asked(cast, review)
    with pytest.raises(BadInput, match="2 agency reports are not accepted yet"):
        move(cast, review, "start_analysis")


def test_the_database_keeps_one_running_part_per_person(cast):
    review = review_at(cast, S.COMMISSIONING)
    with pytest.raises(BadInput, match="already has that part"):
        appoint(cast, review, "reviewer", Part.REVIEWER)
    assert Review.objects.get(pk=review.pk).members.count() == 4
