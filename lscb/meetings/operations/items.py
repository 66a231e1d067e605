"""Plain headings on an agenda, and what belongs to every item: purpose, minutes, lead, order."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils import timezone

from lscb.board.models import Entry
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.files.models import FileUse
from lscb.files.operations import remove as remove_file
from lscb.identity.operations import refuse_names
from lscb.learning.models import Action
from lscb.meetings.models import ITEM_KIND, AgendaItem, Declaration, Meeting
from lscb.meetings.operations.agenda import (
    CLOSING,
    OPENING,
    next_place,
    put_on_agenda,
    refresh_access,
    take_off_agenda,
)
from lscb.meetings.operations.conflicts import declare_conflict
from lscb.meetings.operations.planning import locked
from lscb.meetings.permissions import check_can_run, check_is_member
from lscb.people.models import User
from lscb.records.models import Record
from lscb.records.operations import grant_access, open_record
from lscb.trail.recording import operation, record_event

#: Kinds of records that may stand on the agenda of any group; cases go through their own operations.
ON_ANY_AGENDA = ("action", "raised-issue", "assurance-report", "document", *Entry.Register.values)
LONGEST_ITEM = 8 * 60


@operation
def add_heading(
    *, meeting: Meeting, title: str, by: User, purpose: str = AgendaItem.Purpose.DISCUSS, allotted: int = 10,
    lead: User | None = None, brief: str = "",
) -> AgendaItem:  # fmt: skip
    """A plain heading; its title is read by everybody who sees the meeting, so it names nobody."""
    meeting = locked(meeting)
    check_can_run(by, meeting.group)
    _open_agenda(meeting)
    item = AgendaItem.objects.create(
        meeting=meeting, title=_title(title), purpose=purpose, allotted=_allotted(allotted), lead=lead,
        brief=brief.strip(), added_by=by, order=next_place(meeting),
    )  # fmt: skip
    _changed(item, by, "heading")
    return item


@operation
def add_standing_items(*, meeting: Meeting, by: User, without: Collection[str] = ()) -> int:
    """The headings that every meeting has, around what is on the agenda; those that are there stay. How many were added.

    without  titles that are not wanted this time
    """
    meeting = locked(meeting)
    check_can_run(by, meeting.group)
    _open_agenda(meeting)
    there = list(meeting.items.standing().order_by("order", "pk"))
    titles = {item.title for item in there} | set(without)
    new = lambda rows: [  # noqa: E731
        AgendaItem(meeting=meeting, title=title, purpose=purpose, allotted=allotted, added_by=by)
        for title, purpose, allotted in rows
        if title not in titles
    ]
    opening, closing = new(OPENING), new(CLOSING)
    AgendaItem.objects.bulk_create([*opening, *closing])
    _number([*opening, *there, *closing])
    added = len(opening) + len(closing)
    record_event(
        "agenda.changed", by=by, record=meeting.record, detail={"what": "standing items", "added": added}
    )
    return added


@operation
def add_record(*, meeting: Meeting, record: Record, by: User) -> AgendaItem:
    """An action, a raised issue or an entry of a register, from what the person may see. Cases are listed by their own operations."""
    meeting = locked(meeting)
    check_can_run(by, meeting.group)
    if not Record.objects.visible_to(by).filter(pk=record.pk, board=meeting.group.board_id).exists():
        raise NotAllowed(
            "You cannot put this on an agenda: it is not open to you.", "Ask the business manager."
        )
    if record.kind not in ON_ANY_AGENDA:
        raise BadInput("A case is put on an agenda from its own page.")
    if record.kind == "action":
        _check_action(record, meeting)
    return put_on_agenda(meeting=meeting, record=record, by=by)


def _check_action(record: Record, meeting: Meeting) -> None:
    """The wording of a proposal was not confirmed as safe to read: only the group that would monitor it sees it."""
    action = Action.objects.get(record=record)
    if action.status in Action.UNAGREED and action.group_id != meeting.group_id:
        raise BadInput(f"{record.reference} is not agreed yet, so only the {action.group} can look at it.")


@operation
def edit_item(
    *, item: AgendaItem, by: User, purpose: str, allotted: int, lead: User | None = None, brief: str = "", title: str = ""
) -> AgendaItem:  # fmt: skip
    """Changes what an item says about itself. A record keeps its own title; a heading may get another one."""
    item = fresh(item)
    check_can_run(by, item.meeting.group)
    _open_agenda(item.meeting)
    if item.record is not None:
        _refuse_names(item.record, brief)
    if item.is_plain:
        item.title = _title(title or item.title)
    item.purpose, item.allotted, item.lead, item.brief = purpose, _allotted(allotted), lead, brief.strip()
    item.save(update_fields=["title", "purpose", "allotted", "lead", "brief"])
    _changed(item, by, "item")
    return item


@operation
def move_item(*, item: AgendaItem, up: bool, by: User) -> None:
    """One place up or down; at the end of the list nothing happens."""
    item = fresh(item)
    check_can_run(by, item.meeting.group)
    _open_agenda(item.meeting)
    rows = list(item.meeting.items.standing().order_by("order", "pk"))
    place = next(n for n, row in enumerate(rows) if row.pk == item.pk)
    other = max(0, place - 1) if up else min(len(rows) - 1, place + 1)
    rows.insert(other, rows.pop(place))
    _number(rows)
    _changed(item, by, "order")


@operation
def remove_item(*, item: AgendaItem, reason: str, by: User) -> None:
    """Takes an item off, with the reason. A referral is taken off by listing it elsewhere, from its own page."""
    item = fresh(item)
    check_can_run(by, item.meeting.group)
    _open_agenda(item.meeting)
    if not reason.strip():
        raise BadInput("Say why it is taken off the agenda.")
    if item.record is not None and not item.is_plain:
        if item.record.kind not in ON_ANY_AGENDA:
            raise BadInput("Move this case to another meeting from its own page.")
        _refuse_names(item.record, reason)
        take_off_agenda(item=item, by=by, reason=reason)
        return
    if item.record is not None:
        for use in FileUse.objects.on(item.record):
            remove_file(use=use, by=by)
    now = timezone.now()
    item.removed_at, item.removed_by, item.removed_reason = now, by, reason.strip()[:200]
    item.closed_at, item.closed_by = now, by
    item.save(update_fields=["removed_at", "removed_by", "removed_reason", "closed_at", "closed_by"])
    _changed(item, by, "removed")


@operation
def declare_on_item(*, item: AgendaItem, kind: str, detail: str, by: User) -> Declaration:
    """A member's own conflict on an item: on its case, or on a record of its own that a heading gets for it."""
    item = fresh(item)
    check_is_member(by, item.meeting)
    record = item.record or _own_record(item, by)
    return declare_conflict(record=record, user=by, kind=kind, detail=detail, by=by)


