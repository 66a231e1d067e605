"""What waits for somebody on reviews: independence, terms, agencies' reports, the next stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from lscb.board.roles import Permission
from lscb.core.prepared import prepared
from lscb.people.models import User
from reviews.models import (
    AgencyReport,
    Independence,
    ParallelProceedings,
    Review,
    ReviewMember,
    Terms,
    TermsAgreement,
)
from reviews.operations.agency_reports import WAITING_FOR_AGENCY
from reviews.operations.shared import INDEPENDENT
from reviews.operations.terms import AGREEING
from reviews.work.items import MOST, WorkItem, boards_of, item, open_as, with_clocks

S, A, Part = Review.Status, AgencyReport.Status, ReviewMember.Part
Rows = QuerySet[Any]


def _in_force(today: dt.date) -> Q:
    """Checks of running independent parts against the board or an agency that is in scope."""
    runs = ReviewMember.objects.running(today).filter(part__in=INDEPENDENT)
    return Q(member__in=runs) & (Q(agency__isnull=True) | Q(agency__in=F("member__review__agencies")))


def to_declare(user: User, today: dt.date) -> list[WorkItem]:
    """The person's own independence."""
    return [
        item("Declare your independence for", "a review", row.record, today, page="panel/#independence")
        for row in _to_declare(user, today)
    ]


@prepared
def _to_declare(user: User, today: dt.date) -> Rows:
    rows = Independence.objects.filter(_in_force(today), member__person=user, declared_at__isnull=True)
    reviews = Review.objects.visible_to(user).filter(pk__in=rows.values("member__review"))
    return reviews.select_related("record").order_by("pk")[:MOST]


def to_check(user: User, today: dt.date) -> list[WorkItem]:
    """Independence that was declared and not checked, for the business manager and the chair."""
    boards = boards_of(user, Permission.REVIEW_COMMISSION)
    if not boards:
        return []
    return [
        item("Check independence for", "a review", row.record, today, page="panel/#independence")
        for row in _to_check(user, boards, today)
    ]


@prepared
def _to_check(user: User, boards: list[int], today: dt.date) -> Rows:
    rows = Independence.objects.filter(_in_force(today), declared_at__isnull=False, checked_at__isnull=True)
    rows = rows.exclude(member__person=user).filter(member__review__record__board__in=boards)
    reviews = Review.objects.visible_to(user).filter(pk__in=rows.values("member__review"))
    return reviews.select_related("record").order_by("pk")[:MOST]


def _panel_of(user: User, parts: Iterable[str], today: dt.date) -> Q:
    """Reviews in which the person holds one of these parts today."""
    return Q(
        pk__in=ReviewMember.objects.running(today).filter(person=user, part__in=list(parts)).values("review")
    )


def to_agree(user: User, today: dt.date) -> list[WorkItem]:
    """Terms of reference that wait for the person's answer as a member of the panel."""
    return [
        item("Answer the terms of", "a review", row.record, today, page="terms/answer/")
        for row in _to_agree(user, today)
    ]


@prepared
def _to_agree(user: User, today: dt.date) -> Rows:
    newest = Review.objects.filter(_panel_of(user, AGREEING, today)).annotate(newest=Max("terms__version"))
    answered = TermsAgreement.objects.filter(terms=OuterRef("pk"), member__person=user)
    rows = Terms.objects.filter(
        ~Exists(answered), review__in=newest.values("pk"), circulated_at__isnull=False, agreed_at__isnull=True
    ).exclude(Exists(Terms.objects.filter(review=OuterRef("review"), version__gt=OuterRef("version"))))
    reviews = Review.objects.visible_to(user).filter(pk__in=rows.values("review")).select_related("record")
    return reviews.order_by("pk")[:MOST]


def to_lead(user: User, today: dt.date) -> list[WorkItem]:
    """Terms to write, circulate or close, and the panel's agreement to the report, for the panel chair."""
    found = []
    for row in _to_lead(user, today):
        if row.status == S.DRAFT_REPORT and row.panel_agreed:
            found.append(
                item(
                    "Record that the panel agrees",
                    "a report",
                    row.record,
                    today,
                    page="move/agree-by-panel/",
                    due_on=row.due_first,
                )
            )
        elif row.status == S.SCOPING and (verb := _terms_verb(row)):
            found.append(
                item(verb, "the terms of a review", row.record, today, page="terms/", due_on=row.due_first)
            )
    return found


@prepared
def _to_lead(user: User, today: dt.date) -> Rows:
    leads = _panel_of(user, [Part.PANEL_CHAIR], today)
    rows = with_clocks(Review.objects.visible_to(user).filter(leads, status__in=(S.SCOPING, S.DRAFT_REPORT)))
    rows = rows.prefetch_related("terms__agreements").annotate(panel_agreed=Q(report__status="panel-agreed"))
    return rows.order_by("pk")[:MOST]


def _terms_verb(review: Review) -> str:
    versions = list(review.terms.all())
    if any(terms.agreed_at for terms in versions):
        return ""
    if not versions:
        return "Write"
    if versions[0].circulated_at is None:
        return "Circulate"
    return (
        "Answer an objection to"
        if any(not a.agrees for a in versions[0].agreements.all())
        else "See the answers to"
    )


def to_report(user: User, today: dt.date) -> list[WorkItem]:
    """The reports of the person's agency: to name an author for, to write, to send again."""
    return [_report_item(row, today) for row in _to_report(user, today)]


