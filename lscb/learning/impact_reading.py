"""What pages, dashboards and agendas ask of impact checks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from lscb.board.models import Group
from lscb.board.permissions import standing_of
from lscb.core import forms
from lscb.core.prepared import timeless
from lscb.learning.forms.base import choose_from
from lscb.learning.models import ImpactCheck
from lscb.people.models import Board, User

Outcome = ImpactCheck.Outcome
#: The list shows what is due within so many days, unless all are asked for.
AHEAD = dt.timedelta(days=30)
MOST = 200


@dataclass(frozen=True)
class ImpactCounts:
    """Impact checks of a board, or of one agency in it: what they showed, and how many are still to be made."""

    shown: int
    partly: int
    not_shown: int
    too_early: int
    waiting: int
    overdue: int
    agency_id: int | None = None
    agency: str = ""


class ImpactFilterForm(forms.FilterForm):
    group = forms.ModelChoiceField(
        label="Monitored by", queryset=Group.objects.none(), empty_label="All groups"
    )
    later = forms.BooleanField(label="Show those that come later too")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "group", Group.objects.filter(board__in=standing_of(user).boards()))


@timeless
def checks_of(action: int) -> QuerySet[ImpactCheck]:
    """Every check of an action, those of an earlier round too."""
    return ImpactCheck.objects.filter(action=action).select_related("checked_by").order_by("due_on", "pk")


def due_checks(user: User, today: dt.date, picked: dict[str, Any]) -> list[ImpactCheck]:
    """Checks to be made that the person may see, the earliest first."""
    rows = ImpactCheck.objects.visible_to(user).waiting()
    rows = rows if picked.get("later") else rows.filter(due_on__lte=today + AHEAD)
    rows = rows.filter(action__group=picked["group"]) if picked.get("group") else rows
    rows = rows.select_related("action__record", "action__agency", "action__group")
    return list(rows.order_by("due_on", "pk")[:MOST])


def impact_counts(board: Board, today: dt.date) -> ImpactCounts:
    """Board-level figures count everything, whoever reads them."""
    return ImpactCounts(**ImpactCheck.objects.filter(board=board).aggregate(**_counted(today)))


def impact_by_agency(board: Board, today: dt.date) -> list[ImpactCounts]:
    """The same for every agency whose actions have checks, by name."""
    rows = ImpactCheck.objects.filter(board=board, action__agency__isnull=False).order_by()
    counted: Any = rows.values(agency_pk=F("action__agency_id"), named=F("action__agency__name")).annotate(
        **_counted(today)
    )
    found = [
        ImpactCounts(agency_id=row.pop("agency_pk"), agency=row.pop("named"), **row)
        for row in map(dict, counted)
    ]
    return sorted(found, key=lambda each: each.agency)


def _counted(today: dt.date) -> dict[str, Count]:
    waiting = Q(checked_at__isnull=True, dropped_at__isnull=True)
    return {
        "shown": Count("pk", filter=Q(outcome=Outcome.SUSTAINED)),
        "partly": Count("pk", filter=Q(outcome=Outcome.PARTLY)),
        "not_shown": Count("pk", filter=Q(outcome=Outcome.NONE)),
        "too_early": Count("pk", filter=Q(outcome=Outcome.TOO_EARLY)),
        "waiting": Count("pk", filter=waiting),
        "overdue": Count("pk", filter=waiting & Q(due_on__lt=today)),
    }
