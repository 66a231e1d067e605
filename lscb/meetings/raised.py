"""What was raised on the items of a meeting, as one person may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lscb.learning.models import Action
from lscb.meetings.models import AgendaItem, Meeting, RaisedRecord
from lscb.people.models import User
from lscb.records.models import Record, reach_of

KINDS = {"action": "Action", "challenge": "Challenge", "risk": "Risk"}


@dataclass(frozen=True)
class RaisedThing:
    """title and url are empty for somebody to whom the record itself is not open."""

    kind: str
    reference: str
    title: str
    url: str


def raised_at(meeting: Meeting, items: Iterable[AgendaItem], user: User) -> dict[int, list[RaisedThing]]:
    """By item; three queries. What a conflict shuts is left out altogether.

    The record of an action has its title only once it is agreed: until then the action's own stands here."""
    shut = reach_of(user).excluded
    rows = [
        row
        for row in RaisedRecord.objects.filter(item__in=list(items)).select_related("record__board")
        if not {row.record_id, row.record.root_id} & shut
    ]
    pks = [row.record_id for row in rows]
    open_here = set(Record.objects.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True))
    actions = dict(Action.objects.filter(record__in=open_here).values_list("record_id", "title"))
    found: dict[int, list[RaisedThing]] = {}
    for row in rows:
        shown = row.record_id in open_here
        thing = RaisedThing(
            KINDS.get(row.record.kind, "Entry"), row.record.reference, actions.get(row.record_id, row.record.title) if shown else "",
            row.record.get_absolute_url() if shown else "",
        )  # fmt: skip
        found.setdefault(row.item_id, []).append(thing)
    return found
