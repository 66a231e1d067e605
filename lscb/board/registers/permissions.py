"""Who may do what to an entry of a register. Every check returns None or raises NotAllowed with a sentence."""

from __future__ import annotations

from django.utils import timezone

from lscb.board.models import Entry, Grant, Group, Seat, running_on
from lscb.board.permissions import has, standing_of
from lscb.board.registers.kinds import Register
from lscb.board.roles import LEADS, Permission
from lscb.core.errors import NotAllowed
from lscb.people.models import Board, User
from lscb.records.models import reach_of

_CHAIRS = (Seat.Office.CHAIR, Seat.Office.VICE_CHAIR)
ASK = "Ask the business manager."


def keeps(user: User, board: Board | int) -> bool:
    """Whether the person keeps the registers of the board."""
    return has(user, Permission.REGISTER_KEEP, board)


def groups_chaired(user: User, board: Board) -> list[Group]:
    """Groups of the board that the person is chair or vice chair of."""
    seats = [s for s in standing_of(user).seats if s.group.board_id == board.pk and s.office in _CHAIRS]
    return list({seat.group_id: seat.group for seat in seats}.values())


def agencies_led(user: User, board: Board) -> frozenset[int]:
    """Agencies that the person answers for on the board."""
    grants = standing_of(user).grants
    return frozenset(
        g.agency_id for g in grants if g.board_id == board.pk and g.role in LEADS and g.agency_id
    )


def may_start(user: User, board: Board, register: Register) -> bool:
    """Whether the page for a new entry opens at all; what may be entered is checked with the entry."""
    if keeps(user, board) or groups_chaired(user, board):
        return True
    return register.leads_may_add and bool(agencies_led(user, board))


def check_can_start(user: User, board: Board, register: Register) -> None:
    """The business unit, the chair of a group, and for risks an agency's safeguarding lead."""
    if may_start(user, board, register):
        return
    leads = " Agencies' safeguarding leads may add risks." if register.leads_may_add else ""
    raise NotAllowed(
        f"Entries are made by the business unit, and by the chair of a group for the group.{leads}",
        "Send them your wording.",
    )


def check_can_add(
    user: User, board: Board, register: Register, group: Group | None, agency_id: int | None
) -> None:
    """The business unit; a group's chair for the group; for risks an agency's lead for the agency."""
    check_can_start(user, board, register)
    if keeps(user, board):
        return
    if group is not None and group.pk in {each.pk for each in groups_chaired(user, board)}:
        return
    if register.leads_may_add and group is None and agency_id in agencies_led(user, board):
        return
    raise NotAllowed(
        "You make entries for the group that you chair or the agency that you answer for. Choose it here.",
        ASK,
    )


def check_can_keep(user: User, entry: Entry) -> None:
    """The business unit, and the chair or vice chair of the group that the entry belongs to."""
    if keeps(user, entry.board_id) or (entry.group_id and standing_of(user).chairs(entry.group_id)):
        return
    raise NotAllowed(
        f"Entries are changed and closed by the business unit and by the chair of {entry.group or 'their group'}.",
        ASK,
    )


def check_can_review(user: User, entry: Entry) -> None:
    """Whoever looks after the entry, the chair of its group, and the business unit."""
    if entry.owner_id == user.pk:
        return
    check_can_keep(user, entry)


def check_can_answer(user: User, entry: Entry) -> None:
    """People of the agency that was asked, whoever looks after the entry, and the business unit for them."""
    if entry.agency is not None and entry.agency.party_id in reach_of(user).parties:
        return
    if entry.owner_id == user.pk or keeps(user, entry.board_id):
        return
    if entry.agency is None:
        check_can_keep(user, entry)
        return
    raise NotAllowed(
        f"{entry.agency} was asked, so somebody of {entry.agency} answers.",
        f"Ask the safeguarding lead of {entry.agency}.",
    )


def leads_of(entry: Entry) -> list[User]:
    """Whoever answers on this board for the agency that the entry names."""
    if entry.agency_id is None:
        return []
    rows = Grant.objects.filter(
        running_on(timezone.localdate()), board_id=entry.board_id, agency_id=entry.agency_id, role__in=LEADS,
        user__is_active=True,
    )  # fmt: skip
    return list(dict.fromkeys(grant.user for grant in rows.select_related("user").order_by("pk")))


def chairs_of(entry: Entry) -> list[User]:
    """Chair and vice chair of the group that the entry belongs to, today."""
    if entry.group_id is None:
        return []
    seats = Seat.objects.on(timezone.localdate()).filter(
        group_id=entry.group_id, office__in=_CHAIRS, user__isnull=False, user__is_active=True
    )
    return [seat.user for seat in seats.select_related("user").order_by("office", "pk") if seat.user]
