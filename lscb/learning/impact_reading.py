"""What the pages of impact checks read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from lscb.board.models import Agency, Group
from lscb.board.permissions import standing_of
from lscb.core import forms
from lscb.core.prepared import timeless
from lscb.learning.figures import SHOWN_BY, YEAR
from lscb.learning.forms.base import choose_from
from lscb.learning.models import ImpactCheck
from lscb.learning.models.impact import ImpactCheckQuerySet
from lscb.learning.paging import PAGE, Keyset, by_day
from lscb.people.models import User

Outcome = ImpactCheck.Outcome
#: The list shows what is due within so many days, unless something else is asked for.
AHEAD = dt.timedelta(days=30)


DUE, TO_COME, MADE, SHOWN, NOT_SHOWN = "due", "later", "made", "shown", "not-shown"
STATES = [
    ("", "To be made within 30 days"), (DUE, "To be made by now"), (TO_COME, "To be made, those that come later too"),
    (MADE, "Made in the last year"), (SHOWN, "Made in the last year: it makes a difference"),
    (NOT_SHOWN, "Made in the last year: no difference"),
]  # fmt: skip


class ImpactFilterForm(forms.FilterForm):
    state = forms.ChoiceField(label="Checks", choices=STATES)
    group = forms.ModelChoiceField(
        label="Monitored by", queryset=Group.objects.none(), empty_label="All groups"
    )
    agency = forms.ModelChoiceField(
        label="Agency", queryset=Agency.objects.none(), empty_label="All agencies"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards = standing_of(user).boards()
        choose_from(self, "group", Group.objects.filter(board__in=boards))
        choose_from(self, "agency", Agency.objects.filter(areas__board__in=boards).distinct())


@timeless
def checks_of(action: int) -> QuerySet[ImpactCheck]:
    """Every check of an action, those of an earlier round too."""
    return ImpactCheck.objects.filter(action=action).select_related("checked_by").order_by("due_on", "pk")


def checks_page(user: User, today: dt.date, picked: dict[str, Any], query: QueryDict) -> Keyset:
    """Checks that the person may see: those to be made, the earliest first; those that were made, the newest first."""
    rows = _in_state(ImpactCheck.objects.visible_to(user), picked.get("state", ""), today)
    rows = rows.filter(action__group=picked["group"]) if picked.get("group") else rows
    rows = rows.filter(action__agency=picked["agency"]) if picked.get("agency") else rows
    rows = rows.select_related("action__record", "action__agency", "action__group")
    return by_day(rows, "due_on", query, down=picked.get("state", "") in (MADE, SHOWN, NOT_SHOWN), size=PAGE)


def _in_state(rows: ImpactCheckQuerySet, state: str, today: dt.date) -> ImpactCheckQuerySet:
    if state in (MADE, SHOWN, NOT_SHOWN):
        found = {SHOWN: SHOWN_BY, NOT_SHOWN: (Outcome.NONE,)}.get(state, Outcome)
        return rows.made_since(today - YEAR).filter(outcome__in=list(found))
    if state == TO_COME:
        return rows.waiting()
    return rows.waiting().filter(due_on__lte=today if state == DUE else today + AHEAD)
