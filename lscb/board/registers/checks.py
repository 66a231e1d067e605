"""What an entry of a register has to be before it is kept."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lscb.board.models import Entry
from lscb.board.registers.kinds import Register
from lscb.core.errors import BadInput, NotAllowed
from lscb.identity.operations import refuse_names
from lscb.people.models import Board, User
from lscb.records.models import Record

#: Who may read an entry.
BOARD, GROUP = "board", "group"


def root_of(source: Record | None, case: Record | None, by: User) -> Record | None:
    """The case whose conflicts shut the entry. A meeting is not a case: what was said there is the board's."""
    for record in (source, case):
        if record is not None and not Record.objects.visible_to(by).filter(pk=record.pk).exists():
            raise NotAllowed("You cannot make an entry from a record that you cannot read.")
    found = case or (source if source is not None and source.kind != "meeting" else None)
    return found.case if found else None


def check_entry(
    register: Register, board: Board, root: Record | None, title: str, values: dict[str, Any], readers: str
) -> None:
    """Whether an entry may be kept like this. Raises BadInput with what to do instead."""
    if not title.strip() or len(title.strip()) > 160:
        raise BadInput("Give it a title of at most 160 characters that names nobody.")
    if not values["text"].strip():
        raise BadInput(f"Fill in “{register.text_label}”.")
    if values["group"] and values["group"].board_id != board.pk:
        raise BadInput("The group must belong to the same board.")
    if values["raised_on"] and values["raised_on"] > timezone.localdate():
        raise BadInput("The date of an entry cannot be in the future.")
    if readers == GROUP and not values["group"]:
        raise BadInput("Choose the group that may read it.")
    if register.agency_required and not values["agency"]:
        raise BadInput(f"{register.agency_required}.")
    if register.due_required and not values["due_on"]:
        raise BadInput(f"Fill in “{register.due_label}”.")
    for column in register.columns:
        value = values.get(column.name)
        if column.required and value in (None, ""):
            raise BadInput(f"{column.required}.")
        if column.choices and value not in (None, "") and str(value) not in dict(column.choices):
            raise BadInput(f"{column.required or 'Choose one of the options shown'}.")
    if root is not None:
        words = [title, *(str(value) for value in values.values() if isinstance(value, str))]
        refuse_names(
            root, " ".join(words), "Write it without anybody's name: it is read by people outside the case."
        )


def scored(register: Register, values: dict[str, Any], entry: Entry | None = None) -> dict[str, Any]:
    if not register.is_scored:
        return values
    likelihood = values.get("likelihood") or (entry.likelihood if entry else None)
    impact = values.get("impact") or (entry.impact if entry else None)
    if likelihood is None or impact is None or likelihood not in range(1, 6) or impact not in range(1, 6):
        raise BadInput("Likelihood and impact are numbers from 1 to 5.")
    return values | {"likelihood": likelihood, "impact": impact, "score": likelihood * impact}
