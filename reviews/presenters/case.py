"""The case's page from the recommendation on: recommendation, decision, national bodies, letters, links; and its sheet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from lscb.board.models import Letter
from lscb.clocks.regimes import regime
from lscb.core.templatetags.lscb import allowed, longdate
from lscb.meetings.models import Declaration
from lscb.meetings.permissions import check_can_withdraw
from lscb.people.models import User
from lscb.records.models import Record
from reviews.masking import Screen
from reviews.models import (
    CaseLink,
    Consideration,
    CriteriaTest,
    Decision,
    PanelEnquiry,
    PeerChallenge,
    Referral,
)
from reviews.operations.considerations import criteria_met

MET = {True: "Met", False: "Not met", None: "Not settled"}
Row = dict[str, Any]


def declaration_rows(found: Iterable[Declaration], screen: Screen, user: User) -> list[Row]:
    """Who declared what on the case; an agency interest says whether it was taken back, or how that is done."""
    rows, base = [], screen.record.get_absolute_url()
    for one in found:
        one.record = screen.record
        stands = one.withdrawn_at is None and one.kind == Declaration.Kind.AGENCY
        back = (
            f"taken back on {longdate(one.withdrawn_at)}: {one.withdrawn_reason}" if one.withdrawn_at else ""
        )
        mine = stands and allowed(partial(check_can_withdraw, user, one))
        rows.append({
            "who": one.user.name, "kind": one.get_kind_display(), "detail": screen.of(one.detail), "back": back,
            "personal": one.kind == Declaration.Kind.PERSONAL, "url": f"{base}conflict/{one.pk}/take-back/" if mine else "",
        })  # fmt: skip
    return rows


def recommendation_rows(consideration: Consideration, screen: Screen) -> list[Row]:
    """What the group recommends, as it was signed (R047, R055)."""
    meeting = consideration.item.meeting
    good_practice = consideration.referral.is_good_practice
    count = consideration.agencies_counted
    rows = [
        {"key": "Discussed", "value": f"{meeting.group}, {longdate(meeting.held_on)}"},
        {"key": "Recommendation", "value": consideration.get_recommendation_display()},
        {"key": "Which other review", "value": screen.of(consideration.other_review)},
        {"key": "Reasons", "value": screen.of(consideration.reasons)},
        {"key": "Views that differed", "value": screen.of(consideration.dissent), "empty": "None"},
        {"key": "Proportionate", "value": screen.of(consideration.proportionality)},
        {"key": "Other processes", "value": screen.of(consideration.duplication)},
        {"key": "Criteria", "value": MET[criteria_met(consideration)]},
        {
            "key": "Quorum",
            "value": f"{count} {'agency' if count == 1 else 'agencies'}, {'quorate' if consideration.quorate else 'not quorate'}",
        },
        {"key": "Signed by", "value": f"{consideration.signed_by}, {consideration.signed_as.lower()}"},
        {"key": "Signed", "value": consideration.signed_at},
    ]
    left_out = {"Criteria"} if good_practice else set()
    left_out |= set() if consideration.other_review else {"Which other review"}
    return [row for row in rows if row["key"] not in left_out]


def limb_rows(consideration: Consideration, screen: Screen) -> list[Row]:
    """The criteria limb by limb with the group's reasons, then the circumstances that it found (R051, R052)."""
    criteria = regime(consideration.referral.regime).criteria
    found = {limb.limb: limb for limb in consideration.limbs.all()}
    rows = []
    for limb in criteria.limbs:
        row = found.get(limb.code)
        rows.append({
            "key": limb.name, "value": CriteriaTest.Finding(row.finding).label if row else "", "empty": "Not recorded",
            "note": screen.of(row.reasons) if row else "",
        })  # fmt: skip
    for one in (*criteria.always, *criteria.flags):
        if one.code in found and found[one.code].finding == CriteriaTest.Finding.YES:
            rows.append({"key": one.name, "value": "Yes"})
    return rows


def decision_rows(decision: Decision, screen: Screen) -> list[Row]:
    makers = [f"{maker.person}, {maker.as_role.lower()}" for maker in decision.makers.all()]
    rows = [
        {"key": "Decision", "value": decision.get_outcome_display()},
        {"key": "Which review", "value": screen.of(decision.detail)},
        {"key": "Reasons", "value": screen.of(decision.reasons)},
        {"key": "Departs from the recommendation", "value": screen.of(decision.why_departs)},
        {"key": "Decided by", "lines": makers},
        {"key": "Decided", "value": decision.decided_on},
    ]
    quiet = {"Which review", "Departs from the recommendation"}
    return [row for row in rows if row["key"] not in quiet or row["value"]]


