"""What is open with somebody who leaves, from every app, and handing each thing to a named person (R215)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from lscb.board.assurance.assigning import assign as assign_report
from lscb.board.documents import operations as documents
from lscb.board.models import AssuranceReport, BoardDocument, Entry, Seat
from lscb.board.permissions import check
from lscb.board.registers import operations as registers
from lscb.board.roles import Permission
from lscb.core.errors import BadInput
from lscb.learning.models import Action
from lscb.learning.operations import work as actions
from lscb.notices.operations import notify
from lscb.people.models import Board, User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

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
    def title(self) -> str:
        return str(getattr(self.thing, "title", "") or self.thing.record.title)

    @property
    def reference(self) -> str:
        return str(self.thing.record.reference)

    @property
    def url(self) -> str:
        return str(self.thing.record.get_absolute_url())


WORDS = {"action": "Action", "entry": "Entry in a register", "report": "Report", "document": "Document"}


def open_items(person: User, board: Board, by: User) -> tuple[list[OpenItem], int]:
    """Everything that is open with the person, as far as `by` may see it; and how many things there are that they may
    not. In a constant number of queries."""
    every: dict[str, Any] = {
        "action": Action.objects.filter(owner=person, board=board, status__in=Action.OPEN),
        "entry": Entry.objects.filter(owner=person, board=board).open(),
        "report": AssuranceReport.objects.filter(owner=person, board=board).expected(),
        "document": BoardDocument.objects.filter(owner=person, board=board).in_use(),
    }
    found, hidden = [], 0
    for kind, rows in every.items():
        seen = list(rows.visible_to(by).select_related("record", "board").order_by("pk"))
        found += [OpenItem(kind, thing) for thing in seen]
        hidden += rows.count() - len(seen)
    return found, hidden


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
        _give(items[key], taker, by)
    record_event("handover.done", by=by, board=board, detail={"person": person.pk, "count": len(given)})
    return len(given)


def _give(item: OpenItem, taker: User, by: User) -> None:
    if item.kind == "action":
        actions.assign(action=item.thing, owner=taker, by=by)
    elif item.kind == "entry":
        registers.change(entry=item.thing, owner=taker, by=by)
    elif item.kind == "report":
        assign_report(report=item.thing, owner=taker, by=by)
    else:
        document: BoardDocument = item.thing
        readers = "board" if document.record.mode == Record.Mode.BOARD else "group"
        documents.change(document=document, by=by, title=document.record.title, readers=readers, owner=taker)
        notify(
            to=taker, board=document.board, subject_key="handed-over", reference=document.record.reference,
            link=document.get_absolute_url(), unique_key=f"handed:{document.pk}:{timezone.now().timestamp()}",
        )  # fmt: skip
