"""The pages of a review in a browser's terms: who sees what, names behind the gate, bad input, one next step."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lscb.board.operations import write_note
from lscb.identity.operations import reveal
from lscb.records.models import Record
from lscb.records.operations import exclude, grant_access, open_record
from reviews.models import Independence, Review, ReviewMember
from reviews.operations import agency_reports, reviews
from reviews.operations import terms as terms_operations
from reviews.review_urls import agency_report, one
from tests.reviews.review_making import (
    Part,
    S,
    again,
    asked,
    everybody_agrees,
    paper,
    review_at,
    sent,
    staffed,
    write_terms,
)


def addresses(review, report):
    """Every address of the file and of one agency's report."""
    member = review.members.filter(part=Part.REVIEWER).first()
    check = member.independence.first()
    arguments = {
        "review-move": ["start-analysis"], "review-appoint": ["panel"], "review-part-end": [member.pk],
        "review-independence-declare": [member.pk], "review-independence-check": [member.pk, check.pk],
        "review-terms-version": [1], "review-terms-changes": [1], "review-proceedings-end": [1],
    }  # fmt: skip
    found = [
        reverse(f"reviews:{p.name}", args=[review.record.reference, *arguments.get(p.name, [])]) for p in one
    ]
    return found + [reverse(f"reviews:{p.name}", args=[report.record.reference]) for p in agency_report]


@pytest.fixture
def gathering(cast):
    review = review_at(cast, S.GATHERING)
    return review, asked(cast, review)


POST_ONLY = ("circulate/", "close/", "start/", "remind/")


def test_a_stranger_and_others_find_nothing(cast, client_as, gathering):
    review, (report, _) = gathering
    exclude(
        record=review.record,
        user=cast["scr-member-health"],
        reason="Knows the family",
        by=cast["business-manager"],
    )
    for slug in ("stranger", "other-manager", "board-member", "lay-member", "scr-member-health"):
        client = client_as(slug)
        for url in addresses(review, report):
            answer = client.post(url) if url.endswith(POST_ONLY) else client.get(url)
            assert answer.status_code == 404, (slug, url)
        assert review.record.reference not in client.get("/reviews/").content.decode()


def test_an_agency_sees_its_own_request_and_nothing_else(cast, client_as, gathering):
    review, (police, health) = gathering
    agency_reports.name_author(
        report=police, author=cast["imr-author"], independent=True, by=cast["police-lead"]
    )
    for slug in ("police-lead", "imr-author"):
        client = client_as(slug)
        page = client.get(police.record.get_absolute_url())
        assert page.status_code == 200
        text = page.content.decode()
        assert "Key issues" in text and "The panel meets monthly." in text, "the terms it works to"
        assert "Fenwright" not in text and "Show, giving a reason" in text, "identity behind the gate"
        assert "/reviews/" not in text, "no way to the review"
        for url in addresses(review, health):
            answer = client.post(url) if url.endswith(POST_ONLY) else client.get(url)
            assert answer.status_code == 404, (slug, url)


def test_names_stay_behind_the_gate(cast, client_as, gathering):
    review, _ = gathering
    write_note(record=review.record, text="Rang Tamsin Fenwright's school.", by=cast["business-manager"])
    client = client_as("panel-chair")
    for page in ("", "terms/", "terms/1/", "notes/", "history/"):
        assert "Fenwright" not in client.get(review.record.get_absolute_url() + page).content.decode(), page
    reveal(record=review.record, reason="To write to the family's worker", by=cast["panel-chair"])
    assert "Fenwright" in client.get(review.record.get_absolute_url() + "notes/").content.decode()


STAGE_WORDS = {
    S.INITIATED: "Begin commissioning", S.COMMISSIONING: "With <strong>Philip Arden and Sheila Brandt",
    S.SCOPING: "Write the terms", S.GATHERING: "Ask agencies", S.ANALYSIS: "Go on to the draft report",
    S.DRAFT_REPORT: "Open the report", S.PANEL_AGREED: "Send to the Board", S.BOARD_APPROVAL: "Open the report",
    S.RESPONSE_AGREED: "Prepare the publication", S.PRE_PUBLICATION: "Open the publication",
    S.PUBLISHED: "Go on to monitoring the actions", S.MONITORING: "Close the review", S.CLOSED: "Nothing waits for anybody",
}  # fmt: skip


