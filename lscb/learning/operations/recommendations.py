"""What should change, and which agencies it is addressed to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Max

from lscb.board.models import Agency
from lscb.core.errors import BadInput
from lscb.learning import said
from lscb.learning.acts import need
from lscb.learning.models import Finding, Recommendation
from lscb.learning.numbering import current, in_order, lock_source, renumber
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

TEXT = "Say what should change."


@operation
def add_recommendation(
    *, source: Record, text: str, by: User, finding: Finding | None = None, agencies: Iterable[Agency] = (),
    national: bool = False, measure: str = "", by_when: dt.date | None = None, strength: str = "",
) -> Recommendation:  # fmt: skip
    """A new recommendation at the end of the list, resting on a finding of the same source where there is one."""
    source = lock_source(source, by)
    _check_finding(source, finding)
    last = Recommendation.objects.filter(source=source).aggregate(last=Max("number"))["last"] or 0
    recommendation = Recommendation.objects.create(
        source=source, finding=finding, number=last + 1, text=need(text, TEXT), national=national, added_by=by,
        measure=measure.strip(), by_when=by_when, strength=_strength(strength),
    )  # fmt: skip
    recommendation.agencies.set(list(agencies))
    said.of_recommendation(recommendation)
    record_event("recommendation.added", by=by, record=source, detail={"number": recommendation.number})
    return recommendation


@operation
def edit_recommendation(
    *, recommendation: Recommendation, text: str, by: User, finding: Finding | None = None,
    agencies: Iterable[Agency] | None = None, national: bool = False, measure: str | None = None,
    by_when: dt.date | None = None, strength: str = "",
) -> Recommendation:  # fmt: skip
    """New wording, finding and addressees; the old wording stays in the history."""
    source = lock_source(recommendation.source, by)
    recommendation = current(recommendation)
    _check_finding(source, finding)
    recommendation.text, recommendation.finding, recommendation.national = need(text, TEXT), finding, national
    if measure is not None:  # a form that knows of them sends all three
        recommendation.measure, recommendation.by_when = measure.strip(), by_when
        recommendation.strength = _strength(strength)
    recommendation.save()
    if agencies is not None:
        recommendation.agencies.set(list(agencies))
    said.of_recommendation(recommendation)
    record_event("recommendation.edited", by=by, record=source, detail={"number": recommendation.number})
    return recommendation


@operation
def remove_recommendation(*, recommendation: Recommendation, by: User) -> None:
    """Takes it out; the others close up. One that an action answers stays."""
    source = lock_source(recommendation.source, by)
    recommendation = current(recommendation)
    if recommendation.actions.exists():
        raise BadInput("An action answers this recommendation.", "Change or reject the action first.")
    if (
        recommendation.asked.exists()
        or recommendation.shares.exists()
        or recommendation.policy_changes.exists()
    ):
        raise BadInput("Agencies were asked about this recommendation, or it was shared, so it stays.")
    number = recommendation.number
    said.gone(said.RECOMMENDATION, recommendation.pk)
    recommendation.delete()
    renumber(list(Recommendation.objects.filter(source=source).order_by("number")))
    record_event("recommendation.removed", by=by, record=source, detail={"number": number})


@operation
def reorder_recommendations(*, source: Record, order: Sequence[int], by: User) -> None:
    """Numbers the recommendations in a new order; `order` names every one of them once, by id."""
    source = lock_source(source, by)
    rows = {row.pk: row for row in Recommendation.objects.filter(source=source)}
    renumber(in_order(rows, order))
    record_event("recommendation.reordered", by=by, record=source, detail={"count": len(rows)})


def _strength(strength: str) -> str:
    if strength and strength not in Recommendation.Strength.values:
        raise BadInput("Choose how strong the measure is from the list.")
    return strength


def _check_finding(source: Record, finding: Finding | None) -> None:
    if finding is not None and finding.source_id != source.pk:
        raise BadInput("Choose a finding of the same record.")
