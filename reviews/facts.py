"""Where a review stands, read once for its pages: its people, checks, terms and reports, and who is looking."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Min
from django.utils import timezone

from lscb.board.permissions import capacities, has
from lscb.board.roles import Permission
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
        visible = Record.objects.visible_to(self.user).filter(pk=referral.pk).exists()
        return referral.get_absolute_url() if visible else ""

    # people
    @cached_property
    def all_members(self) -> list[ReviewMember]:
        rows = self.review.members.select_related("person", "agency", "ended_by")
        return list(rows.prefetch_related("independence__agency", "independence__checked_by"))

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
    def agency_ids(self) -> frozenset[int]:
        return frozenset(self.review.agencies.values_list("pk", flat=True))

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
        return list(self.review.terms.select_related("circulated_by", "agreed_by"))

    @property
    def newest(self) -> Terms | None:
        return self.versions[0] if self.versions else None

    @cached_property
    def answers(self) -> list[TermsAgreement]:
        """Answers to the newest version."""
        if self.newest is None:
            return []
        return list(self.newest.agreements.select_related("member__person", "member__agency"))

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
        return list(self.review.agency_reports.select_related("agency", "record", "author"))

    @cached_property
    def report(self) -> Report | None:
        return getattr(self.review, "report", None)

    # stages
    @cached_property
    def reached(self) -> dict[str, dt.date]:
        """The day on which the review first came to each stage that it has been in."""
        rows = self.review.history.order_by().values("status").annotate(first=Min("history_date"))
        return {row["status"]: timezone.localdate(row["first"]) for row in rows}

    @property
    def since(self) -> dt.date | None:
        return self.reached.get(self.review.status)

    def lacking(self, verb: str) -> list[str]:
        return reviews.missing(self.review, verb)

    def named(self, *parts: str) -> str:
        """The people who hold these parts, as one would say it."""
        names = list(dict.fromkeys(m.person.name for m in self.members if m.part in parts))
        return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
