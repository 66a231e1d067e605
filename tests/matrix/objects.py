"""What the addresses of the matrix are about: one thing in the right state on Westmere, and its twin next door.

Everything is made through operations. An address with arguments and without an entry in ARGUMENTS fails the matrix.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lscb.board.models import Grant, Seat
from lscb.board.operations import create_agency, create_group, give_seat
from lscb.files.operations import attach
from lscb.home.demonstration.cast import AGENCIES, GROUPS, PARTS, SINCE, Cast, add_part
from lscb.learning.models import Action
from lscb.meetings import operations as meetings
from lscb.notices.models import Delivery, Notice
from lscb.notices.operations import notify, send_message
from lscb.records.models import RecordExclusion
from lscb.records.operations import exclude, grant_access
from lscb.trail.recording import operation
from reviews.models import BodyNotification, OutsiderLink, ReferralQuestion
from reviews.operations import outsiders
from tests.learning.conftest import Maker
from tests.matrix.board import REGISTERS, BoardSide
from tests.matrix.cases import CASES, CaseSide
from tests.matrix.dashboards import DASHBOARDS, DashboardSide
from tests.matrix.learning import LEARNING, LearningSide
from tests.matrix.meetings import MEETING_OBJECTS, MeetingSide
from tests.matrix.publishing import PUBLISHING, PublishingSide
from tests.matrix.register import REGISTER, RegisterSide
from tests.matrix.reviews import REVIEWS, ReviewSide
from tests.reviews import making

#: Words that must never be read by somebody without the right to them (test_markers.py).
NAME, TEXT = "Quillabeth", "Wibblefrost"


@operation
def mirror(neighbour: Cast) -> Cast:
    """Next door with the same people and groups as Westmere, so that its objects can be made in the same way."""
    cast = Cast(neighbour.board)
    for slug, (name, kind, body) in AGENCIES.items():
        cast.agencies[slug] = create_agency(
            board=cast.board, name=f"{name} (East)", kind=kind, by=None, section11_body=body, from_on=SINCE,
            slug=f"east-{slug}",
        )  # fmt: skip
    for slug, (name, kind, _, settings) in GROUPS.items():
        cast.groups[slug] = create_group(
            board=cast.board, name=f"{name} (East)", kind=kind, by=None, slug=f"east-{slug}", **settings
        )
    for slug, part in PARTS.items():
        if slug != "business-manager":
            add_part(cast, slug, part, by=None)
    cast.people["business-manager"] = neighbour["other-manager"]
    return cast


class Side:
    """One board's things, each made when it is first asked for."""

    def __init__(self, cast: Cast, at: Callable[[str], Any]) -> None:
        self.cast = cast
        self.board_life = BoardSide(cast)
        self.dashboards = DashboardSide(cast)
        self.learning = LearningSide(cast)
        self.cases = CaseSide(cast)
        self.meetings = MeetingSide(cast)
        self.reviews = ReviewSide(cast)
        self.register = RegisterSide(cast)
        self.publishing = PublishingSide(cast, at)

    @functools.cache  # noqa: B019
    def meeting(self) -> Any:
        held_on = timezone.localdate() + dt.timedelta(days=40)
        return meetings.plan(group=self.cast.group("case-review"), held_on=held_on, by=None)

    @functools.cache  # noqa: B019  a side lives as long as its test
    def referral(self, state: str, copy: str = "") -> Any:
        """A referral in a state; another one of the same state for each copy."""
        made = getattr(making, state)(self.cast)
        return made[0] if isinstance(made, tuple) else made

    @functools.cache  # noqa: B019
    def scoping(self) -> Any:
        """The request to Housing, not yet answered."""
        _, requests = making.gathering(self.cast)
        return next(request for request in requests if request.agency == self.cast.agency("housing"))

    @functools.cache  # noqa: B019
    def action(self, status: str) -> Any:
        return Maker(self.cast, self.referral("submitted").record)(status)

    @functools.cache  # noqa: B019
    def file(self) -> Any:
        upload = SimpleUploadedFile("notes.txt", TEXT.encode(), content_type="text/plain")
        return attach(
            record=self.referral("submitted").record,
            upload=upload,
            purpose="attachment",
            by=self.cast["business-manager"],
        )

    @functools.cache  # noqa: B019
    def sibling(self) -> Any:
        return making.family.add_sibling(
            referral=self.referral("draft"), values={"first-name": NAME}, by=self.cast["police-lead"]
        )

    @functools.cache  # noqa: B019
    def access_row(self) -> Any:
        record = self.referral("submitted", "access").record
        return grant_access(
            record=record, party=self.cast["scr-chair"].party, capacity="reader", reason="Asked", by=None
        )

    @functools.cache  # noqa: B019
    def exclusion(self) -> RecordExclusion:
        record = self.referral("submitted", "access").record
        return exclude(
            record=record, user=self.cast["lay-member"], reason="Related", by=self.cast["business-manager"]
        )

    @functools.cache  # noqa: B019
    def notice(self) -> Notice:
        notify(
            to=self.cast["business-manager"], board=self.cast.board, subject_key="role-given", reference="X", link="/board/",
            unique_key=f"matrix:{self.cast.board.code}",
        )  # fmt: skip
        return Notice.objects.get(unique_key=f"matrix:{self.cast.board.code}")

    @functools.cache  # noqa: B019
    def link(self) -> OutsiderLink:
        return outsiders.send_link(
            board=self.cast.board, email="gp@elsewhere.example", by=self.cast["business-manager"]
        )

    @functools.cache  # noqa: B019
    def delivery(self) -> Delivery:
        key = f"matrix:{self.cast.board.code}"
        send_message(
            address="a@elsewhere.example", key=key, subject="Hello", body="Hello", board=self.cast.board
        )
        return Delivery.objects.get(key=key)

    def question(self) -> ReferralQuestion:
        return ReferralQuestion.objects.filter(referral=self.referral("returned")).first()

    def person(self, slug: str) -> Any:
        return self.cast[slug]

    def grant(self, slug: str) -> Grant:
        return Grant.objects.get(user=self.cast[slug])

    @functools.cache  # noqa: B019
    def vacant_seat(self) -> Seat:
        agency = self.cast.agency("housing")
        return give_seat(group=self.cast.group("policy"), user=None, by=None, agency=agency, from_on=SINCE)

    def seat(self, slug: str) -> Seat:
        return Seat.objects.filter(user=self.cast[slug]).first()


