"""Papers: they open to members on their day, are read, and come as one tagged PDF that holds what its reader may see."""

import datetime as dt
import io
import subprocess

import page as page_validation
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lscb.core.errors import InvalidMove, NotAllowed
from lscb.core.printing.making import pdf_of
from lscb.files.models import FileUse
from lscb.meetings import operations as meetings
from lscb.meetings import packs, sweep
from lscb.meetings.models import PackOrder, PaperRead
from lscb.meetings.operations.packs import place_of
from lscb.meetings.operations.papers import send_due_papers
from lscb.notices.models import Notice
from lscb.trail.models import AuditEvent
from reviews.operations import considerations
from tests.meetings.holding import CHAIR, MANAGER, paper, planned, text_pdf, with_heading
from tests.reviews import making

pytestmark = pytest.mark.django_db
MEMBER = "scr-member-police"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def words_of(pdf: bytes, tmp_path) -> str:
    place = tmp_path / "pack.pdf"
    place.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", str(place), "-"], capture_output=True, check=True
    ).stdout.decode()


def test_a_headings_papers_open_to_members_on_their_day_and_to_nobody_else(cast, client_as, at):
    at("2026-03-02 09:00")
    meeting = planned(cast, 21)  # Monday 23 March; papers go out on Monday 16 March
    use = paper(cast, with_heading(cast, meeting))
    url = f"/files/{use.pk}/"
    assert client_as(MEMBER).get(url).status_code == 404
    assert send_due_papers(timezone.localdate()) == 0
    at("2026-03-16 09:00")
    assert send_due_papers(timezone.localdate()) == 1
    assert send_due_papers(timezone.localdate()) == 0
    assert Notice.objects.filter(subject_key="meeting-pack", to=cast[MEMBER]).count() == 1
    assert client_as(MEMBER).get(url).status_code == 200
    for slug in ("board-member", "police-lead", "stranger"):
        assert client_as(slug).get(url).status_code == 404


def test_papers_sent_by_the_button_open_at_once(cast, client_as, at):
    at("2026-03-02 09:00")
    meeting = planned(cast, 21)
    referral, _ = making.gathering(cast)
    considerations.list_for_meeting(referral=referral, meeting=meeting, by=cast[MANAGER])
    use = paper(cast, with_heading(cast, meeting))
    page = f"/referrals/{referral.record.reference}/"
    assert client_as(MEMBER).get(page).status_code == 404
    assert client_as(CHAIR).post(f"/meetings/{meeting.record.reference}/papers/send/").status_code == 302
    assert client_as(MEMBER).get(page).status_code == 200
    assert client_as(MEMBER).get(f"/files/{use.pk}/").status_code == 200
    meeting.refresh_from_db()
    with pytest.raises(InvalidMove):
        meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    late = paper(cast, with_heading(cast, meeting, "Added late"))
    assert client_as(MEMBER).get(f"/files/{late.pk}/").status_code == 200
    meetings.reschedule(meeting=meeting, held_on=dt.date(2026, 4, 20), reason="No room", by=cast[CHAIR])
    meeting.refresh_from_db()
    assert meeting.status == "agenda-set" and client_as(MEMBER).get(page).status_code == 404


def test_read_markers_are_shown_with_names_to_those_who_run_it(cast, client_as):
    meeting = planned(cast)
    item = with_heading(cast, meeting)
    use = paper(cast, item)
    meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    base = f"/meetings/{meeting.record.reference}/"
    member = client_as(MEMBER)
    assert "I have read this" in member.get(base).content.decode()
    assert member.post(f"{base}items/{item.pk}/read/", {"use": use.pk}).status_code == 302
    assert "I have read this" not in member.get(base).content.decode()
    client_as("scr-member-health").get(f"/files/{use.pk}/")
    page = client_as(CHAIR).get(f"{base}papers/").content.decode()
    assert page.index("Karen Lyle") < page.index("Priya Raman") < page.index("Owen Tait")
    assert PaperRead.objects.filter(user=cast[MEMBER]).count() == 1
    assert client_as("board-member").post(f"{base}items/{item.pk}/read/", {"use": use.pk}).status_code == 403
    assert client_as(MEMBER).get(f"{base}papers/").status_code == 403


