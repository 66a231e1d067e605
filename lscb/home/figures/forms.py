"""Keeping figures for a meeting; making the Board's report."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lscb.board.models import Group
from lscb.core import forms
from lscb.meetings.models import Meeting
from lscb.people.models import Board, User

AROUND = dt.timedelta(days=60)


class FreezeForm(forms.Form):
    submit = "Keep these figures"
    meeting = forms.ModelChoiceField(
        label="Meeting", queryset=Meeting.objects.none(), required="Choose the meeting",
        help_text="Meetings of the Board and its Executive, two months back and ahead.",
    )  # fmt: skip

    def __init__(self, *args: Any, board: Board, user: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Meeting.objects.visible_to(user).filter(
            group__board=board, group__kind__in=[Group.Kind.BOARD, Group.Kind.EXECUTIVE],
            held_on__gte=today - AROUND, held_on__lte=today + AROUND,
        )  # fmt: skip
        field: Any = self.fields["meeting"]
        field.queryset = rows.exclude(status="cancelled").select_related("group").order_by("held_on")


class ReportForm(forms.Form):
    submit = "Make the report"
    foreword = forms.LongTextField(
        label="From the business unit", max_length=4000, required=False,
        help_text="What the Board should read first. Without anything about a case: the report is read without it.",
    )  # fmt: skip


class ReportTemplateForm(forms.Form):
    submit = "Use this template"
    file = forms.FileField(
        label="Word file", required="Choose the Word file",
        help_text="A .docx file with {{figures}} alone in a paragraph where the figures belong, and {{charts}} for their tables.",
    )  # fmt: skip