def test_every_stage_has_one_next_step_and_says_where_it_is(cast, client_as):
    from tests.reviews.review_making import STEPS

    manager, review = client_as("business-manager"), review_at(cast)
    for stage in STAGE_WORDS:
        if stage != S.INITIATED:
            review = again(STEPS[stage](cast, review))
        page = manager.get(review.record.get_absolute_url()).content.decode()
        step = page.split('id="next-step"')[1].split("</section>")[0]
        assert STAGE_WORDS[stage] in step, (stage, step)
        assert f"Stage {list(STAGE_WORDS).index(stage) + 1} of 13" in page
        assert step.count('class="govuk-button') <= 1
        for url in re.findall(r'href="([^"]+)"', step):
            if "/report/" not in url and "/publication/" not in url:
                assert manager.get(url).status_code in (200, 302), (stage, url)


def test_the_next_step_is_the_readers_own(cast, client_as):
    review = staffed(cast, review_at(cast))
    url = review.record.get_absolute_url()
    assert "Declare your independence" in client_as("reviewer").get(url).content.decode()
    assert "Declare your independence" not in client_as("scr-member-police").get(url).content.decode()
    review = review_at_scoping(cast, review)
    terms_operations.circulate(terms=write_terms(cast, review), by=cast["panel-chair"])
    assert "Answer the terms" in client_as("scr-member-police").get(url).content.decode()
    page = client_as("independent-chair").get(url).content.decode()
    assert "Answer the terms" not in page and "Karen Lyle" in page


def review_at_scoping(cast, review):
    from tests.reviews.review_making import STEPS

    return again(STEPS[S.SCOPING](cast, review))


def test_a_step_that_cannot_be_taken_says_why(cast, client_as):
    review = staffed(cast, review_at(cast))
    url = f"{review.record.get_absolute_url()}move/start-scoping/"
    page = client_as("business-manager").get(url).content.decode()
    assert "Check independence first" in page and "<form" not in page.split("<main")[1].split("</main>")[0]
    answer = client_as("business-manager").post(url, {"version": review.version})
    assert answer.status_code == 422 and "Check independence first" in answer.content.decode()
    assert client_as("panel-chair").get(url).status_code == 403
    assert client_as("business-manager").get(url.replace("start-scoping", "close")).status_code == 409
    assert (
        client_as("business-manager").get(url.replace("start-scoping", "mark-published")).status_code == 404
    )


def test_a_step_is_taken_by_its_page(cast, client_as):
    review = review_at(cast)
    url = f"{review.record.get_absolute_url()}move/commission/"
    answer = client_as("business-manager").post(url, {"version": review.version}, follow=True)
    assert "Done. It is now “Commissioning”." in answer.content.decode()
    assert client_as("business-manager").post(url, {"version": review.version}).status_code == 409


def test_people_are_appointed_declare_and_are_checked_in_the_browser(cast, client_as):
    review = review_at(cast)
    base, manager = review.record.get_absolute_url(), client_as("business-manager")
    person = {"person": cast["reviewer"].pk, "appointed_on": timezone.localdate()}
    page = manager.post(f"{base}panel/appoint/reviewer/", person, follow=True).content.decode()
    assert "Sheila Brandt" in page and "Not declared yet" in page
    member = ReviewMember.objects.get(review=review)
    assert manager.get(f"{base}panel/{member.pk}/declare/").status_code == 404, (
        "nobody declares for somebody else"
    )
    reviewer = client_as("reviewer")
    empty = reviewer.post(f"{base}panel/{member.pk}/declare/", {"employers": "Typed and kept"})
    assert empty.status_code == 422 and "Typed and kept" in empty.content.decode()
    words = {"employers": "Northby Council 2008 to 2019", "contracts": "none", "links": "none"}
    assert reviewer.post(f"{base}panel/{member.pk}/declare/", words).status_code == 302
    assert "Northby Council" in manager.get(f"{base}panel/").content.decode()
    check = member.independence.get(agency__isnull=True)
    found = {"finding": "independent", "reasons": "References were taken up."}
    assert reviewer.get(f"{base}panel/{member.pk}/check/{check.pk}/").status_code == 403
    assert "Northby Council" in manager.get(f"{base}panel/{member.pk}/check/{check.pk}/").content.decode()
    assert manager.post(f"{base}panel/{member.pk}/check/{check.pk}/", found).status_code == 302
    check.refresh_from_db()
    assert check.finding == Independence.Finding.INDEPENDENT and check.checked_by == cast["business-manager"]
    assert manager.post(f"{base}panel/appoint/panel/", person).status_code == 422, (
        "agency and confirmation are missing"
    )
    ended = {"on": timezone.localdate(), "reason": "Another post"}
    assert manager.post(f"{base}panel/{member.pk}/end/", ended).status_code == 302
    assert reviewer.get(base).status_code == 404
    assert "Another post" in manager.get(f"{base}panel/").content.decode()