def test_the_pack_is_one_tagged_document_with_the_papers_in_it(cast, client_as, tmp_path):
    meeting = planned(cast, place="Town Hall")
    meetings.add_standing_items(meeting=meeting, by=cast[MANAGER])
    item = with_heading(cast, meeting, "Budget", brief="Agree the budget.", lead=cast[CHAIR])
    paper(cast, item, "Pounds and pence", pages=3)
    paper(cast, item, "A table", name="figures.txt")
    paper(cast, item, "Hidden name", name="Mabel Smith.pdf", may_identify=True)
    meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    member, base = client_as(MEMBER), f"/meetings/{meeting.record.reference}/pack/"
    assert "Make my pack" in member.get(base).content.decode()
    assert member.get(f"{base}file/").status_code == 409
    assert member.post(base).status_code == 302
    assert "being made" in member.get(base).content.decode()
    assert (sweep.make_waiting(), sweep.make_waiting()) == (1, 0)
    assert "Your pack is ready" in member.get(base).content.decode()
    answer = member.get(f"{base}file/")
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert "attachment" in answer["Content-Disposition"]
    words = words_of(answer.content, tmp_path)
    for said in (
        "Contents",
        "Agree the budget.",
        "Made for Karen Lyle",
        "figures.txt",
        "TXT file",
        "paper.pdf: page 3 of 3",
    ):
        assert said in words, said
    assert words.count("Pounds and pence") == 3 and "Hidden name" in words and "Mabel" not in words
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        last = len(pdf.pages)
        titles = [str(entry.title) for entry in _outlines(pdf)]
    assert f"Page {last} of {last}" in words
    assert any(title.startswith("Item 5") or "Budget" in title for title in titles)
    assert AuditEvent.objects.filter(event="pack.downloaded", actor_id=cast[MEMBER].pk).count() == 1


def test_the_pack_passes_pdf_ua_where_its_papers_bring_their_fonts(cast):
    html = "<html lang=en><head><title>t</title><link rel=stylesheet href='app:///static/css/pdf.css'></head><body>"
    made = pdf_of(f"{html}<h1>A paper</h1>{'<p>Some words.</p>' * 80}</body></html>", "0" * 32)
    meeting = planned(cast)
    item = with_heading(cast, meeting)
    upload = SimpleUploadedFile("paper.pdf", made, content_type="application/pdf")
    meetings.add_paper(item=item, upload=upload, may_identify=False, by=cast[MANAGER])
    meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    pack = packs.make_pack(meeting, cast[MEMBER])
    assert pack.pages > 1
    report = str(page_validation.validate_pdf_bytes(pack.pdf, profile="ua1"))
    assert "no failures" in report, report


def _outlines(pdf):
    with pdf.open_outline() as outline:
        heap = list(outline.root)
    found = []
    while heap:
        entry = heap.pop()
        found.append(entry)
        heap += entry.children
    return found


def test_a_conflict_takes_the_papers_out_of_the_pack_visibly(cast, tmp_path):
    meeting = planned(cast)
    referral, _ = making.gathering(cast)
    item = considerations.list_for_meeting(referral=referral, meeting=meeting, by=cast[MANAGER])
    with_heading(cast, meeting)
    paper(cast, item, "Marrowfat")
    meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    before = packs.make_pack(meeting, cast[MEMBER])
    assert "Marrowfat" in words_of(before.pdf, tmp_path) and before.pages == 1
    interest = {"record": referral.record, "detail": "Our agency", "by": cast["scr-member-health"]}
    meetings.declare_conflict(user=cast["scr-member-health"], kind="agency", **interest)
    assert "Marrowfat" in words_of(packs.make_pack(meeting, cast["scr-member-health"]).pdf, tmp_path)
    meetings.declare_conflict(
        record=referral.record, user=cast[MEMBER], kind="personal", detail="Cousin", by=cast[MEMBER]
    )
    after = words_of(packs.make_pack(meeting, cast[MEMBER]).pdf, tmp_path)
    assert "Item 1: not in your pack, because of a recorded conflict" in after
    for shut in ("Marrowfat", referral.record.reference, referral.record.title, "paper.pdf"):
        assert shut not in after


