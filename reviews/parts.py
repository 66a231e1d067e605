"""What hangs on a referral, for its page. Whoever calls this has fetched the case through visible_to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lscb.board.models import FileNote, Letter
from lscb.core.prepared import attach, belonging_to, timeless
from lscb.files.models import FileUse
from lscb.meetings.models import Declaration
from reviews.models import (
    BodyNotification,
    CaseLink,
    Consideration,
    CriteriaTest,
    Decision,
    DecisionMaker,
    PanelEnquiry,
    PeerChallenge,
    Referral,
    ReferralQuestion,
    Review,
    ScopingRequest,
)

S = Referral.Status
Rows = QuerySet[Any]
#: How many notes and letters the page of a case shows.
SHOWN = 20
KINDS = (
    "requests", "considerations", "decisions", "challenges", "enquiries", "notifications", "reviews", "questions", "links",
    "notes", "letters", "files", "declarations",
)  # fmt: skip


@dataclass(frozen=True)
class CaseParts:
    """Everything that hangs on a referral: read with a number of queries that does not depend on how much there is."""

    requests: list[ScopingRequest] = field(default_factory=list)
    considerations: list[Consideration] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    notifications: list[BodyNotification] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    questions: list[ReferralQuestion] = field(default_factory=list)
    links: list[CaseLink] = field(default_factory=list)
    notes: list[FileNote] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    files: list[FileUse] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)

    @property
    def decision(self) -> Decision | None:
        return next((one for one in self.decisions if one.reopened_at is None), None)

    @property
    def old_decisions(self) -> list[Decision]:
        return [one for one in self.decisions if one.reopened_at]

    @property
    def waiting(self) -> int:
        return sum(
            r.status in (ScopingRequest.Status.REQUESTED, ScopingRequest.Status.STARTED)
            for r in self.requests
        )


def parts_of(referral: Referral) -> CaseParts:
    """One query says what there is; what there is not, and what a stage has not brought yet, is not looked for."""
    record, found = referral.record, _what_there_is(referral.pk)[0]
    there = {name for name, is_there in zip(KINDS, found, strict=True) if is_there}
    if referral.status in (S.SUBMITTED, S.RETURNED):
        there -= {"requests", *_DECIDED}
    elif referral.status in (S.ACCEPTED, S.GATHERING):
        there -= set(_DECIDED)
    of_case = {name: ask(referral.pk) for name, ask in _OF_CASE.items() if name in there}
    of_record = {name: ask(record.pk) for name, ask in _OF_RECORD.items() if name in there}
    parts = CaseParts(
        **{name: belonging_to(referral, "referral", rows) for name, rows in of_case.items()},
        **{name: belonging_to(record, "record", rows) for name, rows in of_record.items()},
    )
    if parts.considerations:
        attach(parts.considerations, "limbs", _limbs(referral.pk))
    if parts.decisions:
        attach(parts.decisions, "makers", _makers(referral.pk))
        attach(parts.decisions, "challenges", _challenges(referral.pk) if "challenges" in there else [])
        attach(parts.decisions, "enquiries", _enquiries(referral.pk) if "enquiries" in there else [])
    return parts


@timeless
def _what_there_is(pk: int) -> QuerySet[Referral, tuple[bool, ...]]:
    """One row: for each of KINDS, whether there is any."""
    case = {"referral": OuterRef("pk")}
    record = {"record": OuterRef("record")}
    decision = {"decision__referral": OuterRef("pk")}
    kinds = {
        "requests": ScopingRequest.objects.filter(**case),
        "considerations": Consideration.objects.filter(**case, signed_at__isnull=False),
        "decisions": Decision.objects.filter(**case),
        "challenges": PeerChallenge.objects.filter(**decision),
        "enquiries": PanelEnquiry.objects.filter(**decision),
        "notifications": BodyNotification.objects.filter(**case, dropped_at__isnull=True),
        "reviews": Review.objects.filter(**case),
        "questions": ReferralQuestion.objects.filter(**case),
        "links": CaseLink.objects.filter(**case),
        "notes": FileNote.objects.filter(**record),
        "letters": Letter.objects.filter(**record),
        "files": FileUse.objects.in_use().filter(**record),
        "declarations": Declaration.objects.filter(**record),
    }
    return Referral.objects.filter(pk=pk).values_list(*(Exists(kinds[name]) for name in KINDS))


@timeless
def _requests(pk: int) -> Rows:
    return ScopingRequest.objects.filter(referral=pk).select_related("agency", "record")


@timeless
def _considerations(pk: int) -> Rows:
    rows = Consideration.objects.filter(referral=pk, signed_at__isnull=False)
    return rows.select_related("signed_by", "item__meeting__group")


@timeless
def _limbs(pk: int) -> Rows:
    return CriteriaTest.objects.filter(consideration__referral=pk)


@timeless
def _decisions(pk: int) -> Rows:
    return Decision.objects.filter(referral=pk)


@timeless
def _makers(pk: int) -> Rows:
    return DecisionMaker.objects.filter(decision__referral=pk).select_related("person")


@timeless
def _challenges(pk: int) -> Rows:
    return PeerChallenge.objects.filter(decision__referral=pk)


@timeless
def _enquiries(pk: int) -> Rows:
    return PanelEnquiry.objects.filter(decision__referral=pk)


@timeless
def _notifications(pk: int) -> Rows:
    return BodyNotification.objects.filter(Q(dropped_at__isnull=True), referral=pk)


@timeless
def _reviews(pk: int) -> Rows:
    return Review.objects.filter(referral=pk).select_related("record")


@timeless
def _questions(pk: int) -> Rows:
    return ReferralQuestion.objects.filter(referral=pk)


@timeless
def _links(pk: int) -> Rows:
    return CaseLink.objects.filter(referral=pk).select_related("other")


@timeless
def _notes(record: int) -> Rows:
    return FileNote.objects.filter(record=record).select_related("written_by")[:SHOWN]


@timeless
def _letters(record: int) -> Rows:
    return Letter.objects.filter(record=record)[:SHOWN]


@timeless
def _files(record: int) -> Rows:
    return FileUse.objects.in_use().filter(record=record).select_related("file", "added_by")


@timeless
def _declarations(record: int) -> Rows:
    return Declaration.objects.filter(record=record).select_related("user")


_DECIDED = ("considerations", "decisions", "notifications", "reviews")
_OF_CASE = {
    "requests": _requests, "considerations": _considerations, "decisions": _decisions, "notifications": _notifications,
    "reviews": _reviews, "questions": _questions, "links": _links,
}  # fmt: skip
_OF_RECORD = {"notes": _notes, "letters": _letters, "files": _files, "declarations": _declarations}
