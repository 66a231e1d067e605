"""May this person do it to a meeting? Each check returns None or raises NotAllowed with a sentence."""

from __future__ import annotations

from lscb.board.models import Group
from lscb.board.permissions import check, has, standing_of
from lscb.board.roles import Permission
from lscb.core.errors import NotAllowed
from lscb.meetings.models import AgendaItem, Declaration
from lscb.people.models import User
from lscb.records.models import Record

P = Permission


def check_can_run(user: User, group: Group) -> None:
    """The group's chair or vice chair, or the business unit: plans, moves and minutes its meetings."""
    if not standing_of(user).chairs(group):
        check(user, P.REFERRAL_LIST, group.board, "Only the business unit and the group's chair do this.")


def check_can_cancel(user: User, group: Group) -> None:
    """The business unit."""
    check(user, P.REFERRAL_LIST, group.board, "Only the business unit cancels a meeting.")


def check_can_impose(user: User, record: Record) -> None:
    """The business manager, the independent chair, or the chair of a group that has the case on its agenda."""
    if has(user, P.ACCESS_MANAGE, record.board) or has(user, P.REFERRAL_DECIDE, record.board):
        return
    items = AgendaItem.objects.filter(record=record.case, closed_at__isnull=True).select_related(
        "meeting__group"
    )
    if not any(standing_of(user).chairs(item.meeting.group) for item in items):
        raise NotAllowed(
            "You can declare a conflict of your own, not somebody else's.", "Ask the business manager."
        )


def check_can_withdraw(user: User, declaration: Declaration) -> None:
    """Whoever declared their own agency interest; else the people who may record one for others, but never for
    themselves what somebody else recorded."""
    if declaration.user_id != user.pk:
        check_can_impose(user, declaration.record)
    elif declaration.declared_by_id != user.pk:
        raise NotAllowed(
            "Somebody else recorded this interest of yours, so you cannot take it back yourself.",
            "Ask the business manager.",
        )