Arguments = Callable[[Side], dict[str, Any]]


def case(state: str, **more: Any) -> Arguments:
    return lambda side: {"reference": side.referral(state).record.reference, **more}


def action(status: str) -> Arguments:
    return lambda side: {"reference": side.action(status).record.reference}


def request(side: Side) -> dict[str, Any]:
    return {"reference": side.scoping().record.reference}


def member(side: Side) -> dict[str, Any]:
    return {"pk": side.person("scr-member-police").pk}


def sibling(side: Side) -> dict[str, Any]:
    side.sibling()
    return {"reference": side.referral("draft").record.reference, "number": 1}


def notification(side: Side) -> dict[str, Any]:
    referral = side.referral("decided")
    found = BodyNotification.objects.filter(decision__referral=referral).order_by("pk").first()
    return {"reference": referral.record.reference, "number": found.pk}


S = Action.Status

#: address: what it is about
ARGUMENTS: dict[str, Arguments] = {
    "files:file-download": lambda side: {"pk": side.file().pk},
    "notices:notice-read": lambda side: {"pk": side.notice().pk},
    "outbox:mail-send-again": lambda side: {"pk": side.delivery().pk},
    "identity:reveal": case("submitted"),
    "identity:hide": case("submitted"),
    "people:access": case("submitted"),
    "people:access-grant": case("submitted"),
    "people:access-exclude": case("submitted"),
    "people:access-break-glass": case("submitted"),
    "people:access-end": lambda side: {
        "reference": side.access_row().record.reference,
        "pk": side.access_row().pk,
    },
    "people:access-lift": lambda side: {
        "reference": side.exclusion().record.reference,
        "pk": side.exclusion().pk,
    },
    "board:person": member,
    "board:role-give": member,
    "board:role-end": lambda side: {
        "pk": side.person("police-lead").pk,
        "grant": side.grant("police-lead").pk,
    },
    "board:seat-end": lambda side: {
        "pk": side.person("scr-member-police").pk,
        "seat": side.seat("scr-member-police").pk,
    },
    "board:membership-end": member,
    "board:sessions-end": member,
    "board:factor-reset": member,
    "board:invitation-send": member,
    "board:agency": lambda side: {"slug": side.cast.agency("housing").slug},
    "board:agency-change": lambda side: {"slug": side.cast.agency("housing").slug},
    "board:group": lambda side: {"slug": side.cast.group("policy").slug},
    "board:group-change": lambda side: {"slug": side.cast.group("policy").slug},
    "board:terms-set": lambda side: {"slug": side.cast.group("policy").slug},
    "board:seat-add": lambda side: {"slug": side.cast.group("policy").slug},
    "board:seat-fill": lambda side: {"slug": side.cast.group("policy").slug, "seat": side.vacant_seat().pk},
    "learning:action-detail": action(S.STARTED),
    "learning:action-edit": action(S.PROPOSED),
    "learning:action-agree": action(S.PROPOSED),
    "learning:action-reject": action(S.PROPOSED),
    "learning:action-start": action(S.AGREED),
    "learning:action-update": action(S.STARTED),
    "learning:action-claim": action(S.STARTED),
    "learning:action-verify": action(S.CLAIMED),
    "learning:action-refuse": action(S.CLAIMED),
    "learning:action-close": action(S.VERIFIED),
    "learning:action-reopen": action(S.CLOSED),
    "learning:action-revise-date": action(S.STARTED),
    "learning:action-review-date": action(S.STARTED),
    "learning:action-not-achieved": action(S.STARTED),
    "learning:action-supersede": action(S.STARTED),
    "learning:action-accept": action(S.STARTED),
    "learning:action-bring-back": action(S.ACCEPTED_WITHOUT),
    "learning:action-assign": action(S.STARTED),
    **REGISTER,
    "reviews:refer-link-close": lambda side: {"number": side.link().pk},
    "reviews:referral-detail": case("listed"),
    "reviews:referral-form": case("draft"),
    "reviews:referral-sent": case("submitted"),
    "reviews:referral-sibling-remove": sibling,
    "reviews:referral-page": case("draft", page="outline"),
    "reviews:referral-withdraw": case("submitted"),
    "reviews:referral-accept": case("submitted"),
    "reviews:referral-return": case("submitted"),
    "reviews:referral-answer": case("submitted"),
    "reviews:referral-redirect": case("submitted"),
    "reviews:referral-duplicate": case("submitted"),
    "reviews:referral-note": case("accepted"),
    "reviews:referral-scope": case("accepted"),
    "reviews:referral-list-for-meeting": case("gathering"),
    "reviews:referral-extraordinary": case("gathering"),
    "reviews:referral-consideration": case("listed"),
    "reviews:referral-attendance": case("listed"),
    "reviews:referral-conflict": case("listed"),
    "reviews:referral-impose-conflict": case("listed"),
    "reviews:referral-sign": case("listed"),
    "reviews:referral-send-to-chair": case("considered"),
    "reviews:referral-decide": case("with_chair"),
    "reviews:referral-peer-challenge": case("with_chair"),
    "reviews:referral-notifications": case("decided"),
    "reviews:notification-sent": notification,
    "reviews:notification-letter": notification,
    "reviews:referral-close": case("decided"),
    "reviews:referral-reopen": case("decided"),
    "reviews:scoping-detail": request,
    "reviews:scoping-answer": request,
    "reviews:scoping-chase": request,
    "reviews:scoping-ask-again": request,
    "reviews:scoping-cancel": request,
    "meetings:meeting-detail": lambda side: {"reference": side.meeting().record.reference},
    "meetings:meeting-cancel": lambda side: {"reference": side.meeting().record.reference},
    **REGISTERS,
    **CASES,
    **MEETING_OBJECTS,
    **DASHBOARDS,
    **LEARNING,
    **REVIEWS,
    **PUBLISHING,
}