def test_what_was_declared_is_for_those_who_check_it(cast, client_as, gathering):
    review, _ = gathering
    url = f"{review.record.get_absolute_url()}panel/"
    assert "Worked for two councils" in client_as("independent-chair").get(url).content.decode()
    page = client_as("scr-member-police").get(url).content.decode()
    assert "Worked for two councils" not in page and "Independent" in page


def test_an_added_agency_appears_to_be_checked(cast, client_as, gathering):
    review, _ = gathering
    base, manager = review.record.get_absolute_url(), client_as("business-manager")
    chosen = [*review.agencies.values_list("pk", flat=True), cast.agency("probation").pk]
    assert manager.post(f"{base}agencies/", {"agencies": chosen}).status_code == 302
    page = manager.get(f"{base}panel/").content.decode()
    assert "2 checks to do." in page and "Westmere and Fells Probation" in page
    assert "Declare your independence" in client_as("reviewer").get(base).content.decode()
    assert manager.post(f"{base}agencies/", {"agencies": ["x"]}).status_code == 422


def test_terms_are_written_circulated_answered_and_closed_in_the_browser(cast, client_as):
    review = review_at(cast, S.SCOPING)
    base, chair = f"{review.record.get_absolute_url()}terms/", client_as("panel-chair")
    written = {
        "period_from": "2015-01-01", "period_to": "2014-01-01", "key_issues": "Was the child heard?",
        "text": "The panel meets monthly.", "version": review.version,
    }  # fmt: skip
    wrong = chair.post(f"{base}write/", written)
    assert wrong.status_code == 422 and "ends before it starts" in wrong.content.decode()
    assert "The panel meets monthly." in wrong.content.decode(), "nothing typed is lost"
    assert chair.post(f"{base}write/", written | {"period_to": "2016-06-30"}).status_code == 302
    assert client_as("scr-member-police").get(f"{base}write/").status_code == 403
    assert client_as("scr-member-police").post(f"{base}circulate/").status_code == 403
    assert chair.post(f"{base}circulate/").status_code == 302
    assert chair.post(f"{base}close/").status_code in (409, 422)
    page = chair.get(base).content.decode()
    assert "Waiting for" in page and "Karen Lyle" in page
    objection = client_as("scr-member-police").post(f"{base}answer/", {"agrees": "no"})
    assert objection.status_code == 422 and "Say what should change" in objection.content.decode()
    for slug in ("scr-member-police", "scr-member-health", "panel-chair"):
        assert client_as(slug).post(f"{base}answer/", {"agrees": "yes"}).status_code == 302
    assert "Close: the terms are agreed" in chair.get(base).content.decode()
    assert "The terms of reference are agreed." in chair.post(f"{base}close/", follow=True).content.decode()


def test_what_changed_between_versions_is_marked(cast, client_as, gathering):
    review, _ = gathering
    everybody_agrees(
        cast, write_terms(cast, again(review), text="Tamsin Fenwright lived here. The panel meets weekly.")
    )
    page = client_as("reviewer").get(f"{review.record.get_absolute_url()}terms/2/changes/").content.decode()
    assert "weekly" in page and "monthly" in page and "Unchanged." in page and "Fenwright" not in page


