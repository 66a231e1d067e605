"""Forms of an action: shape and wording only. Every one carries the version that the person had before their eyes."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from lscb.board.models import Agency, Group, running_on
from lscb.core import forms
from lscb.learning.models import Action, OutcomeReview, Recommendation
from lscb.learning.wording import EXAMPLE_DONE, EXAMPLE_NEXT
from lscb.people.models import User

LONG = 8000


def area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(rows=rows)


class ActionForm(forms.Form):
    """A form about one action, for one reader."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, action: Action, user: User, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "version": action.version,
            **self.starting_values(action),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.action, self.user = action, user
        self.prepare()

    def starting_values(self, action: Action) -> dict[str, Any]:
        return {}

    def prepare(self) -> None:
        """Choices that depend on the action or the reader."""


class StartForm(ActionForm):
    submit = "Start work"


class UpdateForm(ActionForm):
    submit = "Send the update"
    done = forms.LongTextField(
        label="What has been done since the last update", max_length=LONG, widget=area(),
        required="Say what has been done since the last update", help_text=f"For example: “{EXAMPLE_DONE}”",
    )  # fmt: skip
    next_activity = forms.LongTextField(
        label="What will be done next", max_length=LONG, widget=area(3), required="Say what will be done next",
        help_text=f"For example: “{EXAMPLE_NEXT}”",
    )  # fmt: skip
    next_on = forms.DateField(
        label="Date of the next activity", required="Enter the date of the next activity",
        help_text="For example, 14 4 2026",
    )  # fmt: skip


class ClaimForm(ActionForm):
    submit = "Send to the group for verification"
    done = forms.LongTextField(
        label="What has been done", max_length=LONG, widget=area(), required="Say what has been done",
        help_text=f"For example: “{EXAMPLE_DONE}”",
    )  # fmt: skip
    evidence_text = forms.LongTextField(
        label="Evidence in words", max_length=LONG, required=False, widget=area(),
        help_text="What somebody could look at to see that it is done. Do not name children or families.",
    )  # fmt: skip
    evidence_file = forms.FileField(
        label="Evidence as a file", required=False,
        help_text="Give evidence in words, as a file, or both. Do not add files that name children or families.",
    )  # fmt: skip


class VerifyForm(ActionForm):
    submit = "Verify this action"
    reason = forms.LongTextField(
        label="What shows that it is complete", max_length=LONG, widget=area(),
        required="Say what shows that the action is complete",
    )  # fmt: skip


class RefuseForm(ActionForm):
    submit = "Send back to the agency"
    reason = forms.LongTextField(
        label="What is still missing", max_length=LONG, widget=area(),
        required="Say what is still missing, so that the agency knows what to do",
    )  # fmt: skip


class CloseForm(ActionForm):
    submit = "Close this action"
    difference = forms.LongTextField(
        label="What difference it has made so far", max_length=LONG, widget=area(),
        required="Say what difference it has made so far", help_text="“Not known yet” is an answer.",
    )  # fmt: skip


class ReopenForm(ActionForm):
    submit = "Reopen this action"
    reason = forms.LongTextField(
        label="How you know that it made no difference", max_length=LONG, widget=area(),
        required="Say how you know that it made no difference",
    )  # fmt: skip
    end_on = forms.DateField(label="New end date", required="Enter the new end date")


class ReviseDateForm(ActionForm):
    submit = "Approve the new date"
    end_on = forms.DateField(label="New end date", required="Enter the new end date")
    reason = forms.LongTextField(
        label="Why the date has to move",
        max_length=LONG,
        widget=area(),
        required="Say why the end date has to move",
    )


class NewActionForm(ActionForm):
    """A form that may name the action which takes over, by its reference."""

    new_reference = forms.CharField(
        label="Reference of the action that takes over", max_length=40, required=False,
        widget=forms.TextInput(width=20), help_text="For example, WES-ACT-2026-012. Leave it empty if there is none.",
    )  # fmt: skip

    def clean_new_reference(self) -> Action | None:
        wanted = self.cleaned_data["new_reference"].strip().upper()
        if not wanted:
            return None
        found: Action | None = Action.objects.visible_to(self.user).filter(record__reference=wanted).first()
        if found is None:
            raise forms.ValidationError("There is no action with this reference that you can open. Check it")
        return found


def _question(name: str) -> forms.RadioField:
    label = str(OutcomeReview._meta.get_field(name).verbose_name)
    return forms.RadioField(
        label=label, choices=OutcomeReview.Reply.choices, required=f"Answer: {label[:1].lower()}{label[1:]}",
        widget=forms.RadioSelect(inline=True),
    )  # fmt: skip


class NotAchievedForm(NewActionForm):
    submit = "Record that it was not achieved"
    wrong_data = _question("wrong_data")
    flawed_meaning = _question("flawed_meaning")
    disproved_hypothesis = _question("disproved_hypothesis")
    new_information = _question("new_information")
    wrong_delivery = _question("wrong_delivery")
    too_many_outcomes = _question("too_many_outcomes")
    conclusion = forms.LongTextField(
        label="What the answers tell you, and what happens now", max_length=LONG, widget=area(),
        required="Say what the answers tell you, and what happens now",
    )  # fmt: skip
    field_order = ("version", *OutcomeReview.QUESTIONS, "conclusion", "new_reference")


