"""Filters of the lists of referrals, requests and decisions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef

from lscb.board.models import Agency
from lscb.clocks.models import Deadline
from lscb.core import forms
from lscb.people.models import Board
from reviews.models import Decision, Referral, ScopingRequest


class ReferralFilter(forms.FilterForm):
    status = forms.ChoiceField(
        label="Status", choices=[("", "All"), ("open", "Open"), *Referral.Status.choices], required=False
    )
    route = forms.ChoiceField(label="About", choices=[("", "All"), *Referral.Route.choices], required=False)
    agency = forms.ModelChoiceField(
        label="Referred by", queryset=Agency.objects.none(), required=False, empty_label="Everybody"
    )
    late = forms.ChoiceField(label="Decision", choices=[("", "All"), ("yes", "Overdue")], required=False)
    search = forms.CharField(label="Reference", max_length=40, required=False)

    def __init__(self, *args: Any, board: Board | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if board is not None:
            self.fields["agency"].queryset = Agency.objects.of_board(board)

    def narrow(self, rows: Any, today: dt.date) -> Any:
        data = self.cleaned_data if self.is_valid() else {}
        if data.get("status") == "open":
            rows = rows.open()
        elif data.get("status"):
            rows = rows.filter(status=data["status"])
        if data.get("route"):
            rows = rows.filter(route=data["route"])
        if data.get("agency"):
            rows = rows.filter(referring_agency=data["agency"])
        if data.get("late"):
            late = Deadline.objects.overdue(today).filter(record=OuterRef("record"), code="DECISION")
            rows = rows.filter(Exists(late))
        if data.get("search"):
            rows = rows.filter(record__reference__icontains=data["search"].strip())
        return rows


class RequestFilter(forms.FilterForm):
    state = forms.ChoiceField(
        label="State", required=False,
        choices=[("", "All"), ("waiting", "Waiting"), ("late", "Overdue"), *ScopingRequest.Status.choices],
    )  # fmt: skip
    search = forms.CharField(label="Reference", max_length=40, required=False)

    def narrow(self, rows: Any, today: dt.date) -> Any:
        data = self.cleaned_data if self.is_valid() else {}
        state = data.get("state")
        if state == "waiting":
            rows = rows.waiting()
        elif state == "late":
            rows = rows.overdue(today)
        elif state:
            rows = rows.filter(status=state)
        if data.get("search"):
            rows = rows.filter(record__reference__icontains=data["search"].strip())
        return rows


class DecisionFilter(forms.FilterForm):
    outcome = forms.ChoiceField(
        label="Outcome", choices=[("", "All"), *Decision.Outcome.choices], required=False
    )
    year = forms.IntegerField(label="Year", required=False, min_value=1990, max_value=2200)

    def narrow(self, rows: Any) -> Any:
        data = self.cleaned_data if self.is_valid() else {}
        if data.get("outcome"):
            rows = rows.filter(outcome=data["outcome"])
        if data.get("year"):
            rows = rows.filter(decided_on__year=data["year"])
        return rows