def test_an_agency_report_in_the_browser(cast, client_as, gathering):
    review, (police, _) = gathering
    url, lead, author = police.record.get_absolute_url(), client_as("police-lead"), client_as("imr-author")
    assert "Name the author" in lead.get(url).content.decode()
    assert author.get(url).status_code == 404
    named = {"author": cast["imr-author"].pk}
    assert lead.post(f"{url}author/", named).status_code == 422, "independence is not confirmed"
    assert lead.post(f"{url}author/", named | {"independent": "on"}).status_code == 302
    assert "I have begun" in author.get(url).content.decode()
    assert author.post(f"{url}start/").status_code == 302
    missing = author.post(f"{url}send/", {"summary": "Seen four times.", "signed_off_name": "Chief"})
    assert missing.status_code == 422 and "Add the report as a file" in missing.content.decode()
    assert "Seen four times." in missing.content.decode()
    data = {"summary": "Seen four times.", "signed_off_name": "Chief", "upload": paper()}
    assert author.post(f"{url}send/", data).status_code == 302
    chair = client_as("panel-chair")
    assert "Accept the report" in chair.get(url).content.decode()
    assert "Read the agency report" in chair.get(review.record.get_absolute_url()).content.decode()
    assert author.get(f"{url}accept/").status_code == 403
    assert (
        chair.post(
            f"{url}send-back/", {"answer": "The chronology stops in May.", "due_on": "2999-01-04"}
        ).status_code
        == 302
    )
    assert "The chronology stops in May." in author.get(url).content.decode()
    assert author.post(f"{url}send/", data | {"upload": paper()}).status_code == 302
    assert chair.post(f"{url}accept/", {"answer": "Thank you."}).status_code == 302
    assert "The report is accepted." in lead.get(url).content.decode()
    assert "Accepted" in chair.get(f"{review.record.get_absolute_url()}imrs/").content.decode()


def test_the_unit_reminds_gives_time_and_does_without(cast, client_as, gathering):
    _, (police, _) = gathering
    url, manager = police.record.get_absolute_url(), client_as("business-manager")
    assert "Remind them" in manager.get(url).content.decode()
    assert manager.post(f"{url}remind/").status_code == 302
    assert manager.post(f"{url}more-time/", {"due_on": "2001-01-01", "reason": "Illness"}).status_code == 422
    later = police.due_on + dt.timedelta(days=10)
    assert manager.post(f"{url}more-time/", {"due_on": later, "reason": "Illness"}).status_code == 302
    assert client_as("police-lead").get(f"{url}cancel/").status_code == 403
    assert manager.post(f"{url}cancel/", {"reason": "It was not involved."}).status_code == 302
    assert client_as("police-lead").get(url).status_code == 404


def test_proceedings_say_that_the_clock_runs_on(cast, client_as, gathering):
    review, _ = gathering
    base, manager = review.record.get_absolute_url(), client_as("business-manager")
    assert "do not stop the clock" in manager.get(f"{base}proceedings/").content.decode()
    data = {"kind": "inquest", "stage": "Opened", "effect": "No interviews yet.", "review_on": "2026-12-04"}
    assert manager.post(f"{base}proceedings/add/", data | {"effect": ""}).status_code == 422
    assert manager.post(f"{base}proceedings/add/", data).status_code == 302
    assert "The clock of the review runs on" in manager.get(base).content.decode()
    row = review.proceedings.get()
    assert manager.post(f"{base}proceedings/{row.pk}/end/", {"on": "2999-01-01"}).status_code == 422
    assert manager.post(f"{base}proceedings/{row.pk}/end/", {"on": timezone.localdate()}).status_code == 302
    assert client_as("reviewer").get(f"{base}proceedings/add/").status_code == 403


def test_learning_method_delay_notes_and_letters(cast, client_as, gathering):
    review, _ = gathering
    base, manager, reviewer = (
        review.record.get_absolute_url(),
        client_as("business-manager"),
        client_as("reviewer"),
    )
    assert (
        reviewer.post(f"{base}interim-learning/add/", {"text": "Rotas had gaps at night."}).status_code == 302
    )
    assert "Rotas had gaps at night." in manager.get(f"{base}interim-learning/").content.decode()
    method = {"methodology": "systems", "reasons": "Many services, one window.", "version": review.version}
    assert reviewer.post(f"{base}method/", method).status_code == 302
    assert reviewer.post(f"{base}method/", method).status_code == 409, "an old page"
    assert "Systems model" in manager.get(base).content.decode()
    target = timezone.localdate() + dt.timedelta(days=300)
    assert (
        manager.post(f"{base}delay/", {"target_on": target, "reason": "The trial was moved."}).status_code
        == 302
    )
    assert "New target" in manager.get(base).content.decode()
    assert manager.post(f"{base}notes/add/", {"text": "Rang the coroner's office."}).status_code == 302
    assert reviewer.post(f"{base}notes/add/", {"text": "Mine."}).status_code == 403
    assert (
        manager.post(f"{base}letters/add/", {"code": "plain", "recipient": "The coroner"}).status_code == 302
    )
    assert "The coroner" in manager.get(f"{base}notes/").content.decode()
    assert manager.get(f"{base}actions/").status_code == 200
    assert "chose the method" in manager.get(f"{base}history/").content.decode()