#: Addresses whose arguments are secrets of a link, or a person's own key: there is no thing of another board to swap in.
OWN_SECRET: dict[str, dict[str, Any]] = {
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
    "account_reset_password_from_key": {"uidb36": "1", "key": "none"},
    "people:join": {"token": "not-a-token"},
    "calendar:feed": {"secret": "not-a-secret"},
    "reviews:refer-page": {"page": "outline"},
    "reviews:refer-door": {"token": "not-a-token"},
    "reviews:refer-sibling-remove": {"number": 1},
    "reviews:refer-paper-remove": {"number": 1},
    "board:holiday-remove": {"day": "2035-12-25"},  # one list serves every board
    "board:register": {"register": "challenges"},  # every board has its own of each
    "board:register-export": {"register": "challenges"},
    "board:register-add": {"register": "challenges"},
    "board:letter-template-change": {"code": "plain"},  # every board has its own text of it
    "home:help-page": {"page": "accessibility"},
    "demonstration:sign-in": {"slug": "scr-chair"},
    "demonstration:mail-read": {"name": "none"},
}

_ABSENT = {"reference": "WES-REF-1999-999", "slug": "no-such-thing"}


def absent(arguments: dict[str, Any]) -> dict[str, Any]:
    """The same address for a thing that does not exist."""
    first = next(name for name in ("reference", "slug", "pk", "number", "grant") if name in arguments)
    return {**arguments, first: _ABSENT.get(first, 99_999_999)}