def challenge_rows(
    challenges: Iterable[PeerChallenge], screen: Screen, base: str, may_answer: bool
) -> list[Row]:
    return [
        {
            "whom": screen.of(one.asked_whom), "asked_on": one.asked_on, "question": screen.of(one.question),
            "advice": screen.of(one.advice), "advised_on": one.advised_on, "effect": screen.of(one.effect),
            "answer_url": f"{base}peer-challenge/{one.pk}/answer/" if may_answer and not one.advice else "",
        }
        for one in challenges
    ]  # fmt: skip


def enquiry_rows(enquiries: Iterable[PanelEnquiry], screen: Screen, base: str, may_change: bool) -> list[Row]:
    return [
        {
            "url": f"{base}panel-enquiry/{one.pk}/" if may_change else "", "asked_on": one.asked_on,
            "rows": [
                {"key": "What it asked for", "value": screen.of(one.asked_for)},
                {"key": "Answer by", "value": one.answer_by, "empty": "No day was set"},
                {"key": "What it was given", "value": screen.of(one.supplied), "empty": "Nothing yet",
                 "note": longdate(one.supplied_on) if one.supplied_on else ""},
                {"key": "Chair attended", "value": one.attended_on, "empty": "No", "note": screen.of(one.attendance)},
                {"key": "Advice", "value": screen.of(one.advice), "empty": "None yet",
                 "note": longdate(one.advised_on) if one.advised_on else ""},
            ],
        }
        for one in enquiries
    ]  # fmt: skip


def link_rows(links: Iterable[CaseLink], seen: frozenset[int], base: str, may_change: bool) -> list[Row]:
    """Links to other cases: one of this board is shown to whoever may open it, and to nobody else."""
    rows = []
    for link in links:
        if link.other_id and link.other_id not in seen:
            continue
        text = link.other.reference if link.other else link.reference
        rows.append({
            "text": text, "url": link.other.get_absolute_url() if link.other else "", "area": link.area,
            "kind": link.get_kind_display(), "remove_url": f"{base}linked-cases/{link.pk}/remove/" if may_change else "",
        })  # fmt: skip
    return rows


def seen_of(links: Iterable[CaseLink], user: User) -> frozenset[int]:
    """Which of the linked cases the person may open. One query, none when there is no link."""
    others = [link.other_id for link in links if link.other_id]
    if not others:
        return frozenset()
    return frozenset(Record.objects.visible_to(user).filter(pk__in=others).values_list("pk", flat=True))


def letter_rows(letters: Iterable[Letter]) -> list[Row]:
    return [
        {"text": f"To {one.recipient}", "url": f"/letters/{one.pk}/", "sent_on": one.sent_on, "written_on": one.written_at}
        for one in letters
    ]  # fmt: skip


def letter_values(decision: Decision | None) -> dict[str, str]:
    """What a letter may say of the decision: its outcome and its day (R061)."""
    if decision is None or decision.decided_on is None:
        return {}
    return {"outcome": decision.get_outcome_display(), "decided": longdate(decision.decided_on)}


def sheet(
    referral: Referral, consideration: Consideration | None, decision: Decision | None, screen: Screen
) -> Row:
    """The office-use block of the form as a document: consideration, recommendation, decision (R047)."""
    base = referral.record.get_absolute_url()
    return {
        "title": "Decision sheet", "kind": "Referral", "reference": referral.record.reference, "marking": referral.record.marking,
        "limbs": limb_rows(consideration, screen) if consideration and not referral.is_good_practice else [],
        "recommendation": recommendation_rows(consideration, screen) if consideration else [],
        "decision": decision_rows(decision, screen) if decision and decision.decided_on else [],
        "facts": [
            {"key": "Reference", "value": referral.record.reference},
            {"key": "Date of referral", "value": referral.referred_on},
            {"key": "Board first told", "value": referral.notified_on},
            {"key": "Rules that apply", "value": regime(referral.regime).name},
        ],
        "case_url": base, "revealed": screen.revealed and referral.record.board.mask_screens,
        "breadcrumbs": [{"label": "Referrals", "url": "/referrals/"}, {"label": referral.record.reference, "url": base}, {"label": "Decision sheet"}],
    }  # fmt: skip
