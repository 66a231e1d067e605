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
from reviews.masking import Screen
from reviews.models import Consideration, Referral
from reviews.operations.considerations import FIRST_VERSION, TEXTS, criteria_met, what_is_missing
from reviews.presenters.case import limb_rows


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
        "warning_text": warning,
        "extraordinary_url": base + "extraordinary/",
        "clock": bool(ahead and ahead.due_on),
    }


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
        return {"version": FIRST_VERSION}
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


MET = {
    True: "On these findings the criteria are met.",
    False: "On these findings the criteria are not met.",
    None: "The findings so far do not settle whether the criteria are met.",
}


def page(
    referral: Referral,
    item: AgendaItem,
    consideration: Consideration | None,
    quorum: Quorum,
    user: User,
    screen: Screen,
) -> dict[str, Any]:
    base = referral.record.get_absolute_url()
    good_practice = referral.is_good_practice
    met = criteria_met(consideration) if consideration and consideration.limbs.all() else None
    try:
        may.check_can_sign(user, item)
        refused, help_ = "", ""
    except Refusal as no:
        refused, help_ = no.reason, no.who_can_help
    return {
        "title": "Consider the case", "kind": "Referral", "reference": referral.record.reference, "marking": referral.record.marking,
        "meeting": item.meeting, "quorum": quorum, "met": "" if good_practice else MET[met], "consideration": consideration,
        "refused": refused, "help": help_, "attendance_url": base + "attendance/", "conflict_url": base + "conflict/",
        "impose_url": base + "impose-conflict/", "referral": referral, "screen_text": screen.of(referral.outline),
        "worked_text": screen.of(referral.what_worked), "names_hidden": names_hidden(consideration, screen),
        "buttons": [] if refused else [{"name": "sign", "value": "1", "label": "Save, read it once more and sign"}],
        "missing": what_is_missing(consideration) if consideration else [],
        "breadcrumbs": [{"label": "Referrals", "url": "/referrals/"}, {"label": referral.record.reference, "url": base}, {"label": "Consider"}],
    }  # fmt: skip


def names_hidden(consideration: Consideration | None, screen: Screen) -> bool:
    """Whether the text that was typed names people of the case, and the reader does not see who they are: it is then not
    put into a form, where it would have to stand as it was typed."""
    if consideration is None:
        return False
    texts = [getattr(consideration, name) for name in TEXTS] + [
        limb.reasons for limb in consideration.limbs.all()
    ]
    whole = "\n".join(text for text in texts if text)
    return screen.of(whole) != whole


def signing(
    referral: Referral, item: AgendaItem, consideration: Consideration | None, screen: Screen
) -> dict[str, Any]:
    base = referral.record.get_absolute_url()
    rows = []
    if consideration:
        rows = [
            {"key": "Recommendation", "value": consideration.get_recommendation_display()},
            {"key": "Which other review", "value": screen.of(consideration.other_review)},
            {"key": "Reasons", "value": screen.of(consideration.reasons)},
            {"key": "Views that differed", "value": screen.of(consideration.dissent), "empty": "None"},
            {"key": "Proportionate", "value": screen.of(consideration.proportionality)},
            {"key": "Other processes", "value": screen.of(consideration.duplication)},
        ]
    return {
        "title": "Sign the recommendation", "kind": "Referral", "reference": referral.record.reference,
        "lead": "Your signature closes the item. The signed text does not change; the chair of the board decides.",
        "marking": referral.record.marking, "cancel_url": base + "consideration/", "cancel_label": "Back to the consideration",
        "limbs": limb_rows(consideration, screen) if consideration and not referral.is_good_practice else [], "rows": rows,
        "missing": what_is_missing(consideration) if consideration else ["Write down the findings and the recommendation first."],
        "breadcrumbs": [{"label": "Referrals", "url": "/referrals/"}, {"label": referral.record.reference, "url": base}, {"label": "Sign"}],
    }  # fmt: skip
