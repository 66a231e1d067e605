"""Agencies answer recommendations without the case being opened to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.identity import operations as identity
from lscb.learning import operations as learning
from lscb.learning.models import Action, AnswerRequest, AskedRecommendation, Recommendation
from lscb.learning.operations import answers, shares
from lscb.learning.reading import open_for
from lscb.notices.models import Notice
from lscb.records.models import Record
from lscb.records.operations import exclude
from tests.cast import Cast

Browser = Callable[[str], Client]
SAFE = "Police and health agree who rings the family first."
ACTION = {
    "title": "Agree who rings first", "activity": "Write a one-page agreement with health and test it on ten calls.",
    "difference_expected": "Families get one call, not two.", "resources": "None", "end_on": "2026-09-30",
}  # fmt: skip


@pytest.fixture
def two(cast: Cast, source: Record) -> list[Recommendation]:
    """Two recommendations: one for police and health, one for the police alone. The text names the child."""
    by = cast["business-manager"]
    identity.add_person(
        record=source, kind="PERSON", role="child", values=[("first-name", "Quillabeth")], by=by
    )
    first = learning.add_recommendation(
        source=source, text="Agree who rings Quillabeth’s family first.", by=by,
        agencies=[cast.agency("police"), cast.agency("community-health")],
    )  # fmt: skip
    second = learning.add_recommendation(
        source=source, text="Wibblefrost secret: record what the child said.", by=by, agencies=[cast.agency("police")]
    )  # fmt: skip
    return [first, second]


@pytest.fixture
def asked(cast: Cast, source: Record, two: list[Recommendation]) -> AnswerRequest:
    """The police are asked about the first one."""
    made = answers.ask(
        source=source, words={two[0].pk: SAFE}, confirmed_safe=True, by=cast["business-manager"]
    )
    return next(each for each in made if each.agency == cast.agency("police"))


def line(request: AnswerRequest) -> AskedRecommendation:
    return request.asked.get()


def url(request: AnswerRequest, page: str = "") -> str:
    return f"/learning/answers/{request.record.reference}/{page}"


def test_an_agency_sees_its_own_ask_and_nothing_of_the_case(
    asked: AnswerRequest, source: Record, cast: Cast, client_as: Browser
) -> None:
    page = client_as("police-lead").get(url(asked)).content.decode()
    assert SAFE in page
    for hidden in ("Quillabeth", "Wibblefrost", source.reference, "marker-case"):
        assert hidden not in page
    assert client_as("police-lead").get(f"/learning/sources/{source.reference}/answers/").status_code == 404
    assert not Record.objects.visible_to(cast["police-lead"]).filter(pk=source.pk).exists()
    for slug in ("stranger", "other-manager", "housing-lead", "health-lead"):
        for page_name in ("", "propose/", "ask-again/", f"{line(asked).pk}/"):
            assert client_as(slug).get(url(asked, page_name)).status_code == 404, (slug, page_name)
        assert client_as(slug).post(url(asked, "chase/")).status_code == 404
        assert SAFE not in client_as(slug).get("/learning/answers/").content.decode()


def test_a_conflict_shuts_it(asked: AnswerRequest, source: Record, cast: Cast, client_as: Browser) -> None:
    Notice.objects.all().delete()
    exclude(record=source, user=cast["police-lead"], reason="Related", by=cast["business-manager"])
    browser = client_as("police-lead")
    assert browser.get(url(asked)).status_code == 404
    assert asked.record.reference not in browser.get("/learning/answers/").content.decode()
    assert asked.record.reference not in browser.get("/").content.decode()
    answers.chase(request=asked, by=cast["business-manager"])
    assert not Notice.objects.filter(to=cast["police-lead"]).exists()


def test_words_that_name_somebody_are_refused(
    two: list[Recommendation], source: Record, cast: Cast, client_as: Browser
) -> None:
    browser, address = client_as("business-manager"), f"/learning/sources/{source.reference}/ask/"
    form = browser.get(address).content.decode()
    assert "Agree who rings Child A family first." in form
    assert "Quillabeth" not in form
    answer = browser.post(
        address, {f"words_{two[0].pk}": "Ring Quillabeth first, says the form", "confirmed_safe": "on"}
    )
    assert answer.status_code == 422
    assert "these words name somebody of the case" in answer.content.decode()
    assert "says the form" in answer.content.decode()
    assert not AnswerRequest.objects.exists()
    answer = browser.post(address, {f"words_{two[0].pk}": SAFE})
    assert "Confirm that the words" in answer.content.decode()
    answer = browser.post(address, {f"words_{two[0].pk}": SAFE, "confirmed_safe": "on"}, follow=True)
    assert "2 agencies have been asked, and told." in answer.content.decode()
    assert "Not put to an agency" in answer.content.decode()
    assert client_as("police-lead").post(address, {}).status_code == 404


def test_only_the_business_unit_asks(two: list[Recommendation], source: Record, cast: Cast) -> None:
    for slug in ("police-lead", "independent-chair", "other-manager"):
        with pytest.raises(NotAllowed):
            answers.ask(source=source, words={two[0].pk: SAFE}, confirmed_safe=True, by=cast[slug])


def test_it_waits_on_home_with_a_clock_and_a_notice(asked: AnswerRequest, cast: Cast) -> None:
    deadline = Deadline.objects.of(asked.record).running().get()
    assert (deadline.code, deadline.due_on, deadline.amount) == ("ANSWER", asked.due_on, 20)
    assert asked.due_on == dt.date(2026, 3, 30)
    assert Notice.objects.filter(to=cast["police-lead"], subject_key="answers-asked").count() == 1
    rows = [
        row
        for row in open_for(cast["police-lead"], dt.date(2026, 3, 2))
        if row.reference == asked.record.reference
    ]
    assert [(row.verb, row.due_on) for row in rows] == [("Answer", asked.due_on)]
    assert not [
        row for row in open_for(cast["business-manager"], dt.date(2026, 3, 2)) if "ANS" in row.reference
    ]
    late = [row for row in open_for(cast["business-manager"], dt.date(2026, 4, 2)) if "ANS" in row.reference]
    assert {row.verb for row in late} == {"Chase"}


def test_from_the_answer_to_an_agreed_action(asked: AnswerRequest, cast: Cast, client_as: Browser) -> None:
    browser, address = client_as("police-lead"), url(asked, f"{line(asked).pk}/")
    answer = browser.post(address, {"reply": "accepted", "then": "action"}, follow=True)
    assert "Now propose the action" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == url(asked, "propose/")
    bad = browser.post(url(asked, "propose/"), {**ACTION, "activity": "Ongoing", "asked": [line(asked).pk]})
    assert bad.status_code == 422
    assert "Agree who rings first" in bad.content.decode()
    answer = browser.post(url(asked, "propose/"), {**ACTION, "asked": [line(asked).pk]}, follow=True)
    assert "The business unit has been told" in answer.content.decode()
    asked.refresh_from_db()
    action = Action.objects.get()
    assert (action.status, action.agency, action.created_by) == (
        "proposed",
        cast.agency("police"),
        cast["police-lead"],
    )
    assert list(action.recommendations.all()) == [line(asked).recommendation]
    assert asked.closed_at is not None
    assert not Deadline.objects.of(asked.record).running().exists()
    with pytest.raises(NotAllowed):
        learning.agree(action=action, wording_confirmed_safe=True, by=cast["police-lead"])
    learning.agree(action=action, wording_confirmed_safe=True, by=cast["business-manager"])
    table = (
        client_as("business-manager")
        .get(f"/learning/sources/{asked.source.reference}/answers/")
        .content.decode()
    )
    assert "Accepted, with an action" in table
    assert action.record.reference in table


def test_a_no_and_no_action_need_a_reason(asked: AnswerRequest, cast: Cast, client_as: Browser) -> None:
    browser, address = client_as("police-lead"), url(asked, f"{line(asked).pk}/")
    for sent, sentence in (
        ({"reply": "declined"}, "Say why it is not accepted as a whole"),
        ({"reply": "partly", "then": "action"}, "Say why it is not accepted as a whole"),
        ({"reply": "accepted"}, "Choose what follows"),
        ({"reply": "accepted", "then": "none", "reason": "typed text"}, "Say why no action is needed"),
        ({}, "Choose what your agency says"),
    ):
        answer = browser.post(address, sent)
        assert answer.status_code == 422, sent
        assert sentence in answer.content.decode(), sent
    with pytest.raises(BadInput):
        answers.answer(asked=line(asked), reply="declined", by=cast["police-lead"])
    with pytest.raises(BadInput):
        answers.answer(asked=line(asked), reply="accepted", no_action_needed=True, by=cast["police-lead"])
    browser.post(
        address, {"reply": "accepted", "then": "none", "no_action_reason": "The agreement exists since May."}
    )
    asked.refresh_from_db()
    assert asked.closed_at is not None
    with pytest.raises(InvalidMove):
        answers.answer(asked=line(asked), reply="accepted", by=cast["police-lead"])


def test_an_action_answers_what_was_put_to_the_agency(
    asked: AnswerRequest, two: list[Recommendation], cast: Cast
) -> None:
    words = {two[1].pk: "Write down what the child said."}
    made = answers.ask(source=asked.source, words=words, confirmed_safe=True, by=cast["business-manager"])
    assert made == [asked]
    other = AskedRecommendation.objects.exclude(request=asked).get()
    wanted = {name: ACTION[name] for name in ("title", "activity", "difference_expected", "resources")}
    for chosen in ([], [other]):
        with pytest.raises(BadInput, match="at least one recommendation"):
            answers.propose_action(request=asked, asked=chosen, by=cast["police-lead"], **wanted)
    with pytest.raises(NotAllowed):
        answers.propose_action(
            request=asked, asked=list(asked.asked.all()), by=cast["business-manager"], **wanted
        )
    action = answers.propose_action(
        request=asked, asked=list(asked.asked.all()), by=cast["police-lead"], **wanted
    )
    assert set(action.recommendations.all()) == set(two)
    asked.refresh_from_db()
    assert asked.closed_at is None


def test_an_agency_records_what_it_changed_in_its_own_policy(
    asked: AnswerRequest, cast: Cast, client_as: Browser
) -> None:
    browser, page, address = client_as("police-lead"), url(asked), url(asked, f"{line(asked).pk}/policy/")
    assert address not in browser.get(page).content.decode()  # it has not answered yet
    answers.answer(
        asked=line(asked),
        reply="accepted",
        no_action_needed=True,
        no_action_reason="Done.",
        by=cast["police-lead"],
    )
    assert address in browser.get(page).content.decode()  # complete, but a policy takes its time
    sent = {"policy": "Home visits", "what_changed": "Quillabeth is rung first.", "changed_on": "2026-02-27"}
    named = browser.post(address, sent)
    assert named.status_code == 422
    assert "leave the name out" in named.content.decode() and "Home visits" in named.content.decode()
    sent["what_changed"] = "It says who rings the family first."
    assert browser.post(address, {**sent, "changed_on": "2027-01-01"}).status_code == 422
    assert browser.post(address, sent).status_code == 302
    assert "It says who rings the family first." in browser.get(page).content.decode()
    source = f"/learning/sources/{asked.source.reference}/answers/"
    assert "It says who rings the family first." in client_as("business-manager").get(source).content.decode()
    for slug in ("business-manager", "scr-member-police"):
        assert client_as(slug).post(address, sent).status_code == 403, slug
    for slug in ("stranger", "housing-lead", "other-manager"):
        assert client_as(slug).get(address).status_code == 404, slug
    with pytest.raises(NotAllowed):
        shares.add_own_policy_change(
            asked=line(asked), policy="x", what_changed="y", changed_on=dt.date(2026, 2, 27), by=cast["health-lead"]
        )  # fmt: skip


def test_a_proposal_that_is_not_taken_up_opens_the_answers_again(
    asked: AnswerRequest, cast: Cast, client_as: Browser, at: Callable[[str], dt.datetime]
) -> None:
    answers.answer(asked=line(asked), reply="accepted", by=cast["police-lead"])
    wanted = {name: ACTION[name] for name in ("title", "activity", "difference_expected", "resources")}
    action = answers.propose_action(request=asked, asked=[line(asked)], by=cast["police-lead"], **wanted)
    asked.refresh_from_db()
    assert asked.closed_at is not None
    at("2026-03-09 09:00")
    learning.reject(action=action, reason="Health does this for both.", by=cast["business-manager"])
    asked.refresh_from_db()
    assert (asked.closed_at, asked.due_on) == (None, dt.date(2026, 4, 8))
    deadline = Deadline.objects.of(asked.record).running().get()
    assert [row.party.person for row in deadline.parties.all()] == [cast["police-lead"]]
    told = Notice.objects.filter(to=cast["police-lead"], subject_key="action-rejected").get()
    browser = client_as("police-lead")
    assert "Health does this for both." in browser.get(told.link).content.decode()
    assert "an action is still to be proposed" in browser.get(url(asked)).content.decode()
    other = answers.propose_action(request=asked, asked=[line(asked)], by=cast["police-lead"], **wanted)
    asked.refresh_from_db()
    assert asked.closed_at is not None
    answers.ask_again(
        request=asked, reason="See the law.", due_on=dt.date(2026, 5, 1), by=cast["business-manager"]
    )
    answers.answer(
        asked=line(asked), reply="accepted", no_action_needed=True, no_action_reason="Health does it.",
        by=cast["police-lead"],
    )  # fmt: skip
    learning.reject(action=other, reason="Not needed then.", by=cast["business-manager"])
    asked.refresh_from_db()
    assert asked.closed_at is not None  # the reason for none stands


def test_nobody_else_answers_and_it_can_be_asked_again(
    asked: AnswerRequest, cast: Cast, client_as: Browser
) -> None:
    for slug in ("business-manager", "scr-member-police"):
        answer = client_as(slug).get(url(asked, f"{line(asked).pk}/"))
        assert answer.status_code == 403, slug
        assert "Ask the safeguarding lead" in answer.content.decode()
    answers.answer(
        asked=line(asked), reply="declined", reason="Another force does it.", by=cast["police-lead"]
    )
    browser = client_as("business-manager")
    sent = {"reason": "Tell us which force does it.", "due_on": "2026-04-20"}
    assert client_as("police-lead").post(url(asked, "ask-again/"), sent).status_code == 403
    assert browser.post(url(asked, "ask-again/"), sent, follow=True).status_code == 200
    asked.refresh_from_db()
    assert (asked.closed_at, asked.due_on) == (None, dt.date(2026, 4, 20))
    answers.chase(request=asked, by=cast["business-manager"])
    with pytest.raises(InvalidMove, match="asked again today"):
        answers.chase(request=asked, by=cast["business-manager"])


def test_the_same_queries_for_few_and_many(asked: AnswerRequest, cast: Cast, client_as: Browser) -> None:
    browser = client_as("business-manager")
    browser.get("/learning/answers/")

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert browser.get("/learning/answers/").status_code == 200
        return len(found)

    few = count()
    for number in range(12):
        record = Record.objects.create(
            board=cast.board, kind="answer-request", reference=f"WES-ANS-2031-{number:03d}", title="x",
            route="learning:answer-detail",
        )  # fmt: skip
        source = Record.objects.create(
            board=cast.board, kind="review", reference=f"WES-SCR-2031-{number:03d}", title="x",
            route="learning:answer-detail",
        )  # fmt: skip
        AnswerRequest.objects.create(
            record=record, board=cast.board, source=source, agency=cast.agency("police"), due_on=asked.due_on,
            asked_by=cast["business-manager"], source_kind="From a case review",
        )  # fmt: skip
    assert count() == few
