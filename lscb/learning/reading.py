"""What other floors ask of the register: what waits for a person or a group, and how many are overdue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from lscb.board.models import Group, Seat
from lscb.board.permissions import standing_of
from lscb.board.roles import Permission
from lscb.core.prepared import prepared
from lscb.learning import executive, waiting
from lscb.learning.models import Action
from lscb.people.models import User

S = Action.Status
#: How many of one kind are listed; the list of actions shows the rest.
MOST = 100
#: A group looks ahead this far when it draws up an agenda.
AHEAD = dt.timedelta(days=42)
VERBS = {S.AGREED: ("Start", "start"), S.STARTED: ("Update", "update"), S.CLAIMED: ("Verify", "verify")}


@dataclass(frozen=True)
class ActionWork:
    """One thing that waits for somebody: verb + thing + due, and where to do it."""

    verb: str
    thing: str
    reference: str
    url: str
    due_on: dt.date | None
    is_overdue: bool


def open_for(user: User, today: dt.date) -> list[ActionWork | waiting.LearningWork]:
    """What waits for a person: actions to start or update, claims to verify, proposals to agree; answers, impact checks
    and learning to pass on (lscb.learning.waiting).

    Overdue first, then by end date. At most MOST of each kind; a constant number of queries.
    """
    work: list[ActionWork | waiting.LearningWork] = [
        *_to_do(user, today),
        *_to_verify(user, today),
        *_to_agree(user, today),
        *waiting.open_for(user, today),
    ]
    return sorted(work, key=lambda each: (not each.is_overdue, each.due_on or dt.date.max, each.reference))


def due_for_group(group: Group, today: dt.date) -> list[ActionWork | waiting.LearningWork]:
    """What a group has to look at: claims to verify, actions overdue, due or up for review soon, impact checks; for the
    Executive what is stuck, until it has spoken about it. Not access-checked."""
    rows = Action.objects.filter(group=group).select_related("record")
    claims = rows.claimed().order_by("end_on", "pk")[:MOST]
    late = rows.to_discuss(today + AHEAD).order_by("end_on", "pk")[:MOST]
    found: list[ActionWork | waiting.LearningWork] = [_work(row, today) for row in claims]
    found += [_work(row, today, verb=("Discuss", "")) for row in late]
    found += waiting.checks_for_group(group, today + AHEAD, today)
    if group.kind == Group.Kind.EXECUTIVE:
        stuck = executive.due(group.board, today).select_related("record").order_by("end_on", "pk")[:MOST]
        found += [waiting.stuck(row, today) for row in stuck]
    return found


def _to_do(user: User, today: dt.date) -> list[ActionWork]:
    """The person's own, and those of their agency that nobody in particular has."""
    return [_work(row, today) for row in _with_owner(user, _answered_for(user))]


@prepared
def _with_owner(user: User, agencies: set[int]) -> QuerySet[Action]:
    mine = Q(owner=user) | Q(owner__isnull=True, agency__in=agencies)
    rows: QuerySet[Action] = Action.objects.visible_to(user).with_owner().filter(mine)
    return rows.select_related("record").order_by("end_on", "pk")[:MOST]


def _answered_for(user: User) -> set[int]:
    """Agencies whose work waits for this person: by a role there, or by a seat where the agency has no lead."""
    standing = standing_of(user)
    by_role = {grant.agency_id for grant in standing.grants if grant.agency_id}
    by_seat = {seat.agency_id for seat in standing.seats if seat.agency_id} - by_role
    if not by_seat:
        return by_role
    led = {agency for _, agency in waiting.with_lead(by_seat, timezone.localdate())}
    return by_role | (by_seat - led)


def _to_verify(user: User, today: dt.date) -> list[ActionWork]:
    """Claims to the groups that the person chairs, without those of their own agency or their own."""
    standing = standing_of(user)
    chairs = (Seat.Office.CHAIR, Seat.Office.VICE_CHAIR)
    groups = {seat.group_id for seat in standing.seats if seat.office in chairs}
    if not groups:
        return []
    return [_work(row, today) for row in _claimed(user, groups, standing.agencies())]


@prepared
def _claimed(user: User, groups: set[int], agencies: frozenset[int]) -> QuerySet[Action]:
    rows: QuerySet[Action] = Action.objects.visible_to(user).claimed().filter(group_id__in=groups)
    rows = rows.exclude(owner__isnull=False, owner=user).exclude(agency__isnull=False, agency_id__in=agencies)
    return rows.select_related("record").order_by("end_on", "pk")[:MOST]


def _to_agree(user: User, today: dt.date) -> list[ActionWork]:
    """Proposals, and acceptances that have ended, on the boards whose actions the person manages."""
    standing = standing_of(user)
    boards = [b.pk for b in standing.boards() if Permission.ACTION_MANAGE in standing.permissions(b)]
    return [_to_manage(row, today) for row in _proposed(user, boards, today)] if boards else []


@prepared
def _proposed(user: User, boards: list[int], today: dt.date) -> QuerySet[Action]:
    ended = Q(status=S.ACCEPTED_WITHOUT, accepted_until__lt=today)
    rows: QuerySet[Action] = Action.objects.visible_to(user)
    rows = rows.filter(Q(status=S.PROPOSED) | ended, board__in=boards)
    return rows.select_related("record").order_by("pk")[:MOST]


def _to_manage(row: Action, today: dt.date) -> ActionWork:
    if row.status == S.ACCEPTED_WITHOUT:
        return _work(row, today, verb=("Look again at", "bring-back"), due_on=row.accepted_until, late=True)
    verb = ("Complete", "edit") if row.missing() else ("Agree", "agree")
    return _work(row, today, verb=verb, due_on=None)


def _work(
    row: Action, today: dt.date, *, verb: tuple[str, str] | None = None, due_on: dt.date | None | str = "",
    late: bool = False,
) -> ActionWork:  # fmt: skip
    word, page = verb or VERBS[S(row.status)]
    reference = row.record.reference
    due = row.end_on if isinstance(due_on, str) else due_on
    return ActionWork(
        verb=word, thing=row.title, reference=reference, is_overdue=late or row.is_overdue(today),
        url=reverse(f"learning:action-{page or 'detail'}", args=[reference]),
        due_on=None if row.status == S.CLAIMED else due,
    )  # fmt: skip