@operation
def record_of(*, item: AgendaItem, by: User) -> Record:
    """The record that an item's papers, conflicts and minutes hang on; a heading gets one of its own when it needs it,
    open to the group's members from papers-out."""
    item = fresh(item)
    check_can_run(by, item.meeting.group)
    if item.record is None:
        item.record = _own_record(item, by)
        let_in(item.record, by)
    _changed(item, by, "papers")
    return item.record


def let_in(record: Record, reader: User) -> None:
    """Whoever prepares or minutes the meeting reads a heading's own record, unless a conflict shuts it to them."""
    if not Record.objects.visible_to(reader).filter(pk=record.pk).exists():
        grant_access(
            record=record, party=reader.party, capacity="organiser", reason="Prepares the meeting", by=reader
        )


def _own_record(item: AgendaItem, by: User) -> Record:
    item.record = open_record(
        board=item.meeting.group.board, kind=ITEM_KIND, code="ITM", title=item.title, by=by, route="meetings:item-detail",
        marking="For members of the group only", year=item.meeting.held_on.year,
    )  # fmt: skip
    item.save(update_fields=["record"])
    Record.objects.filter(raised_on_item__item=item, root__isnull=True).update(shut_with=item.record)
    refresh_access(item=item, by=by)
    return item.record


def fresh(item: AgendaItem) -> AgendaItem:
    """The item as it is now, its meeting locked. Raises InvalidMove when it was taken off meanwhile."""
    meeting = locked(item.meeting)
    rows = AgendaItem.objects.select_related(
        "record__board", "record__root__board", "record__shut_with", "lead"
    )
    found: AgendaItem = rows.get(pk=item.pk)
    if found.removed_at:
        raise InvalidMove(
            "This item was taken off the agenda.", "Open the meeting again to see what happened."
        )
    found.meeting = meeting
    return found


def _open_agenda(meeting: Meeting) -> None:
    if not meeting.is_to_come:
        raise InvalidMove(
            f"The agenda cannot be changed: the meeting is “{meeting.get_status_display().lower()}”.",
            "What is left over goes on the agenda of the next meeting.",
        )


def _refuse_names(record: Record, text: str) -> None:
    refuse_names(record, text, "Write this without the name of anybody in the case.")


def _title(title: str) -> str:
    title = title.strip()
    if not title:
        raise BadInput("Give the item a title. It can be read by everybody with a seat, so it names nobody.")
    if len(title) > 160:
        raise BadInput("Keep the title to 160 characters.")
    return title


def _allotted(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST_ITEM:
        raise BadInput("Give the item between one minute and eight hours.")
    return minutes


def _number(rows: Iterable[AgendaItem]) -> None:
    rows = list(rows)
    for number, row in enumerate(rows, start=1):
        row.order = number
    AgendaItem.objects.bulk_update(rows, ["order"])


def _changed(item: AgendaItem, by: User, what: str) -> None:
    record_event("agenda.changed", by=by, record=item.meeting.record, detail={"what": what, "item": item.pk})
