"""Pages of an action: what each person sees, and what happens to bad input."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lscb.core.errors import BadInput, NotAllowed
from lscb.learning import operations as learning
from lscb.learning.models import Action
from lscb.learning.reading import due_for_group
from lscb.learning.verbs import PAGES
from lscb.records.models import Record
from lscb.records.operations import exclude
from lscb.trail.models import AuditEvent
from tests.cast import Cast
from tests.learning.conftest import ANSWERS, DONE, NEXT, PROOF, Maker

S = Action.Status
Browser = Callable[[str], Client]
At = Callable[[str], dt.datetime]

#: page: state it starts from, who, what they send, words afterwards
SENT: dict[str, tuple[str, str, dict[str, str], str]] = {
    "edit": (S.PROPOSED, "business-officer", {
        "title": "Train all", "activity": "Train all 30 duty officers", "group": "monitoring", "end_on": "2026-09-30",
        "resources": "None", "difference_expected": "Every record says what the child said.", "agency": "police",
        }, "proposal is saved"),
    "agree": (S.PROPOSED, "business-manager", {"wording_confirmed_safe": "on"}, "has been told"),
    "reject": (S.PROPOSED, "business-manager", {"reason": "Covered by another plan."}, "rejected"),
    "start": (S.AGREED, "police-lead", {}, "Work has started"),
    "update": (S.STARTED, "police-lead", {"done": DONE, "next_activity": NEXT, "next_on": "2026-04-14"}, "update is kept"),
    "claim": (S.STARTED, "police-lead", {"done": DONE, "evidence_text": PROOF}, "will verify it or send it back"),
    "verify": (S.CLAIMED, "monitoring-chair", {"reason": "All 30 names are there."}, "verified"),
    "refuse": (S.CLAIMED, "monitoring-chair", {"reason": "Six names are missing."}, "has been told why"),
    "close": (S.VERIFIED, "monitoring-chair", {"difference": "Not known yet"}, "closed"),
    "reopen": (S.CLOSED, "monitoring-chair", {"reason": "No change.", "end_on": "2026-09-30"}, "open again"),
    "revise-date": (S.STARTED, "monitoring-chair", {"reason": "Trainer ill.", "end_on": "2026-09-30"}, "date is moved"),
    "review-date": (S.STARTED, "monitoring-chair", {"reason": "After it.", "review_on": "2026-05-12"}, "date is kept"),
    "not-achieved": (S.STARTED, "monitoring-chair", {**ANSWERS, "conclusion": "Cancelled twice."}, "not achieved"),
    "supersede": (S.STARTED, "monitoring-chair", {"reason": "A national course."}, "takes the place"),
    "accept": (S.STARTED, "monitoring-chair", {"reason": "A course comes.", "until": "2026-09-30"}, "Then it comes back"),
    "bring-back": (S.ACCEPTED_WITHOUT, "business-manager", {"reason": "The risk grew."}, "proposed again"),
    "assign": (S.STARTED, "police-lead", {"owner": "police-lead"}, "has been told"),
}  # fmt: skip


def address(action: Action, page: str = "") -> str:
    return f"/actions/{action.record.reference}/{page + '/' if page else ''}"


def sent(page: str, cast: Cast) -> dict[str, str]:
    values = dict(SENT[page][2])
    if page == "edit":
        values |= {"group": str(cast.group("monitoring").pk), "agency": str(cast.agency("police").pk)}
    if page == "assign":
        values["owner"] = str(cast["police-lead"].pk)
    return values


def test_every_page_is_tried() -> None:
    assert set(SENT) == set(PAGES)


@pytest.mark.parametrize("page", SENT)
def test_each_verb_in_the_browser(page: str, make: Maker, cast: Cast, client_as: Browser) -> None:
    status, slug, _, words = SENT[page]
    action = make(status)
    browser = client_as(slug)
    shown = browser.get(address(action, page))
    assert shown.status_code == 200
    assert "Train duty officers" in shown.content.decode()
    assert (PROOF in shown.content.decode()) is (status == S.CLAIMED)
    answer = browser.post(
        address(action, page), sent(page, cast) | {"version": str(action.version)}, follow=True
    )
    assert answer.redirect_chain == [(address(action), 302)], answer.content.decode()[:3000]
    assert words in answer.content.decode()
    action.refresh_from_db()
    assert action.version > 1


@pytest.mark.parametrize("slug", ["stranger", "other-manager", "health-lead"])
def test_hidden_and_missing_are_the_same(slug: str, make: Maker, client_as: Browser) -> None:
    action, browser = make(S.STARTED), client_as(slug)
    for page in ("", *SENT):
        hidden = browser.get(address(action, page))
        missing = browser.get(f"/actions/WES-ACT-1999-999/{page + '/' if page else ''}")
        assert (hidden.status_code, missing.status_code) == (404, 404), page
        assert browser.post(address(action, page), {"reason": "x"}).status_code == 404, page


def test_whoever_may_not_hears_why(make: Maker, cast: Cast, client_as: Browser) -> None:
    """The Executive reads agreed actions, and does nothing to them."""
    browser = client_as("executive-member")
    for page, (status, _, _, _) in SENT.items():
        action = make(status)
        if not action.agreed_at or page == "bring-back":
            continue
        for answer in (
            browser.get(address(action, page)),
            browser.post(address(action, page), sent(page, cast)),
        ):
            assert answer.status_code == 403, page
            assert "Ask " in answer.content.decode(), page
        action.refresh_from_db()
        assert action.status == status


def test_an_empty_form_says_what_to_enter(make: Maker, client_as: Browser) -> None:
    for page, (status, slug, _, _) in SENT.items():
        if page not in ("start", "assign"):
            answer = client_as(slug).post(address(make(status), page), {})
            assert answer.status_code == 422, page
            assert "There is a problem" in answer.content.decode()


def test_ongoing_is_refused_with_an_example_and_nothing_is_lost(make: Maker, client_as: Browser) -> None:
    action = make(S.STARTED)
    typed = {"done": "Ongoing", "next_activity": "TBC", "next_on": "2026-14-4"}
    answer = client_as("police-lead").post(address(action, "update"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“ongoing” alone does not say what has been done" in page
    assert "Trained 24 of 30" in page
    assert "“tbc” alone does not say what will be done next" in page
    assert "must be a real date" in page
    assert ">TBC</textarea>" in page.replace("\n", "")
    assert not action.progress.exists()


@pytest.mark.parametrize("day", ["31 2 2026", "2026-13-01", "tomorrow", "1 1 0001"])
def test_impossible_dates(day: str, make: Maker, client_as: Browser) -> None:
    typed = {"done": DONE, "next_activity": "Ω 🙂 مرحبا Train the last six", "next_on": day}
    answer = client_as("police-lead").post(address(make(S.STARTED), "update"), typed)
    assert answer.status_code == 422
    assert "Date of the next activity must" in answer.content.decode()
    assert "مرحبا" in answer.content.decode()


def test_a_stale_page_keeps_what_was_typed(make: Maker, cast: Cast, client_as: Browser) -> None:
    action = make()
    seen = action.version
    learning.edit_proposal(action=action, title="Changed meanwhile", by=cast["business-manager"])
    typed = sent("edit", cast) | {"version": str(seen), "activity": "Train the whole shift in listening"}
    answer = client_as("business-officer").post(address(action, "edit"), typed)
    assert answer.status_code == 409
    assert "Train the whole shift in listening" in answer.content.decode()
    action.refresh_from_db()
    assert action.title == "Changed meanwhile"


def test_somebody_was_faster(make: Maker, client_as: Browser) -> None:
    action = make(S.VERIFIED)
    answer = client_as("monitoring-chair").post(
        address(action, "verify"), {"reason": "I saw the register too."}
    )
    assert answer.status_code == 409
    assert "I saw the register too." in answer.content.decode()


def test_evidence_as_a_file(make: Maker, client_as: Browser, settings: object, tmp_path: object) -> None:
    settings.FILES_DIR = tmp_path  # type: ignore[attr-defined]
    action = make(S.STARTED)
    upload = SimpleUploadedFile("register.txt", b"All 30 officers signed.\n", content_type="text/plain")
    answer = client_as("police-lead").post(
        address(action, "claim"), {"done": DONE, "evidence_file": upload}, follow=True
    )
    assert answer.status_code == 200
    assert "register.txt" in client_as("monitoring-chair").get(address(action)).content.decode()


@pytest.mark.parametrize(("name", "content"), [("x.exe", b"MZ"), ("x.txt", b""), ("x.pdf", b"not a pdf")])
def test_a_bad_file_is_refused_with_a_sentence(
    name: str, content: bytes, make: Maker, client_as: Browser, settings: object, tmp_path: object
) -> None:
    settings.FILES_DIR = tmp_path  # type: ignore[attr-defined]
    action = make(S.STARTED)
    answer = client_as("police-lead").post(
        address(action, "claim"),
        {"done": DONE, "evidence_text": PROOF, "evidence_file": SimpleUploadedFile(name, content)},
    )
    assert answer.status_code == 422
    assert PROOF in answer.content.decode()
    action.refresh_from_db()
    assert (action.status, action.progress.count()) == (S.STARTED, 0)


def test_the_source_is_a_kind_unless_the_reader_may_open_it(
    make: Maker, source: Record, cast: Cast, client_as: Browser
) -> None:
    recommendation = learning.add_recommendation(
        source=source, text="A marker sentence", by=cast["business-manager"]
    )
    action = make(S.STARTED, recommendations=[recommendation])
    for slug, sees in (("police-lead", False), ("monitoring-chair", False), ("business-manager", True)):
        page = client_as(slug).get(address(action)).content.decode()
        assert "From a case review" in page
        assert (source.reference in page) is sees
        assert ("A marker sentence" in page) is sees
        assert "marker-case" not in page


def test_the_next_step(make: Maker, cast: Cast, client_as: Browser) -> None:
    action = make(S.CLAIMED, group=cast.group("case-review"), agency=cast.agency("police"))
    assert "Verify completion" in client_as("scr-chair").get(address(action)).content.decode()
    page = client_as("police-lead").get(address(action)).content.decode()
    assert "With <strong>Serious Case Review Group</strong> since" in page
    assert "Verify completion" not in page


def test_a_chair_of_the_owners_agency_is_told_who_can_help(
    make: Maker, cast: Cast, client_as: Browser
) -> None:
    action = make(agency=cast.agency("childrens-services"), group=cast.group("case-review"))
    learning.agree(action=action, wording_confirmed_safe=True, by=cast["business-manager"])
    learning.start(action=action, by=cast["executive-member"])
    learning.claim(action=action, done=DONE, evidence_text=PROOF, by=cast["executive-member"])
    page = client_as("scr-vice-chair").get(address(action)).content.decode()
    assert "You belong to Westmere Children&#x27;s Services" in page
    assert "must verify it" in page


def test_working_days_left_are_shown(make: Maker, client_as: Browser) -> None:
    action = make(S.STARTED, end_on=dt.date(2026, 3, 5))
    assert "3 working days left" in client_as("police-lead").get(address(action)).content.decode()


def test_what_is_due_on_a_day_off_is_not_due_today(make: Maker, client_as: Browser, at) -> None:
    at("2026-03-06 09:00")  # a Friday
    action = make(S.STARTED, end_on=dt.date(2026, 3, 8))
    for moment, words in (
        ("2026-03-06 10:00", "No working days left"),
        ("2026-03-07 10:00", "No working days left"),
        ("2026-03-08 10:00", "Due today"),
        ("2026-03-10 10:00", "2 working days overdue"),
    ):
        at(moment)
        for page in (address(action), "/actions/"):
            assert words in client_as("police-lead").get(page).content.decode(), (moment, page)
    assert "2 working days overdue: Sunday 8 March 2026" in client_as("police-lead").get("/").content.decode()


def test_reading_is_in_the_trail(make: Maker, client_as: Browser, cast: Cast) -> None:
    action = make(S.STARTED)
    client_as("police-lead").get(address(action))
    event = AuditEvent.objects.filter(event="record.read", record_id=action.record_id).first()
    assert event.actor_id == cast["police-lead"].pk


def test_a_conflict_shuts_every_page(make: Maker, source: Record, cast: Cast, client_as: Browser) -> None:
    action = make(S.STARTED)
    exclude(
        record=source, user=cast["monitoring-chair"], reason="Related to staff", by=cast["business-manager"]
    )
    browser = client_as("monitoring-chair")
    assert browser.get(address(action)).status_code == 404
    for path in ("/actions/", "/actions/download/"):
        assert action.record.reference not in browser.get(path).content.decode()


def test_an_action_of_somebody_else_is_not_linked(make: Maker, cast: Cast, client_as: Browser) -> None:
    theirs = make()
    action = make(S.STARTED)
    answer = client_as("monitoring-chair").post(
        address(action, "supersede"), {"reason": "Another plan.", "new_reference": theirs.record.reference}
    )
    assert answer.status_code == 422
    assert "no action with this reference that you can open" in answer.content.decode()


def test_half_past_midnight_is_the_new_day(make: Maker, cast: Cast, client_as: Browser, at: At) -> None:
    """In summer it is still yesterday in the world's time."""
    action = make(S.STARTED)
    at("2026-06-11 00:30")
    learning.revise_date(
        action=action, end_on=dt.date(2026, 8, 1), reason="The trainer is ill.", by=cast["monitoring-chair"]
    )
    page = client_as("police-lead").get(action.get_absolute_url())
    assert [row["cells"][4] for row in page.context["revisions"]] == ["Thursday 11 June 2026"]


