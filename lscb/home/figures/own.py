"""The same facts for a group, an agency, a person and the business unit's desk. Unlike the Board's, these count what the
reader may see, and nothing else (design §3.5)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q

from lscb.board.models import Agency, Group
from lscb.clocks.models import Deadline
from lscb.core.prepared import Counts, prepared, timeless, totals
from lscb.home.figures import actions
from lscb.home.figures.cases import of_cases
from lscb.home.figures.words import FigureSection, FigureWords
from lscb.learning.figures import closed_lately
from lscb.learning.models import Action, Cascade, ImpactCheck
from lscb.meetings.models import Meeting
from lscb.notices.models import Delivery, Notice
from lscb.people.models import Board, User
from lscb.records.models import readable
from reviews.models import Referral, ScopingRequest

W = FigureWords
S = Action.Status
YEAR, WEEK = dt.timedelta(days=365), dt.timedelta(days=7)


def action_section(query: str) -> FigureSection:
    """The figures of some actions; each opens the register with a filter."""
    return FigureSection("actions", "Actions", (
        W("actions-open", "Open actions", f"/actions/?{query}"),
        W("actions-overdue", "Overdue", f"/actions/?{query}&overdue=on", "fewer"),
        W("actions-claimed", "Waiting for verification", f"/actions/?{query}&status=claimed"),
        W("actions-not-started", "Not started", f"/actions/?{query}&status=agreed", "", "{} past the start date", "actions-late-start"),
    ))  # fmt: skip


def impact_section(query: str) -> FigureSection:
    return FigureSection("impact", "Impact of the last year", (
        W("impact-shown", "Impact shown", f"/learning/impact/?{query}&state=shown", "", "no difference in {}", "impact-not-shown"),
        W("impact-due", "Impact checks due", f"/learning/impact/?{query}&state=due", "", "{} to come", "impact-coming"),
    ))  # fmt: skip


def of_group(group: Group, user: User, today: dt.date) -> dict[str, Any]:
    """What a group watches over, as far as the reader may see it."""
    rows = Action.objects.visible_to(user).filter(group=group)
    measured = _together(actions.of_rows(rows, today), _impact(user, today, action__group=group))
    held = Meeting.objects.visible_to(user).filter(group=group, held_on__gt=today - YEAR, held_on__lte=today)
    counts = held.aggregate(
        held=Count("pk", filter=Q(status__in=Meeting.DONE)), quorate=Count("pk", filter=Q(quorate=True))
    )
    measured["counts"] |= {"meetings-held": counts["held"], "meetings-quorate": counts["quorate"]}
    return measured


def group_sections(group: Group) -> tuple[FigureSection, ...]:
    meetings = FigureSection("meetings", "Meetings of the last year", (
        W("meetings-held", "Meetings held", f"/meetings/?group={group.pk}", "", "{} of them quorate", "meetings-quorate"),
    ))  # fmt: skip
    return action_section(f"group={group.pk}"), impact_section(f"group={group.pk}"), meetings


def of_agency(agency: Agency, board: Board, user: User, today: dt.date) -> dict[str, Any]:
    """What an agency answers for on a board, as far as the reader may see it."""
    rows = Action.objects.visible_to(user).filter(board=board, agency=agency)
    measured = _together(
        actions.of_rows(rows, today), _impact(user, today, board=board, action__agency=agency)
    )
    del measured["series"]["actions-by-agency"]  # a single bar
    asked = Cascade.objects.filter(readable(user, "item__record__"), item__board=board, agency=agency)
    counts = asked.aggregate(
        waiting=Count("pk", filter=Q(confirmed_at__isnull=True)),
        done=Count("pk", filter=Q(confirmed_at__isnull=False)),
    )
    measured["counts"] |= {"cascades-outstanding": counts["waiting"], "cascades-confirmed": counts["done"]}
    return measured


def agency_sections(agency: Agency) -> tuple[FigureSection, ...]:
    learning = FigureSection("learning", "Learning passed on", (
        W("cascades-outstanding", "Learning items still to confirm", f"/learning/?waits_for={agency.pk}", "", "{} confirmed", "cascades-confirmed"),
    ))  # fmt: skip
    return action_section(f"agency={agency.pk}"), impact_section(f"agency={agency.pk}"), learning


def of_person(user: User, today: dt.date) -> dict[str, Any]:
    """One's own actions, and what was done in the last year."""
    rows = Action.objects.visible_to(user).filter(owner=user)
    measured = actions.of_rows(rows, today)
    measured["series"] = {}
    unread = Notice.objects.visible_to(user).within_reach(user).unread().count()
    closed = closed_lately(rows, today)
    measured["counts"] |= {"actions-done": closed, "notices-unread": unread}
    return measured


