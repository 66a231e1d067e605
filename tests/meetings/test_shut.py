"""A planted word: who has a conflict on a case meets it nowhere, in no page, file, feed, list, notice or e-mail."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client

from lscb.files.models import FileUse
from lscb.meetings import operations as meetings
from lscb.meetings.minutes import minutes_of
from lscb.meetings.models import RaisedIssue, RaisedRecord
from lscb.meetings.presenters.room import minutes_words
from lscb.notices.models import Delivery, Notice
from reviews.operations import considerations
from tests.meetings.holding import CHAIR, MANAGER, everyone_here, paper, planned, with_heading
from tests.reviews import making

pytestmark = pytest.mark.django_db
WORD = "Wibblefrost"
SHUT, CHAIRS = "scr-member-police", "scr-vice-chair"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    cache.clear()


@pytest.fixture(params=[SHUT, CHAIRS])
def shut(request):
    return request.param


@pytest.fixture
def told(cast, shut):
    """A meeting that dealt with a case: the word in the record's title, the brief, a paper's name, the minute, a decision,
    an action and a raised issue. A member, or the vice chair, declared a personal conflict before it was listed."""
    meeting = planned(cast, 0)
    referral, _ = making.gathering(cast)
    referral.record.title = f"A case of {WORD}"
    referral.record.save()
    meetings.declare_conflict(
        record=referral.record, user=cast[shut], kind="personal", detail="Cousin", by=cast[shut]
    )
    item = considerations.list_for_meeting(referral=referral, meeting=meeting, by=cast[MANAGER])
    with_heading(cast, meeting, "Budget")
    meetings.edit_item(item=item, by=cast[MANAGER], purpose="decide", allotted=20, brief=f"About {WORD}")
    paper(cast, item, WORD, name=f"{WORD}.pdf")
    meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    everyone_here(meeting, cast[CHAIR])
    meetings.write_minute(item=item, text=f"The group spoke about {WORD}.", by=cast[CHAIR])
    meetings.record_decision(item=item, words=f"Ask again about {WORD}.", by=cast[CHAIR])
    made = {
        "title": f"Ask about {WORD}",
        "activity": f"Ask all five agencies about {WORD} in writing by letter.",
    }
    meetings.raise_action(item=item, by=cast[CHAIR], **made)
    meetings.raise_entry(
        item=item, kind="risk", title=f"{WORD} again", text=WORD, due_on=dt.date(2030, 1, 7), likelihood=2, impact=3,
        mitigation=WORD, by=cast[CHAIR],
    )  # fmt: skip
    meetings.raise_issue(
        group=meeting.group, title=f"{WORD} is stuck", reason=WORD, about=referral.record, by=cast[CHAIR]
    )
    return meeting, referral, item


def references(referral):
    """Of the case, and of everything that came of it at the meeting."""
    raised = RaisedRecord.objects.values_list("record__reference", flat=True)
    issues = RaisedIssue.objects.values_list("record__reference", flat=True)
    found = [referral.record.reference, *raised, *issues]
    assert len(found) == 4
    return found


def addresses(meeting, item):
    base = f"/meetings/{meeting.record.reference}/"
    own = [
        "",
        "pack/",
        "minutes/",
        "agenda/",
        "papers/",
        "room/",
        f"room/?item={item.pk}",
        "minutes/correct/",
        "agenda/build/",
    ]
    return [base + page for page in own] + [
        "/meetings/", "/meetings/issues/", "/meetings/attendance/", "/meetings/calendar/", "/", "/notices/", "/actions/",
        "/referrals/", "/search/?q=again", "/dashboard/",
    ]  # fmt: skip


def test_nothing_that_somebody_with_a_conflict_can_reach_says_the_word(cast, client_as, told, shut):
    meeting, referral, item = told
    browser = client_as(shut)
    for stage in ("going on", "agreed"):
        for address in addresses(meeting, item):
            answer = browser.get(address)
            said = answer.content.decode()
            assert WORD not in said, f"{stage}: {address}"
            assert not [one for one in references(referral) if one in said], f"{stage}: {address}"
        if stage == "going on":
            meetings.close_item(item=item, by=cast[CHAIR])
            meetings.mark_held(meeting=meeting, by=cast[CHAIR])
            meetings.circulate_minutes(meeting=meeting, by=cast[CHAIR])
            meetings.agree_minutes(meeting=meeting, by=cast[CHAIR])
    page = browser.get(f"/meetings/{meeting.record.reference}/minutes/").content.decode()
    assert "because of a recorded conflict" in page and "Budget" in page
    everything = minutes_words(minutes_of(meeting, cast[shut]))
    assert WORD not in str(everything) and referral.record.reference not in str(everything)


def test_no_form_about_the_item_opens_or_works(cast, client_as, told, shut):
    meeting, referral, item = told
    base, browser = f"/meetings/{meeting.record.reference}/items/{item.pk}/", client_as(shut)
    missing = 403 if shut == SHUT else 404
    for page in ("edit/", "remove/", "papers/add/"):
        assert browser.get(base + page).status_code == missing
    for page, sent in (
        ("minute/", {"text": "Mine"}), ("decision/", {"words": "Mine for good."}), ("step-out/", {"person": "1"}),
        ("move/", {"way": "up"}), ("action/", {"title": "x"}), ("entry/", {"kind": "risk"}),
    ):  # fmt: skip
        assert browser.post(base + page, sent).status_code == missing, page
    assert browser.post(base + "read/", {}).status_code == 404
    assert browser.get(base + "declare/").status_code == 404
    use = FileUse.objects.get(purpose="meeting-paper")
    assert browser.get(f"/files/{use.pk}/").status_code == 404


def test_no_notice_no_e_mail_and_no_feed_says_it(cast, told, shut):
    meeting, referral, item = told
    secrets = [meetings.make_feed(by=cast[slug]) for slug in (shut, CHAIR)]
    feeds = b"".join(Client().get(f"/calendar/{secret}.ics").content for secret in secrets)
    assert (
        feeds.count(b"BEGIN:VEVENT") == 2
        and WORD.encode() not in feeds
        and referral.record.reference.encode() not in feeds
    )
    mine = Notice.objects.filter(to=cast[shut])
    words = " ".join(f"{notice.subject_key} {notice.reference} {notice.link}" for notice in mine)
    assert WORD not in words and referral.record.reference not in words
    assert "meeting-pack" in words  # they are told of the meeting, like everybody
    assert not any(WORD in f"{row.subject} {row.body}" for row in Delivery.objects.all())


def test_whoever_is_not_of_the_group_does_not_learn_that_there_is_an_item(cast, client_as, told):
    meeting, referral, item = told
    page = client_as("board-member").get(f"/meetings/{meeting.record.reference}/").content.decode()
    agenda = page.split('id="agenda-h"')[1].split("</section>")[0]
    assert "1. Budget" in agenda.replace("<strong>", "") and "conflict" not in agenda and WORD not in page
    for address in (f"/meetings/{meeting.record.reference}/", "/meetings/issues/"):
        assert WORD not in client_as("stranger").get(address).content.decode()


def test_everybody_else_of_the_group_reads_it(cast, client_as, told):
    meeting, referral, item = told
    assert (
        WORD
        in client_as("scr-member-health")
        .get(f"/meetings/{meeting.record.reference}/minutes/")
        .content.decode()
    )