def test_the_review_date_is_offered_to_the_group_and_not_counted(
    make: Maker, cast: Cast, client_as: Browser
) -> None:
    action, group = make(S.STARTED, end_on=dt.date(2027, 2, 1)), cast.group("monitoring")
    assert not due_for_group(group, dt.date(2026, 4, 1))
    said = {"review_on": dt.date(2026, 5, 12), "reason": "The course ends in May."}
    for slug in ("police-lead", "executive-member", "scr-chair", "stranger"):
        with pytest.raises(NotAllowed):
            learning.set_review_date(action=action, by=cast[slug], **said)
    learning.set_review_date(action=action, by=cast["business-officer"], **said)
    action.refresh_from_db()
    assert (action.review_on, action.revisions, action.end_on) == (said["review_on"], 0, dt.date(2027, 2, 1))
    assert [row.reference for row in due_for_group(group, dt.date(2026, 4, 1))] == [action.reference]
    page = client_as("police-lead").get(address(action)).content.decode()
    assert "The course ends in May." in page
    assert address(action, "review-date") not in page
    for day in (said["review_on"], dt.date(2026, 3, 1)):
        with pytest.raises(BadInput):
            learning.set_review_date(
                action=action, review_on=day, reason="Again", by=cast["monitoring-chair"]
            )
