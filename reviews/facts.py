"""Where a review stands, read once for its pages: its people, checks, terms and reports, and who is looking."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Min, QuerySet
from django.utils import timezone

from lscb.board.models import Agency
from lscb.board.permissions import capacities, has
from lscb.board.roles import Permission
from lscb.core.prepared import attach, belonging_to, prepared, timeless
from lscb.identity.models import Reveal
from lscb.identity.reading import running_reveal
from lscb.people.models import User
from lscb.records.models import Record
from reviews.models import AgencyReport, Independence, Report, Review, ReviewMember, Terms, TermsAgreement
from reviews.operations import reviews
from reviews.operations.terms import AGREEING

Part = ReviewMember.Part


@dataclass
class ReviewFacts:
    """Everything is read at most once; a page reads what it shows."""

    review: Review
    user: User
    today: dt.date
    base: str = field(init=False)

    def __post_init__(self) -> None:
        self.base = self.review.record.get_absolute_url()

    # who is looking
    @cached_property
    def capacities(self) -> frozenset[str]:
        return capacities(self.user, self.review.record)

    def may(self, permission: Permission) -> bool:
        return has(self.user, permission, self.review.record.board_id)

    @cached_property
    def manages(self) -> bool:
        return self.may(Permission.REVIEW_MANAGE)

    @cached_property
    def commissions(self) -> bool:
        return self.may(Permission.REVIEW_COMMISSION)

    @property
    def chairs_panel(self) -> bool:
        return "panel-chair" in self.capacities

    @cached_property
    def referral_url(self) -> str:
        """The referral's page, for those who may open it."""
        referral = self.review.referral.record
        return referral.get_absolute_url() if _seen(self.user, referral.pk) else ""

    @cached_property
    def reveal(self) -> Reveal | None:
        """The reader's running reveal of who the case is about."""
        return running_reveal(self.review.record, self.user)

    # people
    @cached_property
    def all_members(self) -> list[ReviewMember]:
        rows = belonging_to(self.review, "review", _members(self.review.pk))
        attach(rows, "independence", _checks(self.review.pk) if rows else [])
        return rows

    @cached_property
    def members(self) -> list[ReviewMember]:
        """Running parts."""
        return [
            m for m in self.all_members if m.ended_at is None and (not m.until_on or m.until_on >= self.today)
        ]

    @cached_property
    def mine(self) -> list[ReviewMember]:
        return [m for m in self.members if m.person_id == self.user.pk]

    @cached_property
    def agencies(self) -> list[Agency]:
        """Those in scope, by name."""
        return _agencies(self.review.pk)

    @cached_property
    def agency_ids(self) -> frozenset[int]:
        return frozenset(agency.pk for agency in self.agencies)

    def in_force(self, member: ReviewMember) -> list[Independence]:
        """The member's checks against the board and the agencies that are in scope today, the board's first."""
        rows = [c for c in member.independence.all() if c.agency_id is None or c.agency_id in self.agency_ids]
        return sorted(rows, key=lambda c: (c.agency_id is not None, c.agency.name if c.agency else ""))

    @cached_property
    def open_checks(self) -> list[Independence]:
        good = Independence.Finding.INDEPENDENT
        return [
            c
            for m in self.members
            if m.part in reviews.INDEPENDENT
            for c in self.in_force(m)
            if c.finding != good
        ]

    @cached_property
    def undeclared(self) -> list[ReviewMember]:
        """Independent people with something that they have not declared yet."""
        return [
            m for m in self.members
            if m.part in reviews.INDEPENDENT and any(c.declared_at is None for c in self.in_force(m))
        ]  # fmt: skip

    # terms
    @cached_property
    def versions(self) -> list[Terms]:
        return belonging_to(self.review, "review", _terms(self.review.pk))

    @property
    def newest(self) -> Terms | None:
        return self.versions[0] if self.versions else None

    @cached_property
    def answers(self) -> list[TermsAgreement]:
        """Answers to the newest version."""
        if self.newest is None:
            return []
        return belonging_to(self.newest, "terms", _answers(self.newest.pk))

    @cached_property
    def waiting(self) -> list[ReviewMember]:
        """Panel members who have not answered the newest version, each person once."""
        answered = {a.member.person_id for a in self.answers}
        found = {m.person_id: m for m in reversed(self.members) if m.part in AGREEING}
        return [m for pk, m in found.items() if pk not in answered][::-1]

    @property
    def objections(self) -> int:
        running = {m.pk for m in self.members}
        return sum(1 for a in self.answers if not a.agrees and a.member_id in running)

    @property
    def open_for_answers(self) -> bool:
        return bool(self.newest and self.newest.circulated_at and not self.newest.agreed_at)

    # reports
    @cached_property
    def reports(self) -> list[AgencyReport]:
        return belonging_to(self.review, "review", _reports(self.review.pk))

    @cached_property
    def report(self) -> Report | None:
        return getattr(self.review, "report", None)

    # stages
    @cached_property
    def reached(self) -> dict[str, dt.date]:
        """The day on which the review first came to each stage that it has been in."""
        return {status: timezone.localdate(first) for status, first in _first_days(self.review.pk)}

    @property
    def since(self) -> dt.date | None:
        return self.reached.get(self.review.status)

    def lacking(self, verb: str) -> list[str]:
        return reviews.missing(self.review, verb)

    def named(self, *parts: str) -> str:
        """The people who hold these parts, as one would say it."""
        names = list(dict.fromkeys(m.person.name for m in self.members if m.part in parts))
        return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


# --- the queries, each written once ----------------------------------------------------------------
Rows = QuerySet[Any]


@prepared
def _seen(user: User, pk: int) -> QuerySet[Record, int]:
    found: QuerySet[Record, int] = Record.objects.visible_to(user).filter(pk=pk).values_list("pk", flat=True)
    return found


@timeless
def _members(pk: int) -> Rows:
    return ReviewMember.objects.filter(review=pk).select_related("person", "agency", "ended_by")


@timeless
def _checks(pk: int) -> Rows:
    return Independence.objects.filter(member__review=pk).select_related("agency", "checked_by")


@timeless
def _agencies(pk: int) -> QuerySet[Agency]:
    found: QuerySet[Agency] = Agency.objects.filter(reviews_in_scope=pk)
    return found


@timeless
def _terms(pk: int) -> Rows:
    return Terms.objects.filter(review=pk).select_related("circulated_by", "agreed_by")


@timeless
def _answers(terms: int) -> Rows:
    return TermsAgreement.objects.filter(terms=terms).select_related("member__person", "member__agency")


@timeless
def _reports(pk: int) -> Rows:
    return AgencyReport.objects.filter(review=pk).select_related("agency", "record", "author")


@timeless
def _first_days(pk: int) -> Rows:
    rows = Review.history.filter(id=pk).order_by()
    return rows.values_list("status").annotate(first=Min("history_date"))  # type: ignore[return-value]
