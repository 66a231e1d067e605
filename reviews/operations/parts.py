"""Who has a part in a review, which agencies are in its scope, and whether its independent people are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from lscb.board.models import Agency
from lscb.clocks.regimes import regime
from lscb.core.errors import BadInput
from lscb.identity.operations import refuse_names
from lscb.people.models import User
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews.models import AgencyReport, BodyNotification, Independence, Review, ReviewMember
from reviews.operations.shared import INDEPENDENT, Part, locked, open_file, shut_file, tell

FINISHED = (Review.Status.PUBLISHED, Review.Status.MONITORING, *Review.ENDED)


@operation
def appoint(
    *, review: Review, person: User, part: str, appointed_on: dt.date, by: User, agency: Agency | None = None,
    until_on: dt.date | None = None, not_managing_case: bool = False,
) -> ReviewMember:  # fmt: skip
    """Gives somebody a part in the review and opens its file to them. One person may hold several parts (trap 16)."""
    review = locked(review)
    may.check_can_commission(by, review)
    _check_appointment(review, person, part, agency, not_managing_case)
    today = timezone.localdate()
    if until_on and until_on < max(today, appointed_on):
        raise BadInput("The last day cannot be before the first day, or before today.")
    _close_lapsed(review, person, part, by)
    member = ReviewMember.objects.create(
        review=review, person=person, part=part, agency=agency if part == Part.PANEL else None, until_on=until_on,
        appointed_on=appointed_on, not_managing_case=not_managing_case, added_by=by,
    )  # fmt: skip
    open_file(member, by=by)
    if part in INDEPENDENT:
        _ask_independence(member, review.agencies.all())
    if part == Part.REVIEWER:
        BodyNotification.objects.create(
            referral=review.referral, decision=review.decision, kind=BodyNotification.Kind.REVIEWER,
            recipient=regime(review.regime).recipient_name("national-panel"), what="Name of the independent reviewer",
        )  # fmt: skip
    record_event("review.appointed", by=by, record=review.record, detail={"person": person.pk, "part": part})
    tell(person, review, "review-appointed", f"{member.pk}", page="panel/")
    return member


def _check_appointment(review: Review, person: User, part: str, agency: Agency | None, clear: bool) -> None:
    if review.status in FINISHED:
        raise BadInput("This review is finished; nobody is appointed to it any more.")
    if part not in Part.values:
        raise BadInput("Choose the part in the review.")
    if review.record.case.exclusions.filter(user=person, lifted_at__isnull=True).exists():
        raise BadInput("This person has a personal conflict on the case. Appoint somebody else.")
    if part == Part.PANEL and agency is None:
        raise BadInput("Choose the agency that the panel member comes from.")
    if part == Part.PANEL and not clear:
        raise BadInput("Confirm that the panel member does not manage the case or anybody who worked on it.")
    running = review.members.running(timezone.localdate())
    if running.filter(person=person, part=part).exists():
        raise BadInput("This person already has that part.")


def _close_lapsed(review: Review, person: User, part: str, by: User) -> None:
    """A part that ran out by itself makes room for a new one."""
    rows = review.members.filter(person=person, part=part, ended_at__isnull=True)
    rows.update(ended_at=timezone.now(), ended_by=by, ended_reason="The appointment ran out")


def _ask_independence(member: ReviewMember, agencies: Iterable[Agency]) -> None:
    """One check against the board itself (agency None), and one against each agency in scope."""
    for agency in [None, *agencies]:
        Independence.objects.get_or_create(member=member, agency=agency)


@operation
def end_part(*, member: ReviewMember, on: dt.date, reason: str, by: User) -> ReviewMember:
    """The part ends with its last day; a day up to today ends it, and what it opened, at once.

    Another running part of the same person keeps open what it opens.
    """
    review = locked(member.review)
    may.check_can_commission(by, review)
    if member.ended_at:
        raise BadInput("This part has ended already.")
    if not reason.strip():
        raise BadInput("Say why the part ends.")
    if on < member.appointed_on:
        raise BadInput("The last day cannot be before the day of the appointment.")
    refuse_names(review.record.case, reason)
    member.until_on = on
    if on <= timezone.localdate():
        _end_now(member, by, reason)
    else:  # what it opened ends by itself with the last day
        member.save(update_fields=["until_on"])
        shut_file(review, member.person, by=by, reason="A last day was set")
    record_event(
        "review.part-ended",
        by=by,
        record=review.record,
        detail={"person": member.person_id, "part": member.part, "on": str(on), "reason": reason},
    )
    return member


def _end_now(member: ReviewMember, by: User, reason: str) -> None:
    member.ended_at, member.ended_by, member.ended_reason = timezone.now(), by, reason[:300]
    member.save(update_fields=["until_on", "ended_at", "ended_by", "ended_reason"])
    shut_file(member.review, member.person, by=by, reason=reason)


@operation
def end_parts(*, review: Review, parts: Iterable[str], reason: str, by: User) -> Review:
    """Ends every running part of these kinds, when the work they were for is done. External people leave at once."""
    today = timezone.localdate()
    for member in review.members.running(today).filter(part__in=list(parts)).select_related("person__party"):
        member.until_on = today
        _end_now(member, by, reason)
    record_event("review.part-ended", by=by, record=review.record, detail={"reason": reason})
    return review


@operation
def set_agencies(*, review: Review, agencies: Iterable[Agency], by: User) -> Review:
    """Agencies in scope. Adding one asks for a new independence check per independent person (trap 14)."""
    review = locked(review)
    may.check_can_manage(by, review)
    if review.status in FINISHED:
        raise BadInput("This review is finished; its scope does not change any more.")
    chosen = {agency.pk: agency for agency in agencies}
    if not chosen:
        raise BadInput("Choose at least one agency.")
    asked = review.agency_reports.exclude(status=AgencyReport.Status.CANCELLED).exclude(agency__in=chosen)
    if left := asked.select_related("agency").first():
        raise BadInput(
            f"{left.agency} has been asked for a report. Say first that the report is not needed any more."
        )
    before = set(review.agencies.values_list("pk", flat=True))
    review.agencies.set(chosen.values())
    _ask_again(review, [agency for pk, agency in chosen.items() if pk not in before])
    review.version += 1
    review.save(update_fields=["version"])
    record_event("review.agencies", by=by, record=review.record, detail={"agencies": len(chosen)})
    return review


def _ask_again(review: Review, added: list[Agency]) -> None:
    people = review.members.running(timezone.localdate()).filter(part__in=INDEPENDENT)
    for member in people.select_related("person"):
        _ask_independence(member, added)
        for agency in added:
            tell(member.person, review, "review-appointed", f"{member.pk}:{agency.pk}", page="panel/")


@operation
def declare_independence(*, member: ReviewMember, employment: str, by: User) -> None:
    """The person's own declaration: employers, contracts, posts and links; for every check that is not made yet."""
    review = locked(member.review)
    may.check_can_declare_independence(by, review)
    if member.person_id != by.pk:
        raise BadInput("You declare your own independence only.", "Ask the person themselves.")
    if len(employment.split()) < 5:
        raise BadInput(
            "List your employers, contracts and posts of the last ten years, or say that there are none."
        )
    rows = member.independence.filter(checked_at__isnull=True)
    if not rows.update(employment=employment, declared_by=by, declared_at=timezone.now()):
        raise BadInput("Everything that you declared has been checked. There is nothing to declare again.")
    record_event("independence.declared", by=by, record=review.record, detail={"member": member.pk})


