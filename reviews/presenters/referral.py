"""The list of referrals, the page of one, and what its referrer sees of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any

from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.clocks.regimes import regime
from lscb.clocks.words import day_in_words
from lscb.core.templatetags.lscb import allowed, plural
from lscb.people.models import User
from reviews import permissions as may
from reviews.forms.referral import AGENCIES
from reviews.masking import Screen
from reviews.models import Decision, Referral, ScopingRequest
from reviews.operations.considerations import open_item
from reviews.presenters.common import COLOURS, status_tag, step_or_refusal

S = Referral.Status
P = Permission
COLUMNS = [
    {"label": "Referral"}, {"label": "Status"}, {"label": "Referred by"}, {"label": "Board told"}, {"label": "Decision due"},
]  # fmt: skip


SCOPING_COLUMNS = [
    {"label": "Agency"},
    {"label": "Answer"},
    {"label": "Answer by"},
    {"label": "Times reminded", "numeric": True},
]


def list_rows(referrals: Iterable[Referral], today: dt.date) -> list[dict[str, Any]]:
    rows = []
    for referral in referrals:
        clocks = referral.record.decision_clocks  # type: ignore[attr-defined]
        due = next((clock for clock in clocks if not clock.cancelled_at), None)
        late = bool(due and due.due_on and not due.met_on and due.due_on < today)
        rows.append({
            "cells": [
                {"text": referral.record.reference, "url": referral.record.get_absolute_url(), "hint": referral.record.title},
                {"text": S(referral.status).label, "colour": COLOURS.get(referral.status, "grey")},
                referral.referring_agency.name if referral.referring_agency else (referral.referrer_organisation or "–"),
                referral.notified_on or "–",
                _due_words(due, late),
            ],
            "state": "overdue" if late else "",
        })  # fmt: skip
    return rows


def _due_words(due: Any, late: bool) -> Any:
    if due is None:
        return "–"
    if due.met_on:
        return "Decided"
    return {"text": due.due_on, "hint": "Overdue"} if late else due.due_on


def sections(referral: Referral, screen: Screen, user: User) -> dict[str, Any]:
    """Everything on the form, masked until revealed; contact details of the referrer for the business unit alone."""
    triages, nominated = (
        has(user, Permission.REFERRAL_TRIAGE, referral.record.board_id),
        referral.is_good_practice,
    )
    flags = regime(referral.regime).criteria.flags
    return {
        "facts": _facts(referral, screen),
        "contact": _contact(referral) if triages else [],
        "outline": screen.of(referral.outline),
        "flags": [c.name for c in flags if c.code in referral.always],
        "withdrawal": screen.of(referral.withdrawal_reason) if referral.withdrawal_asked_at else "",
        "criteria_heading": "What others can learn" if nominated else "Why the board should consider it",
        "criteria_rows": _nomination(referral, screen) if nominated else _criteria(referral, screen),
    }


def _facts(referral: Referral, screen: Screen) -> list[dict[str, Any]]:
    known = [dict(AGENCIES).get(code, code) for code in referral.agencies_known]
    facts = [
        {"key": "Route", "value": referral.get_route_display()},
        {"key": "Who is asking", "value": referral.get_source_display()},
        {"key": "Date of referral", "value": referral.referred_on},
        {
            "key": "Board first told",
            "value": referral.notified_on,
            "note": screen.of(referral.notified_reason),
        },
        {"key": "Date of the incident", "value": referral.incident_on},
        {"key": "Agencies known", "lines": [*known, *filter(None, [screen.of(referral.agencies_other)])]},
        {"key": "Linked cases, by the referrer", "value": screen.of(referral.linked_cases)},
        {"key": "Rules that apply", "value": regime(referral.regime).name},
    ]
    if referral.triaged_at:
        lives = {True: "Yes", False: "No", None: "–"}[referral.normally_resident]
        noticed = f"Notice given on {day_in_words(referral.notifiable_on)}" if referral.notifiable_on else ""
        facts.append({"key": "Normally lives in the area", "value": lives})
        told = "Yes" if referral.notifiable else "No"
        facts.append({"key": "Notifiable incident", "value": told, "note": noticed})
    if referral.triage_reason:
        facts.append({"key": "Reason", "value": screen.of(referral.triage_reason)})
    return facts


def _criteria(referral: Referral, screen: Screen) -> list[dict[str, Any]]:
    criteria = regime(referral.regime).criteria
    always = {c.code: c.name for c in (*criteria.always, *criteria.flags)}
    return [
        {"key": "What happened to the child", "value": referral.get_harm_display()},
        {"key": "The death or the harm", "value": screen.of(referral.why_harm)},
        {"key": "Abuse or neglect", "value": screen.of(referral.why_abuse)},
        {"key": "Working together", "value": screen.of(referral.why_concern)},
        {"key": "Circumstances", "lines": [always.get(code, code) for code in referral.always]},
    ]


def _contact(referral: Referral) -> list[dict[str, Any]]:
    return [
        {"key": "Name", "value": referral.referrer_name},
        {"key": "Role", "value": referral.referrer_role},
        {"key": "Organisation", "value": referral.referrer_organisation},
        {"key": "Work address", "value": referral.referrer_address},
        {"key": "Telephone", "value": referral.referrer_phone},
        {"key": "E-mail", "value": referral.referrer_email},
    ]


def _nomination(referral: Referral, screen: Screen) -> list[dict[str, Any]]:
    return [
        {"key": "What was done well", "value": screen.of(referral.what_worked)},
        {"key": "What made it possible", "value": screen.of(referral.what_helped)},
    ]


def next_step(referral: Referral, user: User, decision: Decision | None, waiting: int) -> dict[str, Any]:
    """One next step: mine with a button, somebody else's with their name, or why it is refused."""
    base = referral.record.get_absolute_url()
    step = {
        S.DRAFT: ("Finish the form and send it.", base + "form/", "Go on with the form", partial(may.check_can_submit, user, referral)),
        S.SUBMITTED: ("Read the referral and answer it.", base + "accept/", "Accept the referral", partial(may.check_can_triage, user, referral)),
        S.RETURNED: ("The referrer has questions to answer.", base + "answer/", "Answer the questions", partial(may.check_can_answer_questions, user, referral)),
        S.ACCEPTED: ("Ask the agencies that may have been involved.", base + "scoping/new/", "Choose agencies to ask", partial(may.check_can_scope, user, referral)),
        S.GATHERING: (f"{plural(waiting, 'agency,agencies')} {'has' if waiting == 1 else 'have'} still to answer." if waiting else "Every agency has answered: put the case on an agenda.", base + "list/", "Put the case on an agenda", partial(may.check_can_list, user, referral)),
        S.LISTED: ("The group considers the case at its meeting.", base + "consideration/", "Open the consideration", partial(_check_consider, user, referral)),
        S.CONSIDERED: ("The recommendation is signed. Hand the case to the chair.", base + "send-to-chair/", "Send to the chair", partial(may.check_can_send_to_chair, user, referral)),
        S.WITH_CHAIR: ("The chair decides.", base + "decide/", "Decide", partial(may.check_can_decide, user, referral)),
        S.DECIDED: ("Tell the national bodies, and record it.", base + "notifications/", "Record what was sent", partial(may.check_can_notify_bodies, user, referral)),
    }.get(referral.status)  # fmt: skip
    if step is None:
        return {"text": _ended(referral), "holder": "", "others": others(referral, user, base)}
    text, url, label, check = step
    shown = step_or_refusal(check, {"text": text, "url": url, "label": label})
    if "refused" in shown and not may.has_conflict(
        user, referral.record
    ):  # it is simply somebody else's turn
        shown = {"text": text, **_held(referral, decision)}
    return shown | {"others": others(referral, user, base)}


