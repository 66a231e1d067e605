"""Who may do what to an action. Every check returns None or raises NotAllowed with a sentence for the screen."""

from __future__ import annotations

from django.utils import timezone

from lscb.board.models import Agency, Group, Seat
from lscb.board.permissions import capacities, has, standing_of
from lscb.board.roles import Permission
from lscb.core.errors import NotAllowed
from lscb.learning.models import Action
from lscb.learning.telling import CHAIRS
from lscb.people.models import User
from lscb.records.models import Record, RecordAccess, RecordExclusion, reach_of

#: Capacities on a case whose holders write its findings and recommendations.
AUTHORS = frozenset({"reviewer", "author", "panel-chair", "case-lead"})
#: Those who ran a review do not judge later on what came of it (domain report §4).
RAN_THE_REVIEW = ("reviewer", "author", "panel-chair")


def of_agency(user: User, agency: Agency) -> bool:
    """Whether the person belongs to the agency: by a role, a seat or its list of people."""
    return agency.pk in standing_of(user).agencies() or agency.party_id in reach_of(user).parties


def manages(user: User, action: Action) -> bool:
    return has(user, Permission.ACTION_MANAGE, action.board_id)


# --- what was learned -------------------------------------------------------------------------------


def check_can_write_learning(user: User, source: Record) -> None:
    """Findings and recommendations: the review's own authors, or the business unit."""
    if not Record.objects.visible_to(user).filter(pk=source.pk).exists():
        raise NotAllowed("You cannot write findings here.", "Ask the business manager.")
    unit = has(user, Permission.REVIEW_MANAGE, source.board_id) or has(
        user, Permission.ACTION_MANAGE, source.board_id
    )
    if not unit and not capacities(user, source) & AUTHORS:
        raise NotAllowed(
            "Findings and recommendations are written by the reviewer, the panel chair and the business unit.",
            "Send them your wording.",
        )


def check_can_propose(user: User, source: Record, group: Group | None = None) -> None:
    """Actions are proposed by whoever writes the findings, and by the chair of the group that will monitor them."""
    if group is not None and standing_of(user).chairs(group):
        if Record.objects.visible_to(user).filter(pk=source.pk).exists():
            return
        raise NotAllowed("You cannot propose actions from this record.", "Ask the business manager.")
    check_can_write_learning(user, source)


# --- the business unit ------------------------------------------------------------------------------


def check_can_manage(user: User, action: Action) -> None:
    """Agreeing, editing and rejecting proposals; bringing back what was accepted without action."""
    if not manages(user, action):
        raise NotAllowed(
            "Proposed actions are agreed and changed by the business unit.", "Ask the business manager."
        )


# --- the owner --------------------------------------------------------------------------------------


def check_can_work(user: User, action: Action) -> None:
    """Starting, updating and claiming: the responsible person and everybody of the responsible agency."""
    if action.owner_id == user.pk:
        return
    if action.agency is not None and action.agency.party_id in reach_of(user).parties:
        return
    if action.agency is None:
        raise NotAllowed(f"Only {action.owner} reports on this action.", "Ask the business manager.")
    raise NotAllowed(
        f"Only people of {action.agency} report on this action.",
        f"Ask the safeguarding lead of {action.agency}.",
    )


def check_can_assign(user: User, action: Action) -> None:
    """Naming who does it: the responsible agency, or the business unit."""
    if not manages(user, action):
        check_can_work(user, action)


# --- the monitoring group ---------------------------------------------------------------------------


def check_can_decide(user: User, action: Action) -> None:
    """Judging an action: the group's chair or vice chair, never the owner nor somebody of the owner's agency (R180).

    An ordinary member stands in only while neither the chair nor the vice chair may judge it.
    """
    group = action.group
    if not standing_of(user).chairs(group) and not _stands_in(user, action):
        raise NotAllowed(
            f"Only the chair or vice chair of {group} decides on this.",
            "Ask them, or the business manager, to do it.",
        )
    check_is_independent(user, action)


