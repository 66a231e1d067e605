"""Challenges and risks that a meeting raises go straight into their registers, with the item's record as their source."""

from __future__ import annotations

import datetime as dt

from lscb.board.models import Agency, Entry
from lscb.board.registers.checks import BOARD, GROUP
from lscb.board.registers.operations import add_entry
from lscb.core.errors import BadInput
from lscb.meetings.models import AgendaItem, RaisedRecord
from lscb.meetings.operations.shared import case_of, refuse_item_names, to_minute
from lscb.people.models import User
from lscb.trail.recording import operation, record_event

CHALLENGE, RISK = Entry.Register.CHALLENGE.value, Entry.Register.RISK.value


@operation
def raise_entry(
    *, item: AgendaItem, kind: str, title: str, text: str, due_on: dt.date, by: User, agency: Agency | None = None,
    likelihood: int | None = None, impact: int | None = None, mitigation: str = "",
) -> Entry:  # fmt: skip
    """A challenge or a risk. What comes from a case or an action is read by the group alone, and shut with it; what comes
    from a heading by everybody with a seat, but for those to whom a conflict shuts the heading."""
    if kind not in (CHALLENGE, RISK):
        raise BadInput("Say whether it is a challenge or a risk.")
    item = to_minute(item, by)
    refuse_item_names(item, f"{title} {text} {mitigation}")
    plain = item.is_plain or item.record is None
    group = item.meeting.group
    own = {"asked_by": group.name} if kind == CHALLENGE else {
        "likelihood": likelihood, "impact": impact, "mitigation": mitigation,
    }  # fmt: skip
    entry = add_entry(
        kind=kind, board=group.board, title=title, text=text, by=by, group=group, agency=agency, due_on=due_on,
        source=item.meeting.record if plain else item.record, case=case_of(item, by), readers=BOARD if plain else GROUP,
        **own,
    )  # fmt: skip
    RaisedRecord.objects.create(item=item, record=entry.record, raised_by=by)
    detail = {"item": item.pk, "register": kind, "entry": entry.record.reference}
    record_event("meeting.entry-raised", by=by, record=item.record or item.meeting.record, detail=detail)
    return entry
