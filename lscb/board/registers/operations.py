"""Making, changing, answering, reviewing and closing entries of the registers.

entry = add_entry(kind="challenge", board=board, title="Late health assessments", text=…, agency=…, due_on=…,
                  source=meeting.record, case=case_record_or_None, asked_by="The Board", by=user)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from lscb.board import states, tagging
from lscb.board.models import Agency, Entry, EntryLink, EntryReview, Group, Priority, Theme
from lscb.board.registers import checks, clocks, people
from lscb.board.registers.checks import BOARD
from lscb.board.registers.kinds import BY_KIND, register_of
from lscb.board.registers.permissions import check_can_add
from lscb.core.errors import BadInput, InvalidMove, StaleEdit
from lscb.core.wording import require_telling
from lscb.identity.operations import refuse_names
from lscb.people.models import Board, User
from lscb.records import operations as records
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

S = Entry.Status
MARKING = "For partners of the board only"
SHARED = {
    "title",
    "text",
    "group",
    "agency",
    "owner",
    "raised_on",
    "due_on",
    "readers",
    "themes",
    "priorities",
}
EXAMPLE = "Health visiting started a waiting list review on 3 March; all 41 families were seen by 14 April."


@operation
def add_entry(
    *, kind: str, board: Board, title: str, text: str, by: User, source: Record | None = None, case: Record | None = None,
    group: Group | None = None, agency: Agency | None = None, owner: User | None = None, readers: str = BOARD,
    raised_on: dt.date | None = None, due_on: dt.date | None = None, themes: Iterable[Theme] = (),
    priorities: Iterable[Priority] = (), **own: Any,
) -> Entry:  # fmt: skip
    """A new entry with its record. `own`: the register's own columns (kinds.py).

    source   what it came from: a meeting, an agenda item, a case; by may see it
    case     the case that it is about, when the source is not a case itself: its personal conflicts shut the entry too
    readers  "board": everybody with a seat; "group": the group and the business unit alone (officers: unless of a case)
    """
    register = BY_KIND[Entry.Register(kind)]
    check_can_add(by, board, register, group, agency.pk if agency else None)
    root = checks.root_of(source, case, by)
    if unknown := set(own) - set(register.column_names):
        raise TypeError(f"Not part of this register: {', '.join(sorted(unknown))}")
    values = {
        "text": text.strip(), "group": group, "agency": agency, "owner": owner, "due_on": due_on, **own,
        "raised_on": raised_on or timezone.localdate(),
    }  # fmt: skip
    checks.check_entry(register, board, root, title, values, readers)
    record = records.open_record(
        board=board, kind=register.kind, code=register.code, title=title.strip(), route=f"board:entry-{register.kind}",
        by=by, mode=Record.Mode.BOARD if readers == BOARD else Record.Mode.CLOSED, root=root, marking=MARKING,
        year=values["raised_on"].year,
    )  # fmt: skip
    entry = Entry.objects.create(
        record=record,
        board=board,
        register=register.kind,
        source=source,
        raised_by=by,
        **checks.scored(register, values),
    )
    people.open_to(entry, by=by)
    tagging.set_tags(record=record, themes=themes, priorities=priorities, by=by)
    if register.is_scored or register.kind == Entry.Register.ESCALATION:
        _keep_review(entry, entry.raised_on, by, "")
    record_event("entry.added", by=by, record=record, detail={"register": register.kind})
    clocks.start(entry, by=by, reason="It was entered.")
    people.tell_of_entry(entry, by=by)
    return entry


@operation
def change(*, entry: Entry, by: User, version: int | None = None, **values: Any) -> Entry:
    """Corrects what an entry says, who it is with and who may read it. `values`: SHARED, and the register's own columns.

    A risk's score and a disagreement's level are changed by reviewing the entry, so that their history stays whole.
    """
    entry = _locked("change", entry, by=by, version=version)
    register = register_of(entry)
    if unknown := set(values) - SHARED - set(register.column_names):
        raise TypeError(f"Not part of this register: {', '.join(sorted(unknown))}")
    title = values.pop("title", entry.record.title)
    readers = values.pop("readers", people.readers_of(entry))
    themes, priorities = values.pop("themes", None), values.pop("priorities", None)
    before = (entry.due_on, entry.owner_id, entry.agency_id, entry.group_id)
    kept = ("group", "agency", "owner", "due_on", "raised_on", "text", *register.column_names)
    values = {name: getattr(entry, name) for name in kept} | values
    values |= {name: getattr(entry, name) for name in ("likelihood", "impact", "level")}
    checks.check_entry(register, entry.board, entry.record.root, title, values, readers)
    _store(entry, by, **values)
    if title.strip() != entry.record.title:
        detail = {"before": entry.record.title}
        record_event("entry.renamed", by=by, record=entry.record, detail=detail)
    people.move(entry, title=title.strip(), readers=readers, by=by)
    if themes is not None and priorities is not None:
        tagging.set_tags(record=entry.record, themes=themes, priorities=priorities, by=by)
    record_event("entry.changed", by=by, record=entry.record, detail={"version": entry.version})
    after = (entry.due_on, entry.owner_id, entry.agency_id, entry.group_id)
    if entry.status == S.OPEN and before != after:
        clocks.start(entry, by=by, reason="The day or those responsible were changed.")
        people.tell_of_entry(entry, by=by)
    return entry


@operation
def answer(
    *, entry: Entry, answer: str, by: User, on: dt.date | None = None, version: int | None = None
) -> Entry:
    """What was asked is answered; whoever asked looks at the answer, and closes the entry or asks again."""
    entry = _locked("answer", entry, by=by, version=version)
    if not register_of(entry).answers:
        raise InvalidMove(
            "Nothing was asked here, so there is nothing to answer. Look at the entry again instead."
        )
    text, day = _telling(answer, "what the answer is", entry), _day(on, entry)
    _store(entry, by, status=S.ANSWERED, answer=text, answered_on=day, answered_by=by)
    clocks.meet(entry, on=day, by=by, reason="Answered after the day it was due.")
    record_event("entry.answer", by=by, record=entry.record, detail={"version": entry.version})
    people.tell(entry, people.askers(entry), "entry-answered", by=by)
    return entry


@operation
def review(
    *, entry: Entry, note: str, by: User, next_on: dt.date | None = None, on: dt.date | None = None,
    version: int | None = None, **own: Any,
) -> Entry:  # fmt: skip
    """The entry was looked at again: what was found, its score or level from now on, and the next day to look at it."""
    entry = _locked("review", entry, by=by, version=version)
    register = register_of(entry)
    if register.answers:
        raise InvalidMove("An answer is due here. Answer the entry instead.")
    if unknown := set(own) - {"likelihood", "impact", "mitigation", "level"} & set(register.column_names):
        raise TypeError(f"Not part of this review: {', '.join(sorted(unknown))}")
    text, day = _telling(note, "what was found", entry), _day(on, entry)
    if register.due_required and next_on is None:
        raise BadInput("Say when it is to be looked at next.")
    if next_on is not None and next_on < timezone.localdate():
        raise BadInput("The next day to look at it cannot be in the past.")
    if own.get("mitigation"):
        require_telling(own["mitigation"], what="what is done against it", example=EXAMPLE)
    clocks.meet(entry, on=day, by=by, reason="Looked at after the day it was due.")
    _store(entry, by, **checks.scored(register, {**own, "due_on": next_on}, entry))
    _keep_review(entry, day, by, text)
    record_event("entry.reviewed", by=by, record=entry.record, detail={"version": entry.version})
    clocks.start(entry, by=by, reason="It was looked at, and is to be looked at again.")
    return entry


@operation
def close(
    *, entry: Entry, outcome: str, by: User, on: dt.date | None = None, led_to: Iterable[Record] = (),
    version: int | None = None,
) -> Entry:  # fmt: skip
    """The entry is done with; what came of it is said in a sentence, and linked where it went on."""
    entry = _locked("close", entry, by=by, version=version)
    text, day = _telling(outcome, "what came of it", entry), _day(on, entry)
    _store(entry, by, status=S.CLOSED, outcome=text, closed_on=day, closed_by=by)
    _end(entry, timezone.now())
    clocks.cancel(entry, by=by, reason="The entry was closed.")
    record_event("entry.close", by=by, record=entry.record, detail={"version": entry.version})
    for record in led_to:
        link(entry=entry, record=record, by=by)
    people.tell(entry, [*clocks.doers(entry), entry.raised_by], "entry-closed", by=by)
    return entry


@operation
def reopen(
    *, entry: Entry, reason: str, by: User, due_on: dt.date | None = None, version: int | None = None
) -> Entry:
    """The answer was not enough, or what was closed is not over: it is open again until a day."""
    entry = _locked("reopen", entry, by=by, version=version)
    reason = reason.strip()
    if not reason:
        raise BadInput("Say why it is opened again.")
    refuse_names(entry.record, reason)
    if register_of(entry).due_required and due_on is None:
        raise BadInput("Say by when it is to be answered or looked at again.")
    if due_on is not None and due_on < timezone.localdate():
        raise BadInput("The day it is due cannot be in the past.")
    # what was answered before stays in the entry's history
    _store(
        entry,
        by,
        status=S.OPEN,
        due_on=due_on,
        answer="",
        answered_on=None,
        answered_by=None,
        closed_on=None,
        closed_by=None,
    )
    _end(entry, None)
    record_event("entry.reopen", by=by, record=entry.record, detail={"reason": reason})
    clocks.start(entry, by=by, reason="The entry was opened again.")
    people.tell_of_entry(entry, by=by)
    return entry


@operation
def link(*, entry: Entry, record: Record, by: User) -> EntryLink:
    """Something came of the entry: an action, a review, another entry. Its readers stay its own."""
    entry = _locked("link", entry, by=by)
    if not Record.objects.visible_to(by).filter(pk=record.pk).exclude(pk=entry.record_id).exists():
        raise BadInput("There is nothing with this reference that you can see.")
    found, _ = EntryLink.objects.get_or_create(entry=entry, record=record, defaults={"added_by": by})
    record_event("entry.linked", by=by, record=entry.record, detail={"to": record.reference})
    return found


def _locked(verb: str, entry: Entry, *, by: User, version: int | None = None) -> Entry:
    """The entry as it is now, locked, once the person and its state allow the verb."""
    row: Entry = Entry.objects.for_page().select_for_update(of=("self",)).get(pk=entry.pk)
    states.check_of(verb)(by, row)
    states.require_state(verb, row)
    if version is not None and version != row.version:
        raise StaleEdit(
            "Somebody changed this entry after you opened the page, so your change was not stored.",
            "What you typed is below: open the entry as it is now and send it again if it still holds.",
        )
    return row


def _store(entry: Entry, by: User, **values: Any) -> None:
    for name, value in values.items():
        setattr(entry, name, value)
    entry.version += 1
    vars(entry)["_history_user"] = by  # who it was, wherever the change came from
    entry.save()


def _end(entry: Entry, at: dt.datetime | None) -> None:
    entry.record.closed_at = at
    entry.record.save(update_fields=["closed_at"])


def _keep_review(entry: Entry, day: dt.date, by: User, note: str) -> None:
    EntryReview.objects.create(
        entry=entry, reviewed_on=day, reviewed_by=by, note=note, likelihood=entry.likelihood, impact=entry.impact,
        score=entry.score, level=entry.level, next_on=entry.due_on,
    )  # fmt: skip


def _telling(text: str, what: str, entry: Entry) -> str:
    require_telling(text, what=what, example=EXAMPLE)
    if entry.record.root_id or entry.record.shut_with_id:
        refuse_names(entry.record, text, "Write it without anybody's name.")
    return text.strip()


def _day(on: dt.date | None, entry: Entry) -> dt.date:
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise BadInput("The day cannot be in the future.")
    if day < entry.raised_on:
        raise BadInput("The day cannot be before the entry was made.")
    return day
