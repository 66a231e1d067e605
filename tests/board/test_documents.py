"""The board's documents: versions that stay, reviews that come due, what they were tested against."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb.board.documents import operations as documents
from lscb.board.documents import reading
from lscb.board.models import BoardDocument
from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, NotAllowed
from lscb.notices.models import Notice
from lscb.records.operations import exclude, open_record

TODAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _monday(at, settings, tmp_path):
    at("2026-03-02 09:00")
    settings.FILES_DIR = tmp_path


def make(cast, **values):
    given = {
        "title": "Learning and improvement framework", "kind": "framework", "summary": "How the Board learns.",
        "owner": cast["business-officer"], "group": cast.group("learning"), "by": cast["business-manager"],
    }  # fmt: skip
    return documents.add(board=cast.board, **(given | values))


def versioned(cast, document, number="1.0", by="business-manager", **values):
    given = {"authors": "Business unit", "change": "First version", "dated_on": dt.date(2025, 9, 1)} | values
    return documents.keep_version(document=document, number=number, by=cast[by], **given)


def test_versions_stay_and_the_next_review_comes_by_itself(cast):
    document = make(cast)
    first = versioned(cast, document)
    document.refresh_from_db()
    assert document.review_on == dt.date(2026, 9, 1)
    assert Deadline.objects.of(document.record).running().get().due_on == dt.date(2026, 9, 1)
    with pytest.raises(BadInput, match="already"):
        versioned(cast, document)
    versioned(cast, document, "1.1", dated_on=TODAY, contributors="Every group", by="business-officer")
    document.refresh_from_db()
    assert document.review_on == dt.date(2027, 3, 2) and document.versions.count() == 2
    documents.ratify(version=first, on=TODAY, by=cast["business-manager"])
    with pytest.raises(BadInput, match="already"):
        documents.ratify(version=first, on=TODAY, by=cast["business-manager"])


def test_a_review_before_its_time_needs_a_reason_and_is_told(cast):
    document = make(cast)
    versioned(cast, document)
    with pytest.raises(BadInput):
        documents.ask_review(document=document, reason=" ", due_on=TODAY, by=cast["business-manager"])
    documents.ask_review(
        document=document, reason="New guidance", due_on=dt.date(2026, 4, 1), by=cast["business-manager"]
    )
    document.refresh_from_db()
    assert (document.review_on, document.review_reason) == (dt.date(2026, 4, 1), "New guidance")
    assert Notice.objects.filter(to=cast["business-officer"], subject_key="document-review").exists()
    assert [each.verb for each in reading.open_for(cast["business-officer"], TODAY)] == ["Review"]
    assert len(reading.due_for_group(cast.group("learning"), TODAY)) == 1
    documents.withdraw(document=document, reason="Replaced by the arrangements", by=cast["business-manager"])
    assert reading.open_for(cast["business-officer"], TODAY) == []
    assert not Deadline.objects.of(document.record).running().exists()
    with pytest.raises(BadInput, match="no longer in use"):
        documents.ask_review(
            document=document, reason="New guidance", due_on=dt.date(2026, 4, 1), by=cast["business-manager"]
        )


def test_who_keeps_and_who_reads(cast):
    document = make(cast, owner=None, readers="group", group=cast.group("monitoring"))
    seen = BoardDocument.objects.visible_to
    assert seen(cast["monitoring-chair"]).exists() and not seen(cast["lay-member"]).exists()
    versioned(cast, document, by="monitoring-chair")
    for by in ("police-lead", "lay-member", "other-manager", "stranger"):
        with pytest.raises(NotAllowed):
            versioned(cast, document, "2", by=by)
    with pytest.raises(NotAllowed):
        make(cast, by=cast["monitoring-chair"])
    documents.change(
        document=document, by=cast["business-manager"], title="Framework", readers="board", group=cast.group("policy"),
        owner=cast["police-lead"],
    )  # fmt: skip
    assert seen(cast["lay-member"]).exists() and seen(cast["police-lead"]).exists()


def test_what_it_was_tested_against_is_shown_to_who_may_see_it(cast, client_as):
    case = open_record(
        board=cast.board, kind="review", code="SCR", title="A review", route="board:document", mode="board",
        by=cast["business-manager"],
    )  # fmt: skip
    document = make(cast)
    documents.add_test(document=document, record=case, note="Wibblefrost", by=cast["business-manager"])
    base = document.get_absolute_url()
    assert "Wibblefrost" in client_as("lay-member").get(base).content.decode()
    exclude(record=case, user=cast["lay-member"], reason="Related", by=cast["business-manager"])
    assert "Wibblefrost" not in client_as("lay-member").get(base).content.decode()


def test_in_the_browser(cast, client_as):
    manager = client_as("business-manager")
    typed = {
        "title": "Escalation procedure", "kind": "procedure", "summary": "What to do when we disagree.",
        "review_months": "24", "readers": "board",
    }  # fmt: skip
    bad = manager.post("/board/documents/add/", typed | {"review_months": "0"})
    assert bad.status_code == 422 and "What to do when we disagree." in bad.content.decode()
    assert manager.post("/board/documents/add/", typed).status_code == 302
    base = BoardDocument.objects.get().get_absolute_url()
    file = SimpleUploadedFile("procedure.txt", b"Words", content_type="text/plain")
    version = {"number": "1.0", "dated_on": "2026-02-01", "authors": "Helen", "change": "First", "file": file}
    assert manager.post(f"{base}versions/add/", version).status_code == 302
    page = manager.get(base).content.decode()
    assert "Version 1.0" in page and "procedure.txt" in page and "Record it" in page
    pk = BoardDocument.objects.get().versions.get().pk
    assert manager.post(f"{base}versions/{pk}/ratify/", {"on": "2026-02-10"}).status_code == 302
    for verb in ("change", "review", "tests/add", "withdraw"):
        assert manager.get(f"{base}{verb}/").status_code == 200
    for path in ("/board/documents/", base):
        assert client_as("lay-member").get(path).status_code == 200
        assert client_as("stranger").get(path).status_code == 404
    assert client_as("other-manager").get(base).status_code == 404
    refused = client_as("lay-member").get(f"{base}review/")
    assert refused.status_code == 403 and "business unit" in refused.content.decode()


def test_the_list_costs_the_same_for_two_and_for_twenty(cast, client_as):
    browser = client_as("lay-member")

    def queries():
        browser.get("/board/documents/")
        with CaptureQueriesContext(connection) as counted:
            browser.get("/board/documents/")
        return len(counted)

    for number in range(2):
        make(cast, title=f"Document {number}")
    few = queries()
    for number in range(18):
        make(cast, title=f"Document {number}")
    assert queries() == few
