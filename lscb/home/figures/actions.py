"""Actions by age, agency and group, and whether they made a difference, under the names that are frozen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from lscb.learning import figures
from lscb.learning.models import Action, ImpactCheck
from lscb.learning.models.impact import ImpactCheckQuerySet
from lscb.people.models import Board

MOST_AGENCIES = 12


def measure(board: Board, today: dt.date) -> dict[str, Any]:
    return _named(figures.board_actions(board, today))


def of_rows(rows: QuerySet[Action], today: dt.date) -> dict[str, Any]:
    """The same figures of any actions: those of an agency or group that somebody may see."""
    return _named(figures.actions_of(rows, today))


def _named(found: figures.ActionFigures) -> dict[str, Any]:
    return {
        "counts": {
            "actions-open": found.open, "actions-overdue": found.overdue, "actions-claimed": found.claimed,
            "actions-not-started": found.not_started, "actions-late-start": found.late_to_start,
            "actions-moved-often": found.moved_often,
        },
        "series": {
            "actions-by-age": [[label, n] for (label, _, _), n in zip(figures.AGES, found.ages, strict=True)],
            "actions-by-agency": [
                [each.agency, [each.overdue, each.others]] for each in found.by_agency[:MOST_AGENCIES]
            ],
        },
    }  # fmt: skip


def measure_impact(board: Board, today: dt.date) -> dict[str, Any]:
    return _impact_named(figures.board_impact(board, today))


def impact_of(checks: ImpactCheckQuerySet, today: dt.date) -> dict[str, Any]:
    return _impact_named(figures.impact_of(checks, today))


def _impact_named(found: figures.ImpactFigures) -> dict[str, Any]:
    return {
        "counts": {
            "impact-shown": found.shown, "impact-not-shown": found.not_shown, "impact-due": found.due,
            "impact-coming": found.coming,
        },
        "series": {"impact-by-outcome": [[o.label, found.by_outcome.get(o.value, 0)] for o in ImpactCheck.Outcome]},
    }  # fmt: skip
