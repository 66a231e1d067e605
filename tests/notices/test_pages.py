"""Notices on their page, the office's page of e-mails, and the demonstration's mailbox."""

import datetime as dt

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from lscb.clocks.tasks import deliver
from lscb.meetings import operations as meetings
from lscb.notices.mailbox import EmlFileBackend, list_mail, read_mail
from lscb.notices.models import Delivery, Notice
from lscb.notices.operations import send_message
from lscb.notices.reading import open_for, unread_count
from lscb.notices.sweep import deliver_due
from lscb.records.models import forget_reach
from lscb.records.operations import exclude, open_record
from reviews.operations import considerations
from tests.reviews import making

pytestmark = pytest.mark.django_db
State = Notice.State


def text(page):
    return page.content.decode()


def test_my_notices_and_nobody_elses(tell, client_as, cast):
    notice = tell("police-lead", "a", urgent=True)
    page = client_as("police-lead").get("/notices/")
    assert "Prepare the agency report WES-IMR-2026-004" in text(page) and "Urgent" in text(page)
    for slug in ("stranger", "health-lead", "business-manager"):
        assert "Nothing is waiting" in text(client_as(slug).get("/notices/"))
        assert client_as(slug).post(f"/notices/{notice.pk}/read/").status_code == 404
    assert client_as("police-lead").post("/notices/999999/read/").status_code == 404
    assert [n.pk for n in open_for(cast["police-lead"])] == [notice.pk]


def test_marking_read_one_and_all(tell, client_as, cast):
    first, second, third = (tell("police-lead", cause) for cause in "abc")
    client = client_as("police-lead")
    assert (
        client.post(f"/notices/{first.pk}/read/", {"back": "/notices/?show=all"})["Location"]
        == "/notices/?show=all"
    )
    client.post("/notices/read/", {"until": second.pk})
    assert unread_count(cast["police-lead"]) == 1  # one that came after the page was opened stays
    page = client.get("/notices/?show=all")
    assert text(page).count("lscb-work__item") == 3 and text(page).count("Unread</strong>") == 1
    assert client.post("/notices/read/", {"until": "x'"}).status_code == 302


