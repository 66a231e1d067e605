"""What happened on the demonstration board: each story is told through the operations, on days counted from the anchor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from lscb.board.roles import Role
from lscb.home.demonstration import action_journey as actions
from lscb.home.demonstration import (
    endings,
    figures_two_years,
    journey,
    learning_two_years,
    meeting_stories,
    meetings_two_years,
    registers_two_years,
)
from lscb.home.demonstration import publication_journey as publication
from lscb.home.demonstration.cast import GROUPS, SINCE, Cast, Part, add_part
from lscb.home.demonstration.clock import travel
from lscb.home.demonstration.journey import Case
from lscb.home.demonstration.review_journey import closed, stages_to
from lscb.trail.recording import operation, record_event

Step = Callable[[Case], object]


@dataclass(frozen=True)
class CaseStory:
    """A case and how far it has come: each step is one transaction.

    number  which family and circumstances; ago  days before the anchor on which the board was told
    """

    number: int
    ago: int
    steps: tuple[Step, ...]
    long: bool = False

    def begin(self, cast: Cast, anchor: dt.date, reference: str) -> Case:
        case = Case(cast, self.number, anchor - dt.timedelta(days=self.ago), anchor, long=self.long)
        if reference:
            case.resume(reference)
        return case


@dataclass(frozen=True)
class BoardStory:
    """Something about the board itself."""

    tell: Callable[[Cast, dt.date], object]


Story = CaseStory | BoardStory

#: Leads that every agency has, and members of the other groups. The sign-in page does not show them.
LEADS = {
    "childrens-services-lead": Part("Hannah Pryor", "Head of safeguarding", Role.AGENCY_LEAD, "childrens-services", "learning/chair"),
    "hospital-lead": Part("Leon Okafor", "Named doctor", Role.AGENCY_LEAD, "hospital", "executive/member learning/member"),
    "ccg-lead": Part("Beth Rowntree", "Designated nurse", Role.AGENCY_LEAD, "ccg", "policy/chair board/member"),
    "probation-lead": Part("Gareth Lyne", "Head of service", Role.AGENCY_LEAD, "probation", "executive/member board/member"),
    "youth-justice-lead": Part("Sunita Dale", "Service manager", Role.AGENCY_LEAD, "youth-justice", "policy/vice-chair"),
    "secondary-school-dsl": Part("Peter Nunn", "Designated safeguarding lead", Role.SCHOOL_DSL, "secondary-school", "learning/member"),
    "gp-lead": Part("Elaine Moss", "Practice safeguarding lead", Role.AGENCY_LEAD, "gp-surgery", "policy/member board/member"),
    "voluntary-lead": Part("Kofi Barnes", "Chief executive", Role.AGENCY_LEAD, "voluntary", "policy/member learning/vice-chair"),
}  # fmt: skip


@operation
def leads(cast: Cast, anchor: dt.date) -> None:
    """Everybody else who answers for an agency."""
    travel(SINCE)
    for slug, part in LEADS.items():
        add_part(cast, slug, part, by=None)
    record_event("demonstration.told", by=None, board=cast.board)


def _waiting() -> dict[str, Story]:
    """What a newcomer meets first: something for everybody of the cast, at every step of the main job."""
    unanswered = partial(journey.answer, leave=("housing", "primary-school", "community-health"))
    none_yet = partial(journey.answer, leave=("police", "primary-school", "childrens-services"))
    return {
        "a draft": CaseStory(1, 1, (journey.write,)),
        "a new referral": CaseStory(2, 1, (journey.submit,)),
        "a referral with questions": CaseStory(3, 4, (endings.returned,)),
        "an accepted referral": CaseStory(4, 6, (journey.accept,)),
        "agencies that have not answered": CaseStory(5, 12, (unanswered,)),
        "agencies that are late": CaseStory(13, 17, (none_yet,)),
        "agencies that have all answered": CaseStory(6, 17, (journey.answer,)),
        "a case on an agenda": CaseStory(7, 16, (journey.put_on_agenda, endings.interest_of_an_agency)),
        "a signed recommendation": CaseStory(8, 23, (journey.consider, endings.personal_conflict)),
        "a case with the chair": CaseStory(9, 24, (partial(journey.hand_over, recommendation="other"), endings.peer_challenge)),
        "a decision just made": CaseStory(10, 26, (journey.decide, endings.note)),
        "a review that gathers information": CaseStory(11, 88, (*stages_to("gathering"), endings.note)),
    }  # fmt: skip


def _publications() -> dict[str, Story]:
    """On the way to the public, and there."""
    agreed = stages_to("response-agreed")
    made = (*agreed, publication.prepared, publication.frozen, publication.file_made)
    sent = (*made, publication.checked, publication.advance_sent)
    return {
        "a published report": CaseStory(70, 268, (*sent, publication.published), long=True),
        "doubtful words that are open": CaseStory(78, 174, (*agreed, publication.prepared, publication.half_settled), long=True),
        "a text with the anonymity checker": CaseStory(86, 176, (*agreed, publication.prepared, publication.frozen), long=True),
        "a text with the chair": CaseStory(94, 180, (*made, publication.checked), long=True),
        "advance copies that are out": CaseStory(102, 181, sent, long=True),
        "an older published report": CaseStory(
            110, 900, (*sent, publication.published, publication.followed, closed), long=True),
    }  # fmt: skip


def _past() -> dict[str, Story]:
    found: dict[str, Story] = {
        "a referral sent elsewhere": CaseStory(20, 200, (endings.redirected,)),
        "a referral taken back": CaseStory(21, 150, (endings.withdrawn,)),
        "a referral made twice": CaseStory(23, 120, (endings.duplicate,)),
        "a decision that was re-opened": CaseStory(
            24, 140, (partial(journey.close, recommendation="none"), endings.reopened)
        ),
    }
    ago = {
        "initiated": 30, "commissioning": 36, "scoping": 44, "analysis": 112, "draft-report": 128, "panel-agreed": 146,
        "board-approval": 152, "response-agreed": 168, "monitoring": 420, "closed": 720,
    }  # fmt: skip
    numbers = (
        31,
        32,
        33,
        34,
        35,
        36,
        38,
        39,
        40,
        41,
    )  # no circumstances among them in which a child was not hurt
    for number, (stage, days) in zip(numbers, ago.items(), strict=True):
        found[f"a review at {stage}"] = CaseStory(number, days, stages_to(stage))
    stopped = (*stages_to("gathering"), endings.decided_anew)
    found["a review that was stopped"] = CaseStory(47, 300, stopped)
    recommended = (
        "none",
        "other",
        "none",
        "none",
        "other",
        "none",
        "none",
        "none",
        "other",
        "none",
        "none",
        "none",
    )
    for number, ending in enumerate(recommended):
        found[f"closed case {number + 1}"] = CaseStory(
            50 + number, 1050 - 75 * number, (partial(journey.close, recommendation=ending),)
        )
    return found


def _in_order(stories: dict[str, Story]) -> dict[str, Story]:
    """The oldest first, so that references of a year mostly follow its days."""

    def days(item: tuple[str, Story]) -> int:
        return item[1].ago if isinstance(item[1], CaseStory) else 10_000

    return dict(sorted(stories.items(), key=days, reverse=True))


_PUBLISHED, _PAST = _publications(), _past()
_FIRST: dict[str, Story] = {
    "leads": BoardStory(leads),
    "meetings to come": BoardStory(meeting_stories.coming),
}
CORE: dict[str, Story] = _FIRST | _in_order(_waiting() | {
    "a published report": _PUBLISHED["a published report"],
    "doubtful words that are open": _PUBLISHED["doubtful words that are open"],
    "a text with the anonymity checker": _PUBLISHED["a text with the anonymity checker"],
    "a review at scoping": _PAST["a review at scoping"], "a review at draft-report": _PAST["a review at draft-report"],
    "a review whose actions are followed": CaseStory(12, 330, (*stages_to("monitoring"), actions.in_every_state)),
})  # fmt: skip
_HELD: dict[str, Story] = {
    f"meetings held by {slug}": BoardStory(partial(meetings_two_years.held, slug)) for slug in GROUPS
}
#: The board's life between its cases, told once its cases are there.
_LIFE: dict[str, Story] = {
    "agendas and papers of the next meetings": BoardStory(meetings_two_years.coming),
    "issues that went up and came back": BoardStory(meetings_two_years.issues),
    "themes": BoardStory(learning_two_years.themes_told),
    "registers, plan, documents and reports": BoardStory(registers_two_years.tell),
    "lessons on their way": BoardStory(learning_two_years.lessons_told),
    "what agencies answered": BoardStory(learning_two_years.answers_told),
    "what actions changed": BoardStory(learning_two_years.impact_told),
    "what earlier actions changed": BoardStory(learning_two_years.earlier_checks_told),
    "learning that was shared": BoardStory(learning_two_years.shared_told),
    "the old spreadsheet of actions": BoardStory(learning_two_years.three_hundred_told),
    "figures at month ends": BoardStory(figures_two_years.month_ends_told),
    "a report to the Board": BoardStory(figures_two_years.a_report),
}
_OTHERS = _in_order({name: story for name, story in (_PUBLISHED | _PAST).items() if name not in CORE})
REST: dict[str, Story] = _HELD | _OTHERS | _LIFE
