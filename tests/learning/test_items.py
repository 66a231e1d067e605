"""Learning items: stages with evidence, passing on, sharing; and the search over everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lscb.board.operations import give_role
from lscb.board.roles import Role
from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.identity import operations as identity
from lscb.learning import operations as learning
from lscb.learning import said
from lscb.learning.figures import board_learning
from lscb.learning.models import Cascade, Finding, LearningItem, LearningShare, PolicyChange
from lscb.learning.operations import cascades, items, shares
from lscb.learning.reading import open_for
from lscb.notices.models import Notice
from lscb.records.models import Record, SearchRow
from lscb.records.operations import exclude
from tests.cast import Cast
from tests.learning.conftest import Maker

S, Stage = "", LearningItem.Stage
Browser = Callable[[str], Client]
TODAY = dt.date(2026, 3, 2)
PROOF = "An audit of 40 records in May found the question in 36 of them."
DONE = {
    "told": "yes", "way": "team-meeting", "done_on": "2026-02-27", "reached": "84",
    "note": "Ten minutes in all six team meetings; the minutes are kept by the training team.",
}  # fmt: skip


@pytest.fixture
def item(cast: Cast) -> LearningItem:
    return items.add_item(
        board=cast.board, title="Ask about every adult in the home", by=cast["business-manager"],
        message="Ask at the first visit who lives here, and write every name down.",
    )  # fmt: skip


@pytest.fixture
def finding(cast: Cast, source: Record) -> Finding:
    by = cast["business-manager"]
    identity.add_person(
        record=source, kind="PERSON", role="child", values=[("first-name", "Quillabeth")], by=by
    )
    return learning.add_finding(
        source=source,
        kind="concern",
        title="Wibblefrost: nobody asked Quillabeth who lived there",
        by=by,
        text="Three visits.",
    )


def url(item: LearningItem, page: str = "") -> str:
    return f"/learning/items/{item.record.reference}/{page}"


def test_everybody_with_a_seat_reads_it_and_others_do_not(
    item: LearningItem, cast: Cast, client_as: Browser
) -> None:
    for slug in ("business-manager", "lay-member", "scr-member-police"):
        assert item.message in client_as(slug).get(url(item)).content.decode(), slug
        assert item.title in client_as(slug).get("/learning/").content.decode(), slug
    for slug in ("stranger", "other-manager", "housing-lead"):
        for page in ("", "edit/", "move/", "pass-on/", "share/"):
            assert client_as(slug).get(url(item, page)).status_code == 404, (slug, page)
        assert item.title not in client_as(slug).get("/learning/").content.decode(), slug
    for page in ("edit/", "move/", "pass-on/", "share/"):
        answer = client_as("lay-member").get(url(item, page))
        assert answer.status_code == 403, page
        assert "Ask the business manager" in answer.content.decode()


def test_from_a_finding_in_words_that_name_nobody(
    finding: Finding, source: Record, cast: Cast, client_as: Browser
) -> None:
    browser = client_as("business-manager")
    address = f"/learning/items/new/?finding={finding.pk}"
    page = browser.get(address).content.decode()
    assert f"From finding 1 of {source.reference}" in page
    assert "Wibblefrost" not in page
    answer = browser.post(address, {"title": "Ask Quillabeth", "message": "Typed message"})
    assert answer.status_code == 422
    assert "so it names nobody of the case" in answer.content.decode()
    assert "Typed message" in answer.content.decode()
    assert (
        browser.post(address, {"title": "Ask who lives there", "message": "At each visit."}).status_code
        == 302
    )
    item = LearningItem.objects.get()
    assert (item.finding, item.source, item.record.shut_with) == (finding, source, source)
    assert source.reference not in client_as("lay-member").get(url(item)).content.decode()
    assert "From a case review" in client_as("lay-member").get(url(item)).content.decode()
    with pytest.raises(BadInput, match="learning item comes from it"):
        learning.remove_finding(finding=finding, by=cast["business-manager"])
    exclude(record=source, user=cast["lay-member"], reason="Related", by=cast["business-manager"])
    assert client_as("lay-member").get(url(item)).status_code == 404
    assert "Ask who lives there" not in client_as("lay-member").get("/learning/").content.decode()


def test_stages_need_evidence(item: LearningItem, cast: Cast, client_as: Browser) -> None:
    browser = client_as("business-officer")
    sent = {"stage": "disseminated", "evidence": "Ongoing", "version": item.version}
    assert "does not say what shows" in browser.post(url(item, "move/"), sent).content.decode()
    upload = SimpleUploadedFile("audit.txt", b"Thirty-six of forty.", content_type="text/plain")
    assert browser.post(url(item, "move/"), {**sent, "evidence": PROOF, "upload": upload}).status_code == 302
    page = client_as("lay-member").get(url(item)).content.decode()
    assert PROOF in page
    assert "audit.txt" in page
    item.refresh_from_db()
    with pytest.raises(InvalidMove):
        items.move_item(item=item, stage=Stage.EVALUATED, evidence=PROOF, by=cast["business-manager"])
    with pytest.raises(InvalidMove, match="Somebody changed"):
        items.move_item(
            item=item, stage=Stage.EMBEDDED, evidence=PROOF, version=1, by=cast["business-manager"]
        )
    items.move_item(item=item, stage=Stage.EMBEDDED, evidence=PROOF, by=cast["business-manager"])
    answer = browser.post(url(item, "move/"), {"stage": "evaluated", "evidence": PROOF})
    assert "Write the impact statement" in answer.content.decode()
    items.move_item(
        item=item,
        stage=Stage.EVALUATED,
        evidence=PROOF,
        impact="Four of five records name every adult.",
        by=cast["business-manager"],
    )
    items.move_item(
        item=item,
        stage=Stage.IDENTIFIED,
        evidence="The second audit found it in 4 of 40.",
        by=cast["business-manager"],
    )
    assert board_learning(cast.board, TODAY).by_stage["identified"] == 1
    assert item.title in browser.get("/learning/?stage=open").content.decode()


def test_of_two_who_change_the_wording_at_once_the_second_hears_of_it(
    item: LearningItem, cast: Cast, client_as: Browser
) -> None:
    browser, sent = client_as("business-officer"), {"title": "Ask", "message": "Typed words", "version": "1"}
    assert 'name="version" value="1"' in browser.get(url(item, "edit/")).content.decode()
    assert browser.post(url(item, "edit/"), {**sent, "message": "Ask at the door."}).status_code == 302
    late = client_as("business-manager").post(url(item, "edit/"), sent)
    assert late.status_code == 409
    assert "Typed words" in late.content.decode()
    item.refresh_from_db()
    assert item.message == "Ask at the door."


def test_agencies_pass_it_on(item: LearningItem, cast: Cast, client_as: Browser) -> None:
    browser = client_as("business-manager")
    sent = {"agencies": [cast.agency("police").pk, cast.agency("housing").pk]}
    assert browser.post(url(item, "pass-on/"), sent).status_code == 302
    assert Notice.objects.filter(subject_key="cascade-asked", to=cast["housing-lead"]).count() == 1
    police, housing = (Cascade.objects.get(agency=cast.agency(slug)) for slug in ("police", "housing"))
    assert police.due_on == dt.date(2026, 4, 15)
    address = url(item, f"passed-on/{housing.pk}/")
    assert item.message in client_as("housing-lead").get(url(item)).content.decode()
    assert [
        (row.verb, row.url)
        for row in open_for(cast["housing-lead"], TODAY)
        if row.reference == item.record.reference
    ] == [("Pass on", address)]
    assert client_as("police-lead").get(address).status_code == 403
    bad = client_as("housing-lead").post(address, {**DONE, "reached": ""})
    assert bad.status_code == 422
    assert "Say about how many people it reached" in bad.content.decode()
    assert DONE["note"].split(";")[0] in bad.content.decode()
    assert client_as("housing-lead").post(address, {"told": "nobody"}).status_code == 422
    assert client_as("housing-lead").post(address, DONE).status_code == 302
    assert "about 84 people" in client_as("lay-member").get(url(item)).content.decode()
    people = {row.party.person for row in Deadline.objects.of(item.record).running().get().parties.all()}
    assert people == {cast["police-lead"]}
    counts = board_learning(cast.board, dt.date(2026, 5, 1))
    assert (counts.asked, counts.confirmed, counts.late) == (2, 1, 1)
    still = f"/learning/?waits_for={police.agency_id}"
    assert item.title in browser.get(still).content.decode()
    assert item.title not in browser.get(f"/learning/?waits_for={housing.agency_id}").content.decode()
    cascades.confirm_cascade(
        cascade=police, by=cast["police-lead"], not_relevant="The police does not visit homes first."
    )
    assert not Deadline.objects.of(item.record).running().exists()
    assert Notice.objects.filter(subject_key="cascade-complete").exists()
    with pytest.raises(InvalidMove):
        cascades.confirm_cascade(cascade=police, by=cast["police-lead"], not_relevant="Again")
    with pytest.raises(NotAllowed):
        items.add_item(board=cast.board, title="x", message="y", by=cast["police-lead"])


def test_who_leads_a_shared_agency_next_door_does_not_answer_here(
    item: LearningItem, cast: Cast, client_as: Browser
) -> None:
    """An agency that works for both boards has a lead on each."""
    assert cast.neighbour is not None
    give_role(
        board=cast.neighbour.board, user=cast["other-scr-chair"], role=Role.AGENCY_LEAD, agency=cast.agency("housing"),
        by=None,
    )  # fmt: skip
    made = cascades.ask_to_cascade(
        item=item, agencies=[cast.agency("housing")], due_on=None, by=cast["business-manager"]
    )
    with pytest.raises(NotAllowed, match="safeguarding lead of"):
        cascades.confirm_cascade(cascade=made[0], by=cast["other-scr-chair"], not_relevant="Nobody")
    waiting = open_for(cast["other-scr-chair"], TODAY)
    assert item.record.reference not in [row.reference for row in waiting]
    assert item.record.reference in [row.reference for row in open_for(cast["housing-lead"], TODAY)]


def test_shared_with_a_neighbour_and_nothing_but_the_words(
    finding: Finding, source: Record, item: LearningItem, cast: Cast, client_as: Browser
) -> None:
    browser, address = client_as("business-manager"), f"/learning/sources/{source.reference}/share/"
    assert cast.neighbour is not None
    sent = {
        "thing": "finding:1", "what": "Ask Quillabeth", "with_board": cast.neighbour.board.pk, "shared_on": "2026-03-02",
        "confirmed_safe": "on",
    }  # fmt: skip
    assert "leave the name out" in browser.post(address, sent).content.decode()
    sent["what"] = "Ask at each visit who lives in the home."
    assert browser.post(address, sent).status_code == 302
    theirs = client_as("other-manager").get("/learning/shared/").content.decode()
    assert sent["what"] in theirs
    for hidden in ("Wibblefrost", source.reference, "Quillabeth"):
        assert hidden not in theirs
    assert sent["what"] in browser.get("/learning/shared/").content.decode()
    for slug in ("stranger", "lay-member", "police-lead"):
        assert sent["what"] not in client_as(slug).get("/learning/shared/").content.decode(), slug
    assert client_as("police-lead").get(address).status_code == 404
    shares.share(
        thing=item, what="Ask who lives here.", with_whom="National Panel", shared_on=TODAY, by=cast["business-manager"],
        confirmed_safe=True,
    )  # fmt: skip
    assert "With National Panel" in client_as("lay-member").get(url(item)).content.decode()
    assert LearningShare.objects.count() == 2


def test_a_policy_was_changed(finding: Finding, source: Record, cast: Cast, client_as: Browser) -> None:
    row = learning.add_recommendation(
        source=source, text="Change it", by=cast["business-manager"], agencies=[cast.agency("police")]
    )
    sent = {
        "recommendation": row.pk,
        "policy": "Home visits",
        "what_changed": "Who lives here is asked.",
        "changed_on": "2026-02-27",
    }
    browser, address = client_as("business-manager"), f"/learning/sources/{source.reference}/policy/"
    assert browser.post(address, {**sent, "changed_on": "2027-01-01"}).status_code == 422
    assert "Home visits" in browser.post(address, sent, follow=True).content.decode()
    assert PolicyChange.objects.count() == 1


def test_has_it_been_said_before(
    finding: Finding, source: Record, item: LearningItem, make: Maker, cast: Cast, client_as: Browser
) -> None:
    make("started")
    browser = client_as("business-manager")

    def find(words: str, slug: str = "") -> str:
        return (client_as(slug) if slug else browser).get("/learning/search/", {"q": words}).content.decode()

    assert "Nothing that is open to you says this" in find("Quillabeth")
    assert "<mark>Wibblefrost</mark>: nobody asked Child A who lived there" in find("wibblefrost")
    for slug in ("lay-member", "police-lead", "stranger", "other-manager"):
        assert "Nothing that is open to you says this" in find("wibblefrost", slug), slug
    assert "Train duty <mark>officers</mark>" in find("officer", "police-lead")
    assert "Ask about every <mark>adult</mark>" in find("adults", "lay-member")
    assert "&lt;b&gt;" in find("<b>")
    exclude(record=source, user=cast["business-manager"], reason="Related", by=cast["independent-chair"])
    assert "Nothing that is open to you says this" in find("wibblefrost")
    assert "Nothing that is open to you says this" in find("officer")


def test_the_index_follows_and_can_be_made_again(
    finding: Finding, make: Maker, item: LearningItem, cast: Cast
) -> None:
    make("started")
    learning.edit_finding(
        finding=finding, kind="concern", title="Nobody rang Quillabeth", by=cast["business-manager"]
    )
    before = set(SearchRow.objects.values_list("key", "title", "text", "said_on"))
    assert ("finding", "Nobody rang Child A") in {(key.split(":")[0], title) for key, title, _, _ in before}
    SearchRow.objects.filter(kind="action").delete()
    SearchRow.objects.update(title="Quillabeth")
    assert said.reindex() == 3
    assert set(SearchRow.objects.values_list("key", "title", "text", "said_on")) == before
    learning.remove_finding(finding=finding, by=cast["business-manager"])
    assert not SearchRow.objects.filter(kind="finding").exists()


def test_the_same_queries_for_few_and_many(item: LearningItem, cast: Cast, client_as: Browser) -> None:
    browser = client_as("business-manager")

    def count(address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(address).status_code == 200
        return len(found)

    addresses = ("/learning/", "/learning/search/?q=adult", url(item))
    few = [count(address) for address in addresses]
    for number in range(15):
        items.add_item(
            board=cast.board,
            title=f"Ask about adult {number}",
            message="Every adult.",
            by=cast["business-manager"],
        )
    items_asked = [cast.agency(slug) for slug in ("police", "housing", "childrens-services", "hospital")]
    cascades.ask_to_cascade(item=item, agencies=items_asked, due_on=None, by=cast["business-manager"])
    assert [count(address) for address in addresses] == few
