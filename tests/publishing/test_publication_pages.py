"""The pages of publication: what each reader sees, what the public sees, and what nobody must see."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lscb.identity.operations import reveal
from lscb.publishing import making
from lscb.publishing.models import Document, Publication
from lscb.publishing.operations import publications
from lscb.publishing.reading import open_for
from lscb.publishing.sweep import render_waiting
from tests.publishing import ways

PAGES = (
    "document-detail", "words", "word-several", "word-hide", "register", "register-new", "freeze", "text", "file", "check",
    "approve", "send-back", "clearance-legal", "plan", "advance",
)  # fmt: skip
POSTS = ("word-rule", "word-run", "make-again")


@pytest.fixture(autouse=True)
def quick_file(monkeypatch, settings, tmp_path):
    import io

    import pikepdf

    settings.FILES_DIR = tmp_path
    blank = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(blank, static_id=True)
    monkeypatch.setattr(making, "make_pdf", lambda text: blank.getvalue())


def url(document: Document, page: str, *more: object) -> str:
    return reverse(f"publishing:{page}", args=[document.record.reference, *more])


def seen(response) -> str:
    """The page without its chrome of hidden tokens."""
    return re.sub(r"\s+", " ", response.content.decode())


def shows_names(cast, document, slug="business-manager") -> None:
    reveal(record=document.record, reason="Ruling on doubtful words today", by=cast[slug])


@pytest.mark.parametrize("slug", ["stranger", "other-manager", "board-member", "police-lead", "scr-chair"])
def test_others_find_nothing(cast, client_as, slug):
    document = ways.made(cast)
    client = client_as(slug)
    missing = client.get("/documents/WES-DOC-2026-999/")
    for page in PAGES:
        response = client.get(url(document, page))
        assert response.status_code == 404, page
        if page == "document-detail":
            assert len(response.content) == len(missing.content)
    for page in POSTS:
        assert client.post(url(document, page)).status_code == 404


def test_nobody_gets_past_the_sign_in(cast):
    document = ways.made(cast)
    for page in PAGES:
        assert Client().get(url(document, page)).status_code == 302


def test_the_checker_reads_the_public_text_and_no_real_name(cast, client_as):
    document = ways.made(cast)
    client = client_as("anonymity-checker")
    for page in ("document-detail", "text", "check", "file"):
        response = client.get(url(document, page))
        assert response.status_code == 200, page
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert not any(marker.encode() in body for marker in ways.MARKERS)
    for page in ("words", "register", "freeze", "plan"):
        assert client.get(url(document, page)).status_code == 403, page


def test_names_are_behind_the_gate(cast, client_as):
    document = ways.copied(cast)
    client = client_as("business-manager")
    for page in ("words", "register"):
        text = seen(client.get(url(document, page)))
        assert "Show, giving a reason" in text
        assert not any(marker in text for marker in ways.MARKERS)
    assert client.get(url(document, "register-new")).status_code == 403
    number = document.doubts.first().pk
    assert client.post(url(document, "word-rule"), {"doubt": number, "ruling": "keep"}).status_code == 403
    shows_names(cast, document)
    text = seen(client.get(url(document, "words") + "?section=section-what-happened"))
    assert '<mark class="is-removed">Rhiannon Fenwright</mark>' in text
    assert '<mark class="is-replaced">Mother</mark>' in text
    assert 'class="is-doubt"' in text
    assert "Tamsin" in seen(client.get(url(document, "register")))


def test_an_officer_on_whose_list_the_case_is_shows_names_only_with_a_reason(cast, client_as):
    document = ways.copied(cast, by="business-officer")
    text = seen(client_as("business-officer").get(url(document, "words")))
    assert "Show, giving a reason" in text
    assert "Fenwright" not in text


def test_ruling_in_the_browser(cast, client_as):
    document = ways.copied(cast)
    shows_names(cast, document)
    client = client_as("business-manager")
    doubt = document.doubts.get(text="asthma")
    asked = client.post(url(document, "word-rule"), {"doubt": doubt.pk, "ruling": "keep"})
    assert asked.url == url(document, "word-keep", doubt.pk)
    empty = client.post(asked.url, {"reason": ""})
    assert empty.status_code == 422 and "Say in a few words why" in seen(empty)
    assert client.post(asked.url, {"reason": "Many children have it."}).status_code == 302
    stranger = document.doubts.get(text="Perpetua Vandersloot")
    bad = client.post(
        url(document, "word-mask", stranger.pk), {"replacement": "Fenwright’s friend", "reason": ""}
    )
    assert bad.status_code == 422 and "part of a real name" in seen(bad) and "Fenwright’s friend" in seen(bad)
    data = {
        "kind": "PERSON",
        "role": "other",
        "name": "Perpetua Vandersloot",
        "other_names": "Perpy",
        "pseudonym": "",
    }
    assert client.post(url(document, "word-register", stranger.pk), data).status_code == 302
    ways.settle_doubts(document, cast)
    assert "The text can be frozen" in seen(client.get(url(document, "words")))
    ruled = seen(client.get(url(document, "words") + "?show=ruled"))
    assert "Many children have it." in ruled
    client.post(url(document, "word-rule"), {"doubt": doubt.pk, "ruling": "open"})
    assert document.doubts.get(text="asthma").ruling is None
    assert client.post(url(document, "word-rule"), {"doubt": "x", "ruling": "keep"}).status_code == 404


def test_the_register_in_the_browser(cast, client_as):
    document = ways.copied(cast)
    shows_names(cast, document)
    client = client_as("business-manager")
    data = {"kind": "LOC", "role": "place", "name": "Larkspur Lane", "other_names": "", "pseudonym": ""}
    assert client.post(url(document, "register-new"), data).status_code == 302
    person = document.record.case.protected.get(pseudonym="Place A")
    page = client.get(url(document, "register-change", person.pk))
    assert "Larkspur Lane" in seen(page)
    changed = {"role": "place", "name": "Larkspur Lane", "other_names": "The Lane", "pseudonym": "A street"}
    assert client.post(url(document, "register-change", person.pk), changed).status_code == 302
    person.refresh_from_db()
    assert person.pseudonym == "A street" and person.identifiers.count() == 2
    taken = client.post(url(document, "register-new"), {**data, "pseudonym": "Mother"})
    assert taken.status_code == 422
    assert (
        client.post(url(document, "register-retire", person.pk), {"reason": "It is nowhere"}).status_code
        == 302
    )
    assert client.get(url(document, "register-change", person.pk)).status_code == 404


def test_the_whole_way_in_the_browser(cast, client_as, at):
    at("2026-11-30 10:00")
    document = ways.settled(cast)
    manager, checker, chair = (
        client_as("business-manager"),
        client_as("anonymity-checker"),
        client_as("independent-chair"),
    )
    assert manager.post(url(document, "freeze")).status_code == 302
    assert "Wait for the file" in seen(manager.get(url(document, "document-detail")))
    assert render_waiting() == 1
    assert "Check its anonymity" in seen(checker.get(url(document, "document-detail")))
    half = checker.post(url(document, "check"), {"ticked": ways.TICKED[:2]})
    assert half.status_code == 422 and "Confirm every line" in seen(half)
    assert checker.post(url(document, "check"), {"ticked": ways.TICKED}).status_code == 302
    assert "Read and approve" in seen(chair.get(url(document, "document-detail")))
    assert chair.post(url(document, "approve"), {}).status_code == 302
    for kind in ("legal", "family", "staff"):
        sent = {"outcome": "not-needed", "detail": "There is no court order.", "done_on": "2026-11-30"}
        assert manager.post(url(document, f"clearance-{kind}"), sent).status_code == 302
    assert "Ofsted" in seen(manager.get(url(document, "advance")))
    assert (
        manager.post(url(document, "advance"), {"sent_on": "2026-11-30", "to": "Ofsted"}).status_code == 302
    )
    assert "Wednesday 9 December 2026" in seen(manager.get(url(document, "document-detail")))


def test_approving_asks_for_a_recent_proof(cast, client_as, at):
    document = ways.made(cast)
    client = client_as("anonymity-checker")
    at(timezone.now() + dt.timedelta(minutes=11))
    response = client.post(url(document, "check"), {"ticked": ways.TICKED})
    assert response.status_code == 302 and response.url.startswith("/account/confirm/")
    assert ways.again(document).status == Document.Status.CHECKING


def test_a_file_that_failed_has_a_button(cast, client_as, monkeypatch):
    document, _ = ways.frozen(cast)

    def fail(text):
        raise making.CannotMake(making.TOO_LONG)

    monkeypatch.setattr(making, "make_pdf", fail)
    render_waiting()
    client = client_as("business-manager")
    text = seen(client.get(url(document, "document-detail")))
    assert making.TOO_LONG in text and "Try again" in text
    assert client.post(url(document, "make-again")).status_code == 302


def test_a_leak_is_shown_by_place_and_pseudonym(cast, client_as):
    document, release = ways.frozen(cast)
    release.text["passages"][0]["text"] += " Rhiannon Fenwright came."
    release.save()
    render_waiting()
    text = seen(client_as("business-manager").get(url(document, "document-detail")))
    assert "Names found in the file" in text and "Mother" in text
    assert not any(marker in text for marker in ways.MARKERS)


# --- the public -----------------------------------------------------------------------------------
def public(publication: Publication, page: str = "publication-detail") -> str:
    return reverse(f"publishing:{page}", args=[publication.slug])


def test_what_the_public_reads(cast, at):
    publication = ways.published(cast, at)
    client = Client()
    listing = client.get("/publications/")
    assert publication.title in seen(listing)
    page = client.get(public(publication))
    text = seen(page)
    assert page.status_code == 200 and "What will be done" in text and "Child A" in text
    for response in (listing, page):
        body = response.content.decode() + str(response.headers)
        hidden = (*ways.MARKERS, "WES-DOC", "WES-REF", "WES-SCR", "Perpetua", "Helen Marsh", "Margaret Osei")
        assert not [word for word in hidden if word in body]


def test_what_is_published_can_be_found_and_nothing_else(cast, at, client_as):
    publication = ways.published(cast, at)
    hidden, client = "noindex", Client()
    for address in ("/publications/", public(publication)):
        assert hidden not in seen(client.get(address)), address
    private = (
        "/",
        f"/publications/{publication.release.document.record.reference}/",
        "/referrals/",
        "/publications/x/",
    )
    for address in private:
        assert hidden in seen(client_as("business-manager").get(address)), address
    for address in ("/sign-in/", "/help/privacy/", "/join/x/", "/refer/x/"):
        assert hidden in seen(client.get(address)), address
    at(dt.datetime.combine(publication.minimum_until, dt.time(9)))
    publications.move_to_request(publication=publication, by=cast["business-manager"])
    assert hidden not in seen(client.get(public(publication)))
    publications.withdraw(publication=publication, by=cast["independent-chair"])
    assert hidden in seen(client.get(public(publication)))


def test_the_file_is_the_approved_one(cast, at):
    publication = ways.published(cast, at)
    response = Client().get(public(publication, "publication-pdf"))
    body = b"".join(response.streaming_content)
    assert body.startswith(b"%PDF-") and len(body) == publication.pdf_size
    assert response["Content-Disposition"] == f'attachment; filename="{publication.slug}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=300"
    assert "Last-Modified" not in response
    again = Client().get(public(publication, "publication-pdf"), HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304


def test_a_withdrawn_report_leaves_a_notice_and_nothing_else(cast, at, client_as):
    publication = ways.published(cast, at)
    manager = client_as("business-manager")
    bad = manager.post(
        public(publication, "publication-withdraw"), {"notice": "Tamsin Fenwright’s family asked"}
    )
    assert bad.status_code == 422
    assert manager.post(public(publication, "publication-withdraw"), {"notice": ""}).status_code == 302
    for page in ("publication-detail", "publication-pdf"):
        response = Client().get(public(publication, page))
        assert response.status_code == 410
        assert publications.NOTICE in seen(response)
        assert publication.title not in seen(response) and "Child A" not in seen(response)
    assert publication.title not in seen(Client().get("/publications/"))


def test_a_report_on_request_says_how_to_ask(cast, at, client_as):
    publication = ways.published(cast, at)
    at(dt.datetime.combine(publication.minimum_until, dt.time(9)))
    manager = client_as("business-manager")
    assert manager.post(public(publication, "publication-on-request"), {}).status_code == 302
    assert "given out on request" in seen(Client().get(public(publication)))
    assert Client().get(public(publication, "publication-pdf")).status_code == 404
    data = {"who": "A reader", "asked_on": str(timezone.localdate())}
    assert manager.post(public(publication, "publication-request"), data).status_code == 302
    assert "Available on request" in seen(Client().get("/publications/"))


@pytest.mark.parametrize("slug", ["stranger", "business-officer", "board-member"])
def test_others_do_not_change_what_is_public(cast, at, client_as, slug):
    publication = ways.published(cast, at)
    client = client_as(slug)
    for page in ("publication-withdraw", "publication-on-request", "publication-request"):
        assert client.post(public(publication, page), {"notice": ""}).status_code == 403
    assert Client().post(public(publication, "publication-withdraw")).status_code == 302
    publication.refresh_from_db()
    assert publication.withdrawn_at is None


def test_unknown_reports_and_odd_addresses(cast, client):
    assert client.get("/publications/nothing-here/").status_code == 404
    assert client.get("/publications/nothing-here/report.pdf").status_code == 404
    for query in ("?page=99999999999", "?page=x", "?board=none", "?page=0"):
        assert client.get(f"/publications/{query}").status_code == 200


def test_the_pages_cost_the_same_for_a_long_text(cast, client_as, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from lscb.publishing.preparing import SourcePassage

    short = ways.copied(cast)
    names = ["Quillan", "Brastow", "Venmore", "Haddisley", "Trewick", "Ormsgarth", "Pellowby", "Saxmere"]
    passages = [
        SourcePassage(f"s{n}", f"Section {n}", f"They met Mr {name}. He had asthma.")
        for n, name in enumerate(names)
    ]
    long = ways.copied(cast, passages=passages)
    counts = []
    for document in (short, long):
        shows_names(cast, document)
        client = client_as("business-manager")
        client.get("/help/")
        with CaptureQueriesContext(connection) as found:
            client.get(url(document, "words"))
            client.get(url(document, "document-detail"))
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_what_waits_for_whom(cast):
    today = timezone.localdate()
    ways.made(cast)

    def waiting(slug: str) -> list[str]:
        return [work.verb for work in open_for(cast[slug], today)]

    assert waiting("anonymity-checker") == ["Check the anonymity of"]
    assert waiting("business-manager") == []
    assert waiting("stranger") == waiting("board-member") == waiting("other-manager") == []
    ways.copied(cast)
    assert waiting("business-manager") == ["Settle doubtful words of"]
    ways.approved(cast)
    assert "Clear and publish" in waiting("business-manager")
