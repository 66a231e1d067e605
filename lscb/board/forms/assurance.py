"""Forms of expected reports."""

from __future__ import annotations

from typing import Any

from lscb.board.assurance.shapes import CHECKLIST, PARTS, USUAL
from lscb.board.assurance.writing import mark_of
from lscb.board.forms.registers import RecordField, SayingField
from lscb.board.models import Agency, AssuranceReport, Group, ReportCheck, ReportSchedule, ReportShape
from lscb.core import forms
from lscb.people.models import Board, User

LONG = 20_000
NO_PARTS = ("version", "file", "on")
STATUSES = [
    ("", "Expected or received"), ("all", "All"), *AssuranceReport.Status.choices,
]  # fmt: skip


def _of_board(form: forms.Form, board: Board) -> None:
    groups = Group.objects.filter(board=board, closed_on__isnull=True)
    for name, rows in (("agency", Agency.objects.of_board(board)), ("group", groups)):
        if name in form.fields:
            forms.choose_from(form, name, rows)


class AssuranceFilterForm(forms.FilterForm):
    status = forms.ChoiceField(label="Status", choices=STATUSES)
    shape = forms.ChoiceField(label="Kind", choices=[("", "All kinds"), *ReportShape.choices])
    agency = forms.ModelChoiceField(
        label="Agency", queryset=Agency.objects.none(), empty_label="All agencies"
    )
    group = forms.ModelChoiceField(label="For", queryset=Group.objects.none(), empty_label="All groups")
    overdue = forms.BooleanField(label="Overdue only")

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _of_board(self, board)


class ReportScheduleForm(forms.Form):
    submit = "Expect this report"
    title = forms.CharField(
        label="Title of the report", max_length=160, required="Enter the title of the report"
    )
    shape = forms.RadioField(
        label="Kind", required="Choose the kind", initial=ReportShape.REPORT,
        choices=[(s.value, s.label) for s in ReportShape if s != ReportShape.UPDATE],
    )  # fmt: skip
    agency = forms.ModelChoiceField(
        label="Agency that gives it", queryset=Agency.objects.none(), required=False, empty_label="None"
    )
    service = forms.CharField(
        label="Service that gives it", max_length=160, required=False, help_text="Where it is not one agency."
    )
    group = forms.ModelChoiceField(
        label="Group that receives it",
        queryset=Group.objects.none(),
        required="Choose the group that receives it",
    )
    every_months = forms.IntegerField(
        label="Every how many months", min_value=0, max_value=60, required="Enter a number of months, or 0 for once",
        initial=12, help_text="0 for once.",
    )  # fmt: skip
    due_on = forms.DateField(label="First due", required="Enter the day on which the first one is due")

    def __init__(
        self, *args: Any, board: Board, template: str = "", plan: ReportSchedule | None = None, **kwargs: Any
    ) -> None:
        usual = next((each for each in USUAL if each[0] == template), None)
        start: dict[str, Any] = {}
        if usual:
            start = {"title": usual[1], "service": usual[2], "every_months": usual[3]}
        if plan:
            start = {name: getattr(plan, name) for name in ("title", "service", "every_months")}
            start |= {"shape": plan.form, "agency": plan.agency_id, "group": plan.group_id}
        super().__init__(*args, initial=start, **kwargs)
        _of_board(self, board)
        if plan:
            del self.fields["due_on"], self.fields["shape"]


class AskAgenciesForm(forms.Form):
    submit = "Ask for the reports"
    agencies = forms.ModelMultipleChoiceField(
        label="Agencies that are asked", queryset=Agency.objects.none(), required="Choose at least one agency"
    )
    group = forms.ModelChoiceField(
        label="Group that receives them",
        queryset=Group.objects.none(),
        required="Choose the group that receives them",
    )
    question = forms.LongTextField(
        label="What the Board wants to know", max_length=4000, required="Say what the Board wants to know",
        widget=forms.Textarea(rows=4),
    )  # fmt: skip
    due_on = forms.DateField(label="Due", required="Enter the day on which they are due")

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _of_board(self, board)
        forms.choose_from(self, "agencies", Agency.objects.of_board(board))


