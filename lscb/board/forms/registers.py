"""Forms of the registers: one form for a new or changed entry, made from the register's columns, and one for each verb."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from lscb.board.belonging import members_of
from lscb.board.forms.tags import TagForm
from lscb.board.models import Agency, Entry, Group
from lscb.board.registers.kinds import OwnColumn, Register, register_of
from lscb.board.registers.people import readers_of
from lscb.board.registers.permissions import agencies_led, groups_chaired, keeps
from lscb.core import forms
from lscb.core.wording import vague_sentence
from lscb.people.models import Board, User
from lscb.records.models import Record

LONG = 8000
READERS = [
    ("board", "Everybody with a seat on the board"),
    ("group", "Only the group chosen here, and the business unit"),
]
SCALE = [("", "Choose"), *((str(n), str(n)) for n in range(1, 6))]


class SayingField(forms.LongTextField):
    """A text that has to say something: "ongoing" alone is refused, with an explanation and an example."""

    def __init__(self, *, what: str, example: str, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONG)
        kwargs.setdefault("widget", forms.Textarea(rows=4))
        super().__init__(**kwargs)
        self.what, self.example = what, example

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (sentence := vague_sentence(value, what=self.what, example=self.example)):
            raise forms.ValidationError(sentence)


class RecordField(forms.CharField):
    """The reference of a record that the reader may see, for example WES-MTG-2026-003."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, required=False, widget=forms.TextInput(width=20), **kwargs)
        self.user: User | None = None
        self.board: Board | None = None

    def clean(self, value: Any) -> Record | None:
        text = str(super().clean(value) or "").strip()
        if not text or self.user is None:
            return None
        rows = Record.objects.visible_to(self.user).filter(board=self.board, reference__iexact=text)
        if (found := rows.select_related("root").first()) is None:
            raise forms.ValidationError("There is nothing with this reference that you can see")
        return found


def field_of(column: OwnColumn) -> Any:
    """The field that asks for a column of a register."""
    common: dict[str, Any] = {
        "label": column.label,
        "required": column.required or False,
        "help_text": column.hint,
    }
    if column.shape == "long":
        return forms.LongTextField(max_length=LONG, widget=forms.Textarea(rows=4), **common)
    if column.shape == "choice":
        return forms.ChoiceField(choices=[("", "Choose"), *column.choices], **common)
    if column.shape == "scale":
        return forms.ChoiceField(choices=SCALE, **common)
    if column.shape == "day":
        return forms.DateField(**common)
    longest = Entry._meta.get_field(column.name).max_length
    if column.shape == "link":
        common["help_text"] = "It begins with https://"
    return forms.CharField(max_length=longest, **common)


