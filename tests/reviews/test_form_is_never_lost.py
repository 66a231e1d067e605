"""The referral form: saved as one goes along, stale pages, double clicks, ended sessions, hostile and strange input."""

import re

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers import serialize
from django.test import Client

from lscb.core.errors import InvalidMove, NotAllowed
from lscb.files.operations import attach
from lscb.identity.models import Identifier
from lscb.notices.models import Delivery, Notice
from lscb.trail.models import AuditEvent
from reviews.models import OutsiderLink, Referral
from reviews.operations import outsiders, triage
from tests.cast import sign_in
from tests.reviews import making
from tests.reviews.test_referral_pages import CHILD, fill

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def form(cast, client_as):
    """A draft of police-lead: (browser, referral, address of its form)."""
    lead = client_as("police-lead")
    lead.post("/referrals/new/")
    referral = Referral.objects.get()
    return lead, referral, f"/referrals/{referral}/form/"


def test_what_is_typed_is_saved_as_it_is_typed(form, at):
    lead, referral, base = form
    answer = lead.post(
        f"{base}referrer/", {"referrer_name": "Ann Cole", "referred_on_day": "31"}, headers=FETCH
    )
    assert answer.status_code == 204
    referral.refresh_from_db()
    assert referral.referrer_name == "Ann Cole"
    assert "referrer" not in referral.pages_done
    assert re.search(r"Saved at \d\d:\d\d", lead.get(base).content.decode())
    assert 'value="Ann Cole"' in lead.get(f"{base}referrer/").content.decode()


def test_half_a_page_is_saved_by_a_button_without_javascript(form):
    lead, referral, base = form
    assert lead.post(f"{base}outline/", {"outline": "", "save": "1"}).status_code == 302
    assert lead.post(f"{base}criteria/", {"why_abuse": "Neglect", "save": "1"}).headers["Location"] == base
    assert lead.post(f"{base}child/", {"first_name": "Tamsin", "save": "1"}).status_code == 302
    page = lead.post(
        f"{base}child/",
        {
            "first_name": "Tamsin",
            "born_on_day": "31",
            "born_on_month": "2",
            "born_on_year": "2009",
            "save": "1",
        },
    )
    assert page.status_code == 422 and "must be a real date" in page.content.decode()
    referral.refresh_from_db()
    assert (referral.why_abuse, referral.pages_done) == ("Neglect", [])
    assert Identifier.objects.count() == 1


def test_a_page_open_in_two_windows_does_not_undo_itself(form):
    lead, referral, base = form
    assert lead.post(f"{base}outline/", {"outline": "First", "version": "0"}).status_code == 302
    page = lead.post(f"{base}outline/", {"outline": "Second", "version": "0"})
    assert page.status_code == 409
    assert "Second" in page.content.decode()
    referral.refresh_from_db()
    assert referral.outline == "First"
    assert lead.post(f"{base}outline/", {"outline": "Second", "version": "1"}).status_code == 302


def key_in(page):
    return re.search(r'name="idempotency_key" value="([^"]+)"', page.content.decode())[1]


