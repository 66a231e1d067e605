"""What is open with somebody who leaves, from every app, and handing each thing to a named person (R215)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from lscb.board.assurance.assigning import assign as assign_report
from lscb.board.documents import operations as documents
from lscb.board.leaving import clocks_of
from lscb.board.models import AssuranceReport, BoardDocument, Entry, Seat
from lscb.board.permissions import check
from lscb.board.registers import operations as registers
from lscb.board.roles import Permission
from lscb.clocks.models import Deadline
from lscb.clocks.operations import retell
from lscb.core.errors import BadInput
from lscb.learning.models import Action, LearningItem
from lscb.learning.operations import items as lessons
from lscb.learning.operations import work as actions
from lscb.notices.operations import notify
from lscb.people.models import Board, User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

Stage = LearningItem.Stage
ONLY = "Only the business manager hands over what is open with somebody."


@dataclass(frozen=True)
class OpenItem:
    """One thing that is somebody's to do: its kind, itself, and where it is."""

    kind: str
    thing: Any

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.thing.pk}"

    @property
    def words(self) -> str:
        """What it is; of a clock its own label, for example “Hand in the report”."""
        return WORDS.get(self.kind) or str(self.thing.label)

    @property
    def title(self) -> str:
        return str(getattr(self.thing, "title", "") or self.thing.record.title)

    @property
    def reference(self) -> str:
        return str(self.thing.record.reference)

    @property
    def url(self) -> str:
        return str(self.thing.record.get_absolute_url())


WORDS = {
    "action": "Action", "entry": "Entry in a register", "report": "Report", "document": "Document",
    "learning": "Learning item",
}  # fmt: skip


def open_items(person: User, board: Board, by: User) -> tuple[list[OpenItem], int]:
    """Everything that is open with the person, as far as `by` may see it; and how many things there are that they may
    not. What runs for somebody else as well is not among it. In a constant number of queries."""
    every: dict[str, Any] = {
        "action": Action.objects.filter(owner=person, board=board, status__in=Action.OPEN),
        "entry": Entry.objects.filter(owner=person, board=board).open(),
        "report": AssuranceReport.objects.filter(owner=person, board=board).expected(),
        "document": BoardDocument.objects.filter(owner=person, board=board).in_use(),
        "learning": LearningItem.objects.filter(owner=person, board=board).exclude(stage=Stage.EVALUATED),
    }
    found, hidden = [], 0
    for kind, rows in every.items():
        seen = list(rows.visible_to(by).select_related("record__board", "board").order_by("pk"))
        found += [OpenItem(kind, thing) for thing in seen]
        hidden += rows.count() - len(seen)
    clocks = clocks_of(person, board)
    for rows in every.values():
        clocks = clocks.exclude(record__in=rows.values("record_id"))
    seen = list(clocks.visible_to(by).select_related("record__board").order_by("pk"))
    return found + [OpenItem("clock", each) for each in seen], hidden + clocks.count() - len(seen)


def seats_held(person: User, board: Board) -> list[Seat]:
    """Seats that end with a membership; each is given to somebody else on the group's page."""
    rows = Seat.objects.on(timezone.localdate()).filter(group__board=board, user=person)
    return list(rows.select_related("group", "agency").order_by("pk"))


@operation
def hand_over(*, person: User, board: Board, given: Mapping[str, User], by: User) -> int:
    """Gives things to named people. `given`: key of an open item to who takes it; the others stay where they are."""
    check(by, Permission.BOARD_ADMIN, board, ONLY)
    items = {item.key: item for item in open_items(person, board, by)[0]}
    if not given:
        raise BadInput("Choose who takes over at least one thing.")
    if set(given) - set(items):
        raise BadInput("The list has changed since you opened the page.", "Open it again.")
    for key, taker in given.items():
        if taker.pk == person.pk:
            raise BadInput("Choose somebody else.")
        try:
            _give(items[key], person, taker, by)
        except BadInput as fault:
            raise BadInput(f"{items[key].reference}: {fault.reason}") from None
    record_event("handover.done", by=by, board=board, detail={"person": person.pk, "count": len(given)})
    return len(given)


def _give(item: OpenItem, person: User, taker: User, by: User) -> None:
    if item.kind == "action":
        actions.assign(action=item.thing, owner=taker, by=by)
    elif item.kind == "entry":
        registers.change(entry=item.thing, owner=taker, by=by)
    elif item.kind == "report":
        assign_report(report=item.thing, owner=taker, by=by)
    elif item.kind == "learning":
        _give_lesson(item.thing, taker, by)
    elif item.kind == "clock":
        _give_clock(item.thing, person, taker, by)
    else:
        document: BoardDocument = item.thing
        readers = "board" if document.record.mode == Record.Mode.BOARD else "group"
        documents.change(document=document, by=by, title=document.record.title, readers=readers, owner=taker)
        _tell(document.record, taker)


def _give_lesson(lesson: LearningItem, taker: User, by: User) -> None:
    lessons.edit_item(
        item=lesson, title=lesson.title, message=lesson.message, group=lesson.group, owner=taker, by=by,
        themes=[tag.theme for tag in lesson.record.theme_tags.select_related("theme")],
    )  # fmt: skip
    _tell(lesson.record, taker)


def _give_clock(clock: Deadline, person: User, taker: User, by: User) -> None:
    """Somebody of the same agency or group is reminded instead. Nothing is opened to them by that."""
    if not Record.objects.visible_to(taker).filter(pk=clock.record_id).exists():
        raise BadInput(
            f"{clock.record.reference} is not open to {taker.name}.",
            "Choose somebody of the same agency or group, or give them its role first.",
        )
    parties = clock.parties.select_related("party")
    tell = [(taker.party if row.party == person.party else row.party, row.level) for row in parties]
    retell(clock.record, clock.code, tell=tell, by=by)
    _tell(clock.record, taker)


def _tell(record: Record, taker: User) -> None:
    notify(
        to=taker, board=record.board, subject_key="handed-over", reference=record.reference,
        link=record.get_absolute_url(), unique_key=f"handed:{record.pk}:{timezone.now().timestamp()}",
    )  # fmt: skip
