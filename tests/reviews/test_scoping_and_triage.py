"""Questions to the referrer, and the agencies' answers."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove, NotAllowed, StaleEdit
from reviews.models import Referral, ScopingRequest
from reviews.operations import scoping, triage
from tests.reviews import making

pytestmark = pytest.mark.django_db


def test_questions_go_back_and_forth_and_the_day_told_stays(cast):
    referral = making.submitted(cast)
    told = referral.notified_on
    triage.return_with_questions(
        referral=referral, questions=["Which school?", " "], by=cast["business-manager"]
    )
    question = referral.questions.get()
    with pytest.raises(BadInput):
        triage.answer_questions(referral=referral, answers={}, by=cast["police-lead"])
    with pytest.raises(NotAllowed):
        triage.answer_questions(
            referral=referral, answers={question.pk: "Alder Brook"}, by=cast["health-lead"]
        )
    triage.answer_questions(referral=referral, answers={question.pk: "Alder Brook"}, by=cast["police-lead"])
    referral.refresh_from_db()
    assert (referral.status, referral.notified_on) == (Referral.Status.SUBMITTED, told)


def test_elsewhere_duplicate_and_withdrawn_need_a_reason(cast):
    one, two = making.submitted(cast), making.submitted(cast, by="school-dsl")
    manager = cast["business-manager"]
    with pytest.raises(BadInput):
        triage.redirect(referral=one, sent_where="Eastmere", reason="", by=manager)
    with pytest.raises(BadInput):
        triage.mark_duplicate(referral=one, other=one, reason="The same one", by=manager)
    triage.mark_duplicate(referral=two, other=one, reason="The same child", by=manager)
    triage.withdraw(referral=one, reason="Sent by mistake", by=manager)
    with pytest.raises(InvalidMove):
        triage.redirect(referral=one, sent_where="Eastmere", reason="Lives there now", by=manager)


def test_an_answer_can_be_saved_gone_on_with_and_sent(cast):
    _, requests = making.gathering(cast)
    request, lead = requests[0], cast["police-lead"]
    scoping.save_answer(request=request, by=lead, summary="We knew")
    with pytest.raises(StaleEdit):
        scoping.save_answer(request=request, by=lead, summary="Other", version=1)
    with pytest.raises(BadInput):
        scoping.send_answer(request=request, by=lead, involved=None)
    with pytest.raises(NotAllowed):
        scoping.send_answer(request=request, by=cast["health-lead"], involved=False)
    scoping.send_answer(request=request, by=lead, involved=True, summary="We knew the family.")
    request.refresh_from_db()
    assert request.status == ScopingRequest.Status.ANSWERED
    due = timezone.localdate() + dt.timedelta(days=5)
    scoping.ask_again(request=request, question="Since when?", due_on=due, by=cast["business-manager"])
    request.refresh_from_db()
    assert request.status == ScopingRequest.Status.STARTED
    assert request.summary == "We knew the family."


def test_a_request_can_be_chased_and_cancelled(cast):
    _, requests = making.gathering(cast)
    officer = cast["business-officer"]
    scoping.chase(request=requests[0], by=officer)
    requests[0].refresh_from_db()
    assert requests[0].times_chased == 1
    with pytest.raises(NotAllowed):
        scoping.cancel_request(request=requests[1], reason="Not needed", by=cast["health-lead"])
    scoping.cancel_request(request=requests[1], reason="Not needed", by=officer)
    assert not ScopingRequest.objects.visible_to(cast["health-lead"]).exists()


def test_the_agency_page_and_the_stranger(cast, client_as):
    _, requests = making.gathering(cast)
    url = f"/requests/{requests[2].record.reference}/"
    housing = client_as("housing-lead")
    assert housing.get(url).status_code == 200
    assert housing.post(f"{url}answer/", {"save": "1", "summary": "Half"}).status_code == 302
    page = housing.post(f"{url}answer/", {"summary": "Half"})
    assert page.status_code == 422
    assert "Say whether your agency was involved" in page.content.decode()
    assert housing.post(f"{url}answer/", {"involved": "no"}).status_code == 302
    for slug in ("stranger", "police-lead", "other-manager", "imr-author"):
        assert client_as(slug).get(url).status_code == 404, slug
