"""Running a review: how it begins, its stages and its end. People are in parts.py, what goes on beside it in beside.py."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from lscb.board.models import Group
from lscb.board.permissions import deciders_today, holders
from lscb.board.roles import Role
from lscb.clocks import operations as clocks
from lscb.clocks.regimes import ReviewType, regime
from lscb.core.errors import BadInput
from lscb.identity.operations import refuse_names
from lscb.learning.models import Action
from lscb.people.models import User
from lscb.records.operations import grant_access, open_record
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import Decision, Review, ReviewMember, ScopingRequest
from reviews.operations.beside import (
    add_interim_learning,
    add_proceedings,
    choose_method,
    end_proceedings,
    record_delay,
)
from reviews.operations.parts import (
    appoint,
    check_independence,
    declare_independence,
    end_part,
    end_parts,
    open_checks,
    set_agencies,
    unchecked_independence,
)
from reviews.operations.referrals import expect_version
from reviews.operations.shared import CAPACITY, INDEPENDENT, locked, shut_agency_authors, tell

__all__ = [
    "CAPACITY", "INDEPENDENT", "add_interim_learning", "add_proceedings", "appoint", "check_independence",
    "choose_method", "complete", "declare_independence", "end_part", "end_parts", "end_proceedings", "initiate",
    "locked", "mark_published", "missing", "move", "open_checks", "record_delay", "set_agencies",
    "unchecked_independence",
]  # fmt: skip

#: Clocks that start on the day the review is opened. The others start with an event of their own: the six months
#: of a practice learning review at its initial meeting (R087, trap 5), an agency's time when it is asked.
FROM_THE_START = frozenset({"COMPLETE-SCR", "LCSPR-6M"})
S = Review.Status


@operation
def initiate(*, decision: Decision, by: User, review_type: str = "SCR") -> Review:
    """Opens the review that was decided on. Nothing pauses its clock (trap 4)."""
    referral = decision.referral
    board = referral.record.board
    kind = regime(referral.regime).review_type(review_type)
    group = Group.objects.filter(board=board, kind=Group.Kind.CASE_REVIEW, closed_on__isnull=True).first()
    if group is None:
        raise BadInput("The board has no case review group. Add one before a review is opened.")
    record = open_record(
        board=board,
        kind="review",
        code=review_type,
        title=kind.name,
        route="reviews:review-detail",
        by=by,
        root=referral.record,
    )
    review = Review.objects.create(
        record=record, referral=referral, decision=decision, review_type=review_type, regime=referral.regime, group=group,
        started_on=timezone.localdate(),
    )  # fmt: skip
    answered = ScopingRequest.objects.filter(referral=referral, involved=True)
    review.agencies.set(answered.values_list("agency_id", flat=True))
    managers = holders(board, Role.BUSINESS_MANAGER)
    if kind.default_clock in FROM_THE_START:
        clocks.start(
            record, kind.default_clock, on=review.started_on, by=by, regime=referral.regime,
            tell=[(person.party, 0) for person in managers],
        )  # fmt: skip
    _open_to_deciders(review, kind, by)
    record_event("review.initiated", by=by, record=record, detail={"type": review_type})
    for person in managers:
        tell(person, review, "review-started", str(review.pk))
    return review


def _open_to_deciders(review: Review, kind: ReviewType, by: User) -> None:
    for office in kind.deciders:
        for person in deciders_today(review.record.board, office, review.record):
            grant_access(
                record=review.record,
                party=person.party,
                capacity="decider",
                reason="Oversees the review",
                by=by,
            )


@operation
def move(*, review: Review, verb: str, by: User, reason: str = "", version: int | None = None) -> Review:
    """One step along the stages of §2.2; what a step needs is said when it is missing."""
    review = locked(review)
    step = states.REVIEW.require(verb, review)
    if step.check is None:
        raise BadInput("This step follows from something else; it is not taken by hand.")
    step.check(by, review)
    expect_version(review, version)
    if lacking := missing(review, verb):
        raise BadInput(" ".join(lacking))
    if verb in BACKWARD and len(reason.split()) < 2:
        raise BadInput("Say why the review goes back.")
    refuse_names(review.record.case, reason)
    review.status = step.to
    review.version += 1
    review.save()
    if review.status == S.MONITORING:
        _panel_is_done(review, by)
    if review.status == S.CLOSED:
        review.record.closed_at = timezone.now()
        review.record.save(update_fields=["closed_at"])
    record_event(
        "review.moved", by=by, record=review.record, detail={"to": str(step.to.label), "reason": reason}
    )
    return review


def _panel_is_done(review: Review, by: User) -> None:
    """The panel's work is over when only the actions are left (R095); its members do not read the file for ever."""
    end_parts(review=review, parts=CAPACITY, reason="The panel has completed its work", by=by)
    shut_agency_authors(review, by=by, reason="The review has completed its work")