def test_a_pack_that_was_made_is_not_given_out_after_a_conflict(cast, client_as, at):
    at("2026-03-02 09:00")
    meeting = planned(cast)
    item = with_heading(cast, meeting)
    paper(cast, item, "Marrowfat")
    meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    member, base = client_as(MEMBER), f"/meetings/{meeting.record.reference}/pack/"
    member.post(base)
    sweep.make_waiting()
    order = PackOrder.objects.get()
    assert place_of(order.path).is_file() and member.get(f"{base}file/").status_code == 200
    assert client_as("scr-member-health").get(f"{base}file/").status_code == 409  # it is nobody else's
    meetings.declare_on_item(item=item, kind="personal", detail="Related to it", by=cast[MEMBER])
    refused = member.get(f"{base}file/")
    assert refused.status_code == 409 and "has changed" in refused.content.decode()
    page = member.get(base).content.decode()
    assert "Ask for a new pack" in page and "Download my pack" not in page
    member.post(base)
    assert not place_of(order.path).is_file()
    sweep.make_waiting()
    assert member.get(f"{base}file/").status_code == 200
    at("2026-03-03 10:00")
    assert (sweep.forget_old(), sweep.forget_old()) == (1, 0)
    assert client_as(MEMBER).get(f"{base}file/").status_code == 409 and not any(place_of("packs").iterdir())


def test_a_worker_that_was_killed_leaves_a_pack_that_is_made_by_another(cast, at, monkeypatch):
    at("2026-03-02 09:00")
    meeting = planned(cast)
    with_heading(cast, meeting)
    order = meetings.order_pack(meeting=meeting, by=cast[CHAIR])
    meetings.order_pack(meeting=meeting, by=cast[CHAIR])
    assert PackOrder.objects.count() == 1

    def killed(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr(sweep, "make_pack", killed)
    for attempt in range(3):
        at(f"2026-03-02 1{attempt}:00")
        with pytest.raises(KeyboardInterrupt):
            sweep.make_waiting()
        assert sweep.make_waiting() == 0  # it is claimed for a while
    at("2026-03-02 14:00")
    assert sweep.make_waiting() == 1
    order.refresh_from_db()
    assert order.state == "failed" and "several times" in order.failure


def test_a_conflict_that_comes_while_the_pack_is_made_stops_it(cast, monkeypatch):
    meeting = planned(cast)
    item = with_heading(cast, meeting)
    paper(cast, item)
    meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    made = packs.pdf_of

    def meanwhile(*given, **named):
        pdf = made(*given, **named)
        meetings.declare_on_item(item=item, kind="personal", detail="Related to it", by=cast[MEMBER])
        return pdf

    monkeypatch.setattr(packs, "pdf_of", meanwhile)
    with pytest.raises(InvalidMove, match="changed just now"):
        packs.make_pack(meeting, cast[MEMBER])


def test_what_cannot_be_laid_in_is_listed_and_the_rest_still_comes(cast, tmp_path, monkeypatch):
    meeting = planned(cast)
    item = with_heading(cast, meeting)
    paper(cast, item, "Too long", pages=4, name="long.pdf")
    paper(cast, item, "Short", name="short.pdf")
    broken = paper(cast, item, "Broken", name="broken.pdf")
    broken.file.place.write_bytes(b"%PDF-1.7 and nothing else")
    meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    monkeypatch.setattr(packs, "MOST_PAGES", 3)
    words = words_of(packs.make_pack(meeting, cast[MEMBER]).pdf, tmp_path)
    assert "too long for the pack" in " ".join(words.split()) and "cannot be laid" in " ".join(words.split())
    assert "short.pdf: page 1 of 1" in words and "Too long" not in words.replace("too long", "")


def test_only_members_and_whoever_runs_it_get_a_pack(cast, client_as):
    meeting = planned(cast)
    with_heading(cast, meeting)
    url = f"/meetings/{meeting.record.reference}/pack/"
    assert client_as("board-member").get(url).status_code == 403
    assert client_as("stranger").get(url).status_code == 404


def test_taking_a_paper_off_and_who_may_add_one(cast, client_as):
    meeting = planned(cast)
    item = with_heading(cast, meeting)
    use = paper(cast, item)
    base = f"/meetings/{meeting.record.reference}/items/{item.pk}/papers/"
    sent = {"upload": SimpleUploadedFile("more.pdf", text_pdf("More"), content_type="application/pdf")}
    officer = client_as("business-officer")
    assert officer.post(f"{base}{use.pk}/remove/").status_code == 404  # it is not open to them
    assert client_as(MANAGER).post(f"{base}add/", sent).status_code == 302
    assert client_as(MANAGER).post(f"{base}add/", {}).status_code == 422
    assert client_as(MANAGER).post(f"{base}{use.pk}/remove/").status_code == 302
    assert FileUse.objects.in_use().filter(purpose="meeting-paper").count() == 1
    with pytest.raises(NotAllowed):
        meetings.add_paper(item=item, upload=sent["upload"], may_identify=False, by=cast[MEMBER])
