"""What waits for whom on referrals and reviews, and the board's figures."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lscb.records.operations import exclude
from reviews.operations import agency_reports, reviews
from reviews.operations import terms as terms_operations
from reviews.work import board_counts, open_for
from tests.reviews import making
from tests.reviews.review_making import (
    STEPS,
    S,
    again,
    asked,
    independent,
    review_at,
    sent,
    staffed,
    write_terms,
)


def work(cast, slug):
    """What waits for one of the cast, as "verb reference-kind"."""
    found = open_for(cast[slug], timezone.localdate())
    return {f"{each.verb} {each.reference.split('-')[1]}" for each in found}


def pages_open(cast, client_as, slug):
    for each in open_for(cast[slug], timezone.localdate()):
        url = each.url.split("#")[0]
        assert client_as(slug).get(url).status_code not in (403, 404, 409, 500), (slug, each)


def test_a_referral_waits_for_one_after_the_other(cast, client_as):
    making.draft(cast)
    assert work(cast, "police-lead") == {"Go on with REF"}
    making.submitted(cast)
    assert work(cast, "business-manager") == {"Answer REF"} and work(cast, "business-officer") == set()
    making.accepted(cast)
    assert "Ask agencies about REF" in work(cast, "business-manager")
    making.gathering(cast)
    assert work(cast, "health-lead") == {"Answer REQ"}
    assert "Wait for agencies about REF" in work(cast, "business-manager")
    for slug in ("police-lead", "business-manager", "health-lead"):
        pages_open(cast, client_as, slug)
    assert work(cast, "stranger") == set()


def test_from_the_agenda_to_the_national_bodies(cast, client_as):
    listed = making.listed(cast)
    assert work(cast, "scr-chair") == work(cast, "scr-vice-chair") == {"Consider and sign REF"}
    assert work(cast, "scr-member-police") == set() and work(cast, "independent-chair") == set()
    exclude(
        record=listed.record,
        user=cast["scr-vice-chair"],
        reason="Knows the family",
        by=cast["business-manager"],
    )
    assert work(cast, "scr-vice-chair") == set()
    making.with_chair(cast)
    assert work(cast, "independent-chair") == {"Decide on REF"}
    pages_open(cast, client_as, "independent-chair")
    pages_open(cast, client_as, "scr-chair")
    making.decided(cast)
    found = work(cast, "business-manager")
    assert {"Tell the national bodies about REF", "Begin commissioning SCR"} <= found
    pages_open(cast, client_as, "business-manager")


def test_a_review_waits_for_its_people(cast, client_as):
    review = staffed(cast, review_at(cast))
    assert work(cast, "reviewer") == {"Declare your independence for SCR"} == work(cast, "panel-chair")
    assert "Check independence for SCR" not in work(cast, "independent-chair")
    for member in review.members.filter(part__in=reviews.INDEPENDENT):
        slug = member.person.slug
        reviews.declare_independence(member=member, employment="Nothing at all to declare.", by=cast[slug])
    assert work(cast, "reviewer") == set()
    assert "Check independence for SCR" in work(cast, "independent-chair") & work(cast, "business-manager")
    review = again(STEPS[S.SCOPING](cast, again(review)))
    assert "Check independence for SCR" not in work(cast, "independent-chair")
    assert work(cast, "panel-chair") == {"Write SCR"}
    terms = write_terms(cast, review)
    assert work(cast, "panel-chair") == {"Circulate SCR"}
    terms_operations.circulate(terms=terms, by=cast["panel-chair"])
    assert work(cast, "scr-member-police") == {"Answer the terms of SCR"}
    terms_operations.answer(terms=terms, agrees=True, by=cast["scr-member-police"])
    assert work(cast, "scr-member-police") == set()
    pages_open(cast, client_as, "panel-chair")
    pages_open(cast, client_as, "business-manager")


def test_an_agency_report_waits_for_lead_author_and_panel(cast, client_as, at):
    at("2026-03-02 09:00")
    review = review_at(cast, S.GATHERING)
    assert "See the agency reports of SCR" in work(cast, "business-manager")
    police, health = asked(cast, review)
    assert "See the agency reports of SCR" not in work(cast, "business-manager"), "it waits for the agencies"
    assert "Name the author of IMR" in work(cast, "police-lead")
    report = agency_reports.name_author(
        report=police, author=cast["imr-author"], independent=True, by=cast["police-lead"]
    )
    assert work(cast, "imr-author") == {"Write and send IMR"} and "Name the author of IMR" not in work(
        cast, "police-lead"
    )
    at("2026-06-01 09:00")
    (item,) = open_for(cast["imr-author"], timezone.localdate())
    assert item.urgent and item.due_on == police.due_on
    report = sent(cast, health)
    assert work(cast, "panel-chair") == work(cast, "reviewer") == {"Read and accept IMR"}
    report = agency_reports.send_back(
        report=report, answer="The chronology stops in May.", by=cast["reviewer"]
    )
    assert work(cast, "imr-author") == {"Write and send IMR", "Send again IMR"}
    for slug in ("imr-author", "health-lead", "police-lead"):
        pages_open(cast, client_as, slug)


def test_a_late_review_asks_for_its_reason(cast, at):
    at("2026-03-02 09:00")
    review = review_at(cast, S.ANALYSIS)
    at("2026-09-07 09:00")
    assert "Say why it is late SCR" in work(cast, "business-manager")
    reviews.record_delay(
        review=review,
        reason="The trial was moved.",
        target_on=dt.date(2026, 12, 1),
        by=cast["business-manager"],
    )
    assert "Say why it is late SCR" not in work(cast, "business-manager")
    reviews.add_proceedings(
        review=again(review), kind="inquest", stage="Opened", effect="None", review_on=dt.date(2026, 9, 7),
        by=cast["business-manager"],
    )  # fmt: skip
    assert "Look again at SCR" in work(cast, "business-manager")


@pytest.mark.parametrize(
    "slug", ["business-manager", "independent-chair", "scr-chair", "panel-chair", "police-lead"]
)
def test_the_lists_take_the_same_queries_however_much_there_is(cast, slug):
    def count():
        user = cast[slug]
        with CaptureQueriesContext(
            connection,
        ) as caught:
            open_for(user, timezone.localdate())
        return len(caught)

    for _ in range(1):
        asked(cast, review_at(cast, S.GATHERING))
        making.with_chair(cast)
    few = count()
    for _ in range(2):
        asked(cast, review_at(cast, S.GATHERING))
        making.with_chair(cast)
        staffed(cast, review_at(cast))
    assert count() <= few + 2, "at most the prefetches of kinds that were empty before"


def test_the_figures_of_a_board(cast, at):
    at("2026-03-02 09:00")
    review = review_at(cast, S.GATHERING)
    asked(cast, review)
    making.gathering(cast)
    figures = board_counts(cast.board, timezone.localdate())
    assert figures.stages == (("Gathering information", "gathering", 1),)
    assert (figures.reviews_open, figures.referrals_open) == (1, 2)
    assert [(y.year, y.decisions, y.in_time) for y in figures.decisions] == [(2026, 1, 1)]
    assert (figures.scoping_overdue, figures.agency_reports_overdue, figures.clocks_overdue) == (0, 0, 0)
    at("2026-10-05 09:00")
    late = board_counts(cast.board, timezone.localdate())
    assert (late.scoping_overdue, late.agency_reports_overdue) == (3, 2)
    assert late.clocks_overdue == late.clocks_running == 3, "six months, the bodies, the second decision"
    assert board_counts(cast.neighbour.board, timezone.localdate()).reviews_open == 0


def test_the_figures_take_the_same_queries(cast, django_assert_num_queries):
    review_at(cast)
    with django_assert_num_queries(6):
        board_counts(cast.board, timezone.localdate())


def test_independence_in_scope_alone_waits(cast):
    review = review_at(cast, S.SCOPING)
    reviews.set_agencies(
        review=review, agencies=[*review.agencies.all(), cast.agency("hospital")], by=cast["business-manager"]
    )
    assert "Declare your independence for SCR" in work(cast, "reviewer")
    scope = [a for a in review.agencies.all() if a != cast.agency("hospital")]
    reviews.set_agencies(review=again(review), agencies=scope, by=cast["business-manager"])
    assert "Declare your independence for SCR" not in work(cast, "reviewer")
    independent(cast, again(review))