def check_is_independent(user: User, action: Action) -> None:
    help_from = f"The vice chair or another member of {action.group} must verify it."
    if action.owner_id == user.pk:
        raise NotAllowed("You are responsible for this action, so you cannot judge it yourself.", help_from)
    if action.agency is not None and of_agency(user, action.agency):
        raise NotAllowed(
            f"You belong to {action.agency}, which is responsible for this action, so you cannot judge it alone.",
            help_from,
        )
    if action.progress.filter(claims_completion=True, written_by=user).exists():
        raise NotAllowed(
            "You claimed that this action is complete, so you cannot judge it yourself.", help_from
        )
    ran = RecordAccess.objects.filter(
        record_id__in={action.source_id, action.source.case_id},
        party__person=user,
        capacity__in=RAN_THE_REVIEW,
    )
    if ran.exists():
        raise NotAllowed("You took part in running the review that this action came from.", help_from)


def check_can_close(user: User, action: Action) -> None:
    """Closing and reopening: the group that verified it, or the business unit for the group; never the owner."""
    if not manages(user, action):
        check_can_decide(user, action)
        return
    check_is_independent(user, action)


def check_can_accept(user: User, action: Action) -> None:
    """Accepting without action: before agreement the business unit; afterwards the monitoring group."""
    if action.status == Action.Status.PROPOSED:
        check_can_manage(user, action)
    else:
        check_can_decide(user, action)


def check_can_supersede(user: User, action: Action) -> None:
    """Taking another action's place: a proposal by the business unit, an agreed action by the monitoring group."""
    check_can_accept(user, action)


def check_can_talk_over(user: User, action: Action) -> None:
    """Saying what the Executive decided: its chair or vice chair, or the business unit."""
    groups = Group.objects.filter(
        board=action.board_id, kind=Group.Kind.EXECUTIVE, closed_on__isnull=True
    ).values_list("pk", flat=True)
    if not manages(user, action) and not any(standing_of(user).chairs(pk) for pk in groups):
        raise NotAllowed(
            "The Executive's chair or the business unit records what it decided.", "Ask the business manager."
        )


def check_can_set_review(user: User, action: Action) -> None:
    """Saying when the group looks at it next: its chair or vice chair, or the business unit; nothing is judged by it."""
    if not manages(user, action) and not standing_of(user).chairs(action.group):
        raise NotAllowed(
            f"Only the chair or vice chair of {action.group} says when it looks at this next.",
            "Ask the business manager.",
        )


def check_can_hand_over(user: User, action: Action) -> None:
    """Handing over to another group: the group's chair or vice chair, or the business unit."""
    if not manages(user, action) and not standing_of(user).chairs(action.group):
        raise NotAllowed(
            f"Only the chair or vice chair of {action.group} hands its actions over.",
            "Ask the business manager.",
        )


def independent_chairs(action: Action) -> list[User]:
    """Chair and vice chair of the group who may judge the action today."""
    seats = Seat.objects.on(timezone.localdate()).filter(
        group_id=action.group_id, office__in=CHAIRS, user__isnull=False, user__is_active=True
    )
    shut = RecordExclusion.objects.filter(record_id=action.source.case_id, lifted_at__isnull=True)
    seats = seats.exclude(user_id__in=shut.values("user_id"))
    rows = seats.select_related("user").order_by("office", "pk")
    return [seat.user for seat in rows if seat.user and _may_judge(seat.user, seat.agency_id, action)]


def _may_judge(user: User, seat_agency_id: int | None, action: Action) -> bool:
    if user.pk == action.owner_id:
        return False
    if action.agency is None:
        return True
    return seat_agency_id != action.agency_id and not of_agency(user, action.agency)


def _stands_in(user: User, action: Action) -> bool:
    seats = standing_of(user).seats
    sits = any(seat.group_id == action.group_id and seat.office == Seat.Office.MEMBER for seat in seats)
    return sits and not independent_chairs(action)
