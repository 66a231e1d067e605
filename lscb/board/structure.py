"""Agencies, groups with their terms and seats, local names, and the setting up of a board."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from lscb.board import terms_review
from lscb.board.leaving import shut_what_ended
from lscb.board.models import Agency, Group, GroupTerms, Seat
from lscb.board.operations import create_agency, create_group, give_seat
from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.core.errors import BadInput
from lscb.notices.models import Delivery
from lscb.notices.operations import send_message
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event

ONLY_OFFICE = "Only the business manager changes how the board is set up."

#: Terms of the field that a board may call by its own name: key, our word.
TERMS = (
    ("case-review-group", "Case review group"),
    ("monitoring-group", "Monitoring and evaluation group"),
    ("executive", "Executive"),
    ("practice-learning-review", "Practice learning review"),
    ("single-agency-report", "Individual management review"),
    ("action-plan", "Action plan"),
)


@operation
def add_agency(
    *, board: Board, by: User, name: str, kind: str, section11_body: bool, **contact: str
) -> Agency:
    """A new agency in the board's area. An agency of another board's area is shared by adding the area, not a copy."""
    check(by, Permission.BOARD_ADMIN, board, ONLY_OFFICE)
    if Agency.objects.of_board(board).filter(name__iexact=name).exists():
        raise BadInput("There is already an agency with this name. Open it in the list to change it.")
    return create_agency(
        board=board,
        name=name,
        kind=kind,
        section11_body=section11_body,
        by=by,
        slug=free_slug(Agency, name),
        **contact,  # type: ignore[arg-type]
    )


@operation
def change_agency(*, agency: Agency, board: Board, by: User, **fields: Any) -> None:
    check(by, Permission.BOARD_ADMIN, board, ONLY_OFFICE)
    for name, value in fields.items():
        setattr(agency, name, value)
    agency.save()
    if agency.party.name != agency.name:
        agency.party.name = agency.name
        agency.party.save(update_fields=["name"])
    record_event("agency.changed", by=by, board=board, detail={"agency": agency.slug})


@operation
def add_group(
    *, board: Board, by: User, name: str, kind: str, parent: Group | None, **settings: Any
) -> Group:
    check(by, Permission.BOARD_ADMIN, board, ONLY_OFFICE)
    if board.groups.filter(name__iexact=name).exists():
        raise BadInput("There is already a group with this name.")
    slug = free_slug(Group, name, board=board)
    return create_group(board=board, name=name, kind=kind, by=by, parent=parent, slug=slug, **settings)


@operation
def change_group(*, group: Group, by: User, **fields: Any) -> None:
    check(by, Permission.BOARD_ADMIN, group.board, ONLY_OFFICE)
    parent = fields.get("parent")
    while parent is not None:
        if parent.pk == group.pk:
            raise BadInput("A group cannot answer to itself, or to a group below it.")
        parent = parent.parent
    for name, value in fields.items():
        setattr(group, name, value)
    group.save()
    record_event("group.changed", by=by, board=group.board, detail={"group": group.slug})


@operation
def set_terms(*, group: Group, by: User, **text: Any) -> GroupTerms:
    """A new version of the terms of reference; the ones before stay as they were agreed."""
    check(by, Permission.BOARD_ADMIN, group.board, ONLY_OFFICE)
    last = group.terms.aggregate(last=Max("version"))["last"] or 0
    terms = GroupTerms.objects.create(group=group, version=last + 1, **text)
    record_event(
        "group.terms-set", by=by, board=group.board, detail={"group": group.slug, "version": terms.version}
    )
    terms_review.reviewed(group, by)
    if terms.review_on:
        terms_review.watch(terms=terms, by=by)
    return terms


@operation
def add_seat(
    *, group: Group, by: User, user: User | None, office: str, from_on: dt.date, **fields: Any
) -> Seat:
    """A seat, vacant or held. A group has one chair at a time."""
    check(by, Permission.BOARD_ADMIN, group.board, ONLY_OFFICE)
    until_on = fields.get("until_on")
    if until_on and until_on < from_on:
        raise BadInput("The last day must not be before the first day.")
    if (
        office == Seat.Office.CHAIR
        and group.seats.on(from_on).filter(office=office, user__isnull=False).exists()
    ):
        raise BadInput("This group has a chair on that day. End that seat first, or choose vice chair.")
    return give_seat(group=group, user=user, office=office, by=by, from_on=from_on, **fields)


@operation
def fill_seat(*, seat: Seat, user: User, from_on: dt.date, by: User) -> Seat:
    """Somebody takes a vacant seat: the vacancy ends and a held seat begins, so that old minutes stay true.

    Whoever deputised while it was vacant does so no more, and loses what was opened to them for it.
    """
    check(by, Permission.BOARD_ADMIN, seat.group.board, ONLY_OFFICE)
    if seat.user_id:
        raise BadInput("This seat is held. End it first.")
    seat.until_on = max(from_on, seat.from_on) - dt.timedelta(days=1)
    seat.save(update_fields=["until_on"])
    taken = give_seat(
        group=seat.group, user=user, agency=seat.agency, office=seat.office, from_on=from_on, by=by,
        counts_for_quorum=seat.counts_for_quorum,
    )  # fmt: skip
    if seat.deputy:
        shut_what_ended(
            user=seat.deputy, board=seat.group.board, on=from_on, by=by, reason="The seat has a new holder"
        )
    return taken


@operation
def set_labels(*, board: Board, by: User, labels: dict[str, str]) -> None:
    """The board's own names; an empty one goes back to the usual word."""
    check(by, Permission.BOARD_ADMIN, board, ONLY_OFFICE)
    known = {key for key, _ in TERMS}
    kept = {key: value for key, value in board.labels.items() if key not in known}
    board.labels = kept | {key: value for key, value in labels.items() if value and key in known}
    board.save(update_fields=["labels"])
    record_event("board.labels-set", by=by, board=board)


@operation
def send_test_mail(*, board: Board, by: User) -> Delivery:
    """Sends the person one e-mail, to see that mail goes out."""
    check(
        by, Permission.OUTBOX_READ, board, "Only the business unit and the administrator look after e-mail."
    )
    row = send_message(
        address=by.email, to=by, board=board, key=f"test:{by.pk}:{uuid.uuid4().hex}",
        subject=f"Read this test: {board.code}",
        body="This is a test from your safeguarding board's system. It arrived, so e-mail works.\n",
    )  # fmt: skip
    record_event("mail.tested", by=by, board=board)
    return row


@operation
def finish_set_up(*, board: Board, by: User) -> None:
    check(by, Permission.BOARD_ADMIN, board, ONLY_OFFICE)
    board.set_up_at = timezone.now()
    board.save(update_fields=["set_up_at"])
    record_event("board.set-up", by=by, board=board)


def free_slug(model: Any, name: str, **within: Any) -> str:
    """An address part for a name that nothing else has."""
    base = slugify(name)[:70] or "unnamed"
    taken = set(model.objects.filter(slug__startswith=base, **within).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 1000))) if slug not in taken)