def test_pressing_twice_makes_one_referral(cast, client_as):
    lead = client_as("police-lead")
    key = key_in(lead.get("/referrals/new/"))
    first, second = (lead.post("/referrals/new/", {"idempotency_key": key}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    referral = Referral.objects.get()
    base = f"/referrals/{referral}/form/"
    fill(lead, base)
    key = key_in(lead.get(f"{base}check/"))
    answers = [lead.post(f"{base}check/", {"idempotency_key": key}) for _ in range(2)]
    assert {a.headers["Location"] for a in answers} == {f"{base}sent/"}
    assert AuditEvent.objects.filter(event="referral.submitted").count() == 1
    assert Notice.objects.filter(subject_key="referral-acknowledged").count() == 1


def test_a_session_that_ended_in_the_middle_gives_the_text_back(form, cast):
    lead, referral, base = form
    key = key_in(lead.get(f"{base}outline/"))
    lead.logout()
    answer = lead.post(f"{base}outline/", {"outline": "Half an hour of typing", "idempotency_key": key})
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/")
    back = sign_in(lead, cast["police-lead"]).get(f"{base}outline/?kept={key}")
    assert "Half an hour of typing" in back.content.decode()
    referral.refresh_from_db()
    assert referral.outline == ""


@pytest.mark.parametrize(
    ("page", "data", "sentence"),
    [
        ("child", {"born_on_year": "2099"}, "Date of birth must not be in the future"),
        ("referrer", {"notified_on": "2099-01-01"}, "Date of notification must not be in the future"),
        (
            "referrer",
            {"notified_on": "2017-01-01", "incident_on": "2017-02-01"},
            "must not be after the board was told",
        ),
        ("referrer", {"referred_on": "2017-02-30"}, "Date of referral must be a real date"),
        ("referrer", {"referrer_email": "not an address"}, "Enter an e-mail address"),
        ("agencies", {"agencies_known": ["other"]}, "Say which other agencies"),
        ("criteria", {"harm": "died", "why_abuse": "Yes"}, "Tell us about the death"),
    ],
)
def test_what_cannot_be_gets_a_sentence(form, page, data, sentence):
    lead, _, base = form
    answer = lead.post(f"{base}{page}/", (CHILD if page == "child" else {}) | data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("run.exe", b"MZ\x90\x00"),
        ("empty.pdf", b""),
        ("paper.pdf", b"<html>not a pdf</html>"),
        ("a.docx", b"PK\x03\x04"),
    ],
)
def test_a_file_that_is_not_taken_gets_a_sentence(form, name, data):
    lead, _, base = form
    page = lead.post(f"{base}papers/", {"upload": SimpleUploadedFile(name, data)})
    assert page.status_code == 422
    assert re.search(r'error-message">.*[A-Z].+', page.content.decode(), re.DOTALL)


def test_a_paper_can_be_taken_off_again(form, client_as):
    lead, referral, base = form
    assert (
        lead.post(f"{base}papers/", {"upload": SimpleUploadedFile("notes.txt", b"Notes")}).status_code == 302
    )
    use = referral.record.files.get()
    url = f"{base}papers/{use.pk}/remove/"
    assert client_as("business-manager").post(url).status_code == 404
    assert lead.post(url).status_code == 302
    assert not referral.record.files.in_use().exists()


def test_an_outsider_takes_off_a_paper_that_they_added(cast, client_as, client):
    client_as("business-manager").post("/referrals/links/", {"email": "gp@surgery.example"})
    token = Delivery.objects.get().body.split("/refer/")[1].split("/")[0]
    client.post(f"/refer/{token}/")
    base = "/refer/form/papers/"
    for name in ("Tamsin.txt", "letter.txt"):
        assert client.post(base, {"upload": SimpleUploadedFile(name, b"Notes")}).status_code == 302
    referral = Referral.objects.get()
    first, second = referral.record.files.order_by("pk")
    page = client.get(base).content.decode()
    assert "Tamsin" not in page and "TXT" in page
    url = re.search(rf'action="([^"]*{first.pk}/remove/)"', page)[1]
    url = url if url.startswith("/") else base + url
    for other in (Client(), client_as("stranger"), client_as("police-lead"), client_as("business-manager")):
        assert other.post(url).status_code in (403, 404)
    assert client.get(url).status_code == 405
    assert client.post(f"{base}999999/remove/").status_code == 404
    assert client.post(url).status_code == 302
    assert list(referral.record.files.in_use()) == [second]
    event = AuditEvent.objects.get(event="file.removed")
    assert event.detail["use"] == first.pk and "Tamsin" not in str(event.detail)
    page = client.get(base).content.decode()
    assert f"{first.pk}/remove/" not in page and f"{second.pk}/remove/" in page

    by_the_board = attach(
        record=referral.record, upload=SimpleUploadedFile("ours.txt", b"Ours"), purpose="referral",
        by=cast["business-manager"],
    )  # fmt: skip
    assert f"{by_the_board.pk}/remove/" not in client.get(base).content.decode()
    assert client.post(f"{base}{by_the_board.pk}/remove/").status_code == 403
    fill(client, "/refer/form/")
    assert client.post("/refer/form/check/").status_code == 302
    assert client.post(f"{base}{second.pk}/remove/").status_code == 409
    assert list(referral.record.files.in_use()) == [second, by_the_board]


def test_a_draft_is_its_authors_alone(form, client_as):
    _, referral, base = form
    for slug in ("business-manager", "independent-chair", "stranger", "other-manager", "health-lead"):
        for url in (f"/referrals/{referral}/", base, f"{base}child/", f"{base}check/"):
            assert client_as(slug).get(url).status_code == 404, (slug, url)


def test_a_sent_form_shows_no_page_again(cast, client_as):
    referral = making.submitted(cast)
    lead = client_as("police-lead")
    for page in ("child", "check", "siblings", "papers"):
        answer = lead.get(f"/referrals/{referral}/form/{page}/")
        assert answer.status_code == 302 and b"Tamsin" not in answer.content
    assert lead.post(f"/referrals/{referral}/form/outline/", {"outline": "Other"}).status_code == 409


def test_one_that_may_meet_the_criteria_stays_with_the_unit(cast, client_as):
    referral = making.submitted(cast)
    lead = client_as("police-lead")
    page = lead.post(f"/referrals/{referral}/withdraw/", {"reason": "Tamsin is well"})
    assert page.status_code == 422
    assert lead.post(f"/referrals/{referral}/withdraw/", {"reason": "Sent too early"}).status_code == 302
    referral.refresh_from_db()
    assert referral.status == Referral.Status.SUBMITTED
    assert Notice.objects.filter(
        to=cast["business-manager"], subject_key="referral-withdrawal-asked"
    ).exists()
    assert "Sent too early" in client_as("business-manager").get(f"/referrals/{referral}/").content.decode()
    triage.withdraw(referral=referral, reason="Not met at all", by=cast["business-manager"])
    referral.refresh_from_db()
    assert referral.status == Referral.Status.WITHDRAWN


@pytest.fixture
def outsider(cast, client_as):
    """Somebody with a link who has sent the form: (browser, link, referral)."""
    client_as("business-manager").post("/referrals/links/", {"email": "gp@surgery.example"})
    token = Delivery.objects.get().body.split("/refer/")[1].split("/")[0]
    browser = Client()
    browser.post(f"/refer/{token}/")
    fill(browser, "/refer/form/")
    assert browser.post("/refer/form/check/").status_code == 302
    return browser, OutsiderLink.objects.get(), Referral.objects.get()


def test_an_outsider_is_written_to_and_answers_questions(outsider, cast):
    browser, link, referral = outsider
    sent = Delivery.objects.get(key__startswith="referral-acknowledged")
    assert referral.record.reference in sent.subject and "Tamsin" not in sent.body + sent.subject
    triage.return_with_questions(referral=referral, questions=["Which school?"], by=cast["business-manager"])
    mail = Delivery.objects.get(key__startswith="referral-returned")
    assert mail.sensitive and "Which school" not in mail.body
    assert mail.board == cast.board and mail.expires_at == OutsiderLink.objects.get().expires_at
    assert outsiders.find(mail.body.split("/refer/")[1].split("/")[0]) == link
    assert "Which school?" in browser.get("/refer/form/").content.decode()
    question = referral.questions.get()
    assert browser.post("/refer/form/answer/", {}).status_code == 422
    assert browser.post("/refer/form/answer/", {f"answer_{question.pk}": "Alder Brook"}).status_code == 302
    referral.refresh_from_db()
    assert referral.status == Referral.Status.SUBMITTED
    assert browser.post("/refer/form/withdraw/", {"reason": "Sent too early"}).status_code == 302
    assert "took it back" in browser.get("/refer/form/sent/").content.decode()


def test_a_form_that_is_left_alone_asks_for_a_code_again_and_loses_nothing(cast, client_as, at):
    at("2026-12-01 09:00")
    client_as("business-manager").post("/referrals/links/", {"email": "gp@surgery.example"})
    token = Delivery.objects.get().body.split("/refer/")[1].split("/")[0]
    browser = Client()
    browser.post(f"/refer/{token}/")
    for moment in ("09:29", "09:58"):  # each page asked for starts the half hour again
        at(f"2026-12-01 {moment}")
        saved = browser.post("/refer/form/outline/", {"outline": f"Seen at {moment}"}, headers=FETCH)
        assert saved.status_code == 204
    at("2026-12-01 10:28")
    for answer in (
        browser.get("/refer/form/"),
        browser.post("/refer/form/outline/", {"outline": "Half an hour of typing"}),
    ):
        assert answer.status_code == 403 and "half an hour" in answer.content.decode()
    assert "Half an hour of typing" in answer.content.decode()
    assert "Seen at" not in answer.content.decode()
    browser.post(f"/refer/{token}/", {"send": "1"})
    code = re.search(r"\d{6}", Delivery.objects.get(key__startswith="link-code:").body)[0]
    assert browser.post(f"/refer/{token}/", {"code": code}).status_code == 302
    assert "Seen at 09:58" in browser.get("/refer/form/outline/").content.decode()


def test_a_link_that_was_shut_gives_typed_text_back(outsider, cast):
    browser, link, _ = outsider
    outsiders.close_link(link=link, by=cast["business-manager"])
    assert browser.get("/refer/form/").status_code == 404
    page = browser.post("/refer/form/outline/", {"outline": "Half an hour of typing"})
    assert page.status_code == 403
    assert "Half an hour of typing" in page.content.decode()


@pytest.mark.parametrize("slug", ["business-officer", "police-lead", "other-manager", "stranger"])
def test_only_the_manager_opens_a_link_again(outsider, cast, slug):
    _, link, _ = outsider
    before = link.token_hash
    with pytest.raises(NotAllowed, match="Only the business manager"):
        outsiders.renew(link=link, by=cast[slug])
    link.refresh_from_db()
    assert link.token_hash == before
    assert outsiders.renew(link=link, by=cast["business-manager"]).startswith("http")


def test_codes_of_a_link_cannot_be_asked_for_without_end(outsider, at):
    at("2026-12-01 09:00")
    _, link, _ = outsider
    outsiders.send_code(link=link)
    assert Delivery.objects.get(key__startswith="link-code:").board == link.board
    with pytest.raises(InvalidMove, match="less than a minute ago"):
        outsiders.send_code(link=link)
    OutsiderLink.objects.update(codes_sent=outsiders.MAX_CODES, code_expires_at=None)
    with pytest.raises(InvalidMove, match="Too many codes"):
        outsiders.send_code(link=link)
    for _ in range(outsiders.TRIES):
        assert not outsiders.enter_code(link=link, code="x")


def test_nothing_of_the_child_is_in_titles_mail_trail_or_history(cast, client_as):
    referral = making.decided(cast)
    names = ("Tamsin", "Fenwright", "2009-03-21")
    for model in (
        "reviews.HistoricalReferral",
        "trail.AuditEvent",
        "notices.Notice",
        "notices.Delivery",
        "records.Record",
    ):
        text = serialize("json", apps.get_model(model).objects.all())
        assert not any(name in text for name in names), model
    for slug, url in (
        ("business-manager", f"/referrals/{referral}/"),
        ("independent-chair", f"/referrals/{referral}/"),
        ("business-manager", "/referrals/"),
        ("police-lead", f"/referrals/{referral}/"),
        ("board-member", "/decisions/"),
    ):
        page = client_as(slug).get(url).content.decode()
        assert not any(name in page for name in names), (slug, url)