PERSON = (
    action_section("whose=me"),
    FigureSection("mine", "The last year", (
        W("actions-done", "Actions of yours that were closed", "/actions/?whose=me&status=closed"),
        W("notices-unread", "Unread notices", "/notices/"),
    )),
)  # fmt: skip


def of_desk(board: Board, user: User, today: dt.date) -> dict[str, Any]:
    """The business unit's day: what has to be moved on by the office itself."""
    triage, with_chair = _referrals(user, board.pk)[0]
    week, overdue = _clocks(user, board.pk, today, today + WEEK)[0]
    proposed, claimed, late = _actions(user, board.pk, today)[0]
    return {
        "counts": {
            "referrals-triage": triage, "referrals-with-chair": with_chair,
            "scoping-out": _scoping_out(user, board.pk)[0][0], "clocks-week": week, "clocks-overdue": overdue,
            "actions-proposed": proposed, "actions-claimed": claimed, "actions-overdue": late,
            "meetings-week": _meetings(user, board.pk, today, today + WEEK)[0][0],
            "mail-trouble": _mail_trouble(board.pk)[0][0],
        },
        "series": {},
    }  # fmt: skip


@prepared
def _referrals(user: User, board: int) -> Counts:
    """Those to look at, and those with the chair."""
    rows = Referral.objects.visible_to(user).filter(record__board=board)
    submitted, with_chair = Q(status=Referral.Status.SUBMITTED), Q(status=Referral.Status.WITH_CHAIR)
    return totals(rows, triage=Count("pk", filter=submitted), chair=Count("pk", filter=with_chair))


@prepared
def _scoping_out(user: User, board: int) -> Counts:
    out = [ScopingRequest.Status.REQUESTED, ScopingRequest.Status.STARTED]
    rows = ScopingRequest.objects.visible_to(user).filter(record__board=board, status__in=out)
    return totals(rows, n=Count("pk"))


@prepared
def _clocks(user: User, board: int, today: dt.date, until: dt.date) -> Counts:
    """Time limits of cases to act on until a day, and those that have passed."""
    rows = of_cases(Deadline.objects.visible_to(user).running().filter(record__board=board, minimum=False))
    soon, late = Q(act_by__gte=today, act_by__lte=until), Q(due_on__lt=today)
    return totals(rows, week=Count("pk", filter=soon), overdue=Count("pk", filter=late))


@prepared
def _actions(user: User, board: int, today: dt.date) -> Counts:
    """Open actions that are proposed, claimed and overdue."""
    rows = Action.objects.visible_to(user).filter(board=board, status__in=[S.PROPOSED, *Action.OPEN])
    late = Q(status__in=Action.WITH_OWNER, end_on__lt=today)
    return totals(
        rows, proposed=Count("pk", filter=Q(status=S.PROPOSED)), claimed=Count("pk", filter=Q(status=S.CLAIMED)),
        overdue=Count("pk", filter=late),
    )  # fmt: skip


@prepared
def _meetings(user: User, board: int, today: dt.date, until: dt.date) -> Counts:
    rows = Meeting.objects.visible_to(user).coming(today).filter(group__board=board, held_on__lte=until)
    return totals(rows, n=Count("pk"))


@timeless
def _mail_trouble(board: int) -> Counts:
    trouble = Q(state=Notice.State.FAILED) | Q(bounced_at__isnull=False)
    return totals(Delivery.objects.filter(trouble, board=board), n=Count("pk"))


DESK = (
    FigureSection("cases", "Cases", (
        W("referrals-triage", "Referrals to look at", "/referrals/?status=submitted"),
        W("referrals-with-chair", "With the chair", "/referrals/?status=with-chair"),
        W("scoping-out", "Agencies still to answer", "/referrals/?status=gathering"),
        W("clocks-week", "Time limits of cases within seven days", "/dashboard/clocks/"),
        W("clocks-overdue", "Time limits of cases overdue", "/dashboard/clocks/"),
    )),
    FigureSection("actions", "Actions", (
        W("actions-proposed", "Proposals to agree", "/actions/?status=proposed"),
        W("actions-claimed", "Claims to verify", "/actions/?status=claimed"),
        W("actions-overdue", "Overdue", "/actions/?overdue=on"),
    )),
    FigureSection("office", "Meetings and mail", (
        W("meetings-week", "Meetings within seven days", "/meetings/"),
        W("mail-trouble", "E-mails that could not be sent", "/notices/outbox/"),
    )),
)  # fmt: skip


def _impact(user: User, today: dt.date, **of: Any) -> dict[str, Any]:
    return actions.impact_of(ImpactCheck.objects.visible_to(user).filter(**of), today)


def _together(*measured: dict[str, Any]) -> dict[str, Any]:
    counts: dict[str, Any] = {}
    series: dict[str, Any] = {}
    for each in measured:
        counts |= each["counts"]
        series |= each["series"]
    return {"counts": counts, "series": series}