# --- the register -----------------------------------------------------------------------------------
def rows_like(review, count, cast):
    """Copies of a review with their own records, straight into the tables: the register reads nothing else."""
    decision = review.decision
    for _ in range(count):
        record = open_record(
            board=cast.board, kind="review", code="SCR", title="Serious case review", route="reviews:review-detail", by=None,
        )  # fmt: skip
        decision.pk, decision.reopened_at, decision.reopened_by = (
            None,
            timezone.now(),
            cast["independent-chair"],
        )
        decision.save(force_insert=True)
        copy = Review.objects.create(
            record=record, referral=review.referral, decision=decision, review_type="SCR", regime=review.regime,
            group=review.group, started_on=review.started_on,
        )  # fmt: skip
        copy.agencies.set([cast.agency("police"), cast.agency("housing"), cast.agency("hospital")])
        ReviewMember.objects.create(
            review=copy, person=cast["reviewer"], part="reviewer", appointed_on=review.started_on, added_by=cast["business-manager"],
        )  # fmt: skip


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_the_register_takes_the_same_queries_for_2_and_for_200(cast, client_as):
    review = review_at(cast)
    rows_like(review, 1, cast)
    client = client_as("business-manager")
    few = queries(client, "/reviews/")
    rows_like(again(review), 198, cast)
    assert queries(client, "/reviews/") == few
    assert queries(client, "/reviews/?before=150") == few
    page = client.get("/reviews/").content.decode()
    assert page.count("lscb-table__head") == 25 and "Older" in page
    assert "Sheila Brandt" in page and "and 1 more" in page


def test_the_overview_takes_the_same_queries_for_many_agencies(cast, client_as, gathering):
    review, _ = gathering
    client = client_as("business-manager")
    few = {
        page: queries(client, review.record.get_absolute_url() + page)
        for page in ("", "panel/", "imrs/", "terms/")
    }
    for slug in ("housing",):
        asked(cast, again(review), slug)
    reviews.set_agencies(
        review=again(review), agencies=list(cast.agencies.values()), by=cast["business-manager"]
    )
    for page, count in few.items():
        assert queries(client, review.record.get_absolute_url() + page) == count, page


def test_filters_of_the_register(cast, client_as, at):
    at("2026-03-02 09:00")
    review = review_at(cast, S.COMMISSIONING)
    client = client_as("business-manager")
    assert review.record.reference in client.get("/reviews/?status=commissioning").content.decode()
    assert "No review fits these filters." in client.get("/reviews/?status=closed").content.decode()
    assert "No review fits these filters." in client.get("/reviews/?late=overdue").content.decode()
    at("2026-09-03 09:00")
    client = client_as("business-manager")
    page = client.get("/reviews/?late=overdue&status=open").content.decode()
    assert review.record.reference in page and "Overdue" in page
    assert client.get("/reviews/?status=nonsense&before=x").status_code == 200


def test_an_empty_register_says_how_a_review_begins(cast, client_as):
    assert "A review opens by itself" in client_as("independent-chair").get("/reviews/").content.decode()


def test_whoever_is_let_in_as_case_lead_reads_the_reports_asked_for_later(cast, client_as):
    review = review_at(cast, S.GATHERING)
    officer = cast["business-officer"]
    grant_access(
        record=review.record,
        party=officer.party,
        capacity="case-lead",
        reason="Runs it",
        by=cast["business-manager"],
    )
    report = asked(cast, review)[0]
    assert Record.objects.visible_to(officer).filter(pk=report.record.pk).exists()
    assert client_as("business-officer").get(report.record.get_absolute_url()).status_code == 200
    assert sent(cast, report).status == "submitted"
