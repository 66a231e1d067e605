"""Running a review: people, independence, terms, stages, proceedings beside it, interim learning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from lscb.board.models import Agency, Group
from lscb.board.permissions import deciders_today, holders
from lscb.board.roles import Role
from lscb.clocks import operations as clocks
from lscb.clocks.regimes import regime
from lscb.core.errors import BadInput
from lscb.learning.models import Action
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.operations import end_access, grant_access, open_record
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import (
    BodyNotification,
    Decision,
    Independence,
    InterimLearning,
    ParallelProceedings,
    Review,
    ReviewMember,
    ScopingRequest,
)
from reviews.operations.referrals import expect_version


@operation
def initiate(*, decision: Decision, by: User, review_type: str = "SCR") -> Review:
    """Opens the review that was decided on; its clock runs from today and nothing pauses it (trap 4)."""
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
    today = timezone.localdate()
    review = Review.objects.create(
        record=record, referral=referral, decision=decision, review_type=review_type, regime=referral.regime, group=group,
        started_on=today,
    )  # fmt: skip
    answered = ScopingRequest.objects.filter(referral=referral, involved=True).values_list(
        "agency_id", flat=True
    )
    review.agencies.set(answered)
    manager = [(person.party, 0) for person in holders(board, Role.BUSINESS_MANAGER)]
    clocks.start(record, kind.default_clock, on=today, by=by, regime=referral.regime, tell=manager)
    for office in kind.deciders:
        for person in deciders_today(board, office, record):
            grant_access(
                record=record, party=person.party, capacity="decider", reason="Oversees the review", by=by
            )
    record_event("review.initiated", by=by, record=record, detail={"type": review_type})
    for person in holders(board, Role.BUSINESS_MANAGER):
        _tell(person, review, "review-started", str(review.pk))
    return review


def locked(review: Review) -> Review:
    rows = Review.objects.select_for_update().select_related(
        "record__board", "record__root", "referral__record", "group"
    )
    return rows.get(pk=review.pk)


def _tell(person: User, review: Review, key: str, cause: str, urgent: bool = False) -> None:
    notify(
        to=person, board=review.record.board, subject_key=key, reference=review.record.reference, urgent=urgent,
        link=review.record.get_absolute_url(), unique_key=f"{key}:{cause}",
    )  # fmt: skip


@operation
def move(*, review: Review, verb: str, by: User, reason: str = "", version: int | None = None) -> Review:
    """One step along the stages of §2.2; what a step needs is said when it is missing."""
    review = locked(review)
    step = states.REVIEW.require(verb, review)
    if step.check is None:
        raise BadInput("This step follows from publication; it is not taken by hand.")
    step.check(by, review)
    expect_version(review, version)
    _NEEDS.get(verb, lambda _: None)(review)
    review.status = step.to
    review.version += 1
    review.save()
    record_event("review.moved", by=by, record=review.record, detail={"to": str(step.to), "reason": reason})
    return review


def _needs_people(review: Review) -> None:
    parts = set(review.members.filter(until_on__isnull=True).values_list("part", flat=True))
    if ReviewMember.Part.PANEL_CHAIR not in parts:
        raise BadInput("Appoint an independent panel chair first.")
    if ReviewMember.Part.REVIEWER not in parts:
        raise BadInput("Appoint at least one independent reviewer first.")
    if unchecked := unchecked_independence(review):
        raise BadInput(
            f"Check independence first: {unchecked} of the checks are not done or found somebody not independent."
        )


def _needs_terms(review: Review) -> None:
    if not review.terms.filter(agreed_at__isnull=False).exists():
        raise BadInput("The terms of reference are not agreed yet.")


def _needs_answers(review: Review) -> None:
    if waiting := review.agency_reports.waiting().count():
        raise BadInput(
            f"{waiting} agency reports are not accepted yet. Accept them, or say that they are not needed."
        )


def _needs_report(status: str) -> object:
    def need(review: Review) -> None:
        report = getattr(review, "report", None)
        if report is None or report.status != status:
            raise BadInput("The report has not got that far yet.")

    return need


def _needs_actions_done(review: Review) -> None:
    if open_now := Action.objects.filter(source=review.record).open().count():
        raise BadInput(
            f"{open_now} actions of this review are still open. They are verified before the review is closed."
        )


_NEEDS = {
    "start_scoping": _needs_people,
    "start_gathering": _needs_terms,
    "start_analysis": _needs_answers,
    "agree_by_panel": _needs_report("panel-agreed"),
    "send_to_board": _needs_report("panel-agreed"),
    "agree_response": _needs_report("board-agreed"),
    "close": _needs_actions_done,
}


# --- people ---------------------------------------------------------------------------------------
CAPACITY = {
    ReviewMember.Part.PANEL_CHAIR: "panel-chair",
    ReviewMember.Part.REVIEWER: "reviewer",
    ReviewMember.Part.AUTHOR: "author",
    ReviewMember.Part.PANEL: "panel",
}
INDEPENDENT = (ReviewMember.Part.PANEL_CHAIR, ReviewMember.Part.REVIEWER, ReviewMember.Part.AUTHOR)


@operation
def appoint(
    *, review: Review, person: User, part: str, appointed_on: dt.date, by: User, agency: Agency | None = None,
    until_on: dt.date | None = None, not_managing_case: bool = False,
) -> ReviewMember:  # fmt: skip
    """Gives somebody a part in the review and opens its file to them. One person may hold several parts (trap 16)."""
    review = locked(review)
    may.check_can_commission(by, review)
    if review.status in (Review.Status.CLOSED, Review.Status.PUBLISHED):
        raise BadInput("This review is finished; nobody is appointed to it any more.")
    if review.record.case.exclusions.filter(user=person, lifted_at__isnull=True).exists():
        raise BadInput("This person has a personal conflict on the case.")
    if part == ReviewMember.Part.PANEL and agency is None:
        raise BadInput("Choose the agency that the panel member comes from.")
    if part == ReviewMember.Part.PANEL and not not_managing_case:
        raise BadInput("Confirm that the panel member does not manage the case or anybody who worked on it.")
    if review.members.filter(person=person, part=part, until_on__isnull=True).exists():
        raise BadInput("This person already has that part.")
    member = ReviewMember.objects.create(
        review=review, person=person, part=part, agency=agency, appointed_on=appointed_on, until_on=until_on,
        not_managing_case=not_managing_case, added_by=by,
    )  # fmt: skip
    grant_access(
        record=review.record,
        party=person.party,
        capacity=CAPACITY[part],
        until_on=until_on,
        by=by,
        reason=member.get_part_display(),
    )
    if part in INDEPENDENT:
        for scope in [None, *review.agencies.all()]:
            Independence.objects.create(member=member, agency=scope)
    if part == ReviewMember.Part.REVIEWER:
        BodyNotification.objects.create(
            referral=review.referral, decision=review.decision, kind=BodyNotification.Kind.REVIEWER,
            recipient=regime(review.regime).recipient_name("national-panel"), what="Name of the independent reviewer",
        )  # fmt: skip
    record_event("review.appointed", by=by, record=review.record, detail={"person": person.pk, "part": part})
    _tell(person, review, "review-appointed", f"{member.pk}")
    return member


@operation
def end_part(*, member: ReviewMember, on: dt.date, reason: str, by: User) -> ReviewMember:
    """The person's part ends, and with it their access, unless another part still opens the file."""
    review = locked(member.review)
    may.check_can_commission(by, review)
    member.until_on = on
    member.save(update_fields=["until_on"])
    end_access(
        record=review.record, party=member.person.party, capacity=CAPACITY[member.part], by=by, reason=reason
    )
    record_event(
        "review.part-ended",
        by=by,
        record=review.record,
        detail={"person": member.person_id, "reason": reason},
    )
    return member