def _held(referral: Referral, decision: Decision | None) -> dict[str, Any]:
    """Who has the case now, and since when."""
    unit = {"holder": "the business unit", "since": referral.triaged_at or referral.submitted_at}
    return {
        S.SUBMITTED: {"holder": "the business unit", "since": referral.submitted_at},
        S.RETURNED: {"holder": "the referrer", "since": referral.triaged_at},
        S.LISTED: {"holder": "the chair of the group"},
        S.CONSIDERED: {"holder": "the business unit"},
        S.WITH_CHAIR: {"holder": "the chair of the board", "since": decision.sent_at if decision else None},
        S.DECIDED: {"holder": "the business unit", "since": decision.decided_at if decision else None},
    }.get(referral.status, unit)


def _check_consider(user: User, referral: Referral) -> None:
    item = open_item(referral)
    if item is not None:
        may.check_can_record_consideration(user, item)


def others(referral: Referral, user: User, base: str) -> list[dict[str, str]]:
    """What else the person may do now; nothing that would be refused."""
    board, found = referral.record.board_id, OTHERS.get(referral.status, ())
    links = [{"label": label, "url": base + page} for label, page, needs in found if has(user, needs, board)]
    decides = referral.status in (S.DECIDED, S.CLOSED) and has(user, P.REFERRAL_DECIDE, board)
    if decides and allowed(partial(may.check_can_decide, user, referral)):
        links.append({"label": "Re-open the decision", "url": base + "reopen/"})
    return links