@operation
def check_independence(*, check: Independence, finding: str, reasons: str, by: User) -> Independence:
    """The business manager's or chair's check against one agency (or the board itself), with reasons.

    A check can be made again: circumstances change, and what was found before stands in the trail.
    """
    review = locked(check.member.review)
    may.check_can_commission(by, review)
    if check.member.person_id == by.pk:
        raise BadInput("Somebody else checks your independence.", "Ask the business manager or the chair.")
    check = Independence.objects.select_for_update().select_related("member").get(pk=check.pk)
    if check.declared_at is None:
        raise BadInput("The person has not declared their independence yet.")
    if finding not in Independence.Finding.values:
        raise BadInput("Say whether the person is independent.")
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


def open_checks(review: Review) -> list[Independence]:
    """Checks of running independent parts, against the board and the agencies in scope, that do not stand:
    not declared, not made, or with the finding that the person is not independent."""
    rows = Independence.objects.filter(
        Q(agency__isnull=True) | Q(agency__in=review.agencies.all()),
        member__in=review.members.running(timezone.localdate()).filter(part__in=INDEPENDENT),
    ).exclude(finding=Independence.Finding.INDEPENDENT)
    return list(rows.select_related("member__person", "agency"))


def unchecked_independence(review: Review) -> int:
    """How many checks do not stand yet."""
    return len(open_checks(review))
