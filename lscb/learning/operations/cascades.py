"""Agencies pass a learning item on to their people, and say how (R173)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from lscb.board.models import Agency
from lscb.core import wording
from lscb.core.errors import BadInput, InvalidMove
from lscb.learning import cascading, item_rights, telling
from lscb.learning.acts import need
from lscb.learning.models import Cascade, LearningItem
from lscb.learning.operations.items import locked
from lscb.people.models import User
from lscb.records import operations as records
from lscb.trail.recording import operation, record_event

EXAMPLE = "Ten minutes in all six team meetings of May; the minutes are kept."


@operation
def ask_to_cascade(
    *, item: LearningItem, agencies: Iterable[Agency], due_on: dt.date | None, by: User
) -> list[Cascade]:
    """Asks agencies to pass it on to their people and to say how; each reads the item, whatever else it may see."""
    item = locked(item)
    item_rights.check_can_keep(by, item.board)
    if due_on is not None and due_on <= timezone.localdate():
        raise BadInput("Choose a day in the future by which it is passed on.")
    there = set(item.cascades.values_list("agency_id", flat=True))
    wanted = [agency for agency in agencies if agency.pk not in there]
    if not wanted:
        raise BadInput("Choose at least one agency that has not been asked yet.")
    due = due_on or cascading.usual_day(item)
    made = [Cascade(item=item, agency=agency, asked_by=by, due_on=due) for agency in wanted]
    for row in Cascade.objects.bulk_create(made):
        reason = f"Asked to pass on {item.record.reference}"
        records.grant_access(
            record=item.record, party=row.agency.party, capacity="cascade", reason=reason, by=by
        )
        people = telling.leads_of(row.agency, item.board)
        telling.tell(item.record, people, "cascade-asked", by=by, cause=str(row.pk))
    cascading.keep_clock(item, by=by)
    record_event("learning.cascade-asked", by=by, record=item.record, detail={"agencies": len(made)})
    return made


@operation
def confirm_cascade(
    *,
    cascade: Cascade,
    by: User,
    way: str = "",
    done_on: dt.date | None = None,
    note: str = "",
    reached: int | None = None,
    not_relevant: str = "",
) -> Cascade:
    """How the agency passed it on, when, and about how many people it reached; or why it has nobody to tell."""
    item = locked(cascade.item)
    cascade = (
        Cascade.objects.select_for_update(of=("self",))
        .select_related("agency__party", "item")
        .get(pk=cascade.pk)
    )
    item_rights.check_can_confirm(by, cascade)
    if cascade.confirmed_at is not None:
        raise InvalidMove(f"{cascade.agency} has confirmed this already.")
    if not_relevant.strip():
        cascade.not_relevant = not_relevant.strip()[:300]
    else:
        _passed_on(cascade, way, done_on, note, reached)
    cascade.confirmed_by, cascade.confirmed_at = by, timezone.now()
    cascade.save()
    cascading.keep_clock(item, by=by)
    detail = {"agency": cascade.agency.slug, "way": cascade.way}
    record_event("learning.cascaded", by=by, record=item.record, detail=detail)
    if not item.cascades.filter(confirmed_at__isnull=True).exists():
        telling.tell(
            item.record, telling.unit_of(item.board), "cascade-complete", by=by, cause=str(cascade.pk)
        )
    return cascade


def _passed_on(cascade: Cascade, way: str, done_on: dt.date | None, note: str, reached: int | None) -> None:
    if way not in Cascade.Way.values:
        raise BadInput("Say how it was passed on.")
    if done_on is None:
        raise BadInput("Enter the day on which it was passed on.")
    if done_on > timezone.localdate():
        raise BadInput("The day on which it was passed on cannot be in the future.")
    if reached is None:
        raise BadInput("Say about how many people it reached.")
    note = need(note, "Say what was done, and where somebody could see it.")
    wording.require_telling(
        note,
        what="how it was passed on",
        example=EXAMPLE,
    )
    cascade.way, cascade.done_on, cascade.note, cascade.reached = way, done_on, note, reached
