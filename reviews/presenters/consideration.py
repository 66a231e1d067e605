"""The meeting's page of a case."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lscb.board.models import Group
from lscb.clocks.words import day_in_words
from lscb.core.errors import Refusal
from lscb.meetings.look_ahead import LookAhead
from lscb.meetings.models import AgendaItem
from lscb.meetings.quorum import Quorum
from lscb.people.models import Board, User
from reviews import permissions as may
from reviews.models import Consideration, Referral
from reviews.operations.considerations import criteria_met


def listing(referral: Referral, ahead: LookAhead | None) -> dict[str, Any]:
    base = referral.record.get_absolute_url()
    warning = ""
    if ahead and ahead.too_late and ahead.due_on:
        when = (
            f"the next meeting is on {day_in_words(ahead.next_meeting.held_on)}"
            if ahead.next_meeting
            else "no meeting is planned"
        )
        warning = (
            f"The decision is due on {day_in_words(ahead.due_on)}, but {when}: too late for the chair to decide in time. "
            "Call an extraordinary meeting."
        )
    return {
        "title": "Put the case on an agenda", "kind": "Referral", "reference": referral.record.reference, "cancel_url": base,
        "marking": referral.record.marking, "warning_text": warning, "extraordinary_url": base + "extraordinary/",
    }  # fmt: skip


def suggested_day(ahead: LookAhead | None, today: dt.date) -> dt.date:
    """The last day that leaves the chair time, or a week from now."""
    if ahead and ahead.latest_on and ahead.latest_on > today:
        return ahead.latest_on
    return today + dt.timedelta(days=7)


def as_queryset(groups: list[Group]) -> Any:
    return Group.objects.filter(pk__in=[group.pk for group in groups])


def board_people(board: Board) -> Any:
    """Everyone with a seat or a role on the board."""
    return (
        (User.objects.filter(seats__group__board=board) | User.objects.filter(grants__board=board))
        .distinct()
        .order_by("name")
    )


def initial(consideration: Consideration | None) -> dict[str, Any]:
    if consideration is None:
        return {}
    names = (
        "proportionality",
        "duplication",
        "recommendation",
        "other_review",
        "reasons",
        "dissent",
        "version",
    )
    found: dict[str, Any] = {name: getattr(consideration, name) for name in names}
    always = []
    for limb in consideration.limbs.all():
        found[f"finding_{limb.limb}"] = limb.finding
        found[f"why_{limb.limb}"] = limb.reasons
        if limb.finding == "yes":
            always.append(limb.limb)
    return found | {"always": always}


def page(
    referral: Referral, item: AgendaItem, consideration: Consideration | None, quorum: Quorum, user: User
) -> dict[str, Any]:
    met = criteria_met(consideration) if consideration and consideration.limbs.all() else None
    words = {
        True: "On these findings the criteria are met.",
        False: "On these findings the criteria are not met.",
        None: "The findings so far do not settle whether the criteria are met.",
    }
    try:
        may.check_can_sign(user, item)
        refused, help_ = "", ""
    except Refusal as no:
        refused, help_ = no.reason, no.who_can_help
    base = referral.record.get_absolute_url()
    return {
        "title": "Consider the case", "kind": "Referral", "reference": referral.record.reference, "marking": referral.record.marking,
        "meeting": item.meeting, "quorum": quorum, "met": words[met], "consideration": consideration, "refused": refused, "help": help_,
        "sign_url": base + "sign/", "attendance_url": base + "attendance/", "conflict_url": base + "conflict/",
        "impose_url": base + "impose-conflict/", "referral": referral,
        "breadcrumbs": [{"label": "Referrals", "url": "/referrals/"}, {"label": referral.record.reference, "url": base}, {"label": "Consider"}],
    }  # fmt: skip
