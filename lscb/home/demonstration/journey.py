"""The life of one case, step by step, through the same operations that people use in the browser."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from lscb.home.demonstration import people
from lscb.home.demonstration.cast import Cast
from lscb.home.demonstration.clock import travel
from lscb.identity.models import Identifier
from lscb.meetings import operations as meetings
from lscb.meetings.models import Attendance, Meeting
from reviews.models import Referral, Review
from reviews.operations import considerations, decisions, family, referrals, scoping, triage

K = Identifier.Kind
REFERRERS = ("police-lead", "health-lead", "school-dsl", "housing-lead")


@dataclass
class Case:
    """One invented case on its way. `told` is the day on which the board was first told."""

    cast: Cast
    number: int
    told: dt.date
    referral: Referral | None = None
    review: Review | None = None
    dice: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self.dice = random.Random(f"case {self.number}")  # noqa: S311
        self.facts = people.CIRCUMSTANCES[self.number % len(people.CIRCUMSTANCES)]
        self.family = people.family(self.number, self.told - dt.timedelta(days=2), self.facts[4] == "died")
        self.by = self.cast[REFERRERS[self.number % len(REFERRERS)]]

    def on(self, days: int, hour: int = 10) -> None:
        """It is now so many days after the board was told; at weekends the Monday after."""
        day = self.told + dt.timedelta(days=days)
        while day.weekday() > 4:
            day += dt.timedelta(days=1)
        travel(day, hour)

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
    child = {
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
    slugs = ["police", "community-health", "housing", "hospital", "childrens-services"]
    if case.family.born_on.year < case.told.year - 4:
        slugs.append("primary-school")
    chosen = [case.cast.agency(slug) for slug in slugs]
    due = case.told + dt.timedelta(days=14)
    scoping.ask(referral=case.again(), agencies=chosen, due_on=due, by=case.cast["business-officer"])
    return case.again()


def answer(case: Case, leave: int = 0) -> Referral:
    """The agencies answer; `leave` of them have not yet."""
    ask(case)
    waiting = list(case.again().scoping_requests.select_related("agency", "record__board"))
    for number, request in enumerate(waiting[: len(waiting) - leave]):
        case.on(5 + number)
        lead = scoping.leads_of(request.agency, case.cast.board)[0]
        scoping.send_answer(
            request=request, by=lead, involved=number < 4, period_known="About two years",
            summary=case.dice.choice(people.GOOD_ANSWERS), good_practice=case.dice.choice(people.GOOD_PRACTICE),
        )  # fmt: skip
    return case.again()


def put_on_agenda(case: Case, meeting: Meeting | None = None) -> Referral:
    answer(case)
    case.on(15)
    if meeting is None:
        held = case.told + dt.timedelta(days=20)
        while held.weekday() > 4:
            held += dt.timedelta(days=1)
        considerations.list_for_extraordinary(
            referral=case.again(), group=case.cast.group("case-review"), held_on=held, by=case.cast["business-manager"]
        )
    else:
        considerations.list_for_meeting(referral=case.again(), meeting=meeting, by=case.cast["business-manager"])
    return case.again()


def everyone_came(meeting: Meeting, by: Any, but: int = 1) -> None:
    seats = [seat for seat in meeting.group.seats.order_by("pk") if seat.user_id]
    missing = {seat.pk for seat in seats[-but:]} if but else set()
    present = {s.pk: Attendance.Presence.APOLOGIES if s.pk in missing else Attendance.Presence.PRESENT for s in seats}
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
    )  # fmt: skip
    case.review = Review.objects.filter(referral=case.referral).select_related("record__board", "referral__record").first()
    return case.again()


def tell_bodies(case: Case, recommendation: str = "scr", outcome: str = "") -> Referral:
    decide(case, recommendation, outcome)
    case.on(28)
    manager = case.cast["business-manager"]
    for notification in case.again().notifications.filter(kind="decision"):
        decisions.write_notification_letter(notification=notification, by=manager)
        sent = case.told + dt.timedelta(days=27)
        decisions.record_sent(notification=notification, sent_on=sent, how="Secure e-mail, receipt kept", by=manager)
    return case.again()


def close(case: Case, recommendation: str = "none", outcome: str = "") -> Referral:
    tell_bodies(case, recommendation, outcome)
    case.on(35)
    decisions.close(referral=case.again(), by=case.cast["business-manager"])
    return case.again()