_ELSEWHERE = ("Send elsewhere", "redirect/", P.REFERRAL_TRIAGE)
_DUPLICATE = ("It is a duplicate", "duplicate/", P.REFERRAL_TRIAGE)
_MORE = ("Ask more agencies", "scoping/new/", P.REFERRAL_SCOPE)
_HAND_ON = ("Open it to whoever decides today", "hand-on/", P.REFERRAL_LIST)
_PANEL = ("The national panel asked about it", "panel-enquiry/", P.BODIES_NOTIFY)
#: status: (label, page, whose)
OTHERS: dict[str, tuple[tuple[str, str, Permission], ...]] = {
    S.SUBMITTED: (
        ("Ask the referrer a question", "return/", P.REFERRAL_TRIAGE), _ELSEWHERE, _DUPLICATE,
        ("Withdraw it for the referrer", "withdraw/", P.REFERRAL_TRIAGE),
    ),
    S.RETURNED: (_ELSEWHERE, _DUPLICATE, ("Withdraw it for the referrer", "withdraw/", P.REFERRAL_TRIAGE)),
    S.ACCEPTED: (("Put the case on an agenda", "list/", P.REFERRAL_LIST), _ELSEWHERE, _DUPLICATE),
    S.GATHERING: (_MORE, _ELSEWHERE, _DUPLICATE),
    S.LISTED: (("Move to another meeting", "list/", P.REFERRAL_LIST), _MORE),
    S.WITH_CHAIR: (_HAND_ON,),
    S.DECIDED: (("Close the referral", "close/", P.BODIES_NOTIFY), _PANEL, _HAND_ON),
    S.CLOSED: (_PANEL, _HAND_ON),
}  # fmt: skip


def _ended(referral: Referral) -> str:
    return {
        S.CLOSED: "This referral is closed.",
        S.REDIRECTED: f"This referral was sent to {referral.sent_where}.",
        S.DUPLICATE: f"This referral is the same case as {referral.duplicate_of}, which goes on.",
        S.WITHDRAWN: "This referral was withdrawn.",
    }[referral.status]


def scoping_rows(requests: Iterable[ScopingRequest], today: dt.date) -> list[dict[str, Any]]:
    rows = []
    for request in requests:
        waiting = request.status in (ScopingRequest.Status.REQUESTED, ScopingRequest.Status.STARTED)
        late = waiting and request.due_on < today
        involved = (
            {True: "Involved", False: "Not involved", None: ""}[request.involved]
            if request.answered_at
            else ""
        )
        rows.append({
            "cells": [
                {"text": request.agency.name, "url": request.record.get_absolute_url(), "hint": request.record.reference},
                {"text": request.get_status_display(), "colour": COLOURS.get(request.status, "grey"), "hint": involved},
                {"text": request.due_on, "hint": "Overdue" if late else ""},
                f"{request.times_chased}" if request.times_chased else "–",
            ],
            "state": "overdue" if late else "",
        })  # fmt: skip
    return rows


def for_referrer(referral: Referral) -> dict[str, Any]:
    """What a referrer sees of what they sent: where it has got to, and nothing else (§4)."""
    told = {
        S.SUBMITTED: "The business unit has your referral and will answer it.",
        S.RETURNED: "The business unit has questions for you.",
        S.REDIRECTED: f"The business unit sent it to {referral.sent_where}.",
        S.DUPLICATE: "The board had been told of it. What you sent is looked at together with that.",
        S.WITHDRAWN: "It was withdrawn.",
        S.DECIDED: "The board has decided. The business unit writes to you about the outcome.",
        S.CLOSED: "The board has decided. The business unit writes to you about the outcome.",
    }.get(referral.status, "The board is considering it. You will be told when it has decided.")
    if referral.withdrawal_asked_at and referral.status == S.SUBMITTED:
        told = "You took it back. It may meet the criteria, so the business unit decides whether it goes on."
    return {
        "status": status_tag(referral)
        if referral.status in told_states()
        else {"text": "With the board", "colour": "teal"},
        "told": told,
    }


def told_states() -> set[str]:
    """States that a referrer may know by name; the rest is “with the board”."""
    return {S.SUBMITTED, S.RETURNED, S.REDIRECTED, S.DUPLICATE, S.WITHDRAWN, S.DECIDED, S.CLOSED}
