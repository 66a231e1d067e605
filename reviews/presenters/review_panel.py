"""The people of a review by part, and their independence per agency in scope."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lscb.clocks.words import day_in_words
from lscb.core.errors import Refusal
from reviews import permissions as may
from reviews.facts import Part, ReviewFacts
from reviews.masking import Screen
from reviews.models import Independence, Review, ReviewMember
from reviews.operations.parts import FINISHED
from reviews.operations.reviews import INDEPENDENT

APPOINT = {
    Part.PANEL_CHAIR: "Appoint an independent panel chair", Part.REVIEWER: "Appoint an independent reviewer",
    Part.AUTHOR: "Appoint an overview author", Part.PANEL: "Appoint a panel member",
}  # fmt: skip
_FILE = "They are told, and can open the whole file of this review."
LEADS = {
    Part.PANEL_CHAIR: f"Independent of the board and of every agency in scope. {_FILE}",
    Part.REVIEWER: f"Independent of the board and of every agency in scope; the national panel is told the name. {_FILE}",
    Part.AUTHOR: f"Brings everything together into the report. May be the reviewer or the panel chair too. {_FILE}",
    Part.PANEL: f"A senior manager of an agency. The agency may be involved in the case; the person is not. {_FILE}",
}
HEADINGS = {
    Part.PANEL_CHAIR: "Panel chair", Part.REVIEWER: "Reviewer", Part.AUTHOR: "Overview author", Part.PANEL: "Panel members",
}  # fmt: skip
NOBODY = {
    Part.PANEL_CHAIR: "Nobody yet. A review needs an independent panel chair.",
    Part.REVIEWER: "Nobody yet. A review needs at least one independent reviewer.",
    Part.AUTHOR: "Nobody yet. The reviewer may write the report.",
    Part.PANEL: "Nobody yet.",
}


def page(facts: ReviewFacts, screen: Screen) -> dict[str, Any]:
    may_appoint = facts.commissions and facts.review.status not in FINISHED
    return {
        "parts": [_part(facts, part, may_appoint) for part in Part],
        "independent": [_independent(facts, m, screen) for m in facts.members if m.part in INDEPENDENT],
        "open_count": len(facts.open_checks),
        "past": [_past(m) for m in facts.all_members if m not in facts.members],
    }


def _part(facts: ReviewFacts, part: Part, may_appoint: bool) -> dict[str, Any]:
    return {
        "heading": HEADINGS[part], "nobody": NOBODY[part],
        "people": [_person(facts, m, may_appoint) for m in facts.members if m.part == part],
        "appoint_url": f"{facts.base}panel/appoint/{part}/" if may_appoint else "", "appoint_label": APPOINT[part],
    }  # fmt: skip


def _person(facts: ReviewFacts, member: ReviewMember, may_end: bool) -> dict[str, Any]:
    until = f" until {day_in_words(member.until_on)}" if member.until_on else ""
    return {
        "name": member.person.name,
        "detail": ", ".join(filter(None, [member.person.job_title, member.agency.name if member.agency else ""])),
        "since": f"Appointed {day_in_words(member.appointed_on)}{until}",
        "end_url": f"{facts.base}panel/{member.pk}/end/" if may_end else "",
    }  # fmt: skip


def _past(member: ReviewMember) -> dict[str, Any]:
    return {
        "text": f"{member.person.name}, {member.get_part_display().lower()}",
        "when": f"{day_in_words(member.appointed_on)} to {day_in_words(member.until_on)}",
        "why": member.ended_reason or "The appointment ran out",
    }


def _independent(facts: ReviewFacts, member: ReviewMember, screen: Screen) -> dict[str, Any]:
    checks = facts.in_force(member)
    mine = member.person_id == facts.user.pk
    undeclared = any(c.declared_at is None for c in checks)
    declared = next((c for c in checks if c.declared_at), None)
    return {
        "name": member.person.name, "part": member.get_part_display(),
        "declare_url": f"{facts.base}panel/{member.pk}/declare/" if mine and undeclared else "",
        "declaration": screen.of(declared.employment) if declared and (mine or facts.commissions) else "", "declared_at": declared.declared_at if declared else None,
        "rows": [_check_row(facts, member, c, mine) for c in checks], "columns": CHECKS,
    }  # fmt: skip


CHECKS = [
    {"label": "Independent of"},
    {"label": "Check"},
    {"label": "What was found"},
    {"label": "What to do"},
]


def _check_row(facts: ReviewFacts, member: ReviewMember, check: Independence, mine: bool) -> dict[str, Any]:
    against = check.agency.name if check.agency else "The board itself"
    url = f"{facts.base}panel/{member.pk}/check/{check.pk}/"
    todo: Any = "–"
    if check.declared_at and facts.commissions and not mine:
        todo = {"text": "Check again" if check.checked_at else "Check", "url": url, "hint": ""}
    elif not check.declared_at:
        todo = "Declare first" if mine else f"{member.person.name} declares first"
    found = check.reasons
    if check.checked_by and check.checked_at:
        found = {
            "text": check.reasons,
            "hint": f"{check.checked_by.name}, {day_in_words(timezone.localdate(check.checked_at))}",
        }
    return {"cells": [against, _state(check), found or "–", todo]}


def _state(check: Independence) -> dict[str, str]:
    if check.finding == Independence.Finding.INDEPENDENT:
        return {"text": "Independent", "colour": "green"}
    if check.finding:
        return {"text": "Not independent", "colour": "red"}
    return (
        {"text": "To be checked", "colour": "yellow"}
        if check.declared_at
        else {"text": "Not declared yet", "colour": "grey"}
    )


def declaration_lead(member: ReviewMember, review: Review) -> str:
    names = sorted(agency.name for agency in review.agencies.all())
    agencies = f" and of: {', '.join(names)}" if names else ""
    return f"As {member.get_part_display().lower()} you have to be independent of {review.record.board}{agencies}."


def check_page(review: Review, member: ReviewMember, check: Independence, screen: Screen) -> dict[str, Any]:
    """What the person declared, beside the question; what they work for is shown to whoever checks it alone."""
    against = check.agency.name if check.agency else f"the board itself, {review.record.board}"
    return {
        "lead": f"{member.person}, {member.get_part_display().lower()}: independent of {against}?",
        "declared": screen.of(check.employment), "declared_at": check.declared_at,
    }  # fmt: skip


def may_do(check: Any, *arguments: Any) -> bool:
    """Whether a permission check lets it pass."""
    try:
        check(*arguments)
    except Refusal:
        return False
    return True


def leads_terms(facts: ReviewFacts) -> bool:
    return may_do(may.check_can_close_terms, facts.user, facts.review)