class AskUpdatesForm(forms.Form):
    submit = "Ask every member"
    group = forms.ModelChoiceField(
        label="Group", queryset=Group.objects.none(), required="Choose the group that meets"
    )
    meeting = RecordField(label="Reference of the meeting", help_text="For example WES-MTG-2026-012.")
    held_on = forms.DateField(label="Day of the meeting", required="Enter the day of the meeting")

    def __init__(self, *args: Any, board: Board, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _of_board(self, board)
        self.fields["meeting"].user, self.fields["meeting"].board = user, board

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.ask_for("meeting", "Enter the reference of the meeting")
        return data


class PartsForm(forms.Form):
    """The parts of a report that is written on a page. Nothing is required while it is written.

    version  a mark of every part as the page showed it, so that nobody writes over what somebody else wrote meanwhile
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, report: AssuranceReport, **kwargs: Any) -> None:
        shown = {part.code: part.text for part in report.parts.all()}
        marks = " ".join(f"{code}:{mark_of(shown.get(code, ''))}" for code, _, _ in PARTS[report.form])
        kwargs["initial"] = shown | {"version": marks} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for code, heading, hint in PARTS[report.form]:
            self.fields[code] = forms.LongTextField(
                label=heading, help_text=hint, max_length=LONG, required=False, widget=forms.Textarea(rows=6)
            )
        self.mark_optional = False
        self.link_questions()

    def texts(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name not in NO_PARTS}

    def marks(self) -> dict[str, str]:
        pairs = (pair.partition(":") for pair in self.cleaned_data["version"].split())
        return {code: mark for code, _, mark in pairs}


class HandInForm(PartsForm):
    submit = "Hand the report in"

    def __init__(self, *args: Any, report: AssuranceReport, **kwargs: Any) -> None:
        super().__init__(*args, report=report, **kwargs)
        self.fields["file"] = forms.FileField(
            label="The report as a file" if not PARTS[report.form] else "A file that goes with it",
            required=False, help_text="PDF, Word or Excel.",
        )  # fmt: skip
        self.fields["on"] = forms.DateField(
            label="Received on", required=False, help_text="Only if it was not today."
        )
        self.link_questions()


class ReportCheckForm(forms.Form):
    submit = "Keep the check"
    scrutiny = forms.LongTextField(
        label="What the group noticed", max_length=LONG, required=False, widget=forms.Textarea(rows=4)
    )
    outcome = SayingField(
        label="What comes of it", what="what came of the report", required="Say what comes of it",
        example="The group asks for waiting times by age in the next report; nothing else is open.",
    )  # fmt: skip

    def __init__(self, *args: Any, report: AssuranceReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = CHECKLIST if report.form == ReportShape.REPORT else ()
        own: list[str] = []
        for code, words in self.lines:
            self.fields[code] = forms.RadioField(
                label=words, choices=ReportCheck.Found.choices, required="Choose yes, partly or no",
                widget=forms.RadioSelect(inline=True, small=True),
            )  # fmt: skip
            self.fields[f"{code}_note"] = forms.CharField(
                label="What is missing, or where it is found", max_length=400, required=False
            )
            own += [code, f"{code}_note"]
        self.order_fields([*own, "scrutiny", "outcome"])
        self.link_questions()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for code, _ in self.lines:
            if data.get(code) in ("partly", "no"):
                self.ask_for(f"{code}_note", "Say what is missing")
        return data

    def found(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {code: (data[code], data[f"{code}_note"]) for code, _ in self.lines}


class ReportAgainForm(forms.Form):
    submit = "Ask again"
    reason = forms.LongTextField(
        label="What is missing",
        max_length=2000,
        required="Say what is missing",
        widget=forms.Textarea(rows=3),
    )
    due_on = forms.DateField(label="Due", required="Enter the new day")