class BoardEntryForm(TagForm):
    """A new entry, or a changed one. What it asks beside the shared things is told in kinds.py."""

    submit = "Save the entry"
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())
    title = forms.CharField(
        label="Title", max_length=160, required="Give it a short title",
        help_text="Read by everybody who may see the list: never name a child, a family or a member of staff.",
    )  # fmt: skip
    text = forms.LongTextField(
        label="Text", max_length=LONG, required="Fill this in", widget=forms.Textarea(rows=5)
    )
    group = forms.ModelChoiceField(
        label="Group", queryset=Group.objects.none(), required=False, empty_label="None"
    )
    agency = forms.ModelChoiceField(
        label="Agency", queryset=Agency.objects.none(), required=False, empty_label="None"
    )
    owner = forms.ModelChoiceField(
        label="Looked after by", queryset=User.objects.none(), required=False,
        empty_label="Nobody in particular", help_text="Reminders go to this person.",
    )  # fmt: skip
    raised_on = forms.DateField(label="Date", required="Enter the date")
    due_on = forms.DateField(label="Due", required=False)
    source = RecordField(
        label="Reference of what it came from", help_text="A meeting or a case, if there is one."
    )
    readers = forms.RadioField(label="Who may read it", choices=READERS, required="Choose who may read it")

    def __init__(
        self, *args: Any, board: Board, register: Register, user: User, entry: Entry | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        start = self._starting(entry) if entry else {"raised_on": timezone.localdate(), "readers": "board"}
        kwargs["initial"] = {**start, **kwargs.get("initial", {})}
        super().__init__(*args, board=board, record=entry.record if entry else None, **kwargs)
        self.register, self.entry = register, entry
        own = {
            column.name: field_of(column)
            for column in register.columns
            if not self._is_reviewed(column, entry)
        }
        self._put_after("text", own)
        self._word(register)
        self._choices(board, user)
        if entry:
            del self.fields["source"]

    @staticmethod
    def _is_reviewed(column: OwnColumn, entry: Entry | None) -> bool:
        return entry is not None and column.name in ("likelihood", "impact", "level")

    @staticmethod
    def _starting(entry: Entry) -> dict[str, Any]:
        names = ("text", "raised_on", "due_on", "version", *register_of(entry).column_names)
        return {name: getattr(entry, name) for name in names} | {
            "title": entry.record.title, "readers": readers_of(entry), "group": entry.group_id,
            "agency": entry.agency_id, "owner": entry.owner_id,
        }  # fmt: skip

    def _put_after(self, name: str, own: dict[str, Any]) -> None:
        order = list(self.fields)
        place = order.index(name) + 1
        self.fields.update(own)
        self.order_fields([*order[:place], *own, *order[place:]])
        for each in own.values():
            each.error_messages.setdefault("required", "Fill this in")
        self.link_questions()

    def _word(self, register: Register) -> None:
        text, agency, due = self.fields["text"], self.fields["agency"], self.fields["due_on"]
        text.label, text.help_text = register.text_label, f"For example: “{register.example}”"
        text.error_messages["required"] = f"Fill in “{register.text_label}”"
        agency.label, agency.required = register.agency_label, bool(register.agency_required)
        agency.error_messages["required"] = register.agency_required
        agency.empty_label = "Choose an agency" if register.agency_required else "None"
        due.label, due.required = register.due_label, register.due_required
        due.error_messages["required"] = f"Enter a date: {register.due_label.lower()}"

    def _choices(self, board: Board, user: User) -> None:
        groups = Group.objects.filter(board=board, closed_on__isnull=True)
        agencies = Agency.objects.of_board(board)
        if not keeps(user, board):
            chaired = groups_chaired(user, board)
            groups = groups.filter(pk__in=[group.pk for group in chaired])
            if not chaired:
                agencies = agencies.filter(pk__in=agencies_led(user, board))
        owners = members_of(board).filter(is_active=True)
        if (
            self.entry
        ):  # a group that was closed, or somebody who left, is not lost by changing something else
            groups = groups | Group.objects.filter(pk=self.entry.group_id)
            agencies = Agency.objects.filter(Q(pk__in=agencies.values("pk")) | Q(pk=self.entry.agency_id))
            owners = User.objects.filter(Q(pk__in=owners.values("pk")) | Q(pk=self.entry.owner_id))
        forms.choose_from(self, "group", groups)
        forms.choose_from(self, "agency", agencies)
        forms.choose_from(self, "owner", owners.order_by("name"))
        if "source" in self.fields:
            self.fields["source"].user, self.fields["source"].board = user, board

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("likelihood", "impact", "level"):
            if data.get(name):
                data[name] = int(data[name])
        if data.get("readers") == "group" and not data.get("group"):
            self.add_error("group", "Choose the group that may read it")
        link = data.get("link")
        if link and not link.startswith(("https://", "http://")):
            self.add_error("link", "Enter an address that begins with https://")
        return data


class EntryVerbForm(forms.Form):
    """A form about one entry. It carries the version that the person had before their eyes."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, entry: Entry, user: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": entry.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.entry, self.register = entry, register_of(entry)
        if "led_to" in self.fields:
            self.fields["led_to"].user, self.fields["led_to"].board = user, entry.board
        if "due_on" in self.fields:
            self.fields["due_on"].label = self.register.due_label
            self.fields["due_on"].required = self.register.due_required
            self.fields["due_on"].error_messages["required"] = (
                f"Enter a date: {self.register.due_label.lower()}"
            )


class EntryAnswerForm(EntryVerbForm):
    submit = "Send the answer"
    answer = SayingField(
        label="Answer", what="what the answer is", required="Write the answer",
        example="From May a second clinic runs every week; 38 of 41 assessments in June were in time.",
    )  # fmt: skip
    on = forms.DateField(label="Answered on", required=False, help_text="Only if it was not today.")


class EntryReviewForm(EntryVerbForm):
    submit = "Keep this review"
    note = SayingField(
        label="What was found", what="what was found", required="Say what was found",
        example="One of two posts is filled; the other is advertised until 12 May.",
    )  # fmt: skip

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        names = ("likelihood", "impact", "mitigation", "level")
        kwargs["initial"] = {name: getattr(entry, name) for name in names} | kwargs.get("initial", {})
        super().__init__(*args, entry=entry, **kwargs)
        for column in self.register.columns:
            if column.name in names:
                self.fields[column.name] = field_of(column)
        words = f"Enter a date: {self.register.due_label.lower()}"
        self.fields["next_on"] = forms.DateField(
            label=self.register.due_label, required=words if self.register.due_required else False
        )
        self.link_questions()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("likelihood", "impact", "level"):
            if data.get(name):
                data[name] = int(data[name])
        return data


class EntryCloseForm(EntryVerbForm):
    submit = "Close the entry"
    outcome = SayingField(
        label="What came of it", what="what came of it", required="Say what came of it",
        example="The agency reports waiting times to the Executive every quarter; three quarters were in time.",
    )  # fmt: skip
    led_to = RecordField(
        label="Reference of an action or another thing that it led to", help_text="If there is one."
    )


class EntryReopenForm(EntryVerbForm):
    submit = "Open it again"
    reason = forms.CharField(label="Why", max_length=300, required="Say why it is opened again")
    due_on = forms.DateField(label="Due", required=False)


class EntryLinkForm(EntryVerbForm):
    submit = "Link it"
    led_to = RecordField(label="Reference", help_text="An action, a review or another entry that it led to.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.ask_for("led_to", "Enter a reference")
        return data
