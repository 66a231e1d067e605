"""Clocks of the decision, telling and closing, re-opening, advice, the national panel, letters, links, the sheet."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.board import letters
from lscb.board.models import Letter, LetterTemplate
from lscb.board.operations import write_letter
from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.notices.models import Notice
from reviews.models import Decision, Referral, Review
from reviews.operations import considerations, decisions, enquiries, links, triage
from tests.reviews import making

pytestmark = pytest.mark.django_db
AGREED = {"outcome": "scr", "reasons": "I agree with the group."}


def told(referral, cast, **values):
    for row in referral.notifications.filter(recorded_at=None, dropped_at=None):
        decisions.record_sent(
            notification=row,
            sent_on=timezone.localdate(),
            how="Secure e-mail",
            by=cast["business-manager"],
            **values,
        )


def test_a_late_decision_asks_why_and_keeps_what_was_typed(cast, client_as, at):
    at("2017-06-01 09:00")
    referral = making.with_chair(cast)
    at("2017-07-03 09:00")
    chair = client_as("independent-chair")
    url = f"/referrals/{referral}/decide/"
    assert "Why is the decision late?" in chair.get(url).content.decode()
    page = chair.post(url, AGREED)
    assert page.status_code == 422
    assert "was due on Saturday 1 July 2017: say why it is late" in page.content.decode()
    assert "I agree with the group." in page.content.decode()
    assert chair.post(url, AGREED | {"late_reason": "Tamsin was ill"}).status_code == 422
    assert chair.post(url, AGREED | {"late_reason": "An agency answered late"}).status_code == 302
    assert (
        Deadline.objects.get(record=referral.record, code="DECISION").late_reason == "An agency answered late"
    )


def test_two_who_decide_at_once(cast, client_as):
    referral = making.with_chair(cast)
    url = f"/referrals/{referral}/decide/"
    version = decisions.live_decision(referral).version
    first, second = client_as("independent-chair"), client_as("independent-chair")
    assert first.post(url, AGREED | {"version": version}).status_code == 302
    page = second.post(url, {"outcome": "none", "reasons": "I see it in another way.", "version": version})
    assert page.status_code == 409
    assert "I see it in another way." in page.content.decode()
    assert Decision.objects.get(referral=referral).outcome == "scr"


def test_bodies_told_late_or_before_the_decision(cast, at):
    at("2017-06-01 09:00")
    referral = making.decided(cast)
    manager, rows = cast["business-manager"], list(referral.notifications.all())
    with pytest.raises(BadInput, match="before the decision"):
        decisions.record_sent(notification=rows[0], sent_on=dt.date(2017, 5, 30), how="E-mail", by=manager)
    at("2017-06-12 09:00")
    today = timezone.localdate()
    for row in rows[:2]:
        decisions.record_sent(notification=row, sent_on=today, how="E-mail", by=manager)
    with pytest.raises(BadInput, match="by Thursday 8 June 2017: say why it is late"):
        decisions.record_sent(notification=rows[2], sent_on=today, how="E-mail", by=manager)
    with pytest.raises(BadInput, match="Record that each national body"):
        decisions.close(referral=referral, by=manager)
    decisions.record_sent(
        notification=rows[2], sent_on=today, how="E-mail", by=manager, late_reason="A form was sent back"
    )
    assert Deadline.objects.get(record=referral.record, code="NOTIFY-DECISION").met_on == today
    assert decisions.close(referral=referral, by=manager).status == Referral.Status.CLOSED
    with pytest.raises(InvalidMove):
        decisions.record_sent(notification=rows[2], sent_on=today, how="E-mail", by=manager)


def test_the_chair_reads_what_was_sent_and_sends_nothing(cast, client_as):
    referral = making.decided(cast)
    told(referral, cast)
    case, page = f"/referrals/{referral}/", f"/referrals/{referral}/notifications/"
    chair = client_as("independent-chair")
    assert 'href="notifications/"' in chair.get(case).content.decode()
    read = chair.get(page)
    assert read.status_code == 200
    for row in referral.notifications.filter(kind="decision"):
        assert row.recipient in read.content.decode()
    assert "Secure e-mail" in read.content.decode()
    for offered in ("letters/new/", f"{case}close/", "Record that it was sent", "Write the letter"):
        assert offered not in read.content.decode()
    assert f"{case}close/" in client_as("business-manager").get(page).content.decode()
    assert client_as("police-lead").get(page).status_code == 403
    assert client_as("stranger").get(page).status_code == 404


def test_the_chair_sees_what_is_still_to_be_sent_without_a_button(cast, client_as):
    page = f"/referrals/{making.decided(cast)}/notifications/"
    read = client_as("independent-chair").get(page).content.decode()
    assert "To be sent" in read
    assert "Record that it was sent" not in read
    assert "Record that it was sent" in client_as("business-manager").get(page).content.decode()


def test_a_closed_case_is_opened_to_the_chair_again_and_re_opened(cast):
    referral = making.decided(cast)
    told(referral, cast)
    decisions.close(referral=referral, by=cast["business-manager"])
    chair, manager = cast["independent-chair"], cast["business-manager"]
    assert not Referral.objects.visible_to(chair).exists()
    with pytest.raises(BadInput):
        decisions.open_to_deciders(referral=referral, by=manager)
    decisions.open_to_deciders(referral=referral, by=manager, reason="The inquest ended")
    assert Referral.objects.visible_to(cast["independent-chair"]).exists()
    with pytest.raises(BadInput, match="without anybody's name"):
        decisions.reopen(referral=referral, reason="Tamsin told us more", by=chair)
    decisions.reopen(referral=referral, reason="A court found new facts", by=chair)
    decisions.decide(referral=referral, by=chair, **AGREED)
    assert Review.objects.filter(referral=referral).count() == 1  # the one that runs goes on
    assert Deadline.objects.filter(record=referral.record, code="DECISION").count() == 2


def test_letters_owed_for_an_old_decision_are_dropped(cast):
    referral = making.decided(cast)
    old = list(referral.notifications.all())
    decisions.reopen(referral=referral, reason="A court found new facts", by=cast["independent-chair"])
    decisions.decide(referral=referral, by=cast["independent-chair"], **AGREED)
    with pytest.raises(InvalidMove, match="not needed any more"):
        decisions.record_sent(
            notification=old[0], sent_on=timezone.localdate(), how="E-mail", by=cast["business-manager"]
        )
    told(referral, cast)
    assert not Deadline.objects.running().filter(record=referral.record, code="NOTIFY-DECISION").exists()


def test_advice_comes_later(cast, client_as):
    referral = making.with_chair(cast)
    chair, today = cast["independent-chair"], timezone.localdate()
    asked = {"referral": referral, "asked_whom": "Chair next door", "question": "Would you?"}
    with pytest.raises(BadInput, match="in the future"):
        decisions.add_peer_challenge(**asked, asked_on=today + dt.timedelta(days=1), by=chair)
    challenge = decisions.add_peer_challenge(**asked, asked_on=today, by=chair)
    url = f"/referrals/{referral}/peer-challenge/{challenge.pk}/answer/"
    assert client_as("stranger").get(url).status_code == 404
    assert client_as("business-manager").get(url).status_code == 403
    answer = {"advice": "Yes, I would.", "advised_on": today.isoformat(), "effect": "None"}
    assert client_as("independent-chair").post(url, answer).status_code == 302
    with pytest.raises(BadInput):
        decisions.answer_peer_challenge(
            challenge=challenge, advice=" ", advised_on=today, effect="", by=chair
        )
    assert (
        "Yes, I would."
        in client_as("independent-chair").get(f"/referrals/{referral}/decide/").content.decode()
    )


def test_the_national_panel_asks_about_a_decision_against_a_review(cast, client_as):
    manager, today = cast["business-manager"], timezone.localdate()
    with pytest.raises(InvalidMove):
        enquiries.record_enquiry(referral=making.decided(cast), asked_on=today, asked_for="Why?", by=manager)
    referral = making.decided(cast, outcome="none")
    told(referral, cast)
    decisions.close(referral=referral, by=manager)
    browser = client_as("business-manager")
    assert browser.post(f"/referrals/{referral}/panel-enquiry/", {
        "asked_on": today.isoformat(), "asked_for": "The agencies' answers.",
    }).status_code == 302  # fmt: skip
    enquiry = Decision.objects.get(referral=referral).enquiries.get()
    assert Notice.objects.filter(to=cast["independent-chair"], subject_key="decision-look-again").exists()
    with pytest.raises(NotAllowed):
        enquiries.answer_enquiry(enquiry=enquiry, by=cast["independent-chair"])
    with pytest.raises(BadInput, match="Say what the panel was given"):
        enquiries.answer_enquiry(enquiry=enquiry, supplied="All of it", by=manager)
    url = f"/referrals/{referral}/panel-enquiry/{enquiry.pk}/"
    for slug, status in (("stranger", 404), ("independent-chair", 403), ("business-manager", 200)):
        assert client_as(slug).get(url).status_code == status
    answer = {"supplied_on": today.isoformat(), "supplied": "All of it", "version": enquiry.version}
    assert browser.post(url, answer).status_code == 302
    assert browser.post(url, answer).status_code == 409
    assert Deadline.objects.get(record=referral.record, code="PANEL-INFO").met_on == today
    decisions.reopen(referral=referral, reason="The panel advised a review", by=cast["independent-chair"])


def test_each_is_told_of_the_decision_where_they_may_read(cast, client_as):
    referral = making.decided(cast)
    links_of = dict(
        Notice.objects.filter(
            subject_key__in=("decision-made", "referral-decided", "scoping-decided", "decision-recorded")
        ).values_list("to__slug", "link")
    )
    assert links_of["board-member"] == "/decisions/"
    assert links_of["housing-lead"].startswith("/requests/")
    for slug, link in links_of.items():
        assert client_as(slug).get(link).status_code == 200, (slug, link)
    assert not referral.scoping_requests.waiting().exists()


def test_letters_from_the_boards_wording(cast, client_as):
    referral = making.decided(cast)
    manager = client_as("business-manager")
    page = manager.post(
        f"/referrals/{referral}/letters/new/",
        {"code": "decision-referrer", "recipient": "Detective inspector"},
    )
    letter = Letter.objects.get()
    assert page.headers["Location"] == f"/letters/{letter.pk}/"
    assert "Serious Case Review" in letter.body
    assert letters.open_fields(letter.body) == []
    referrer = client_as("police-lead")
    assert referrer.get(f"/letters/{letter.pk}/").status_code == 404
    change = {"recipient": "Detective inspector", "body": "Dear colleague, about Tamsin."}
    assert "take the names" in manager.post(f"/letters/{letter.pk}/change/", change).content.decode()
    change["body"] = "Dear colleague, the Board has decided."
    assert manager.post(f"/letters/{letter.pk}/change/", change).status_code == 302
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    assert manager.post(f"/letters/{letter.pk}/sent/", {"sent_on": tomorrow}).status_code == 422
    assert (
        manager.post(f"/letters/{letter.pk}/sent/", {"sent_on": timezone.localdate().isoformat()}).status_code
        == 302
    )
    assert manager.post(f"/letters/{letter.pk}/change/", change).status_code == 409
    assert b"the Board has decided" in referrer.get(f"/letters/{letter.pk}/").content
    assert f"/letters/{letter.pk}/" in referrer.get(f"/referrals/{referral}/").content.decode()
    for slug in ("stranger", "other-manager", "housing-lead"):
        assert client_as(slug).get(f"/letters/{letter.pk}/").status_code == 404, slug
    with pytest.raises(NotAllowed):
        write_letter(record=referral.record, code="plain", recipient="You", by=cast["police-lead"])
    with pytest.raises(BadInput):
        letters.record_letter_sent(
            letter=write_letter(record=referral.record, code="notify-decision", recipient="X", by=cast["business-manager"]),
            sent_on=timezone.localdate(), by=cast["business-manager"],
        )  # fmt: skip


def test_the_board_changes_its_own_wording(cast, client_as):
    manager = client_as("business-manager")
    assert LetterTemplate.objects.filter(board=cast.board).count() == 11
    assert b"Decision, to the referrer" in manager.get("/board/letters/").content
    url = "/board/letters/decision-referrer/change/"
    page = manager.post(url, {"title": "To the referrer", "body": "Dear {name_of_child}"})
    assert "Nothing is known that could be filled in for {name_of_child}" in page.content.decode()
    assert manager.post(url, {"title": "To the referrer", "body": "Dear {recipient}"}).status_code == 302
    assert LetterTemplate.objects.get(board=cast.board, code="decision-referrer").body == "Dear {recipient}"
    assert client_as("business-officer").get(url).status_code == 403
    assert client_as("stranger").get(url).status_code == 404
    assert manager.get("/board/letters/nothing/change/").status_code == 404


def test_linked_cases_are_shown_to_whoever_may_open_them(cast, client_as):
    first, second = making.submitted(cast), making.listed(cast)
    manager = cast["business-manager"]
    links.link_case(referral=second, kind="case", reference=f" {first}".lower(), by=manager)
    links.link_case(referral=second, kind="child-death", reference="CDOP 14/22", area="Eastmere", by=manager)
    url = f"/referrals/{second}/"
    assert str(first).encode() in client_as("business-manager").get(url).content
    member = client_as("scr-member-police").get(url).content
    assert str(first).encode() not in member and b"CDOP 14/22" in member
    assert first.links.get().other == second.record
    for bad in (str(second), "WES-REF-1999-001", ""):
        with pytest.raises(BadInput):
            links.link_case(referral=second, kind="case", reference=bad, by=manager)
    with pytest.raises(InvalidMove):
        links.link_case(referral=second, kind="case", reference=str(first), by=manager)
    with pytest.raises(BadInput, match="without anybody"):
        links.link_case(referral=second, kind="elsewhere", reference="Fenwright", by=manager)
    links.unlink_case(link=first.links.get(), by=manager)
    assert second.links.count() == 1
    with pytest.raises(NotAllowed):
        links.link_case(referral=second, kind="elsewhere", reference="A 1", by=cast["scr-chair"])


def test_the_decision_sheet_holds_no_name_and_is_not_the_referrers(cast, client_as):
    referral = making.listed(cast)
    item = considerations.open_item(referral)
    making.everyone_here(item.meeting, cast["scr-chair"])
    considerations.save_consideration(
        item=item, by=cast["scr-chair"], limbs=making.LIMBS, recommendation="scr",
        **making.COMPLETE | {"reasons": "Tamsin Fenwright was not seen."},
    )  # fmt: skip
    considerations.sign_recommendation(item=item, by=cast["scr-chair"])
    page = client_as("business-manager").get(f"/referrals/{referral}/sheet/").content.decode()
    assert "was not seen" in page and "Tamsin" not in page and "Fenwright" not in page
    assert client_as("police-lead").get(f"/referrals/{referral}/sheet/").status_code == 403
    assert client_as("stranger").get(f"/referrals/{referral}/sheet/").status_code == 404


def test_good_practice_has_no_criteria_no_clock_and_no_bodies_to_tell(cast):
    referral = making.nominated(cast)
    manager, chair = cast["business-manager"], cast["scr-chair"]
    triage.accept(
        referral=referral,
        normally_resident=True,
        notifiable=False,
        notified_on=referral.notified_on,
        by=manager,
    )
    meeting = making.meetings.plan(group=cast.group("case-review"), held_on=timezone.localdate(), by=None)
    item = considerations.list_for_meeting(referral=referral, meeting=meeting, by=manager)
    making.everyone_here(meeting, chair)
    save = {"item": item, "by": chair, "other_review": "A best-practice review", **making.COMPLETE}
    considerations.save_consideration(recommendation="scr", **save)
    with pytest.raises(BadInput, match="good practice"):
        considerations.sign_recommendation(item=item, by=chair)
    considerations.save_consideration(recommendation="other", **save)
    considerations.sign_recommendation(item=item, by=chair)
    decisions.send_to_chair(referral=referral, by=manager)
    decisions.decide(
        referral=referral,
        outcome="good-practice",
        reasons="It is worth sharing.",
        by=cast["independent-chair"],
    )
    assert not Deadline.objects.filter(record=referral.record).exists()
    assert not referral.notifications.exists()
    decisions.close(referral=referral, by=manager)
