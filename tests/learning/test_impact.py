"""Impact checks after verification, what goes to the Executive, and what a verifier refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lscb.clocks.holidays import current_holidays
from lscb.clocks.models import Deadline, RuleOverride
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.core.workdays import add_working_days
from lscb.learning import impact_reading
from lscb.learning import operations as learning
from lscb.learning.figures import board_impact
from lscb.learning.models import Action, Evidence, ImpactCheck
from lscb.learning.operations import impact
from lscb.learning.operations.endings import Restated
from lscb.learning.reading import due_for_group, open_for
from lscb.notices.models import Notice
from lscb.records.models import Record
from lscb.records.operations import exclude
from tests.cast import Cast
from tests.learning.conftest import ANSWERS, Maker

S = Action.Status
Browser = Callable[[str], Client]
At = Callable[[str], dt.datetime]
SAID = {
    "sustained": "Forty records of May were read; all thirty officers have done the course.",
    "difference": "In 38 of 40 records the child's own words are there; a year ago in 9 of 40.",
    "evidence": "Forty records, chosen by chance, and ten talks with children.",
}


def checks(action: Action) -> list[ImpactCheck]:
    return list(ImpactCheck.objects.filter(action=action, dropped_at__isnull=True).order_by("due_on"))


def test_three_checks_with_clocks_after_verification(make: Maker, cast: Cast) -> None:
    action = make(S.VERIFIED)
    assert [(each.months, each.due_on) for each in checks(action)] == [
        (3, dt.date(2026, 6, 2)), (6, dt.date(2026, 9, 2)), (12, dt.date(2027, 3, 2)),
    ]  # fmt: skip
    running = Deadline.objects.of(action.record).running().filter(code__startswith="IMPACT")
    assert [each.code for each in running] == ["IMPACT-3", "IMPACT-6", "IMPACT-12"]
    people = {row.party.person for each in running for row in each.parties.all()}
    assert people == {cast["monitoring-chair"], cast["business-manager"], cast["business-officer"]}


def test_the_months_are_the_boards(make: Maker, cast: Cast) -> None:
    for code, months in (("IMPACT-3", 4), ("IMPACT-6", 4)):
        RuleOverride.objects.create(
            board=cast.board, regime=cast.board.regime_on(dt.date(2026, 3, 2)), code=code, amount=months, unit="month",
            reason="Agreed in May", set_by=cast["business-manager"],
        )  # fmt: skip
    assert [each.months for each in checks(make(S.VERIFIED))] == [4, 12]


def test_a_check_is_recorded_and_shown(make: Maker, cast: Cast, client_as: Browser, at: At) -> None:
    action = make(S.CLOSED)
    at("2026-06-01 09:00")
    browser, address = client_as("monitoring-chair"), f"/learning/impact/{action.reference}/3/"
    home = browser.get("/").content.decode()
    assert address in home
    assert "Record the impact check" in browser.get(f"/actions/{action.reference}/").content.decode()
    bad = browser.post(address, {**SAID, "outcome": "sustained", "difference": "Ongoing"})
    assert bad.status_code == 422
    assert "does not say what is different for children" in bad.content.decode()
    assert SAID["sustained"].split(";")[0] in bad.content.decode()
    assert (
        "The check is recorded."
        in browser.post(address, {**SAID, "outcome": "sustained"}, follow=True).content.decode()
    )
    page = client_as("police-lead").get(f"/actions/{action.reference}/").content.decode()
    assert "Sustained, and it makes a difference" in page
    assert "a year ago in 9 of 40" in page
    assert "From verification: after 3 months" in page
    assert "Its day was Tuesday 2 June 2026." in page  # so that a check made early is seen to be early
    assert (
        browser.get(address).status_code == 404
        or browser.post(address, {**SAID, "outcome": "partly"}).status_code == 409
    )
    counts = board_impact(cast.board, dt.date(2026, 10, 1))
    assert (counts.shown, counts.not_shown, counts.due, counts.coming) == (1, 0, 1, 1)
    assert board_impact(cast.board, dt.date(2027, 12, 1)).shown == 0  # longer ago than a year
    assert action.title in browser.get("/learning/impact/?state=shown").content.decode()
    assert action.title not in browser.get("/learning/impact/?state=not-shown").content.decode()


@pytest.mark.parametrize("status", [S.VERIFIED, S.CLOSED])
def test_no_difference_opens_the_action_again(
    status: str, make: Maker, cast: Cast, client_as: Browser, at: At
) -> None:
    action = make(status)
    at("2026-06-01 09:00")
    browser, address = client_as("business-manager"), f"/learning/impact/{action.reference}/3/"
    assert "Enter the new end date" in browser.post(address, {**SAID, "outcome": "none"}).content.decode()
    answer = browser.post(address, {**SAID, "outcome": "none", "end_on": "2026-09-30"}, follow=True)
    assert "is open again with its new end date" in answer.content.decode()
    action.refresh_from_db()
    assert (action.status, action.end_on, action.revisions) == (S.STARTED, dt.date(2026, 9, 30), 1)
    assert not checks(action)
    running = Deadline.objects.of(action.record).running().values_list("code", flat=True)
    assert list(running) == ["ACTION"]
    counts = board_impact(cast.board, dt.date(2026, 6, 1))
    assert (counts.shown, counts.not_shown) == (0, 1)  # though the round of checks has ended
    assert action.title in browser.get("/learning/impact/?state=not-shown").content.decode()
    assert action.title not in browser.get("/learning/impact/?state=later").content.decode()
    learning.claim(
        action=action,
        done="Trained the last six officers in June.",
        evidence_text="The signed register.",
        by=cast["police-lead"],
    )
    learning.verify(action=action, reason="The register shows all 30 names.", by=cast["monitoring-chair"])
    assert [each.months for each in checks(action)] == [3, 6, 12]


def test_who_checks(make: Maker, cast: Cast, client_as: Browser, at: At) -> None:
    action = make(S.CLOSED)
    at("2026-06-01 09:00")
    address = f"/learning/impact/{action.reference}/3/"
    for slug in ("police-lead", "executive-member"):
        assert client_as(slug).get(address).status_code == 403, slug
    for slug in ("stranger", "other-manager", "health-lead"):
        assert client_as(slug).get(address).status_code == 404, slug
        assert action.title not in client_as(slug).get("/learning/impact/?state=later").content.decode()
    with pytest.raises(NotAllowed):
        impact.check_impact(check=checks(action)[0], outcome="sustained", by=cast["police-lead"], **SAID)
    assert client_as("business-manager").get(f"/learning/impact/{action.reference}/7/").status_code == 404
    assert action.title in client_as("business-manager").get("/learning/impact/").content.decode()


def test_a_conflict_shuts_the_list(
    make: Maker, source: Record, cast: Cast, client_as: Browser, at: At
) -> None:
    action = make(S.CLOSED)
    at("2026-06-10 09:00")
    exclude(record=source, user=cast["business-manager"], reason="Related", by=cast["independent-chair"])
    browser = client_as("business-manager")
    assert action.title not in browser.get("/learning/impact/").content.decode()
    assert browser.get(f"/learning/impact/{action.reference}/3/").status_code == 404
    assert action.title not in browser.get("/").content.decode()


def test_vague_evidence_is_not_verified(make: Maker, cast: Cast) -> None:
    action = make(S.CLAIMED)
    Evidence.objects.update(text="Ongoing, as above")
    with pytest.raises(BadInput, match="only evidence is vague"):
        learning.verify(action=action, reason="The register shows all 30 names.", by=cast["monitoring-chair"])
    Evidence.objects.update(text="The signed register of all 30 officers.")
    with pytest.raises(BadInput, match="does not say what shows"):
        learning.verify(action=action, reason="In progress", by=cast["monitoring-chair"])


def move(action: Action, cast: Cast, times: int) -> None:
    for number in range(times):
        day = dt.date(2026, 7, 1) + dt.timedelta(days=action.revisions + number)
        action.refresh_from_db()
        learning.revise_date(
            action=action, end_on=day, reason="The trainer is ill.", by=cast["monitoring-chair"]
        )
    action.refresh_from_db()


def test_reopening_may_be_the_third_change_of_date(make: Maker, cast: Cast) -> None:
    action = make(S.STARTED)
    move(action, cast, 2)
    learning.claim(
        action=action, done="Trained all 30 officers.", evidence_text="The register.", by=cast["police-lead"]
    )
    learning.verify(action=action, reason="The register shows all 30 names.", by=cast["monitoring-chair"])
    learning.reopen(
        action=action,
        reason="The drill found the old form.",
        end_on=dt.date(2026, 12, 1),
        by=cast["monitoring-chair"],
    )
    action.refresh_from_db()
    assert action.revisions == 3
    assert Notice.objects.filter(to=cast["executive-member"], subject_key="action-date-moved-often").exists()


def test_the_third_date_goes_to_the_executive_until_it_has_spoken(
    make: Maker, cast: Cast, client_as: Browser
) -> None:
    action, executive, today = make(S.STARTED), cast.group("executive"), dt.date(2026, 3, 2)
    move(action, cast, 2)
    assert not due_for_group(executive, today)
    form = client_as("monitoring-chair").get(f"/actions/{action.reference}/revise-date/").content.decode()
    assert "It was moved twice so far. You, " in form
    assert "The Executive gets it as an item." in form
    move(action, cast, 1)
    assert [(row.verb, row.reference) for row in due_for_group(executive, today)] == [
        ("Talk over", action.reference)
    ]
    browser, address = client_as("business-manager"), f"/learning/executive/{action.reference}/"
    assert address in browser.get(f"/actions/{action.reference}/").content.decode()
    assert client_as("police-lead").get(address).status_code == 403
    assert client_as("stranger").get(address).status_code == 404
    assert browser.post(address, {"note": " "}).status_code == 422
    answer = browser.post(address, {"note": "The Executive asks the police to buy the course."}, follow=True)
    assert "asks the police to buy the course" in answer.content.decode()
    assert not due_for_group(executive, today)
    with pytest.raises(InvalidMove):
        impact.talked_over(action=action, note="Again", by=cast["business-manager"])
    move(action, cast, 1)
    assert due_for_group(executive, today)


@pytest.mark.parametrize(("end", "not_yet", "first"), [
    (dt.date(2026, 6, 30), dt.date(2026, 7, 27), dt.date(2026, 7, 28)),
    (dt.date(2026, 6, 27), dt.date(2026, 7, 23), dt.date(2026, 7, 24)),  # a Saturday, to be done by Friday
])  # fmt: skip
def test_twenty_working_days_late_goes_to_the_executive(
    end: dt.date, not_yet: dt.date, first: dt.date, make: Maker, cast: Cast
) -> None:
    """On the day on which its reminder is sent, it stands on its list."""
    action, executive = make(S.STARTED, end_on=end), cast.group("executive")
    deadline = Deadline.objects.of(action.record).running().get()
    _, holidays = current_holidays(deadline.calendar)
    assert deadline.act_by is not None
    assert add_working_days(deadline.act_by, 20, holidays) == first
    assert not [row for row in due_for_group(executive, not_yet) if row.verb == "Talk over"]
    for day in (first, first + dt.timedelta(days=1)):
        assert [row.reference for row in due_for_group(executive, day)] == [action.reference]


def test_not_achieved_proposes_the_new_action(make: Maker, cast: Cast, client_as: Browser) -> None:
    action, browser = make(S.STARTED), client_as("monitoring-chair")
    sent = {
        **ANSWERS,
        "conclusion": "Cancelled twice.",
        "new_title": "Teach in the shifts",
        "version": action.version,
    }
    address = f"/actions/{action.reference}/not-achieved/"
    bad = browser.post(address, sent)
    assert "Say what will be done instead" in bad.content.decode()
    sent |= {"new_activity": "Send the trainer to each of the five shifts once.", "new_end_on": "2026-11-30"}
    assert browser.post(address, sent).status_code == 302
    action.refresh_from_db()
    new = action.replaced_by
    assert new is not None
    assert (new.title, new.status, new.agency, new.source) == (
        "Teach in the shifts",
        S.PROPOSED,
        action.agency,
        action.source,
    )
    with pytest.raises(BadInput, match="not both"):
        learning.not_achieved(
            action=make(S.STARTED), answers=ANSWERS, conclusion="x", by=cast["monitoring-chair"], new_action=new,
            restated=Restated("a", "b", "c", "d"),
        )  # fmt: skip


def test_an_acceptance_has_a_clock(make: Maker, cast: Cast) -> None:
    action = make(S.ACCEPTED_WITHOUT)
    deadline = Deadline.objects.of(action.record).running().get()
    assert (deadline.code, deadline.due_on) == ("ACCEPTANCE", dt.date(2026, 9, 30))
    people = {row.party.person for row in deadline.parties.all()}
    assert people == {cast["monitoring-chair"], cast["business-manager"], cast["business-officer"]}
    learning.bring_back(action=action, reason="The risk grew.", by=cast["business-manager"])
    assert not Deadline.objects.of(action.record).running().exists()


def test_late_checks_wait_for_the_business_unit(make: Maker, cast: Cast) -> None:
    action = make(S.CLOSED)
    assert not [
        row
        for row in open_for(cast["business-officer"], dt.date(2026, 6, 2))
        if row.reference == action.reference
    ]
    late = [
        row
        for row in open_for(cast["business-officer"], dt.date(2026, 6, 3))
        if row.reference == action.reference
    ]
    assert [(row.verb, row.is_overdue) for row in late] == [("Check the impact of", True)]


def test_the_list_goes_on_by_pages(make: Maker, cast: Cast, client_as: Browser, monkeypatch: Any) -> None:
    monkeypatch.setattr(impact_reading, "PAGE", 2)
    make(S.VERIFIED)
    make(S.VERIFIED)
    browser, address, seen = client_as("monitoring-chair"), "/learning/impact/?state=later", []
    while address:
        page = browser.get(address)
        seen += [row["cells"][4]["text"] for row in page.context["rows"]]
        address = f"/learning/impact/{page.context['older_url']}" if page.context["older_url"] else ""
    assert [each.split(maxsplit=1)[1] for each in seen] == [
        "2 June 2026", "2 June 2026", "2 September 2026", "2 September 2026", "2 March 2027", "2 March 2027",
    ]  # fmt: skip
    for bad in ("x.1", "2026-06-02.x", "."):
        assert browser.get(f"/learning/impact/?after={bad}").status_code == 200
