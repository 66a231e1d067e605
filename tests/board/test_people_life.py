"""Leave with a deputy, the quarterly review of access, and leavers whose open things are handed over."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb.board import access_review, accounts, away
from lscb.board.assurance import operations as assurance
from lscb.board.documents import operations as documents
from lscb.board.models import AccessReview, AccessReviewRow, AssuranceReport, BoardDocument, Entry
from lscb.clocks.ladders import Level
from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.home.leaving import hand_over, open_items
from lscb.learning.operations.items import add_item
from lscb.notices.models import Notice
from lscb.people.models import Leave
from lscb.records.operations import exclude, open_record
from tests.board.entries import make

TODAY = dt.date(2026, 3, 2)
R, J = Entry.Register, AccessReviewRow.Judgement


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-03-02 09:00")


def leave(cast, slug="police-lead", by="police-lead", **values):
    given = {"from_on": TODAY, "until_on": dt.date(2026, 3, 13), "board": cast.board} | values
    return away.set_leave(user=cast[slug], by=cast[by], **given)


def test_leave_is_set_by_the_person_or_the_office(cast):
    row = leave(cast, deputy=cast["scr-member-police"])
    assert list(Leave.objects.on(TODAY)) == [row]
    for values, words in (
        ({"from_on": dt.date(2026, 3, 10), "until_on": dt.date(2026, 3, 20)}, "already"),
        ({"from_on": dt.date(2026, 4, 2), "until_on": dt.date(2026, 4, 1)}, "before the first"),
        ({"from_on": dt.date(2026, 1, 1), "until_on": dt.date(2026, 1, 2)}, "has passed"),
        ({"from_on": dt.date(2026, 4, 1), "until_on": dt.date(2028, 4, 1)}, "a year"),
    ):
        with pytest.raises(BadInput, match=words):
            leave(cast, **values)
    with pytest.raises(NotAllowed):
        leave(cast, "health-lead", "police-lead")
    with pytest.raises(NotAllowed):
        leave(cast, "health-lead", "other-manager", board=cast.neighbour.board)
    leave(cast, "health-lead", "administrator")
    away.end_leave(leave=row, by=cast["business-manager"], board=cast.board)
    assert list(away.leaves_of(cast["police-lead"])) == []


def test_leave_in_the_browser(cast, client_as):
    browser = client_as("police-lead")
    typed = {"from_on": "2026-04-01", "until_on": "2026-03-20", "deputy": cast["scr-member-police"].pk}
    assert browser.post("/account/leave/add/", typed).status_code == 422
    assert browser.post("/account/leave/add/", typed | {"until_on": "2026-04-20"}).status_code == 302
    row = Leave.objects.get()
    assert "Karen Lyle" in browser.get("/account/leave/").content.decode()
    assert client_as("health-lead").post(f"/account/leave/{row.pk}/end/").status_code == 404
    assert browser.post(f"/account/leave/{row.pk}/end/").status_code == 302
    leave(cast)
    assert (
        "Away"
        in client_as("business-manager").get(f"/board/people/{cast['police-lead'].pk}/").content.decode()
    )
    person = f"/board/people/{cast['police-lead'].pk}/leave/add/"
    assert client_as("business-manager").get(person).status_code == 200
    assert client_as("lay-member").get(person).status_code == 403
    assert client_as("other-manager").get(person).status_code == 404
    details = {"job_title": "Inspector", "digest_hour": "7", "term_time_only": "on"}
    assert browser.post("/account/details/", details).status_code == 302
    cast["police-lead"].refresh_from_db()
    assert cast["police-lead"].term_time_only


def test_the_review_of_access_lists_everybody_and_ends_when_all_are_judged(cast):
    (begin,) = access_review.open_for(cast["business-manager"], TODAY)
    assert begin.verb == "Begin"
    review = access_review.open_review(board=cast.board, by=cast["business-manager"])
    assert Deadline.objects.of(review.record).running().get().due_on == review.due_on
    (go_on,) = access_review.open_for(cast["administrator"], TODAY)
    assert go_on.verb == "Go on with" and go_on.reference == review.record.reference
    rows = {row.user.slug: row for row in access_review.rows_of(review)}
    assert len(rows) == 24 and rows["police-lead"].asleep
    assert "Agency safeguarding lead, Westmere Constabulary" in rows["police-lead"].roles
    with pytest.raises(InvalidMove):
        access_review.open_review(board=cast.board, by=cast["administrator"])
    with pytest.raises(BadInput, match="24 people"):
        access_review.finish(review=review, by=cast["business-manager"])
    with pytest.raises(BadInput, match="still is something"):
        access_review.judge(row=rows["reviewer"], judgement=J.ENDED, by=cast["business-manager"])
    accounts.end_membership(
        board=cast.board, user=cast["reviewer"], reason="It is over", by=cast["business-manager"]
    )
    access_review.judge(row=rows["reviewer"], judgement=J.ENDED, by=cast["business-manager"])
    with pytest.raises(BadInput, match="what was changed"):
        access_review.judge(row=rows["lay-member"], judgement=J.CHANGED, by=cast["business-manager"])
    access_review.judge(
        row=rows["lay-member"], judgement=J.CHANGED, note="One seat fewer", by=cast["administrator"]
    )
    count = access_review.confirm(
        review=review, rows=list(access_review.rows_of(review)), by=cast["administrator"]
    )
    assert count == 22
    access_review.finish(review=review, by=cast["business-manager"])
    assert access_review.open_for(cast["business-manager"], TODAY) == []
    with pytest.raises(InvalidMove):
        access_review.judge(row=rows["lay-member"], judgement=J.CONFIRMED, by=cast["business-manager"])
    for by in ("lay-member", "police-lead", "other-manager"):
        with pytest.raises(NotAllowed):
            access_review.open_review(board=cast.board, by=cast[by])


def test_the_review_in_the_browser(cast, client_as):
    manager = client_as("business-manager")
    assert "Begin the review" in manager.get("/board/people/access-review/").content.decode()
    base = manager.post("/board/people/access-review/").url
    page = manager.get(base).content.decode()
    assert "24 people" in page and "Neil Garside" in page and "Not in the last 90 days" in page
    rows = list(AccessReview.objects.get().rows.order_by("pk"))
    empty = manager.post(f"{base}confirm/", {})
    assert empty.status_code == 422 and "Tick at least one person" in empty.content.decode()
    assert manager.post(f"{base}confirm/", {"rows": [row.pk for row in rows[:20]]}).status_code == 302
    for row in rows[20:]:
        assert manager.post(f"{base}rows/{row.pk}/", {"judgement": "changed"}).status_code == 422
        assert manager.post(f"{base}rows/{row.pk}/", {"judgement": "confirmed"}).status_code == 302
    assert "Finish the review" in manager.get(base).content.decode()
    assert manager.post(f"{base}finish/").status_code == 302
    assert "This review is finished" in manager.get(base).content.decode()
    for path in ("/board/people/access-review/", base, f"{base}rows/{rows[0].pk}/", "/board/people/changes/"):
        assert client_as("stranger").get(path).status_code == 404
        assert client_as("lay-member").get(path).status_code == 403
    assert client_as("other-manager").get(base).status_code == 404
    assert "Neil Garside" in manager.get("/board/people/changes/?since=2009-01-01").content.decode()


@pytest.fixture
def busy(cast):
    """Somebody with one open thing of each kind."""
    who = cast["business-officer"]
    entry = make(cast, R.RISK, owner=who)
    documents.add(
        board=cast.board,
        title="Framework",
        kind="framework",
        summary="How we learn",
        owner=who,
        by=cast["business-manager"],
    )
    assurance.ask(
        board=cast.board, shape="update", title="An update", group=cast.group("board"), due_on=dt.date(2026, 4, 1),
        owner=who, by=cast["business-manager"],
    )  # fmt: skip
    return entry


def test_a_leaver_is_not_ended_silently_while_things_are_open(cast, busy, client_as):
    who, by = cast["business-officer"], cast["business-manager"]
    with pytest.raises(BadInput, match="2 things are still open"):
        accounts.end_membership(board=cast.board, user=who, reason="Retired", by=by)
    path = f"/board/people/{who.pk}/end/"
    manager = client_as("business-manager")
    page = manager.get(path).content.decode()
    assert f"/board/people/{who.pk}/hand-over/" in page and "<strong>2</strong>" in page
    bad = manager.post(path, {"reason": "Retired in March"})
    assert bad.status_code == 422 and "Retired in March" in bad.content.decode()
    clocks = list(
        Deadline.objects.running().filter(parties__party__person=who, record__kind__in=("challenge", "risk"))
    )
    assert (
        clocks and manager.post(path, {"reason": "Retired in March", "leave_open": "on"}).status_code == 302
    )
    told = {row.party.person for clock in clocks for row in clock.parties.filter(level=Level.OWNER)}
    assert told == {by}  # nobody forgets it


def test_what_is_open_is_handed_to_named_people(cast, busy, client_as):
    who, by, taker = cast["business-officer"], cast["business-manager"], cast["monitoring-chair"]
    items, hidden = open_items(who, cast.board, by)
    assert ([item.kind for item in items], hidden) == (["entry", "report", "document"], 0)
    path = f"/board/people/{who.pk}/hand-over/"
    manager = client_as("business-manager")
    page = manager.get(path).content.decode()
    assert all(item.reference in page for item in items) and "Learning and Development Group" in page
    assert manager.post(path, {}).status_code == 422
    assert manager.post(path, {item.key: taker.pk for item in items}).status_code == 302
    assert open_items(who, cast.board, by)[0] == []
    assert {
        Entry.objects.get().owner,
        AssuranceReport.objects.get().owner,
        BoardDocument.objects.get().owner,
    } == {taker}
    keys = set(Notice.objects.filter(to=taker).values_list("subject_key", flat=True))
    assert keys == {"entry-yours", "report-asked", "handed-over"}
    accounts.end_membership(board=cast.board, user=who, reason="Retired", by=by)
    assert client_as("lay-member").get(path).status_code == 403
    assert client_as("stranger").get(path).status_code == 404
    with pytest.raises(NotAllowed):
        hand_over(person=who, board=cast.board, given={}, by=cast["lay-member"])


def test_everything_goes_to_one_person_but_what_is_chosen_by_itself(cast, busy, client_as):
    who, by, taker = cast["business-officer"], cast["business-manager"], cast["monitoring-chair"]
    entry, report, document = open_items(who, cast.board, by)[0]
    path, manager = f"/board/people/{who.pk}/hand-over/", client_as("business-manager")
    assert "Who takes over everything" in manager.get(path).content.decode()
    chosen = {"everything": taker.pk, report.key: by.pk, document.key: "stays"}
    assert manager.post(path, chosen).status_code == 302
    assert Entry.objects.get().owner == taker and entry.kind == "entry"
    assert AssuranceReport.objects.get().owner == by
    assert [item.key for item in open_items(who, cast.board, by)[0]] == [document.key]
    assert "Who takes over everything" not in manager.get(path).content.decode()


def test_lessons_and_what_runs_for_an_agency_are_handed_over_too(cast, client_as):
    by, who, taker = cast["business-manager"], cast["police-lead"], cast["scr-member-police"]
    lesson = add_item(
        board=cast.board, title="Ask about the father", message="Ask who else lives there.", owner=who, by=by
    )
    asked = make(cast, R.CHALLENGE, agency=cast.agency("police"))
    items, hidden = open_items(who, cast.board, by)
    assert ([item.kind for item in items], hidden) == (["learning", "clock"], 0)
    path, manager = f"/board/people/{who.pk}/hand-over/", client_as("business-manager")
    refused = manager.post(path, {items[1].key: cast["housing-lead"].pk} | {items[0].key: taker.pk})
    lesson.refresh_from_db()
    assert lesson.owner == who and "is not open to" in refused.content.decode()  # all or nothing
    assert manager.post(path, {item.key: taker.pk for item in items}).status_code == 302
    lesson.refresh_from_db()
    clock = Deadline.objects.of(asked.record).running().get()
    told = {(row.party.person, row.level) for row in clock.parties.select_related("party__person")}
    assert (
        lesson.owner == taker and (taker, Level.OWNER) in told and who not in {person for person, _ in told}
    )
    assert open_items(who, cast.board, by)[0] == []
    accounts.end_membership(board=cast.board, user=who, reason="Retired", by=by)


def test_what_the_manager_may_not_see_is_not_shown(cast, client_as):
    case = open_record(
        board=cast.board,
        kind="review",
        code="SCR",
        title="A review",
        route="board:entry-risk",
        by=cast["business-manager"],
    )
    make(cast, R.RISK, title="Wibblefrost", owner=cast["police-lead"], source=case)
    exclude(record=case, user=cast["business-manager"], reason="Related", by=cast["independent-chair"])
    page = (
        client_as("business-manager")
        .get(f"/board/people/{cast['police-lead'].pk}/hand-over/")
        .content.decode()
    )
    assert "Wibblefrost" not in page and "that you cannot open yourself" in page


def test_a_review_costs_the_same_for_few_and_for_many(cast, client_as):
    base = client_as("business-manager").post("/board/people/access-review/").url
    browser = client_as("business-manager")

    def queries():
        browser.get(base)
        with CaptureQueriesContext(connection) as counted:
            browser.get(base)
        return len(counted)

    many = queries()
    AccessReviewRow.objects.exclude(
        pk__in=list(AccessReviewRow.objects.values_list("pk", flat=True)[:2])
    ).delete()
    assert queries() == many


def test_handing_over_costs_the_same_for_few_and_for_many(cast, client_as):
    path, manager = f"/board/people/{cast['police-lead'].pk}/hand-over/", client_as("business-manager")

    def queries():
        manager.get(path)
        with CaptureQueriesContext(connection) as counted:
            manager.get(path)
        return len(counted)

    make(cast, R.RISK, owner=cast["police-lead"])
    few = queries()
    for _ in range(6):
        make(cast, R.RISK, owner=cast["police-lead"])
    assert queries() == few
