"""May this person do it to a meeting? Each check returns None or raises NotAllowed with a sentence."""

from __future__ import annotations

from django.db.models import Q

from lscb.board.models import Group, Seat, running_on
from lscb.board.permissions import check, has, standing_of
from lscb.board.roles import Permission
from lscb.core.errors import NotAllowed
from lscb.meetings.models import AgendaItem, Declaration, Meeting, RaisedIssue
from lscb.people.models import User
from lscb.records.models import Record

P = Permission


def runs(user: User, group: Group) -> bool:
    """Whether the person plans and minutes the group's meetings."""
    return standing_of(user).chairs(group) or has(user, P.REFERRAL_LIST, group.board_id)


def check_can_run(user: User, group: Group) -> None:
    """The group's chair or vice chair, or the business unit: plans, moves and minutes its meetings."""
    if not standing_of(user).chairs(group):
        check(user, P.REFERRAL_LIST, group.board_id, "Only the business unit and the group's chair do this.")


def check_can_cancel(user: User, group: Group) -> None:
    """The business unit."""
    check(user, P.REFERRAL_LIST, group.board_id, "Only the business unit cancels a meeting.")


def check_can_agree_minutes(user: User, group: Group) -> None:
    """The group's chair or vice chair, or the business unit for the meeting that agreed them."""
    check_can_run(user, group)


def seats_held(user: User, meeting: Meeting) -> list[Seat]:
    """The person's seats on the group on the day of the meeting, as holder or as deputy (trap 43). One query."""
    rows = Seat.objects.filter(
        running_on(meeting.held_on), Q(user=user) | Q(deputy=user), group=meeting.group_id
    )
    return list(rows.select_related("agency").order_by("pk"))


def check_is_member(user: User, meeting: Meeting) -> None:
    """Whoever has a seat on the group on that day, and their deputies."""
    if not seats_held(user, meeting):
        raise NotAllowed(
            f"This is for members of the {meeting.group.name} and their deputies.", "Ask the business unit."
        )


def check_can_have_pack(user: User, meeting: Meeting) -> None:
    """Members and deputies of the group, and whoever runs its meetings."""
    if not runs(user, meeting.group):
        check_is_member(user, meeting)


def check_can_raise(user: User, group: Group) -> None:
    """The group's chair or vice chair, or the business unit for it."""
    check_can_run(user, group)


def check_can_answer(user: User, issue: RaisedIssue) -> None:
    """The chair or vice chair of the group that it was raised to, or the business unit for it."""
    check_can_run(user, issue.to_group)


def check_can_take_back(user: User, issue: RaisedIssue) -> None:
    """The chair or vice chair of the group that raised it, or the business unit for it."""
    check_can_run(user, issue.from_group)


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
