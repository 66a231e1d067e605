"""The sub-group considers a case at a meeting, limb by limb, and its chair or vice chair signs the recommendation."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board.models import Group
from lscb.board.permissions import standing_of
from lscb.clocks.regimes import regime
from lscb.core.errors import BadInput, InvalidMove
from lscb.meetings import operations as meetings
from lscb.meetings.models import AgendaItem, Attendance, Meeting
from lscb.meetings.quorum import quorum_of
from lscb.people.models import User
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import Consideration, CriteriaTest, Referral
from reviews.operations.readers import share_answers
from reviews.operations.referrals import expect_version, locked
from reviews.operations.telling import tell_unit


@operation
def list_for_meeting(*, referral: Referral, meeting: Meeting, by: User) -> AgendaItem:
    """Puts the referral on the agenda; one that is on another agenda leaves that one, and takes along what the group
    had written down about it."""
    referral = locked(referral)
    may.check_can_list(by, referral)
    states.REFERRAL.require("list_for_meeting", referral)
    if meeting.group.kind != Group.Kind.CASE_REVIEW or meeting.group.board_id != referral.record.board_id:
        raise BadInput("Choose a meeting of this board's case review group.")
    for item in referral.record.agenda_items.open().exclude(meeting=meeting).select_related("record__board"):
        meetings.take_off_agenda(item=item, by=by, reason="Moved to another meeting")
    item = meetings.put_on_agenda(meeting=meeting, record=referral.record, by=by)
    Consideration.objects.filter(referral=referral, signed_at__isnull=True).update(item=item)
    referral.status = Referral.Status.LISTED
    referral.version += 1
    referral.save()
    record_event(
        "referral.listed", by=by, record=referral.record, detail={"meeting": meeting.record.reference}
    )
    share_answers(referral=referral, by=by)
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
    rows = referral.record.agenda_items.open()
    return rows.select_related("meeting__group__board", "meeting__record__board", "record__board").first()


def item_or_refuse(referral: Referral) -> AgendaItem:
    """The open agenda item. Raises InvalidMove with a sentence when the case is on no agenda now."""
    item = open_item(referral)
    if item is None:
        raise InvalidMove(
            f"This case is now “{referral.get_status_display().lower()}” and on no agenda, so there is nothing to consider.",
            "Open the case to see what happened.",
        )
    return item


def _fresh(item: AgendaItem) -> tuple[Referral, AgendaItem]:
    """The referral, locked, and its item as it is now."""
    referral = locked(Referral.objects.get(record=item.record))
    rows = AgendaItem.objects.select_related(
        "meeting__group__board", "meeting__record__board", "record__board"
    )
    return referral, rows.get(pk=item.pk)


#: What a consideration's page opens with before anything was saved.
FIRST_VERSION = 1
TEXTS = ("recommendation", "other_review", "reasons", "dissent", "proportionality", "duplication")


@operation
def save_consideration(
    *,
    item: AgendaItem,
    by: User,
    limbs: dict[str, tuple[str, str]] | None = None,
    version: int | None = None,
    **values: str,
) -> Consideration:
    """Keeps the consideration as it is written at the meeting. `limbs` maps a code to (finding, reasons); a limb with
    neither is taken out again."""
    referral, item = _fresh(item)
    may.check_can_record_consideration(by, item)
    states.REFERRAL.require("sign_recommendation", referral)
    consideration, _ = Consideration.objects.select_for_update().get_or_create(
        item=item, defaults={"referral": referral, "version": FIRST_VERSION}
    )
    expect_version(consideration, version)
    for name in TEXTS:
        if name in values:
            setattr(consideration, name, values[name])
    consideration.version += 1
    consideration.save()
    known = limb_codes(referral)
    for code, (finding, reasons) in (limbs or {}).items():
        if code not in known:
            raise BadInput("That is not one of the criteria of this case's rules.")
        if not finding and not reasons:
            CriteriaTest.objects.filter(consideration=consideration, limb=code).delete()
            continue
        CriteriaTest.objects.update_or_create(
            consideration=consideration, limb=code,
            defaults={"finding": finding or CriteriaTest.Finding.NOT_KNOWN, "reasons": reasons},
        )  # fmt: skip
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
    referral, item = _fresh(item)
    may.check_can_sign(by, item)
    states.REFERRAL.require("sign_recommendation", referral)
    consideration = Consideration.objects.select_for_update().filter(item=item).first()
    if consideration is None:
        raise BadInput("Write down the findings and the recommendation first.")
    expect_version(consideration, version)
    missing = what_is_missing(consideration)
    if missing:
        raise BadInput(missing[0])
    _check_meeting(item, by)
    quorum = quorum_of(item.meeting, item)
    if quorum.cannot_start and not quorum.quorate:
        raise BadInput(
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
    share_answers(referral=referral, by=by)
    detail = {"recommendation": consideration.recommendation, "quorate": quorum.quorate}
    record_event("recommendation.signed", by=by, record=referral.record, detail=detail)
    tell_unit(referral, "recommendation-recorded", cause=str(consideration.pk))
    return consideration


def _check_meeting(item: AgendaItem, by: User) -> None:
    if item.meeting.opened_at is None:
        raise BadInput("Record who is at the meeting first.")
    here = Attendance.objects.filter(
        meeting=item.meeting, user=by, presence=Attendance.Presence.PRESENT
    ).exists()
    if not here:
        raise BadInput(
            "You are not recorded as being at this meeting, so you cannot sign for it.",
            "Change who is here, or ask whoever chaired it to sign.",
        )


def what_is_missing(consideration: Consideration) -> list[str]:
    """Sentences that say what has to be written before it can be signed; none when it is complete."""
    good_practice = consideration.referral.is_good_practice
    found = [] if good_practice else _missing_findings(consideration)
    if not consideration.proportionality.strip():
        found.append("Say whether a review is proportionate, and why.")
    if not consideration.duplication.strip():
        found.append("Say whether another process already covers the case.")
    if not consideration.recommendation or not consideration.reasons.strip():
        found.append("Choose one of the three recommendations and give the reasons.")
    R = Consideration.Recommendation
    if consideration.recommendation == R.OTHER and not consideration.other_review.strip():
        found.append("Say which other review the group recommends.")
    if good_practice and consideration.recommendation == R.SCR:
        found.append("This is a case of good practice, so a Serious Case Review cannot be recommended.")
    return found


def _missing_findings(consideration: Consideration) -> list[str]:
    """Every limb with its reasons (R051), and a recommendation that follows from them."""
    found = {limb.limb: limb for limb in consideration.limbs.all()}
    missing = []
    for limb in regime(consideration.referral.regime).criteria.limbs:
        if limb.code not in found:
            missing.append(f"Record the group's finding on “{limb.name}”.")
        elif not found[limb.code].reasons.strip():
            missing.append(f"Give the reasons for the finding on “{limb.name}”.")
    met, wanted = criteria_met(consideration), consideration.recommendation
    if wanted == Consideration.Recommendation.SCR and met is False:
        missing.append(
            "On these findings the criteria are not met, so a Serious Case Review cannot be recommended."
        )
    if wanted and wanted != Consideration.Recommendation.SCR and met:
        missing.append(
            "On these findings the criteria are met, so a Serious Case Review is to be recommended."
        )
    return missing
