"""The filters of the register, kept in the address."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lscb.board.names import Choices, names_on
from lscb.board.permissions import standing_of
from lscb.core import forms
from lscb.core.prepared import prepared
from lscb.learning.models import Action, ActionPlan
from lscb.people.models import User

OPEN, ALL = "open", "all"
STATUSES = [
    ("", "Open: not started, started or awaiting verification"),
    (ALL, "All"),
    *[(status.value, status.label) for status in Action.Status],
]
WHOSE = [("", "Everybody"), ("me", "Mine"), ("agency", "My agency's"), ("group", "Monitored by my groups")]
#: What an action comes from, by the kinds of its source.
KINDS = {
    "review": ("Case reviews", ("review", "scr")), "referral": ("Referrals", ("referral",)),
    "meeting": ("Meetings", ("meeting",)),
    "audit": ("Audits", ("audit",)), "return": ("Agencies' returns", ("return",)), "data": ("Data", ("dataset",)),
    "observation": ("Observations of practice", ("observation",)), "loaded": ("Spreadsheets", ("action-plan",)),
}  # fmt: skip
#: Plans that may be chosen from; others are reached from their own page.
MOST_PLANS = 40


class ActionFilterForm(forms.FilterForm):
    text = forms.CharField(label="Words in the title, or a reference", max_length=100)
    status = forms.ChoiceField(label="Status", choices=STATUSES)
    whose = forms.ChoiceField(label="Whose", choices=WHOSE)
    agency = forms.ChoiceField(label="Agency")
    owner = forms.CharField(label="Responsible person", max_length=100)
    group = forms.ChoiceField(label="Monitored by")
    kind = forms.ChoiceField(
        label="Comes from", choices=[("", "Everything"), *[(key, words) for key, (words, _) in KINDS.items()]]
    )
    source = forms.CharField(label="Reference of what it comes from", max_length=40)
    theme = forms.ChoiceField(label="Theme")
    priority = forms.ChoiceField(label="Priority of the business plan")
    plan = forms.ChoiceField(label="Action plan")
    due_from = forms.DateField(label="Due from")
    due_to = forms.DateField(label="Due until")
    overdue = forms.BooleanField(label="Overdue only")
    late_to_start = forms.BooleanField(label="Late to start only")
    moved = forms.BooleanField(label="End date moved three times or more")
    sort = forms.CharField(widget=forms.HiddenInput, max_length=10)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = _named(user, str(self.data.get("plan", "")) if self.is_bound else "")
        empty = {
            "agency": "All agencies", "group": "All groups", "theme": "All themes", "priority": "All priorities",
            "plan": "All plans",
        }  # fmt: skip
        for name, words in empty.items():
            if found.get(name) or name in ("agency", "group"):
                self.fields[name].choices = [("", words), *found.get(name, [])]  # type: ignore[attr-defined]
            else:
                del self.fields[name]


def chosen(form: ActionFilterForm) -> dict[str, Any]:
    """The filters that are in use; a value that does not fit is left out, and the form says so."""
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value and name != "sort"}


def _named(user: User, plan: str) -> dict[str, Choices]:
    """Agencies, groups, themes, priorities and plans of the person's boards, by name: two queries."""
    found = names_on([board.pk for board in standing_of(user).boards()])
    plans = [(str(pk), title) for pk, title in _plans(user)]
    if plan.isascii() and plan.isdigit() and len(plan) < 19 and plan not in dict(plans):
        known = ActionPlan.objects.visible_to(user).filter(pk=int(plan))
        plans += [(str(pk), title) for pk, title in known.values_list("pk", "title")]
    return found | {"plan": plans}


@prepared
def _plans(user: User) -> QuerySet[ActionPlan, Any]:
    rows: QuerySet[ActionPlan] = ActionPlan.objects.visible_to(user).order_by("-pk")
    return rows.values_list("pk", "title")[:MOST_PLANS]
