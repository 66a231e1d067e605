"""What the newer addresses of referrals, letters and meetings are about."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lscb.board.models import Letter
from lscb.board.operations import write_letter
from lscb.files.operations import attach
from lscb.home.demonstration.cast import Cast
from lscb.meetings import operations as meetings
from reviews.operations import advice, enquiries, links
from tests.reviews import making

Arguments = Callable[[Any], dict[str, Any]]


class CaseSide:
    """One board's papers, links, letters, enquiries and guests, each on a case of its own."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @functools.cached_property
    def paper(self) -> Any:
        """A paper on a draft that only its writer sees."""
        upload = SimpleUploadedFile("notes.txt", b"Notes", content_type="text/plain")
        referral = making.draft(self.cast)
        return attach(record=referral.record, upload=upload, purpose="referral", by=self.cast["police-lead"])

    @functools.cached_property
    def link(self) -> Any:
        referral, manager = making.accepted(self.cast), self.cast["business-manager"]
        return links.link_case(referral=referral, kind="elsewhere", reference="X-1", area="Fells", by=manager)

    @functools.cached_property
    def letter(self) -> Letter:
        record, manager = making.accepted(self.cast).record, self.cast["business-manager"]
        return write_letter(
            record=record, code="plain", recipient="Ofsted", body="Dear Ofsted,\n\nYours\n", by=manager
        )

    @functools.cached_property
    def challenge(self) -> Any:
        return advice.add_peer_challenge(
            referral=making.with_chair(self.cast), asked_whom="The chair next door",
            asked_on=timezone.localdate(), question="Would you hold a review?", by=self.cast["independent-chair"],
        )  # fmt: skip

    @functools.cached_property
    def enquiry(self) -> Any:
        today = timezone.localdate()
        return enquiries.record_enquiry(
            referral=making.decided(self.cast, "none"), asked_on=today, asked_for="The reasons",
            by=self.cast["business-manager"], answer_by=today + dt.timedelta(days=14),
        )  # fmt: skip

    @functools.cached_property
    def interest(self) -> Any:
        """An agency interest that a member of the group declared by mistake, on a case on an agenda."""
        member = self.cast["scr-member-police"]
        return meetings.declare_conflict(
            record=making.listed(self.cast).record, user=member, kind="agency", detail="Our agency", by=member
        )

    @functools.cached_property
    def guest(self) -> Any:
        meeting = meetings.plan(group=self.cast.group("policy"), held_on=timezone.localdate(), by=None)
        return meetings.add_guest(meeting=meeting, name="A guest", by=self.cast["business-manager"])


def letter(side: Any) -> dict[str, Any]:
    return {"pk": side.cases.letter.pk}


def meeting(side: Any) -> dict[str, Any]:
    return {"reference": side.cases.guest.meeting.record.reference}


def on(name: str) -> Arguments:
    """The row `name` of a referral, by the referral's reference and its own number."""

    def find(side: Any) -> dict[str, Any]:
        row = getattr(side.cases, name)
        case = row.decision.referral if hasattr(row, "decision") else getattr(row, "referral", row)
        return {"reference": case.record.reference, "number": row.pk}

    return find


def referral(state: str) -> Arguments:
    return lambda side: {"reference": side.referral(state).record.reference}


CASES: dict[str, Arguments] = {
    "letters:letter-detail": letter,
    "letters:letter-change": letter,
    "letters:letter-sent": letter,
    "meetings:meeting-reschedule": meeting,
    "meetings:meeting-attendance": meeting,
    "meetings:meeting-guest-add": meeting,
    "meetings:meeting-guest-remove": lambda side: {**meeting(side), "number": side.cases.guest.pk},
    "meetings:meeting-held": meeting,
    "reviews:referral-conflict-take-back": on("interest"),
    "reviews:referral-paper-remove": on("paper"),
    "reviews:referral-letter-new": referral("accepted"),
    "reviews:referral-link-add": referral("accepted"),
    "reviews:referral-link-remove": on("link"),
    "reviews:referral-sheet": referral("decided"),
    "reviews:referral-hand-on": referral("submitted"),
    "reviews:referral-challenge-answer": on("challenge"),
    "reviews:referral-enquiry-new": lambda side: {"reference": on("enquiry")(side)["reference"]},
    "reviews:referral-enquiry": on("enquiry"),
    "reviews:scoping-hand-over": lambda side: {"reference": side.scoping().record.reference},
    "reviews:scoping-letter-new": lambda side: {"reference": side.scoping().record.reference},
}
