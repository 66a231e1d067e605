"""Pages that show something: the same addresses when there is life in the board, beyond one thing of each kind.

Made through operations on the board whose every address is looked at, so that one server and one database do for both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from lscb.home.figures.freezing import freeze_month_end
from lscb.learning import operations as learning
from lscb.learning.models import Action, Finding, ImpactCheck, Recommendation
from lscb.learning.operations import cascades, items
from lscb.learning.operations.impact import check_impact
from lscb.learning.sheets import read_sheet
from lscb.meetings import operations as meetings
from lscb.meetings.models import Attendance, Declaration, Meeting
from lscb.meetings.sweep import make_waiting
from lscb.records.operations import open_record
from tests.browser.page_list import Sheet
from tests.learning.conftest import Maker
from tests.learning.spreadsheets import csv_bytes, row, upload
from tests.matrix.objects import Side
from tests.meetings.holding import paper, planned, with_heading

S = Action.Status
MANAGER, CHAIR = "business-manager", "monitoring-chair"
PRESENT, APOLOGIES = Attendance.Presence.PRESENT, Attendance.Presence.APOLOGIES
WORDS = "The group looked at the figures of the last quarter and asked what stands behind them."


def lively(side: Side) -> Iterator[Sheet]:
    actions = _actions(side)
    _themes(side, actions)
    coming, begun, agreed = _coming(side), _begun(side, actions[S.CLAIMED]), _agreed(side)
    figures = freeze_month_end(
        board=side.cast.board, as_at=timezone.localdate() - dt.timedelta(days=2), today=timezone.localdate()
    )
    yield from _of_actions(actions)
    yield from _of_meetings(side, coming, begun, agreed)
    for name, url, slug in (
        ("dashboard with months before", "/dashboard/", "independent-chair"),
        ("dashboard as at a month end", f"/dashboard/?as_at={figures.pk}", "independent-chair"),
        ("dashboard of oneself", "/dashboard/me/", "police-lead"),
        ("dashboard of a member", "/dashboard/", "board-member"),
        ("home of a chair", "/", CHAIR),
        ("home of an agency", "/", "police-lead"),
        ("search with hits", "/search/?q=voice+of+the+child", MANAGER),
        ("search by reference", f"/search/?q={actions[S.STARTED].reference}", MANAGER),
        ("search for nothing", "/search/?q=zzzz", "police-lead"),
        ("said before", "/learning/search/?q=strategy+discussion", MANAGER),
        ("themes", "/themes/", "board-member"),
        ("risks, filtered", "/board/registers/risks/?state=all", "board-member"),
    ):
        yield Sheet(f"with life: {name}", url, slug)


def _actions(side: Side) -> dict[str, Action]:
    """One in every state, of a source of its own; the verified one with two checks, the started one moved twice."""
    cast, by = side.cast, side.cast[MANAGER]
    record = open_record(
        board=cast.board,
        kind="review",
        code="SCR",
        title="An earlier review",
        route="learning:action-detail",
        by=by,
    )
    make = Maker(cast, record)
    found = {str(status): make(status, title=f"Train duty officers ({status})") for status in S}
    for days in (150, 170):
        end_on = timezone.localdate() + dt.timedelta(days=days)
        learning.revise_date(
            action=found[S.STARTED], end_on=end_on, reason="The course is full.", by=cast[CHAIR]
        )
    learning.update_progress(
        action=found[S.STARTED], done="Trained 24 of 30 officers.", next_activity="Train the last six officers.",
        next_on=timezone.localdate() + dt.timedelta(days=20), by=cast["police-lead"],
    )  # fmt: skip
    checks = found[S.VERIFIED].impact_checks.order_by("months")
    said = {
        "sustained": "It is in every plan.",
        "difference": "38 of 40 records.",
        "evidence": "Forty records.",
    }
    for check, outcome in zip(
        checks, (ImpactCheck.Outcome.TOO_EARLY, ImpactCheck.Outcome.SUSTAINED), strict=False
    ):
        check_impact(check=check, outcome=outcome, by=cast[CHAIR], **said)
    sheet = read_sheet(
        upload(csv_bytes([row(action=f"Train team {number} in hearing children.") for number in range(4)]))
    )
    learning.load_actions(
        board=cast.board, sheet=sheet, wording_confirmed_safe=True, by=by, title="Our list of 2025"
    )
    return found


def _themes(side: Side, actions: dict[str, Action]) -> None:
    """A finding, a recommendation and a learning item on one theme; the item passed on by one agency and not by another."""
    cast, by = side.cast, side.cast[MANAGER]
    source = actions[S.STARTED].source
    assert source is not None
    learning.add_finding(
        source=source, kind=Finding.Kind.CONCERN, title="The voice of the child is not written down", by=by,
        themes=[side.learning.theme],
    )  # fmt: skip
    text = "Record what the child said in every strategy discussion"
    made: Recommendation = learning.add_recommendation(
        source=source, text=text, by=by, agencies=[cast.agency("police")]
    )
    actions[S.STARTED].recommendations.add(made)
    item = items.add_item(
        board=cast.board, title="Hear the child", message="Write down what the child said.", by=by,
        themes=[side.learning.theme],
    )  # fmt: skip
    agencies = [cast.agency("police"), cast.agency("housing")]
    asked = cascades.ask_to_cascade(item=item, agencies=agencies, due_on=None, by=by)
    cascades.confirm_cascade(
        cascade=next(one for one in asked if one.agency == cast.agency("police")), by=cast["police-lead"],
        way="briefing", done_on=timezone.localdate(), note="Forty officers.", reached=40,
    )  # fmt: skip
    side.__dict__["lively_item"] = item.record.get_absolute_url()


def _of_actions(actions: dict[str, Action]) -> Iterator[Sheet]:
    for status in (S.STARTED, S.VERIFIED, S.CLOSED, S.NOT_ACHIEVED, S.ACCEPTED_WITHOUT, S.PROPOSED):
        slug = MANAGER if status == S.PROPOSED else CHAIR
        yield Sheet(f"with life: action, {status}", actions[status].get_absolute_url(), slug)
    chosen = "&".join(f"action={one.reference}" for one in list(actions.values())[:4])
    for name, url, slug in (
        ("actions, all", "/actions/?status=all", MANAGER),
        ("actions, filtered", "/actions/?status=started&whose=group&text=train&sort=-due", CHAIR),
        ("actions, none found", "/actions/?text=zzzz", MANAGER),
        ("actions, a wrong day", "/actions/?due_from_day=31&due_from_month=2&due_from_year=2026", MANAGER),
        ("actions chosen", f"/actions/chosen/?{chosen}", MANAGER),
        ("impact checks", "/learning/impact/?state=later", CHAIR),
        ("plans", "/plans/", MANAGER),
        ("learning items", "/learning/", "board-member"),
    ):
        yield Sheet(f"with life: {name}", url, slug)


def _coming(side: Side) -> Meeting:
    """Its papers are out: one item with a file, one that a member has a conflict on, one action."""
    cast = side.cast
    meeting = planned(cast, 9, "monitoring", place="Room 2, County Hall")
    meetings.add_standing_items(meeting=meeting, by=cast[MANAGER])
    paper(cast, with_heading(cast, meeting, brief="To agree how the money is spent.", allotted=40), pages=2)
    shut = with_heading(cast, meeting, title="A school's own report")
    paper(cast, shut, name="report.txt")
    meetings.set_agenda(meeting=meeting, by=cast[MANAGER])
    meetings.send_papers(meeting=meeting, by=cast[MANAGER])
    kind = Declaration.Kind.PERSONAL
    meetings.declare_on_item(
        item=shut, kind=kind, detail="A relative works there", by=cast["scr-member-probation"]
    )
    meetings.order_pack(meeting=meeting, by=cast["scr-member-health"])
    make_waiting()
    meetings.order_pack(meeting=meeting, by=cast["scr-member-police"])
    meetings.send_apologies(meeting=meeting, by=cast["scr-member-police"])
    return meeting


def _begun(side: Side, claimed: Action) -> Meeting:
    """Going on: a guest, somebody out of the room, not quorate; a decision, an action, a risk and a challenge in place."""
    cast, by = side.cast, side.cast[MANAGER]
    meeting = planned(cast, 0, "monitoring")
    item = with_heading(cast, meeting, title="Figures of the quarter", brief="What stands behind them?")
    meetings.add_record(meeting=meeting, record=claimed.record, by=by)
    _attended(meeting, by, away=("scr-member-health", "scr-member-probation"))
    meetings.add_guest(meeting=meeting, name="Fiona Hale", agency=cast.agency("housing"), by=by)
    meetings.leave_for_item(
        item=item, attendance=meeting.attendance.get(user=cast["scr-member-police"]), by=by
    )
    meetings.write_minute(item=item, text=f"{WORDS}\n\n{WORDS}", by=by)
    meetings.record_decision(
        item=item, words="The figures are asked for again by May.", abstained="Police", by=by
    )
    day = timezone.localdate() + dt.timedelta(days=60)
    meetings.raise_action(
        item=item, by=by, title="Send the figures again", activity="Send the figures of three years.", end_on=day,
        agency=cast.agency("police"), difference_expected="The group sees what changed.", resources="None",
    )  # fmt: skip
    entry: dict[str, Any] = {"item": item, "due_on": day, "by": by, "agency": cast.agency("police")}
    meetings.raise_entry(kind="challenge", title="Late figures", text="Why do they come late?", **entry)
    meetings.raise_entry(
        kind="risk", title="Nobody sees the trend", text="The figures are late.", likelihood=3, impact=4,
        mitigation="They are asked for each month.", **entry,
    )  # fmt: skip
    return meeting


def _agreed(side: Side) -> Meeting:
    """Held, its minutes agreed by the chair, corrected once, and taken back into an agency; an issue went up from it."""
    cast, by = side.cast, side.cast[MANAGER]
    meeting = planned(cast, -20, "executive")
    item = with_heading(cast, meeting) if meeting.is_to_come else None
    _attended(meeting, by)
    assert item is not None
    meetings.write_minute(item=item, text=WORDS, by=by)
    meetings.mark_held(meeting=meeting, by=by)
    meeting = meetings.circulate_minutes(meeting=meeting, by=by)
    meeting = meetings.agree_minutes(meeting=meeting, by=by)
    meetings.correct_minutes(meeting=meeting, item=item, text="The quarter was the last one but one.", by=by)
    meetings.correct_minutes(meeting=meeting, text="The meeting began at eleven.", by=by)
    meetings.record_fed_back(
        meeting=meeting,
        told_on=timezone.localdate(),
        how="At the team leaders’ meeting",
        by=cast["executive-member"],
    )
    issue = meetings.raise_issue(
        group=cast.group("executive"),
        title="Two agencies do not send figures",
        reason="We asked three times.",
        by=by,
    )
    meetings.answer_issue(issue=issue, answer="The chair writes to both.", by=by)
    return meeting


def _attended(meeting: Meeting, by: Any, away: tuple[str, ...] = ()) -> None:
    seats = meeting.group.seats.filter(user__isnull=False).select_related("user")
    present = {seat.pk: APOLOGIES if seat.user and seat.user.slug in away else PRESENT for seat in seats}
    meetings.record_attendance(meeting=meeting, present=present, by=by)
    meeting.refresh_from_db()


def _of_meetings(side: Side, coming: Meeting, begun: Meeting, agreed: Meeting) -> Iterator[Sheet]:
    here, now, past = (one.record.get_absolute_url() for one in (coming, begun, agreed))
    group = side.cast.group("monitoring").pk
    days = f"group={group}&first_day=1&first_month=4&first_year=2026&last_day=31&last_month=3&last_year=2027"
    days += "&starts_at=10:00&length_minutes=180&every=year&a_year=6"
    second = begun.items.standing().order_by("order").last()
    assert second is not None
    for name, url, slug in (
        ("meeting with its papers out", here, "scr-member-health"),
        ("meeting of a member with a conflict", here, "scr-member-probation"),
        ("meeting of whoever prepares it", here, MANAGER),
        ("agenda", f"{here}agenda/", MANAGER),
        ("agenda being built", f"{here}agenda/build/", MANAGER),
        ("papers and readers", f"{here}papers/", MANAGER),
        ("pack that is ready", f"{here}pack/", "scr-member-health"),
        ("pack that is on its way", f"{here}pack/", "scr-member-police"),
        ("meeting room", f"{now}room/", CHAIR),
        ("meeting room at an action", f"{now}room/?item={second.pk}", CHAIR),
        ("attendance", f"{now}attendance/", CHAIR),
        ("meeting that goes on", now, CHAIR),
        ("minutes so far", f"{now}minutes/", CHAIR),
        ("minutes that are agreed", f"{past}minutes/", "executive-member"),
        ("meeting that is over", past, MANAGER),
        ("meetings of a group", f"/meetings/?group={group}&state=planned", "scr-member-health"),
        ("days of a schedule", f"/meetings/schedule/?{days}", MANAGER),
        ("attendance by agency", "/meetings/attendance/", MANAGER),
        ("issues", "/meetings/issues/", "executive-member"),
    ):
        yield Sheet(f"with life: {name}", url, slug)
    yield Sheet("with life: learning item", side.__dict__["lively_item"], "board-member")
