"""The sub-group considers a case at a meeting, limb by limb, and its chair or vice chair signs the recommendation."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board.models import Group
from lscb.board.permissions import holders, standing_of
from lscb.board.roles import Role
from lscb.clocks.regimes import regime
from lscb.core.errors import BadInput, NotAllowed
from lscb.meetings import operations as meetings
from lscb.meetings.models import AgendaItem, Meeting
from lscb.meetings.quorum import quorum_of
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import Consideration, CriteriaTest, Referral
from reviews.operations.referrals import expect_version, locked


@operation
def list_for_meeting(*, referral: Referral, meeting: Meeting, by: User) -> AgendaItem:
    """Puts the referral on the agenda; one that is on another agenda leaves that one."""
    referral = locked(referral)
    may.check_can_list(by, referral)
    states.REFERRAL.require("list_for_meeting", referral)
    if meeting.group.kind != Group.Kind.CASE_REVIEW or meeting.group.board_id != referral.record.board_id:
        raise BadInput("Choose a meeting of this board's case review group.")
    for item in referral.record.agenda_items.filter(closed_at__isnull=True).exclude(meeting=meeting):
        meetings.take_off_agenda(item=item, by=by, reason="Moved to another meeting")
    item = meetings.put_on_agenda(meeting=meeting, record=referral.record, by=by)
    referral.status = Referral.Status.LISTED
    referral.version += 1
    referral.save()
    record_event(
        "referral.listed", by=by, record=referral.record, detail={"meeting": meeting.record.reference}
    )
    return item


@operation
def list_for_extraordinary(*, referral: Referral, group: Group, held_on: dt.date, by: User) -> AgendaItem:
    """Calls an extraordinary meeting of the group for this referral, and lists it there, in one step."""
    may.check_can_list(by, referral)
    if held_on < timezone.localdate():
        raise BadInput("Choose a day that is still to come.")
    meeting = meetings.plan(group=group, held_on=held_on, by=by, kind=Meeting.Kind.EXTRAORDINARY)
    return list_for_meeting(referral=referral, meeting=meeting, by=by)


def open_item(referral: Referral) -> AgendaItem | None:
    """The agenda item on which the referral waits, if it is listed."""
    rows = referral.record.agenda_items.filter(closed_at__isnull=True)
    return rows.select_related("meeting__group__board", "meeting__record", "record__board").first()


@operation
def save_consideration(
    *,
    item: AgendaItem,
    by: User,
    limbs: dict[str, tuple[str, str]] | None = None,
    version: int | None = None,
    **values: str,
) -> Consideration:
    """Keeps the consideration as it is written at the meeting. `limbs` maps a code to (finding, reasons)."""
    referral = locked(Referral.objects.get(record=item.record))
    may.check_can_record_consideration(by, item)
    states.REFERRAL.require("sign_recommendation", referral)
    consideration, _ = Consideration.objects.select_for_update().get_or_create(
        item=item, defaults={"referral": referral}
    )
    expect_version(consideration, version)
    for name in ("recommendation", "other_review", "reasons", "dissent", "proportionality", "duplication"):
        if name in values:
            setattr(consideration, name, values[name])
    consideration.version += 1
    consideration.save()
    known = limb_codes(referral)
    for code, (finding, reasons) in (limbs or {}).items():
        if code not in known:
            raise BadInput("That is not one of the criteria of this case's rules.")
        CriteriaTest.objects.update_or_create(
            consideration=consideration, limb=code, defaults={"finding": finding, "reasons": reasons}
        )
    record_event("consideration.saved", by=by, record=referral.record)
    return consideration


def limb_codes(referral: Referral) -> set[str]:
    criteria = regime(referral.regime).criteria
    return {c.code for c in (*criteria.limbs, *criteria.always, *criteria.flags)}


def criteria_met(consideration: Consideration) -> bool | None:
    """Whether the test is met on the findings so far; None while a limb that matters is not known.

    (a) AND (died OR (seriously harmed AND concern)), or any circumstance that always calls for a review (trap 9).
    """
    criteria = regime(consideration.referral.regime).criteria
    answers = {"yes": True, "no": False}
    findings = {limb.limb: answers.get(limb.finding) for limb in consideration.limbs.all()}
    if any(findings.get(c.code) for c in criteria.always):
        return True
    return criteria.met({limb.code: findings.get(limb.code) for limb in criteria.limbs})


@operation
def sign_recommendation(*, item: AgendaItem, by: User, version: int | None = None) -> Consideration:
    """The chair or vice chair signs; below quorum a group that cannot start cannot recommend, others are marked."""
    referral = locked(Referral.objects.get(record=item.record))
    may.check_can_sign(by, item)
    states.REFERRAL.require("sign_recommendation", referral)
    consideration = Consideration.objects.select_for_update().filter(item=item).first()
    if consideration is None:
        raise BadInput("Write down the findings and the recommendation first.")
    expect_version(consideration, version)
    _check_complete(consideration)
    quorum = quorum_of(item.meeting, item)
    if item.meeting.opened_at is None:
        raise BadInput("Record who is at the meeting first.")
    if quorum.cannot_start and not quorum.quorate:
        raise NotAllowed(
            f"{quorum.sentence} The group's terms say that it cannot take this item.",
            "Ask another agency to join, or move the item to another meeting.",
        )
    consideration.quorate, consideration.agencies_counted = quorum.quorate, quorum.counted
    consideration.signed_by, consideration.signed_at = by, timezone.now()
    consideration.signed_as = (
        "Chair" if standing_of(by).chairs(item.meeting.group, vice=False) else "Vice chair"
    )
    consideration.version += 1
    consideration.save()
    referral.status = Referral.Status.CONSIDERED
    referral.version += 1
    referral.save()
    meetings.close_item(item=item, by=by)
    detail = {"recommendation": consideration.recommendation, "quorate": quorum.quorate}
    record_event("recommendation.signed", by=by, record=referral.record, detail=detail)
    for person in holders(referral.record.board, Role.BUSINESS_MANAGER):
        notify(
            to=person, board=referral.record.board, subject_key="recommendation-recorded", urgent=True,
            reference=referral.record.reference, link=referral.record.get_absolute_url(),
            unique_key=f"recommended:{consideration.pk}",
        )  # fmt: skip
    return consideration


def _check_complete(consideration: Consideration) -> None:
    criteria = regime(consideration.referral.regime).criteria
    found = {limb.limb: limb for limb in consideration.limbs.all()}
    for limb in criteria.limbs:
        if limb.code not in found:
            raise BadInput(f"Record the group's finding on “{limb.name}”.")
        if not found[limb.code].reasons.strip():
            raise BadInput(f"Give the reasons for the finding on “{limb.name}”.")
    if not consideration.recommendation or not consideration.reasons.strip():
        raise BadInput("Choose one of the three recommendations and give the reasons.")
    if (
        consideration.recommendation == Consideration.Recommendation.OTHER
        and not consideration.other_review.strip()
    ):
        raise BadInput("Say which other review the group recommends.")
    met = criteria_met(consideration)
    if consideration.recommendation == Consideration.Recommendation.SCR and met is False:
        raise BadInput(
            "On these findings the criteria are not met, so a Serious Case Review cannot be recommended."
        )
    if consideration.recommendation != Consideration.Recommendation.SCR and met:
        raise BadInput(
            "On these findings the criteria are met, so a Serious Case Review is to be recommended."
        )
