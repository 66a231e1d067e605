"""What happened on the demonstration board: each story is told through the operations, on days counted from the anchor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from lscb.board.roles import Role
from lscb.home.demonstration import journey, review_journey
from lscb.home.demonstration.cast import SINCE, Cast, Part, add_part
from lscb.home.demonstration.clock import travel
from lscb.home.demonstration.journey import Case
from lscb.meetings import operations as meetings
from lscb.trail.recording import operation, record_event
from reviews.operations import decisions, triage

Story = Callable[[Cast, dt.date], None]

#: Leads that every agency has and that the sign-in page does not show.
LEADS = {
    "childrens-services-lead": Part("Hannah Pryor", "Head of safeguarding", Role.AGENCY_LEAD, "childrens-services"),
    "hospital-lead": Part("Leon Okafor", "Named doctor", Role.AGENCY_LEAD, "hospital"),
    "ccg-lead": Part("Beth Rowntree", "Designated nurse", Role.AGENCY_LEAD, "ccg"),
    "probation-lead": Part("Gareth Lyne", "Head of service", Role.AGENCY_LEAD, "probation"),
    "youth-justice-lead": Part("Sunita Dale", "Service manager", Role.AGENCY_LEAD, "youth-justice"),
    "secondary-school-dsl": Part("Peter Nunn", "Designated safeguarding lead", Role.SCHOOL_DSL, "secondary-school"),
    "gp-lead": Part("Elaine Moss", "Practice safeguarding lead", Role.AGENCY_LEAD, "gp-surgery"),
    "voluntary-lead": Part("Kofi Barnes", "Chief executive", Role.AGENCY_LEAD, "voluntary"),
}


@operation
def leads(cast: Cast, anchor: dt.date) -> None:
    """Everybody else who answers for an agency."""
    travel(SINCE)
    for slug, part in LEADS.items():
        add_part(cast, slug, part, by=None)
    record_event("demonstration.told", by=None, board=cast.board)


def calendar(cast: Cast, anchor: dt.date) -> None:
    """Meetings of every group for half a year, from the groups' own frequency."""
    travel(anchor)
    for group in cast.groups.values():
        day = anchor + dt.timedelta(days=group.pk % 5 + 8)
        while day < anchor + dt.timedelta(days=190):
            while day.weekday() > 4:
                day += dt.timedelta(days=1)
            meetings.plan(group=group, held_on=day, by=None, place="Town Hall, room 2")
            day += dt.timedelta(weeks=group.every_weeks or 8)


def case(number: int, days_ago: int, until: Callable[[Case], object], cast: Cast, anchor: dt.date) -> None:
    day = anchor - dt.timedelta(days=days_ago)
    until(Case(cast, number, day))


def returned(one: Case) -> None:
    journey.submit(one)
    one.on(1)
    questions = ["Which school does the child go to?", "Do you know when the family last moved?"]
    triage.return_with_questions(referral=one.again(), questions=questions, by=one.cast["business-manager"])


def redirected(one: Case) -> None:
    journey.submit(one)
    one.on(2)
    triage.redirect(
        referral=one.again(), sent_where="Eastmere Safeguarding Children Board", reason="The child normally lives there.",
        by=one.cast["business-manager"],
    )  # fmt: skip


def withdrawn(one: Case) -> None:
    journey.submit(one)
    one.on(1)
    triage.withdraw(referral=one.again(), reason="Sent twice by mistake.", by=one.by)


def duplicate(one: Case) -> None:
    """The same family as the case before, told by another agency."""
    before = Case(one.cast, one.number - 1, one.told)
    journey.submit(before)
    one.family = before.family
    journey.submit(one)
    one.on(3)
    triage.mark_duplicate(
        referral=one.again(), other=before.again(), reason="The same child and the same day.", by=one.cast["business-manager"]
    )


def reopened(one: Case) -> None:
    journey.close(one, "none")
    one.on(80)
    decisions.reopen(referral=one.again(), reason="The inquest found facts that nobody knew.", by=one.cast["independent-chair"])


def _cases() -> dict[str, tuple[int, int, Callable[[Case], object]]]:
    """name: number of the case, days before the anchor on which the board was told, how far it has come."""
    return {
        "a draft": (1, 1, journey.write),
        "a new referral": (2, 1, journey.submit),
        "a referral with questions": (3, 4, returned),
        "an accepted referral": (4, 6, journey.accept),
        "agencies that have not answered": (5, 12, partial(journey.answer, leave=2)),
        "agencies that have all answered": (6, 17, journey.answer),
        "a case on an agenda": (7, 16, journey.put_on_agenda),
        "a signed recommendation": (8, 23, journey.consider),
        "a case with the chair": (9, 24, journey.hand_over),
        "a decision just made": (10, 26, journey.decide),
        "a review that gathers information": (11, 88, review_journey.gathering),
        "a review whose actions are followed": (12, 330, review_journey.monitoring),
    }


def _more() -> dict[str, tuple[int, int, Callable[[Case], object]]]:
    found: dict[str, tuple[int, int, Callable[[Case], object]]] = {
        "a referral sent elsewhere": (20, 200, redirected),
        "a referral taken back": (21, 150, withdrawn),
        "a referral made twice": (23, 120, duplicate),
        "a decision that was re-opened": (24, 140, reopened),
    }
    ago = {
        "initiated": 30, "commissioning": 36, "scoping": 44, "analysis": 112, "draft-report": 128, "panel-agreed": 146,
        "board-approval": 152, "response-agreed": 168, "pre-publication": 172, "closed": 720,
    }  # fmt: skip
    for number, (stage, days) in enumerate(ago.items()):
        found[f"a review at {stage}"] = (30 + number, days, review_journey.STAGES[stage])
    endings = ("none", "other", "none", "none", "other", "none", "none", "none", "other", "none", "none", "none")
    for number, ending in enumerate(endings):
        found[f"closed case {number + 1}"] = (50 + number, 1050 - 75 * number, partial(journey.close, recommendation=ending))
    return found


CORE: dict[str, Story] = {"leads": leads, "calendar": calendar} | {
    name: partial(case, number, days, until) for name, (number, days, until) in _cases().items()
}
REST: dict[str, Story] = {name: partial(case, number, days, until) for name, (number, days, until) in _more().items()}
