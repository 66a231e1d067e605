"""The quarterly review of who has access: everybody who is something on the board, judged one by one (R215)."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from lscb.board.belonging import members_of
from lscb.board.models import AccessReview, AccessReviewRow, Grant, Seat, running_on
from lscb.board.permissions import has, holders, standing_of
from lscb.board.registers.reading import EntryWork
from lscb.board.roles import Permission, Role
from lscb.clocks import operations as clocks
from lscb.clocks.holidays import current_holidays
from lscb.clocks.ladders import Level
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.core.prepared import Fixed, timeless
from lscb.core.workdays import add_working_days
from lscb.notices.operations import notify
from lscb.people.models import Board, User
from lscb.records import operations as records
from lscb.records.models import Record, RecordAccess
from lscb.trail.recording import operation, record_event

log = logging.getLogger(__name__)
CODE = "ACCESS-REVIEW"
ASLEEP = dt.timedelta(days=90)
#: Working days that a review may take.
DAYS = 20
J = AccessReviewRow.Judgement


def check_can_review(user: User, board: Board) -> None:
    """The business manager and the administrator."""
    if not has(user, Permission.BOARD_ADMIN, board) and not has(user, Permission.ACCOUNTS_ADMIN, board):
        raise NotAllowed(
            "Who has access is reviewed by the business manager and the administrator.",
            "Ask the business manager.",
        )


def quarter_of(day: dt.date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3 + 1


def reviews_of(board: Board) -> QuerySet[AccessReview]:
    rows = AccessReview.objects.filter(board=board)
    return rows.select_related("record__board", "board", "opened_by", "finished_by")


def rows_of(review: AccessReview) -> QuerySet[AccessReviewRow]:
    rows = AccessReviewRow.objects.filter(review=review).select_related("user", "judged_by", "review__board")
    return rows.order_by("-asleep", "user__name", "pk")


@operation
def open_review(*, board: Board, by: User | None) -> AccessReview:
    """Begins the review of this quarter: everybody with what they are and what is open to them by name, as it is now. By
    somebody, or by the sweep, which tells the reviewers."""
    if by is not None:
        check_can_review(by, board)
    today = timezone.localdate()
    year, quarter = quarter_of(today)
    if AccessReview.objects.filter(board=board, year=year, quarter=quarter).exists():
        raise InvalidMove("The review of this quarter has begun already.", "Open it in the list.")
    _, holidays = current_holidays("england-and-wales")
    record = records.open_record(
        board=board, kind="access-review", code="ACR", title=f"Who has access, quarter {quarter} of {year}",
        route="board:access-review", by=by, marking="For the business unit only",
    )  # fmt: skip
    review = AccessReview.objects.create(
        record=record, board=board, year=year, quarter=quarter, opened_by=by,
        due_on=add_working_days(today, DAYS, holidays),
    )  # fmt: skip
    AccessReviewRow.objects.bulk_create(_rows(review, board, today))
    reviewers = _open_to_reviewers(record, board, by)
    tell = [(user.party, int(Level.OWNER)) for user in reviewers or ([by] if by else [])]
    clocks.start(record, CODE, on=today, by=by, due_on=review.due_on, tell=tell)
    record_event("access-review.opened", by=by, record=record)
    for user in reviewers if by is None else ():
        notify(
            to=user, board=board, subject_key="access-review-due", reference=record.reference,
            link=record.get_absolute_url(), unique_key=f"access-review:{review.pk}",
        )  # fmt: skip
    return review


def begin_due(today: dt.date) -> int:
    """The sweep: every board that has somebody to review gets the review of this quarter once. How many were begun."""
    year, quarter = quarter_of(today)
    begun = AccessReview.objects.filter(year=year, quarter=quarter).values("board_id")
    manages = Grant.objects.filter(running_on(today), role=Role.BUSINESS_MANAGER, user__is_active=True)
    boards = Board.objects.filter(pk__in=manages.values("board_id")).exclude(pk__in=begun)
    made = 0
    for board in boards.filter(Q(set_up_at__isnull=False) | Q(demonstration=True)).order_by("pk"):
        try:
            open_review(board=board, by=None)
            made += 1
        except (InvalidMove, IntegrityError):
            continue  # somebody was faster
        except Exception:
            log.exception("The review of access of board %s could not begin", board.code)
    return made


@operation
def judge(*, row: AccessReviewRow, judgement: str, by: User, note: str = "") -> AccessReviewRow:
    """One person is right as they are, was changed, or is nothing on the board any more."""
    _judge(row, judgement, note, by)
    record_event("access-review.judged", by=by, record=row.review.record, detail={"person": row.user_id})
    return row


@operation
def confirm(*, review: AccessReview, rows: Iterable[AccessReviewRow], by: User) -> int:
    """Several people at once are right as they are."""
    chosen = [row for row in rows if not row.judgement]
    if not chosen:
        raise BadInput("Choose at least one person who is not judged yet.")
    for row in chosen:
        _judge(row, J.CONFIRMED, "", by)
        record_event("access-review.judged", by=by, record=review.record, detail={"person": row.user_id})
    return len(chosen)


@operation
def finish(*, review: AccessReview, by: User) -> AccessReview:
    """Everybody has been judged."""
    check_can_review(by, review.board)
    row = (
        AccessReview.objects.select_for_update(of=("self",))
        .select_related("record__board", "board")
        .get(pk=review.pk)
    )
    if row.finished_at:
        raise InvalidMove("This review is finished.")
    left = row.rows.filter(judgement="").count()
    if left:
        raise BadInput(f"{left} people are not judged yet. Judge them first.")
    row.finished_at, row.finished_by = timezone.now(), by
    row.save(update_fields=["finished_at", "finished_by"])
    row.record.closed_at = row.finished_at
    row.record.save(update_fields=["closed_at"])
    clocks.stop(
        row.record, CODE, on=timezone.localdate(), by=by, reason="The review took longer than it should."
    )
    record_event("access-review.finished", by=by, record=row.record)
    return row


def open_for(user: User, today: dt.date) -> list[EntryWork]:
    """A review to begin (the manager) or to go on with (the administrator too). A constant number of queries."""
    standing = standing_of(user)
    wanted = {Permission.BOARD_ADMIN, Permission.ACCOUNTS_ADMIN}
    boards = [board for board in standing.boards() if standing.permissions(board) & wanted]
    if not boards:
        return []
    year, quarter = quarter_of(today)
    found = {
        row.board_id: row for row in _of_quarter([board.pk for board in boards], Fixed(year), Fixed(quarter))
    }
    begins = {board.pk for board in boards if Permission.BOARD_ADMIN in standing.permissions(board)}
    return [
        work
        for board in boards
        if board.pk in found or board.pk in begins
        if (work := _work(board, found.get(board.pk), quarter, year, today))
    ]


@timeless
def _of_quarter(boards: list[int], year: Fixed, quarter: Fixed) -> QuerySet[AccessReview]:
    rows = AccessReview.objects.filter(board__in=boards, year=year.value, quarter=quarter.value)
    return rows.select_related("record")


def _work(
    board: Board, row: AccessReview | None, quarter: int, year: int, today: dt.date
) -> EntryWork | None:
    if row is None:
        return EntryWork(
            verb="Begin", thing=f"the review of who has access, quarter {quarter} of {year}", reference=board.code,
            url=reverse("board:access-reviews"), due_on=None, is_overdue=False,
        )  # fmt: skip
    if row.finished_at:
        return None
    return EntryWork(
        verb="Go on with", thing=row.record.title, reference=row.record.reference, url=row.get_absolute_url(),
        due_on=row.due_on, is_overdue=row.due_on < today,
    )  # fmt: skip


def _judge(row: AccessReviewRow, judgement: str, note: str, by: User) -> None:
    review = (
        AccessReview.objects.select_for_update(of=("self",)).select_related("board").get(pk=row.review_id)
    )
    check_can_review(by, review.board)
    if review.finished_at:
        raise InvalidMove("This review is finished.", "Changes are made on the person's page.")
    if judgement not in J.values:
        raise BadInput("Choose what was decided.")
    if judgement == J.CHANGED and not note.strip():
        raise BadInput("Say what was changed.")
    if judgement == J.ENDED and members_of(review.board).filter(pk=row.user_id).exists():
        raise BadInput(
            "This person still is something on the board.",
            "End it on the person's page first: what is open with them is handed over there.",
        )
    row.judgement, row.note, row.judged_by, row.judged_at = judgement, note.strip(), by, timezone.now()
    row.save(update_fields=["judgement", "note", "judged_by", "judged_at"])


def _open_to_reviewers(record: Record, board: Board, by: User | None) -> list[User]:
    """The manager's office reads it by itself; the administrator is let in by name."""
    found = [*holders(board, Role.BUSINESS_MANAGER), *holders(board, Role.ADMINISTRATOR)]
    for user in dict.fromkeys([*found, *([by] if by else [])]):
        records.grant_access(
            record=record,
            party=user.party,
            capacity="access-reviewer",
            reason="Reviews who has access",
            by=by,
        )
    return list(dict.fromkeys(found))


