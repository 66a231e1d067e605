"""A thing's timeline: in sentences, with its branches, without what is shut to the reader."""

import pytest

from lscb.records.operations import exclude, grant_access, open_record
from lscb.records.timeline import timeline
from lscb.trail.recording import record_event


@pytest.fixture
def case(cast):
    return open_record(
        board=cast.board,
        kind="referral",
        code="REF",
        title="Referral",
        route="files:file-download",
        by=cast["police-lead"],
    )


@pytest.fixture
def branch(cast, case):
    record = open_record(
        board=cast.board,
        kind="scoping",
        code="SCO",
        title="Request",
        route="trail:event-list",
        by=None,
        root=case,
    )
    record.route = "records:none"
    return record


def told(record, user):
    return [event["text"] for event in timeline(record, user)]


def test_events_are_sentences_with_reasons(cast, case):
    record_event("referral.submitted", by=cast["police-lead"], record=case)
    record_event("referral.withdrawn", by=cast["police-lead"], record=case, detail={"reason": "Sent twice"})
    newest, oldest = timeline(case, cast["business-manager"])
    assert oldest["text"] == "Neil Garside sent the referral."
    assert (newest["text"], newest["why"]) == ("Neil Garside withdrew the referral.", "Sent twice")


def test_the_seat_stands_beside_the_name(cast, case, client_as):
    from lscb.trail.recording import Circumstances, circumstances

    token = circumstances.set(Circumstances(seat="Agency safeguarding lead, Westmere Constabulary"))
    record_event("referral.submitted", by=cast["police-lead"], record=case)
    circumstances.reset(token)
    sentence = "Neil Garside, Agency safeguarding lead, Westmere Constabulary, sent the referral."
    assert told(case, cast["business-manager"]) == [sentence]


def test_reading_and_saving_are_left_out(cast, case):
    for event in ("record.read", "referral.saved", "identity.revealed", "access.granted"):
        record_event(event, by=cast["police-lead"], record=case)
    assert told(case, cast["business-manager"]) == []


def test_branches_are_told_to_those_who_may_see_them(cast, case, branch, monkeypatch):
    monkeypatch.setattr("lscb.records.models.Record.get_absolute_url", lambda self: f"/x/{self.reference}/")
    record_event("scoping.answered", by=cast["housing-lead"], record=branch)
    (event,) = timeline(case, cast["business-manager"])
    assert (event["text"], event["url_label"]) == (
        "Grace Oduya answered the scoping request.",
        branch.reference,
    )
    grant_access(record=case, party=cast["police-lead"].party, capacity="referrer", reason="Sent it", by=None)
    assert told(case, cast["police-lead"]) == []
    assert told(case, cast["stranger"]) == []


def test_a_conflict_shuts_the_timeline(cast, case):
    record_event("referral.submitted", by=cast["police-lead"], record=case)
    exclude(record=case, user=cast["business-manager"], reason="Related", by=cast["independent-chair"])
    assert told(case, cast["business-manager"]) == []


def test_one_number_of_queries_for_any_number_of_events(cast, case, django_assert_num_queries):
    user = cast["business-manager"]
    timeline(case, user)
    for count in (2, 60):
        for _ in range(count):
            record_event("referral.submitted", by=cast["police-lead"], record=case)
        with django_assert_num_queries(2):
            timeline(case, user)
    assert len(timeline(case, user)) == 30
