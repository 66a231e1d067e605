"""What pages, dashboards and agendas ask of impact checks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from lscb.board.models import Group
from lscb.board.permissions import standing_of
from lscb.core import forms
from lscb.core.prepared import timeless
from lscb.learning.forms.base import choose_from
from lscb.learning.models import ImpactCheck
from lscb.people.models import User

#: The list shows what is due within so many days, unless all are asked for.
AHEAD = dt.timedelta(days=30)
MOST = 200


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