class SupersedeForm(NewActionForm):
    submit = "Record that it is superseded"
    reason = forms.LongTextField(
        label="What takes its place",
        max_length=LONG,
        widget=area(),
        required="Say what takes the place of this action",
    )
    field_order = ("version", "reason", "new_reference")


class RejectForm(ActionForm):
    submit = "Reject this proposal"
    reason = forms.LongTextField(
        label="Why the proposal is not taken up", max_length=LONG, widget=area(),
        required="Say why the proposal is not taken up",
    )  # fmt: skip


class AcceptForm(ActionForm):
    submit = "Accept without action"
    until = forms.DateField(
        label="Last day of the acceptance", required="Enter the day on which it is looked at again",
        help_text="On this day it is looked at again.",
    )  # fmt: skip
    reason = forms.LongTextField(
        label="Why nothing is done, and what risk is carried", max_length=LONG, widget=area(),
        required="Say why it is accepted that nothing is done, and what risk is carried",
    )  # fmt: skip


class BringBackForm(ActionForm):
    submit = "Propose it again"
    reason = forms.LongTextField(
        label="Why it is taken up again",
        max_length=LONG,
        widget=area(),
        required="Say why it is taken up again",
    )


class AgreeForm(ActionForm):
    submit = "Agree this action"
    wording_confirmed_safe = forms.BooleanField(
        label="I have read the wording: it can be read by people who do not know the case, and names nobody",
        required="Confirm that the wording can be read by people who do not know the case",
    )


class AssignForm(ActionForm):
    submit = "Save"
    owner = forms.ModelChoiceField(
        label="Responsible person", queryset=User.objects.none(), required=False, empty_label="Nobody in particular",
        help_text="Reminders go to this person. Without one they go to the agency's safeguarding lead.",
    )  # fmt: skip

    def starting_values(self, action: Action) -> dict[str, Any]:
        return {"owner": action.owner_id}

    def prepare(self) -> None:
        if self.action.agency is not None:
            people = self.action.agency.party.members_on(timezone.localdate())
        else:
            people = self.action.board.everyone.members_on(timezone.localdate())
        self.fields["owner"].queryset = people.order_by("name")


class EditForm(ActionForm):
    submit = "Save the proposal"
    title = forms.CharField(
        label="Title", max_length=160, required="Give the action a short title",
        help_text="Read by people who do not know the case: never name anybody.",
    )  # fmt: skip
    activity = forms.LongTextField(
        label="What will be done", max_length=LONG, widget=area(), required="Say what will be done"
    )
    difference_expected = forms.LongTextField(
        label="What will be different for children", max_length=LONG, widget=area(3), required=False,
        help_text="Something that can be seen or counted.",
    )  # fmt: skip
    resources = forms.CharField(
        label="What it needs",
        max_length=200,
        required=False,
        help_text="Money, people, time. “None” is an answer.",
    )
    agency = forms.ModelChoiceField(
        label="Responsible agency", queryset=Agency.objects.none(), required=False, empty_label="No agency"
    )
    owner = forms.ModelChoiceField(
        label="Responsible person",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody in particular",
    )
    group = forms.ModelChoiceField(
        label="Monitored by",
        queryset=Group.objects.none(),
        required="Choose the group that monitors this action",
    )
    start_on = forms.DateField(label="Start date", required=False)
    end_on = forms.DateField(label="End date", required=False)
    recommendations = forms.ModelMultipleChoiceField(
        label="Recommendations that it answers", queryset=Recommendation.objects.none(), required=False
    )

    def starting_values(self, action: Action) -> dict[str, Any]:
        kept = ("title", "activity", "difference_expected", "resources", "start_on", "end_on")
        return {name: getattr(action, name) for name in kept} | {
            "agency": action.agency_id, "owner": action.owner_id, "group": action.group_id,
            "recommendations": list(action.recommendations.values_list("pk", flat=True)),
        }  # fmt: skip

    def prepare(self) -> None:
        board = self.action.board
        self.fields["agency"].queryset = Agency.objects.of_board(board)
        self.fields["owner"].queryset = people_of_agencies(board)
        self.fields["group"].queryset = Group.objects.filter(board=board, closed_on__isnull=True)
        ours = Recommendation.objects.visible_to(self.user).filter(source=self.action.source)
        self.fields["recommendations"].queryset = ours
        if not ours:
            del self.fields["recommendations"]


def people_of_agencies(board: Any) -> QuerySet[User]:
    """Everybody who counts as one of the board's agencies today."""
    today = timezone.localdate()
    agencies = Agency.objects.of_board(board).values("party_id")
    people = User.objects.filter(
        running_on(today, "memberships__"), memberships__party_id__in=agencies, is_active=True
    )
    return people.distinct().order_by("name")
