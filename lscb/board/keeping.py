"""What the business unit keeps about the board itself, its neighbours and its agencies (R001, R008, R017-R021, R212)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from lscb.board.leaving import shut_what_ended
from lscb.board.models import (
    Agency,
    AgencyContact,
    AgencyContribution,
    AgencyObligation,
    Group,
    GroupPartner,
    PartnerBoard,
    Seat,
)
from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.clocks import regimes
from lscb.core.errors import BadInput
from lscb.people.models import Board, BoardRegime, User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

ADMIN_ONLY = "Only the business manager changes how the board is set up."
UNIT_ONLY = "What is known of agencies and neighbours is kept by the business unit."
DETAILS = ("name", "area", "contact_email", "contact_phone", "address", "web_address")


@operation
def change_details(*, board: Board, by: User, **values: str) -> None:
    """The board's own name, area and how it is reached."""
    check(by, Permission.BOARD_ADMIN, board, ADMIN_ONLY)
    if not values.get("name", board.name).strip():
        raise BadInput("The board needs a name.")
    for name in DETAILS:
        setattr(board, name, values.get(name, getattr(board, name)).strip())
    board.save(update_fields=list(DETAILS))
    record_event("board.changed", by=by, board=board)


@operation
def set_regime(*, board: Board, regime: str, from_on: dt.date, by: User) -> BoardRegime:
    """Another set of statutory rules holds from a day; a case keeps the one under which it started (trap 13)."""
    check(by, Permission.BOARD_ADMIN, board, ADMIN_ONLY)
    if regime not in {each.code for each in regimes.all_regimes()}:
        raise BadInput("Choose one of the regimes shown.")
    latest = BoardRegime.objects.select_for_update().filter(board=board).order_by("-from_on").first()
    if latest and from_on <= latest.from_on:
        raise BadInput("The new regime starts after the one that holds now.")
    if latest:
        latest.until_on = from_on - dt.timedelta(days=1)
        latest.save(update_fields=["until_on"])
    row = BoardRegime.objects.create(board=board, regime=regime, from_on=from_on)
    record_event("board.regime-set", by=by, board=board, detail={"regime": regime, "day": str(from_on)})
    return row


@operation
def keep_partner(
    *, board: Board, by: User, partner: PartnerBoard | None = None, **values: Any
) -> PartnerBoard:
    """A neighbouring board: a new one on the list, or what is known of one."""
    check(by, Permission.REGISTER_KEEP, board, UNIT_ONLY)
    name = values["name"].strip()
    others = PartnerBoard.objects.filter(board=board, name__iexact=name)
    if (others.exclude(pk=partner.pk) if partner else others).exists():
        raise BadInput("This board is on the list already.")
    row = partner or PartnerBoard(board=board)
    for key, value in values.items():
        setattr(row, key, value)
    row.name = name
    row.here = Board.objects.filter(name__iexact=name).exclude(pk=board.pk).first()
    row.save()
    if partner:
        record_event("partner.changed", by=by, board=board, detail={"partner": row.pk})
    else:
        record_event("partner.added", by=by, board=board, detail={"partner": row.pk})
    return row


@operation
def share_group(
    *,
    group: Group,
    partner: PartnerBoard,
    seats: str,
    from_on: dt.date,
    by: User,
    until_on: dt.date | None = None,
) -> GroupPartner:
    """The group is shared with a neighbouring board. Their people get no access here by that."""
    check(by, Permission.BOARD_ADMIN, group.board, ADMIN_ONLY)
    if partner.board_id != group.board_id:
        raise BadInput("Choose a board from this board's list of neighbours.")
    if until_on and until_on < from_on:
        raise BadInput("The last day must not be before the first day.")
    row, _ = GroupPartner.objects.update_or_create(
        group=group, partner=partner, from_on=from_on, defaults={"seats": seats.strip(), "until_on": until_on}
    )
    record_event("group.shared", by=by, board=group.board, detail={"group": group.slug})
    return row


@operation
def name_deputy(*, seat: Seat, deputy: User | None, by: User) -> Seat:
    """Who comes to a seat's meetings when its holder cannot."""
    check(by, Permission.BOARD_ADMIN, seat.group.board, ADMIN_ONLY)
    if deputy is not None and deputy.pk == seat.user_id:
        raise BadInput("The deputy is somebody else than the holder of the seat.")
    before, seat.deputy = seat.deputy, deputy
    seat.save(update_fields=["deputy"])
    if before is not None and before != deputy:
        today, board = timezone.localdate(), seat.group.board
        shut_what_ended(user=before, board=board, on=today, by=by, reason="Somebody else is the deputy")
    record_event("seat.deputy-set", by=by, board=seat.group.board, detail={"group": seat.group.slug})
    return seat


@operation
def add_contact(
    *, board: Board, agency: Agency, about: str, name: str, by: User, email: str = "", phone: str = ""
) -> AgencyContact:
    check(by, Permission.REGISTER_KEEP, board, UNIT_ONLY)
    if not name.strip():
        raise BadInput("Say who it is.")
    row = AgencyContact.objects.create(
        board=board, agency=agency, about=about, name=name.strip(), email=email, phone=phone.strip()
    )
    record_event("agency.contact-added", by=by, board=board, detail={"agency": agency.slug})
    return row


@operation
def remove_contact(*, contact: AgencyContact, by: User) -> None:
    check(by, Permission.REGISTER_KEEP, contact.board, UNIT_ONLY)
    record_event("agency.contact-removed", by=by, board=contact.board, detail={"agency": contact.agency.slug})
    contact.delete()


@operation
def keep_obligation(
    *, board: Board, agency: Agency, obligation: str, met: str, evidence: str, by: User,
    record: Record | None = None, seen_on: dt.date | None = None,
) -> AgencyObligation:  # fmt: skip
    """How an agency meets an obligation, with the evidence; how it stood before is in the history."""
    check(by, Permission.REGISTER_KEEP, board, UNIT_ONLY)
    if not evidence.strip():
        raise BadInput("Say what shows it.")
    day = seen_on or timezone.localdate()
    if day > timezone.localdate():
        raise BadInput("The day cannot be in the future.")
    row = AgencyObligation.objects.filter(board=board, agency=agency, obligation=obligation).first()
    row = row or AgencyObligation(board=board, agency=agency, obligation=obligation)
    row.met, row.evidence, row.record, row.seen_on = met, evidence.strip(), record, day
    row.kept_by, row.kept_at = by, timezone.now()
    row.save()
    record_event("obligation.kept", by=by, board=board, detail={"agency": agency.slug})
    return row


@operation
def add_contribution(
    *,
    board: Board,
    agency: Agency,
    happened_on: dt.date,
    activity: str,
    by: User,
    record: Record | None = None,
) -> AgencyContribution:
    """What the agency contributed to the board's work on quality (R021)."""
    check(by, Permission.REGISTER_KEEP, board, UNIT_ONLY)
    if not activity.strip():
        raise BadInput("Say what it was.")
    if happened_on > timezone.localdate():
        raise BadInput("The day cannot be in the future.")
    row = AgencyContribution.objects.create(
        board=board,
        agency=agency,
        happened_on=happened_on,
        activity=activity.strip(),
        record=record,
        kept_by=by,
    )
    record_event("contribution.added", by=by, board=board, detail={"agency": agency.slug})
    return row
