"""What a review or audit learned: strengths and concerns, numbered in an order that people choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Max

from lscb.board.models import Theme
from lscb.core.errors import BadInput
from lscb.learning import said
from lscb.learning.acts import need
from lscb.learning.models import Finding
from lscb.learning.numbering import current, in_order, lock_source, renumber
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event


@operation
def add_finding(
    *, source: Record, kind: str, title: str, by: User, text: str = "", themes: Iterable[Theme] = ()
) -> Finding:
    """A new finding at the end of the list. `kind` is Finding.Kind: a strength or a concern."""
    source = lock_source(source, by)
    _check_kind(kind)
    last = Finding.objects.filter(source=source).aggregate(last=Max("number"))["last"] or 0
    finding = Finding.objects.create(
        source=source, kind=kind, number=last + 1, title=_title(title), text=text.strip(), added_by=by
    )
    _set_themes(finding, themes)
    said.of_finding(finding)
    record_event("finding.added", by=by, record=source, detail={"number": finding.number, "kind": kind})
    return finding


@operation
def edit_finding(
    *,
    finding: Finding,
    by: User,
    kind: str,
    title: str,
    text: str = "",
    themes: Iterable[Theme] | None = None,
) -> Finding:
    """New wording; the old one stays in the history."""
    source = lock_source(finding.source, by)
    finding = current(finding)
    _check_kind(kind)
    finding.kind, finding.title, finding.text = kind, _title(title), text.strip()
    finding.save()
    if themes is not None:
        _set_themes(finding, themes)
    said.of_finding(finding)
    record_event("finding.edited", by=by, record=source, detail={"number": finding.number})
    return finding


@operation
def remove_finding(*, finding: Finding, by: User) -> None:
    """Takes a finding out; the others close up. One that a recommendation rests on stays."""
    source = lock_source(finding.source, by)
    finding = current(finding)
    if finding.recommendations.exists():
        raise BadInput(
            "A recommendation rests on this finding.", "Change or remove the recommendation first."
        )
    if finding.shares.exists() or finding.learning_items.exists():
        raise BadInput("This finding was shared, or a learning item comes from it, so it stays.")
    number = finding.number
    said.gone(said.FINDING, finding.pk)
    finding.delete()
    renumber(list(Finding.objects.filter(source=source).order_by("number")))
    record_event("finding.removed", by=by, record=source, detail={"number": number})


@operation
def reorder_findings(*, source: Record, order: Sequence[int], by: User) -> None:
    """Numbers the findings in a new order; `order` names every one of them once, by id."""
    source = lock_source(source, by)
    rows = {row.pk: row for row in Finding.objects.filter(source=source)}
    renumber(in_order(rows, order))
    record_event("finding.reordered", by=by, record=source, detail={"count": len(rows)})


def _title(title: str) -> str:
    title = need(title, "Say in one sentence what was found.")
    if len(title) > 200:
        raise BadInput("Keep the finding to 200 characters; the rest belongs in its text.")
    return title


def _check_kind(kind: str) -> None:
    if kind not in Finding.Kind.values:
        raise BadInput("Say whether this is a strength or a concern.")


def _set_themes(finding: Finding, themes: Iterable[Theme]) -> None:
    chosen = list(themes)
    if any(theme.board_id != finding.source.board_id for theme in chosen):
        raise BadInput("Choose themes of this board.")
    finding.themes.set(chosen)
