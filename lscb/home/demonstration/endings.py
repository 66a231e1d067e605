"""What happens to some cases besides: they end early, are opened again, are challenged, or somebody has a conflict."""

from __future__ import annotations

from lscb.board.operations import write_letter, write_note
from lscb.home.demonstration import journey
from lscb.home.demonstration.journey import Case
from lscb.meetings import operations as meetings
from lscb.meetings.models import Declaration
from reviews.operations import decisions, triage

NOTES = (
    "The hospital's safeguarding lead rang: the child is out of danger. No names were used. She will write today.",
    "The solicitor asks to see the terms of reference before they are circulated.",
    "A journalist rang about a child in hospital. The press office answers; nobody else does.",
)

LETTER = (
    "Our reference {0}\n\nWe have begun to look at a case that you know under a number of your own. Please tell us by telephone "
    "whether an inquest will be held, and when. No names are in this letter.\n\nThe business manager"
)


def returned(case: Case) -> None:
    journey.submit(case)
    case.on(1)
    questions = ["Which school does the child go to?", "Do you know when the family last moved?"]
    triage.return_with_questions(referral=case.again(), questions=questions, by=case.cast["business-manager"])


def redirected(case: Case) -> None:
    journey.submit(case)
    case.on(2)
    triage.redirect(
        referral=case.again(), sent_where="Eastmere Safeguarding Children Board", reason="The child normally lives there.",
        by=case.cast["business-manager"],
    )  # fmt: skip


def withdrawn(case: Case) -> None:
    """The referrer asks for it; the business unit looks whether the criteria may be met, and agrees."""
    journey.submit(case)
    case.on(1)
    triage.withdraw(referral=case.again(), reason="Sent twice by mistake.", by=case.by)
    case.on(3)
    reason = "It was sent twice; the other one is looked at."
    triage.withdraw(referral=case.again(), reason=reason, by=case.cast["business-manager"])


def duplicate(case: Case) -> None:
    """The same family as the case before, told by another agency."""
    before = Case(case.cast, case.number - 1, case.told, case.today)
    journey.submit(before)
    case.family = before.family
    journey.submit(case)
    case.on(3)
    triage.mark_duplicate(
        referral=case.again(),
        other=before.again(),
        reason="The same child and the same day.",
        by=case.cast["business-manager"],
    )


def reopened(case: Case) -> None:
    case.on(80)
    reason = "The inquest found facts that nobody knew."
    decisions.reopen(referral=case.again(), reason=reason, by=case.cast["independent-chair"])


def decided_anew(case: Case) -> None:
    """The coroner finds another cause: the review that was running is stopped, and kept."""
    chair = case.cast["independent-chair"]
    case.on(90)
    decisions.reopen(
        referral=case.again(), reason="The inquest found a cause that nobody could have seen.", by=chair
    )
    case.on(95)
    decisions.decide(
        referral=case.again(), outcome="none", by=chair, why_departs="The group could not know what the inquest found.",
        reasons="The inquest found a natural cause. What was learned so far is shared with the agencies.",
    )  # fmt: skip
    journey.record_told(case, "decision", 98)
    case.on(100)
    decisions.close(referral=case.again(), by=case.cast["business-manager"])


def peer_challenge(case: Case) -> None:
    chair, asked_on = case.cast["independent-chair"], case.on(23, 9)
    decisions.add_peer_challenge(
        referral=case.again(), asked_whom="The chair of Eastmere Safeguarding Children Board", asked_on=asked_on, by=chair,
        question="The group does not recommend a Serious Case Review. Would you?",
    )  # fmt: skip


def interest_of_an_agency(case: Case) -> None:
    """The officer's own force is among those whose work is looked at."""
    officer = case.cast["scr-member-police"]
    meetings.declare_conflict(
        record=case.again().record, user=officer, kind=Declaration.Kind.AGENCY, by=officer,
        detail="Officers of my division attended the home.",
    )  # fmt: skip


def personal_conflict(case: Case) -> None:
    """Somebody of the group knew the family, and is shut out of the case everywhere."""
    officer = case.cast["scr-member-probation"]
    meetings.declare_conflict(
        record=case.again().record,
        user=officer,
        kind=Declaration.Kind.PERSONAL,
        by=officer,
        detail="I know a member of the family.",
    )


def note(case: Case) -> None:
    """A file note, and a letter from the board's template."""
    manager, record = case.cast["business-manager"], case.again().record
    write_note(record=record, text=NOTES[case.number % len(NOTES)], by=manager)
    write_letter(
        record=record,
        code="plain",
        recipient="The coroner's officer",
        by=manager,
        body=LETTER.format(record.reference),
    )