@operation
def set_agencies(*, review: Review, agencies: Iterable[Agency], by: User) -> Review:
    """Agencies in scope. Adding one asks for a new independence check per independent person (trap 14)."""
    review = locked(review)
    may.check_can_manage(by, review)
    chosen = list(agencies)
    review.agencies.set(chosen)
    for member in review.members.filter(part__in=INDEPENDENT, until_on__isnull=True):
        for agency in chosen:
            Independence.objects.get_or_create(member=member, agency=agency)
    record_event("review.agencies", by=by, record=review.record, detail={"agencies": len(chosen)})
    return review


@operation
def declare_independence(*, member: ReviewMember, employment: str, by: User) -> None:
    """The person's own declaration: employers, contracts and posts; one text for every agency in scope."""
    review = locked(member.review)
    may.check_can_declare_independence(by, review)
    if member.person_id != by.pk:
        raise BadInput("You declare your own independence only.", "Ask the person themselves.")
    if len(employment.split()) < 5:
        raise BadInput(
            "List your employers, contracts and posts of the last ten years, or say that there are none."
        )
    rows = member.independence.filter(checked_at__isnull=True)
    rows.update(employment=employment, declared_by=by, declared_at=timezone.now())
    record_event("independence.declared", by=by, record=review.record, detail={"member": member.pk})


