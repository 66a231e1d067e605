"""What is due for a group's agenda: put together here, on the top floor, from each app's own answer.

A source is a function (group, meeting, user, today) -> list[Offer]; a further one is added to SOURCES. Nothing is offered
that the person may not open, and nothing that is on the agenda already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lscb.board.assurance import reading as assurance
from lscb.board.documents import reading as documents
from lscb.board.registers import reading as registers
from lscb.learning import reading as learning
from lscb.meetings import operations as meetings
from lscb.meetings.models import AgendaItem, Meeting, RaisedIssue
from lscb.meetings.operations.agenda import CLOSING, LAST_MINUTES, OPENING
from lscb.meetings.operations.items import ON_ANY_AGENDA
from lscb.people.models import User
from lscb.records.models import Record
from reviews import due as reviews
from reviews.models import Referral
from reviews.operations import considerations

P = AgendaItem.Purpose


@dataclass(frozen=True)
class Offer:
    """One thing that can be put on the agenda. add: does it, given who asks."""

    key: str
    source: str
    text: str
    reference: str
    due_on: dt.date | None
    add: Callable[[User], Any]


Source = Callable[[Meeting, User, dt.date], list[Offer]]


def standing(meeting: Meeting, user: User, today: dt.date) -> list[Offer]:
    """Welcome, minutes, matters arising, any other business: as one offer, until they are there. Minutes that are in draft
    are offered by their day, and not a second time."""
    without = {LAST_MINUTES} if _drafts(meeting, user).exists() else set[str]()
    wanted = {title for title, _, _ in (*OPENING, *CLOSING)} - without
    there = set(meeting.items.standing().filter(title__in=wanted).values_list("title", flat=True))
    if there == wanted:
        return []
    act = lambda by: meetings.add_standing_items(meeting=meeting, by=by, without=without)  # noqa: E731
    minutes = "" if without else " minutes of the last meeting,"
    text = f"Welcome, declarations,{minutes} matters arising, any other business"
    return [Offer("standing", "Standing items", text, "", None, act)]


def _drafts(meeting: Meeting, user: User) -> QuerySet[Meeting]:
    earlier: QuerySet[Meeting] = Meeting.objects.visible_to(user)
    return earlier.filter(
        group=meeting.group_id, held_on__lt=meeting.held_on, status=Meeting.Status.MINUTES_DRAFT
    )


def minutes_to_agree(meeting: Meeting, user: User, today: dt.date) -> list[Offer]:
    """Earlier meetings of the group whose minutes are in draft."""
    rows = _drafts(meeting, user)
    titles = set(meeting.items.standing().values_list("title", flat=True))
    found = []
    for row in rows.select_related("record").order_by("held_on")[:10]:
        title = f"Agree the minutes of {row.held_on.day} {row.held_on:%B %Y}"
        if title not in titles:
            found.append(
                Offer(
                    f"minutes-{row.pk}",
                    "Minutes",
                    title,
                    row.record.reference,
                    None,
                    _heading(meeting, title),
                )
            )
    return found


def _heading(meeting: Meeting, title: str) -> Callable[[User], Any]:
    return lambda by: meetings.add_heading(meeting=meeting, title=title, by=by, purpose=P.DECIDE, allotted=5)


def referrals(meeting: Meeting, user: User, today: dt.date) -> list[Offer]:
    return [
        Offer(f"referral-{row.reference}", "Referrals to consider", row.thing, row.reference, row.due_on, _listing(meeting, row.reference))
        for row in reviews.due_for_group(meeting.group, today, user)
    ]  # fmt: skip


def _listing(meeting: Meeting, reference: str) -> Callable[[User], Any]:
    def act(by: User) -> Any:
        referral = Referral.objects.visible_to(by).get(record__reference=reference)
        return considerations.list_for_meeting(referral=referral, meeting=meeting, by=by)

    return act


def actions(meeting: Meeting, user: User, today: dt.date) -> list[Offer]:
    """Claims to verify, and actions that are overdue or due soon."""
    rows = learning.due_for_group(meeting.group, today)
    records = _open_records(user, {row.reference for row in rows}, meeting)
    once = {row.reference: row for row in rows if row.reference in records}
    return [
        Offer(
            f"action-{row.reference}", "Actions", f"{row.verb}: {row.thing}", row.reference, row.due_on,
            _record(meeting, records[row.reference]),
        )
        for row in once.values()
    ]  # fmt: skip


def entries(meeting: Meeting, user: User, today: dt.date) -> list[Offer]:
    """The group's own challenges, risks and other entries that are late, due soon or answered."""
    rows = registers.due_for_group(meeting.group, today)
    records = _open_records(user, {row.reference for row in rows}, meeting)
    return [
        Offer(
            f"entry-{row.reference}", "Registers", f"{row.verb}: {row.thing}", row.reference, row.due_on,
            _record(meeting, records[row.reference]),
        )
        for row in rows
        if row.reference in records
    ]  # fmt: skip