def test_pages_of_twenty_five_with_the_same_number_of_queries(
    tell, client_as, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_as("police-lead")
    for number in range(2):
        tell("police-lead", f"n{number}")
    client.get("/notices/")
    with CaptureQueriesContext(connection) as few:
        client.get("/notices/")
    for number in range(60):
        tell("police-lead", f"m{number}")
    with CaptureQueriesContext(connection) as many:
        page = client.get("/notices/")
    assert len(few) == len(many)
    assert text(page).count("Mark as read") == 25 and "Older" in text(page)
    older = text(page).split('class="govuk-pagination__next"')[1].split('href="')[1].split('"')[0]
    assert text(client.get("/notices/" + older)).count("Mark as read") == 25
    assert client.get("/notices/?before=1%27").status_code == 200


def test_a_shut_case_disappears_from_the_list_too(tell, client_as, cast):
    case = open_record(
        board=cast.board, kind="referral", code="REF", title="A", route="identity:reveal", by=None
    )
    tell("police-lead", "a", reference=case.reference)
    exclude(record=case, user=cast["police-lead"], reason="Knows the family", by=cast["business-manager"])
    assert case.reference not in text(client_as("police-lead").get("/notices/"))


def test_what_leads_to_a_closed_door_leaves_home_and_is_not_mailed(cast, client_as, smtp_sink, at):
    at("2026-03-02 09:00")
    member, manager = cast["scr-member-police"], cast["business-manager"]
    referral = making.listed(cast)  # the papers of a meeting today go out at once
    reference = referral.record.reference
    subject = f"Read the papers of {reference}"
    browser = client_as("scr-member-police")
    notice = Notice.objects.get(to=member, subject_key="meeting-papers", reference=reference)
    assert subject in text(browser.get("/")) and subject in text(browser.get("/notices/"))
    assert browser.get(notice.link).status_code == 200
    considerations.list_for_meeting(
        referral=referral,
        meeting=meetings.plan(
            group=cast.group("case-review"), held_on=timezone.localdate() + dt.timedelta(days=60), by=None
        ),
        by=manager,
    )  # moved to a meeting whose papers are not out yet
    forget_reach(member)
    assert browser.get(notice.link).status_code == 404
    assert subject not in text(browser.get("/")) and subject not in text(browser.get("/notices/"))
    everything = text(browser.get("/notices/?show=all"))
    assert subject in everything and notice.link not in everything
    assert "You cannot open it any more" in everything
    before = len(smtp_sink.messages)
    at("2026-03-03 12:00")
    deliver_due()
    sent = [m for m in smtp_sink.messages[before:] if member.email in str(m["To"])]
    assert not any(reference in str(m) for m in sent)
    notice.refresh_from_db()
    assert notice.withheld and notice.delivery_id is None


def test_a_notice_that_only_names_a_case_stays(cast, client_as):
    making.decided(cast)
    notice = Notice.objects.get(to=cast["board-member"], subject_key="decision-made")
    browser = client_as("board-member")
    assert browser.get(f"/referrals/{notice.reference}/").status_code == 404
    assert notice.wording.subject in text(browser.get("/"))
    assert browser.get(notice.link).status_code == 200


def failed(board, address="officer@police.example"):
    row = send_message(address=address, key=f"k:{address}:{board}", subject="Answer scoping request WES-SRQ-2026-001",
                       body="https://x/refer/secret-token/", board=board)  # fmt: skip
    Delivery.objects.filter(pk=row.pk).update(
        state=State.FAILED, tries=8, error="The mail server refused the address (550)."
    )
    return row


def test_the_office_sees_failures_of_its_board_and_never_texts(client_as, cast):
    mine, theirs = failed(cast.board), failed(cast.neighbour.board, "other@eastmere.example")
    failed(None, "somebody@elsewhere.example")
    page = text(client_as("business-manager").get("/notices/outbox/"))
    assert "officer@police.example" in page and "refused the address (550)" in page
    assert "secret-token" not in page and "eastmere.example" not in page and "elsewhere.example" not in page
    manager = client_as("business-manager")
    assert manager.post(f"/notices/outbox/{theirs.pk}/send-again/").status_code == 404
    assert manager.post(f"/notices/outbox/{mine.pk}/send-again/").status_code == 302
    assert "Every e-mail has gone out" not in text(manager.get("/notices/outbox/"))
    assert manager.post(f"/notices/outbox/{mine.pk}/send-again/").status_code == 409
    assert "officer@police.example" in text(manager.get("/notices/outbox/?show=waiting"))
    assert manager.get("/notices/outbox/?show=<x>&before=z").status_code == 200


def test_the_outbox_is_shut_to_everybody_else(client_as, cast):
    row = failed(cast.board)
    for slug in ("stranger", "police-lead", "scr-chair", "board-member"):
        assert client_as(slug).get("/notices/outbox/").status_code == 403
        assert client_as(slug).post(f"/notices/outbox/{row.pk}/send-again/").status_code == 403


def test_the_demonstrations_mailbox_keeps_each_message_once(settings, tmp_path, tell, cast):
    settings.EMAIL_BACKEND, settings.MAIL_DIR = "lscb.notices.mailbox.EmlFileBackend", tmp_path / "mail"
    assert list_mail() == []
    tell("police-lead", urgent=True)
    deliver()
    (mail,) = list_mail()
    assert mail.to == cast["police-lead"].email and mail.subject.startswith("Prepare the agency report")
    assert read_mail(mail.name).body.count("http") == 1
    Delivery.objects.update(state=State.SENDING, claimed_until="2020-01-01T00:00Z", tries=1)
    deliver_due()
    assert len(list_mail()) == 1
    for name in ("../secrets", "x.eml", "../../etc/passwd", mail.name + "/"):
        assert read_mail(name) is None


def test_the_mailbox_takes_mail_of_others_too(settings, tmp_path):
    settings.MAIL_DIR = tmp_path
    EmlFileBackend().send_messages(
        [EmailMessage("Sign in", "Kód: 123456 – naïve", "a@b.example", ["c@d.example"])]
    )
    (mail,) = list_mail()
    assert "naïve" in mail.body and mail.subject == "Sign in"


def test_one_page_lists_what_was_not_sent_and_every_way_leads_there(client_as, cast):
    Delivery.objects.filter(pk=failed(cast.board).pk).update(created_at=timezone.now())
    deliver_due()  # the sweep puts the warning up
    manager = client_as("business-manager")
    way = 'href="/notices/outbox/"'
    for address in ("/", "/board/people/", "/board/mail/"):
        page = text(manager.get(address))
        strip = page.split('aria-label="E-mail"')[1].split("</div>")[0]
        assert "Some e-mails could not be sent" in strip and way in strip
        assert way in page.split("<footer")[1]
    assert way in text(manager.get("/board/mail/")).split("<main")[1]
    page = text(manager.get("/notices/outbox/"))
    assert "officer@police.example" in page and 'href="/board/mail/"' in page.split("<main")[1]
    assert way not in page.split('aria-label="E-mail"')[1].split("</div>")[0]
    assert 'aria-label="E-mail"' not in text(client_as("board-member").get("/"))


def test_the_offices_figures_count_no_other_boards_mail(client_as, cast):
    failed(cast.neighbour.board)
    assert "e-mail could not be sent" not in text(client_as("business-manager").get("/notices/outbox/"))
    failed(cast.board)
    assert "1 e-mail could not be sent" in text(client_as("business-manager").get("/notices/outbox/"))