# --- what a step needs ------------------------------------------------------------------------------
#: Steps that undo an earlier one ask for a reason.
BACKWARD = frozenset({"return_to_draft"})


def missing(review: Review, verb: str) -> list[str]:
    """Sentences that say what has to be done before the review can take a step; empty when it can."""
    return [sentence for need in _NEEDS[verb] if (sentence := need(review))]


def _people(review: Review) -> str:
    parts = set(review.members.running(timezone.localdate()).values_list("part", flat=True))
    if ReviewMember.Part.PANEL_CHAIR not in parts:
        return "Appoint an independent panel chair first."
    if ReviewMember.Part.REVIEWER not in parts:
        return "Appoint at least one independent reviewer first."
    return ""


def _independence(review: Review) -> str:
    count = unchecked_independence(review)
    if not count:
        return ""
    checks = "1 check is" if count == 1 else f"{count} checks are"
    return f"Check independence first: {checks} not done, or found somebody not independent."


def _agencies(review: Review) -> str:
    return "" if review.agencies.exists() else "Choose the agencies in scope first."


def _terms(review: Review) -> str:
    agreed = review.terms.filter(agreed_at__isnull=False).exists()
    return "" if agreed else "The terms of reference are not agreed yet."


def _answers(review: Review) -> str:
    count = review.agency_reports.waiting().count()
    if not count:
        return ""
    reports = "1 agency report is" if count == 1 else f"{count} agency reports are"
    return f"{reports} not accepted yet. Accept them, or say that they are not needed."


def _report(status: str, words: str) -> Callable[[Review], str]:
    def need(review: Review) -> str:
        report = getattr(review, "report", None)
        return "" if report and report.status == status else words

    return need


def _actions(review: Review) -> str:
    count = Action.objects.of_source(review.record).filter(status__in=(*Action.OPEN, "proposed")).count()
    if not count:
        return ""
    actions = "1 action of this review is" if count == 1 else f"{count} actions of this review are"
    return f"{actions} still open. They are verified before the review is closed."


_PANEL = _report("panel-agreed", "The panel has not agreed the report yet.")
_BOARD = _report("board-agreed", "The Board has not agreed the report and its response yet.")
_NEEDS: dict[str, tuple[Callable[[Review], str], ...]] = {
    "commission": (),
    "start_scoping": (_people, _agencies, _independence),
    "start_gathering": (_people, _independence, _terms),
    "start_analysis": (_independence, _answers),
    "start_draft": (_independence,),
    "agree_by_panel": (_PANEL,),
    "send_to_board": (_PANEL,),
    "return_to_draft": (),
    "agree_response": (_BOARD,),
    "prepare_publication": (_BOARD,),
    "start_monitoring": (_BOARD,),
    "close": (_actions,),
}


# --- the end ----------------------------------------------------------------------------------------
@operation
def complete(*, review: Review, by: User, late_reason: str = "") -> Review:
    """The Board has agreed the report: the review's own clock stops. Publication is another clock.

    A report that was corrected and agreed again leaves the day on which the review was complete as it is.
    """
    review = locked(review)
    may.check_can_agree_for_board(by, review)
    today = timezone.localdate()
    reason = late_reason or review.late_reason
    kind = regime(review.regime).review_type(review.review_type)
    if review.record.deadlines.running().filter(code=kind.default_clock).exists():
        clocks.stop(review.record, kind.default_clock or "", on=today, by=by, reason=reason)
    review.completed_on, review.late_reason = review.completed_on or today, reason
    review.save(update_fields=["completed_on", "late_reason"])
    record_event("review.completed", by=by, record=review.record)
    return review


@operation
def mark_published(*, review: Review, by: User) -> Review:
    """Follows from the release of the report. The independent people's work is complete: they lose access at once."""
    review = locked(review)
    if states.REVIEW.allows("mark_published", review):
        review.status = S.PUBLISHED
        review.version += 1
        review.save()
        end_parts(review=review, parts=INDEPENDENT, reason="The report is published", by=by)
    record_event("review.published", by=by, record=review.record)
    return review