@operation
def check_independence(*, check: Independence, finding: str, reasons: str, by: User) -> Independence:
    """The business unit's or chair's check against one agency (or the board itself), with reasons."""
    review = locked(check.member.review)
    may.check_can_commission(by, review)
    if check.member.person_id == by.pk:
        raise BadInput("Somebody else checks your independence.")
    if check.declared_at is None:
        raise BadInput("The person has not declared their independence yet.")
    if len(reasons.split()) < 2:
        raise BadInput("Say what the check looked at and what it found.")
    check.finding, check.reasons, check.checked_by, check.checked_at = finding, reasons, by, timezone.now()
    check.save()
    record_event(
        "independence.checked",
        by=by,
        record=review.record,
        detail={"member": check.member_id, "finding": finding},
    )
    return check


def unchecked_independence(review: Review) -> int:
    """Checks of running independent parts that are not done, or that found somebody not independent."""
    rows = Independence.objects.filter(
        member__review=review, member__until_on__isnull=True, member__part__in=INDEPENDENT
    )
    return rows.exclude(finding=Independence.Finding.INDEPENDENT).count()


# --- method, proceedings, interim learning --------------------------------------------------------
@operation
def choose_method(*, review: Review, methodology: str, reasons: str, key_issues: str, by: User) -> Review:
    """The methodology with its reasons, and the key issues (R077)."""
    review = locked(review)
    may.check_can_manage(by, review)
    if not reasons.strip():
        raise BadInput("Say why this method fits the case.")
    review.methodology, review.methodology_reasons, review.key_issues = methodology, reasons, key_issues
    review.version += 1
    review.save()
    record_event("review.method", by=by, record=review.record, detail={"method": methodology})
    return review


@operation
def add_proceedings(
    *, review: Review, kind: str, stage: str, effect: str, review_on: dt.date, by: User, contact: str = ""
) -> ParallelProceedings:
    """Something else that runs beside the review. The review's clock does not stop for it."""
    review = locked(review)
    may.check_can_manage(by, review)
    row = ParallelProceedings.objects.create(
        review=review,
        kind=kind,
        stage=stage,
        effect=effect,
        review_on=review_on,
        contact=contact,
        added_by=by,
    )
    record_event("proceedings.added", by=by, record=review.record, detail={"kind": kind})
    return row


@operation
def end_proceedings(*, proceedings: ParallelProceedings, on: dt.date, by: User) -> ParallelProceedings:
    review = locked(proceedings.review)
    may.check_can_manage(by, review)
    proceedings.ended_on = on
    proceedings.save(update_fields=["ended_on"])
    record_event("proceedings.ended", by=by, record=review.record, detail={"kind": proceedings.kind})
    return proceedings


@operation
def add_interim_learning(*, review: Review, text: str, by: User, what_was_done: str = "") -> InterimLearning:
    """Something put right without waiting for the report (R091)."""
    review = locked(review)
    may.check_can_comment_on_review(by, review)
    if not text.strip():
        raise BadInput("Say what was learned.")
    row = InterimLearning.objects.create(review=review, text=text, what_was_done=what_was_done, added_by=by)
    record_event("review.interim-learning", by=by, record=review.record)
    return row


@operation
def complete(*, review: Review, by: User, late_reason: str = "") -> Review:
    """The Board has agreed the report: the six-month clock stops. Publication is another clock."""
    review = locked(review)
    may.check_can_agree_for_board(by, review)
    today = timezone.localdate()
    kind = regime(review.regime).review_type(review.review_type)
    clocks.stop(review.record, kind.default_clock, on=today, by=by, reason=late_reason)
    review.completed_on, review.late_reason = today, late_reason
    review.save(update_fields=["completed_on", "late_reason"])
    record_event("review.completed", by=by, record=review.record)
    return review


@operation
def mark_published(*, review: Review, by: User) -> Review:
    """Follows from the release of the report; external people lose access on completion of the publication."""
    review = locked(review)
    if states.REVIEW.allows("mark_published", review):
        review.status = Review.Status.PUBLISHED
        review.version += 1
        review.save()
    record_event("review.published", by=by, record=review.record)
    return review
