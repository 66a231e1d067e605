"""One row of a spreadsheet that changes an action that is there: what it says is done as it would be on its page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lscb.learning import acts, clocks, executive, parties, permissions
from lscb.learning import said as index
from lscb.learning.incoming import IncomingRow
from lscb.learning.models import Action, DateRevision, Progress
from lscb.learning.operations.proposals import open_to_partners
from lscb.people.models import User
from lscb.records import operations as records
from lscb.trail.recording import operation

S = Action.Status
FIELDS = {
    "title": "title", "action": "activity", "difference expected": "difference_expected", "resources": "resources",
    "start": "start_on", "due": "end_on", "review date": "review_on", "owner agency": "agency", "owner e-mail": "owner",
    "monitored by": "group", "status": "status",
}  # fmt: skip
REASON = "Changed in a spreadsheet that was loaded."


@operation
def change_row(*, row: IncomingRow, by: User) -> Action:
    """The changed columns alone; the row was judged before, in the same transaction."""
    assert row.action is not None
    old = row.action
    action = acts.require("load", old, by=by, version=old.version)
    values = {FIELDS[name]: row.values[name] for name in row.changes if name in FIELDS}
    claimed = values.get("status") == S.CLAIMED
    agreed = action.status not in Action.UNAGREED
    if agreed and "end_on" in values:
        values["revisions"] = _moved(action, values["end_on"], by)
    if agreed and "title" in values:
        action.record.title = values["title"]
        action.record.save(update_fields=["title"])
    _report(action, row, claimed, by)
    words = f"Row {row.number} of a spreadsheet changed: {', '.join(row.changes)}."
    acts.change(action, "load", by=by, reason=words, to=values.pop("status", None), **values)
    index.of_action(action)
    if agreed:
        _follow(old, action, values, claimed, by)
    return action


def _moved(action: Action, end_on: Any, by: User) -> int:
    assert action.end_on is not None
    DateRevision.objects.create(
        action=action, old_on=action.end_on, new_on=end_on, reason=REASON, revised_by=by
    )
    return action.revisions + 1


def _report(action: Action, row: IncomingRow, claimed: bool, by: User) -> None:
    """A new update, when the file says something new of it; a claim always stands in one."""
    said = {"progress", "next", "next date"}
    if not (said & set(row.changes) or claimed):
        return
    latest = action.progress.order_by("-written_at", "-pk").first()
    done = row.values.get("progress") or (latest.done if latest else "Not stated.")
    Progress.objects.create(
        action=action, done=done, next_activity=row.values.get("next", ""), next_on=row.values.get("next date"),
        claims_completion=claimed, loaded=True, written_by=by,
    )  # fmt: skip


def _follow(old: Action, action: Action, values: dict[str, Any], claimed: bool, by: User) -> None:
    """Access, clocks and those who are told, as after the same act on the action's page."""
    if "owner" in values and old.owner is not None:
        records.end_access(
            record=action.record, party=old.owner.party, capacity="owner", reason=REASON, by=by
        )
    if "agency" in values and old.agency is not None:
        for capacity in ("owner-agency", "board-member"):
            records.end_access(record=action.record, capacity=capacity, reason=REASON, by=by)
    if {"owner", "agency"} & set(values):
        open_to_partners(action=action, by=by)
        parties.tell(action, parties.doers(action), "action-assigned", by=by)
    if claimed:
        clocks.meet(action, on=timezone.localdate(), by=by)
        parties.tell(action, permissions.independent_chairs(action), "action-claimed", by=by)
    elif {"owner", "agency", "end_on"} & set(values):
        clocks.start(action, by=by, reason=REASON)
    if "end_on" in values:
        executive.tell_of_date(action, by=by)