def _rows(review: AccessReview, board: Board, today: dt.date) -> list[AccessReviewRow]:
    """Everybody who is something on the board, in a constant number of queries."""
    people = list(members_of(board).select_related("party").order_by("name", "pk"))
    roles: dict[int, list[str]] = defaultdict(list)
    seats: dict[int, list[str]] = defaultdict(list)
    for grant in Grant.objects.filter(running_on(today), board=board).select_related("agency"):
        roles[grant.user_id].append(grant.get_role_display() + (f", {grant.agency}" if grant.agency else ""))
    for seat in Seat.objects.filter(running_on(today), group__board=board).select_related("group"):
        for user_id, words in ((seat.user_id, seat.get_office_display()), (seat.deputy_id, "Deputy")):
            if user_id:
                seats[user_id].append(f"{words}, {seat.group}")
    opened = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), record__board=board, record__closed_at__isnull=True,
        party__person__in=people, from_on__lte=today,
    )  # fmt: skip
    cases = Counter(opened.values_list("party__person_id", flat=True))
    return [
        AccessReviewRow(
            review=review, user=user, roles="\n".join(roles[user.pk]), seats="\n".join(seats[user.pk]),
            cases=cases[user.pk], seen_at=user.seen_at,
            asleep=user.seen_at is None or user.seen_at < timezone.now() - ASLEEP,
        )
        for user in people
    ]  # fmt: skip
