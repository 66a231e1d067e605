"""The life of one case, step by step, through the same operations that people use in the browser."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from lscb.board import access
from lscb.board.models import Agency
from lscb.home.demonstration import people
from lscb.home.demonstration.cast import Cast
from lscb.home.demonstration.clock import travel, weekday
from lscb.identity.models import Identifier
from lscb.meetings import operations as meetings
from lscb.meetings.models import Attendance, Meeting
from lscb.people.models import User
from lscb.publishing.models import Document
from reviews.models import Referral, Review
from reviews.operations import considerations, decisions, family, referrals, scoping, triage

K = Identifier.Kind
PLACE = "Town Hall, room 2"
REFERRERS = ("police-lead", "health-lead", "school-dsl", "housing-lead")


@dataclass
class Case:
    """One invented case on its way.

    told     the day on which the board was first told
    today    the demonstration's own today: nothing may happen on it or after it
    long     whether the long report is written about it, so that its family has to fit
    """

    cast: Cast
    number: int
    told: dt.date
    today: dt.date
    long: bool = False
    referral: Referral | None = None
    review: Review | None = None
    document: Document | None = None
    dice: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self.dice = random.Random(f"case {self.number}")  # noqa: S311
        self.latest = self.told
        self.facts = people.CIRCUMSTANCES[0 if self.long else self.number % len(people.CIRCUMSTANCES)]
        incident_on = self.told - dt.timedelta(days=2)
        if self.long:
            self.family = people.family_of_the_report(self.number, incident_on)
        else:
            self.family = people.family(self.number, incident_on, self.facts[4] == "died")
        self.by = self.cast[REFERRERS[self.number % len(REFERRERS)]]

    def on(self, days: int, hour: int = 10) -> dt.date:
        """It is now so many days after the board was told: a working day, before today, and never earlier than before."""
        day = weekday(self.told + dt.timedelta(days=days))
        last = self.today - dt.timedelta(days=1)
        while last.weekday() > 4:
            last -= dt.timedelta(days=1)
        self.latest = max(self.latest, min(day, max(last, self.told)))
        travel(self.latest, hour)
        return self.latest

    def resume(self, reference: str) -> None:
        """Goes on with a case whose first steps were told in an earlier transaction, or by an earlier process."""
        rows = Referral.objects.select_related("record__board")
        self.referral = rows.get(record__reference=reference)
        self.review = (
            Review.objects.filter(referral=self.referral)
            .select_related("record__board", "referral__record")
            .first()
        )

    def again(self) -> Referral:
        assert self.referral is not None
        self.referral = Referral.objects.select_related("record__board").get(pk=self.referral.pk)
        return self.referral

    @property
    def outline(self) -> str:
        child = f"{self.family.first} {self.family.surname}"
        return self.facts[0].format(child=child, mother=f"Ms {self.family.surname}")


def write(case: Case) -> Referral:
    """The form, filled in and not yet sent."""
    case.on(0, 16)
    by, home = case.by, case.family
    referral = case.referral = referrals.start(board=case.cast.board, by=by, agency=_agency(case))
    child: dict[str, str] = {
        K.FIRST_NAME: home.first, K.SURNAME: home.surname, K.BIRTH: home.born_on.isoformat(), K.ETHNICITY: home.ethnicity,
        K.DEATH: home.died_on.isoformat() if home.died_on else "",
    }  # fmt: skip
    family.save_child(referral=referral, values=child, by=by)
    carers = [(home.mother, "Mother"), (home.father, "Father")]
    family.save_home(referral=referral, address=home.address, previous="", carers=carers, by=by)
    for name in home.siblings:
        family.add_sibling(referral=referral, values={K.FIRST_NAME: name, K.SURNAME: home.surname}, by=by)
    for page, values in _pages(case).items():
        referrals.save_page(referral=referral, page=page, values=values, by=by)
    return case.again()


def _agency(case: Case) -> Any:
    grant = case.by.grants.select_related("agency").first()
    return grant.agency if grant else None


def _pages(case: Case) -> dict[str, dict[str, Any]]:
    _, harm, abuse, concern, code = case.facts
    return {
        "referrer": {
            "source": "partner", "referrer_phone": f"01632 960{case.number:03d}", "referred_on": case.told,
            "notified_on": case.told, "incident_on": case.told - dt.timedelta(days=2),
        },
        "agencies": {"agencies_known": case.dice.sample(["childrens-services", "police", "school", "health", "gp"], 3)},
        "outline": {"outline": case.outline},
        "criteria": {"harm": code, "why_harm": harm, "why_abuse": abuse, "why_concern": concern},
    }  # fmt: skip


def submit(case: Case) -> Referral:
    write(case)
    case.on(0, 17)
    case.referral = referrals.submit(referral=case.again(), by=case.by)
    return case.again()


def accept(case: Case) -> Referral:
    submit(case)
    case.on(2)
    notifiable = case.facts[4] != "neither"
    triage.accept(
        referral=case.again(), normally_resident=True, notifiable=notifiable, notified_on=case.told, by=case.cast["business-manager"],
        notifiable_on=case.told if notifiable else None,
    )  # fmt: skip
    return case.again()


def ask(case: Case) -> Referral:
    accept(case)
    case.on(3)
    slugs = ["police", "community-health", "hospital", "childrens-services", "housing"]
    if case.family.born_on.year < case.told.year - 4:
        slugs.append("primary-school")
    chosen = [case.cast.agency(slug) for slug in slugs]
    due, officer = weekday(case.told + dt.timedelta(days=14)), case.cast["business-officer"]
    access.let_in(
        record=case.again().record, party=officer.party, capacity="case-lead", reason="Asks agencies and follows the case",
        until_on=case.told + dt.timedelta(days=200), by=case.cast["business-manager"],
    )  # fmt: skip
    scoping.ask(referral=case.again(), agencies=chosen, due_on=due, by=officer)
    return case.again()


def answer(case: Case, leave: tuple[str, ...] = ()) -> Referral:
    """The agencies answer; those in `leave` have not yet."""
    ask(case)
    rows = case.again().scoping_requests.select_related("agency", "record__board").order_by("pk")
    for number, request in enumerate(row for row in rows if row.agency.slug not in leave):
        case.on(5 + number)
        lead = scoping.leads_of(request.agency, case.cast.board)[0]
        scoping.send_answer(
            request=request, by=lead, involved=number < 5, period_known="About two years",
            summary=case.dice.choice(people.GOOD_ANSWERS), good_practice=case.dice.choice(people.GOOD_PRACTICE),
        )  # fmt: skip
    return case.again()


def put_on_agenda(case: Case, days: int = 20) -> Referral:
    """On the agenda of a meeting so many days after the board was told: every second one had to be called for it."""
    answer(case)
    case.on(15)
    held, manager, group = (
        weekday(case.told + dt.timedelta(days=days)),
        case.cast["business-manager"],
        case.cast.group("case-review"),
    )
    if case.number % 2:
        considerations.list_for_extraordinary(referral=case.again(), group=group, held_on=held, by=manager)
    else:
        meeting = meetings.plan(group=group, held_on=held, by=manager, place=PLACE)
        considerations.list_for_meeting(referral=case.again(), meeting=meeting, by=manager)
    return case.again()


def everyone_came(meeting: Meeting, by: Any, but: int = 1) -> None:
    seats = [seat for seat in meeting.group.seats.order_by("pk") if seat.user_id]
    missing = {seat.pk for seat in seats[-but:]} if but else set()
    present: dict[int, str] = {
        s.pk: Attendance.Presence.APOLOGIES if s.pk in missing else Attendance.Presence.PRESENT for s in seats
    }
    meetings.record_attendance(meeting=meeting, present=present, by=by)


def consider(case: Case, recommendation: str = "scr") -> Referral:
    put_on_agenda(case)
    item = considerations.open_item(case.again())
    assert item is not None
    case.on((item.meeting.held_on - case.told).days, 11)
    chair = case.cast["scr-chair"]
    everyone_came(item.meeting, chair)
    died, met = case.facts[4] == "died", recommendation == "scr"
    limbs = {
        "a": ("yes" if met else "no", "The group looked at what each agency knew."),
        "b_i": ("yes" if died else "no", "As recorded by the hospital."),
        "b_ii_harm": ("no" if died else "yes", "On the advice of the designated doctor."),
        "b_ii_concern": ("yes" if met else "no", "The agencies' answers show where they did not meet."),
    }
    texts = {
        "scr": "The criteria are met, and there is learning for most of the agencies involved.",
        "none": "The criteria are not met. Each agency has learned what there is to learn and put it right.",
        "other": "The criteria are not met in full, but two agencies can learn together from this case.",
    }
    considerations.save_consideration(
        item=item, by=chair, limbs=limbs, recommendation=recommendation, reasons=texts[recommendation],
        other_review="A partnership review by the agencies involved." if recommendation == "other" else "",
        proportionality="A review would teach something that the board does not know yet.", duplication="No other process covers it.",
    )  # fmt: skip
    considerations.sign_recommendation(item=item, by=chair)
    meetings.mark_held(meeting=item.meeting, by=chair)
    return case.again()


def hand_over(case: Case, recommendation: str = "scr") -> Referral:
    consider(case, recommendation)
    case.on(22)
    decisions.send_to_chair(referral=case.again(), by=case.cast["business-manager"])
    return case.again()


def decide(case: Case, recommendation: str = "scr", outcome: str = "") -> Referral:
    hand_over(case, recommendation)
    case.on(25, 15)
    outcome = outcome or {"scr": "scr", "none": "none", "other": "other-review"}[recommendation]
    decisions.decide(
        referral=case.again(), outcome=outcome, reasons="I have read the agencies' answers and agree with the group.",
        detail="Partnership review" if outcome == "other-review" else "", by=case.cast["independent-chair"],
        late_reason="The chair asked two agencies a further question first.",
    )  # fmt: skip
    case.review = (
        Review.objects.filter(referral=case.referral)
        .select_related("record__board", "referral__record")
        .first()
    )
    return case.again()


def tell_bodies(case: Case, recommendation: str = "scr", outcome: str = "") -> Referral:
    decide(case, recommendation, outcome)
    record_told(case, "decision", 28)
    return case.again()


def record_told(case: Case, kind: str, day: int) -> None:
    """The national bodies have been written to, on that day of the case."""
    sent, manager = case.on(day), case.cast["business-manager"]
    for notification in case.again().notifications.filter(kind=kind, recorded_at=None, dropped_at=None):
        decisions.write_notification_letter(notification=notification, by=manager)
        decisions.record_sent(
            notification=notification, sent_on=sent, how="Secure e-mail, receipt kept", by=manager
        )


def close(case: Case, recommendation: str = "none", outcome: str = "") -> Referral:
    tell_bodies(case, recommendation, outcome)
    case.on(35)
    decisions.close(referral=case.again(), by=case.cast["business-manager"])
    return case.again()


def again(case: Case) -> Review:
    assert case.review is not None
    rows = Review.objects.select_related("record__board", "record__root", "referral__record", "group")
    case.review = rows.get(pk=case.review.pk)
    return case.review


def lead_of(case: Case, agency: Agency | None) -> User:
    assert agency is not None
    return scoping.leads_of(agency, case.cast.board)[0]