@prepared
def _to_report(user: User, today: dt.date) -> Rows:
    named = open_as(user, ["respondent", "author"], today)
    rows = AgencyReport.objects.visible_to(user).filter(record__in=named, status__in=WAITING_FOR_AGENCY)
    rows = rows.filter(Q(status=A.REQUESTED) | Q(author=user) | Q(status=A.RETURNED, submitted_by=user))
    return rows.select_related("record").order_by("due_on", "pk")[:MOST]


def _report_item(row: AgencyReport, today: dt.date) -> WorkItem:
    verb, page = {
        A.REQUESTED: ("Name the author of", "author/"), A.RETURNED: ("Send again", "send/"),
    }.get(A(row.status), ("Write and send", "send/"))  # fmt: skip
    return item(verb, "your agency's report", row.record, today, page=page, due_on=row.due_on)


def to_accept(user: User, today: dt.date) -> list[WorkItem]:
    """Agencies' reports that were sent, for the panel chair and the reviewer."""
    rows = _to_accept(user, today)
    return [item("Read and accept", "an agency report", row.record, today) for row in rows]


@prepared
def _to_accept(user: User, today: dt.date) -> Rows:
    reviews = Review.objects.filter(_panel_of(user, [Part.PANEL_CHAIR, Part.REVIEWER], today))
    rows = AgencyReport.objects.visible_to(user).filter(status=A.SUBMITTED, review__in=reviews.values("pk"))
    rows = rows.exclude(author=user).exclude(submitted_by=user)
    return rows.select_related("record").order_by("submitted_at", "pk")[:MOST]


#: What the business unit does at a stage when nothing else is waited for.
_UNIT = {
    S.INITIATED: ("Begin commissioning", "move/commission/"), S.COMMISSIONING: ("Find the people for", "panel/"),
    S.SCOPING: ("Begin gathering information for", "move/start-gathering/"),
    S.GATHERING: ("See the agency reports of", "imrs/"),
    S.ANALYSIS: ("Go on to the draft of", "move/start-draft/"), S.PANEL_AGREED: ("Send to the Board", "move/send-to-board/"),
    S.RESPONSE_AGREED: ("Prepare the publication of", "move/prepare-publication/"),
    S.PUBLISHED: ("Go on to the actions of", "move/start-monitoring/"),
}  # fmt: skip


def to_move(user: User, today: dt.date) -> list[WorkItem]:
    """The next stage, for the business unit; and the reason, where a review is late without one."""
    boards = boards_of(user, Permission.REVIEW_MANAGE)
    if not boards:
        return []
    found = []
    for row in _to_move(user, boards):
        verb, page = _UNIT[S(row.status)]
        found.append(item(verb, "a review", row.record, today, page=page, due_on=row.due_first))
    return found + _unexplained(user, boards, today) + _proceedings(user, boards, today)


@prepared
def _to_move(user: User, boards: list[int]) -> Rows:
    agreed = Terms.objects.filter(review=OuterRef("pk"), agreed_at__isnull=False)
    waiting = AgencyReport.objects.waiting().filter(review=OuterRef("pk"))
    rows = Review.objects.visible_to(user).filter(status__in=_UNIT, record__board__in=boards)
    rows = with_clocks(
        rows.exclude(Q(status=S.SCOPING) & ~Exists(agreed)).exclude(Q(status=S.GATHERING) & Exists(waiting))
    )
    return rows.order_by("pk")[:MOST]


def _unexplained(user: User, boards: list[int], today: dt.date) -> list[WorkItem]:
    return [
        item("Say why it is late", "a review", row.record, today, page="delay/", due_on=row.due_first)
        for row in _late(user, boards, today)
    ]


@prepared
def _late(user: User, boards: list[int], today: dt.date) -> Rows:
    rows = Review.objects.visible_to(user).open().overdue(today)
    return with_clocks(rows.filter(record__board__in=boards, late_reason="")).order_by("pk")[:MOST]


def _proceedings(user: User, boards: list[int], today: dt.date) -> list[WorkItem]:
    return [
        item(
            "Look again at",
            "proceedings beside a review",
            row.review.record,
            today,
            page="proceedings/",
            due_on=row.review_on,
        )
        for row in _to_look_at(user, boards, today)
    ]


@prepared
def _to_look_at(user: User, boards: list[int], today: dt.date) -> Rows:
    reviews = Review.objects.visible_to(user).open().filter(record__board__in=boards)
    rows = ParallelProceedings.objects.filter(review__in=reviews, ended_on__isnull=True, review_on__lte=today)
    return rows.select_related("review__record").order_by("review_on", "pk")[:MOST]


def to_agree_for_board(user: User, today: dt.date) -> list[WorkItem]:
    """The Board's agreement, for the chair, once the report has got it."""
    boards = boards_of(user, Permission.REPORT_APPROVE)
    if not boards:
        return []
    return [
        item(
            "Record that the Board agrees",
            "a report",
            row.record,
            today,
            page="move/agree-response/",
            due_on=row.due_first,
        )
        for row in _to_agree_for_board(user, boards)
    ]


@prepared
def _to_agree_for_board(user: User, boards: list[int]) -> Rows:
    rows = Review.objects.visible_to(user).filter(
        status=S.BOARD_APPROVAL, record__board__in=boards, report__status="board-agreed"
    )
    return with_clocks(rows)[:MOST]


ALL = (to_declare, to_check, to_agree, to_lead, to_report, to_accept, to_move, to_agree_for_board)