def papers(meeting: Meeting, user: User, today: dt.date) -> list[Offer]:
    """Reports that the group receives, and documents that it reviews."""
    rows = [*assurance.due_for_group(meeting.group, today), *documents.due_for_group(meeting.group, today)]
    records = _open_records(user, {row.reference for row in rows}, meeting)
    return [
        Offer(
            f"paper-{row.reference}", "Reports and documents", f"{row.verb}: {row.thing}", row.reference, row.due_on,
            _record(meeting, records[row.reference]),
        )
        for row in rows
        if row.reference in records
    ]  # fmt: skip


def left_over(meeting: Meeting, user: User, today: dt.date) -> list[Offer]:
    """What an earlier meeting of the group did not get to."""
    rows = AgendaItem.objects.open().filter(
        meeting__group=meeting.group_id, meeting__status__in=Meeting.DONE, record__kind__in=ON_ANY_AGENDA,
        minute__isnull=True, resolutions__isnull=True, meeting__held_on__gte=meeting.held_on - dt.timedelta(days=200),
    )  # fmt: skip
    references = set(rows.values_list("record__reference", flat=True))
    records = _open_records(user, references, meeting)
    return [
        Offer(f"left-{reference}", "Left over from an earlier meeting", record.title, reference, None, _record(meeting, record))
        for reference, record in records.items()
    ]  # fmt: skip


def raised(meeting: Meeting, user: User, today: dt.date) -> list[Offer]:
    """Issues of other groups that wait for this one's answer, and answers that came back to it."""
    S = RaisedIssue.Status
    rows = RaisedIssue.objects.visible_to(user)
    waiting = rows.filter(to_group=meeting.group_id, status=S.RAISED)
    answered = rows.filter(from_group=meeting.group_id, status=S.ANSWERED)
    there = set(meeting.items.standing().filter(record__isnull=False).values_list("record_id", flat=True))
    found = []
    for word, issues in (("Answer", waiting), ("Take back the answer to", answered)):
        for issue in issues.exclude(record__in=there).select_related("record__board").order_by("pk")[:50]:
            reference = issue.record.reference
            found.append(
                Offer(
                    f"issue-{reference}", "Issues that were raised", f"{word}: {issue.title}", reference, None,
                    _record(meeting, issue.record),
                )
            )  # fmt: skip
    return found


def _open_records(user: User, references: Collection[str], meeting: Meeting) -> dict[str, Record]:
    """The records with these references that the person may open and that are not on the agenda. One query."""
    if not references:
        return {}
    on_it = AgendaItem.objects.standing().filter(meeting=meeting, record__isnull=False)
    rows = (
        Record.objects.visible_to(user)
        .filter(reference__in=references)
        .exclude(pk__in=on_it.values("record_id"))
    )
    return {record.reference: record for record in rows.select_related("board").order_by("pk")}


def _record(meeting: Meeting, record: Record) -> Callable[[User], Any]:
    return lambda by: meetings.add_record(meeting=meeting, record=record, by=by)


SOURCES: list[Source] = [standing, minutes_to_agree, referrals, left_over, raised, actions, entries, papers]


def offers_for(meeting: Meeting, user: User, today: dt.date) -> list[Offer]:
    """Each thing once, in the order of the sources."""
    found: dict[str, Offer] = {}
    for source in SOURCES:
        for offer in source(meeting, user, today):
            found.setdefault(offer.reference or offer.key, offer)
    return list(found.values())


def add_ticked(meeting: Meeting, user: User, ticked: Collection[str], today: dt.date) -> int:
    """Puts what was ticked on the agenda. What is no longer offered is left out. How many were added.

    The standing items come last: they are laid around what is there, so that any other business stays at the end."""
    chosen = [offer for offer in offers_for(meeting, user, today) if offer.key in ticked]
    for offer in sorted(chosen, key=lambda each: each.key == "standing"):
        offer.add(user)
    return len(chosen)
