"""Form fields that speak in sentences.

Every field takes `required="Enter the child's surname"`: the field is required and says so in
these words. `required=False` makes it optional; a bare `required=True` falls back to the label.
"""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from lscb.core import widgets

if TYPE_CHECKING:
    AnyField = forms.Field
else:
    AnyField = object

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
#: Nothing of these is text: control codes, halves of characters, and marks that turn round what follows them, with
#: which a name could pass for another in a list or in the trail.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Text without NUL and other control characters, with plain line endings, composed (NFC)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return unicodedata.normalize("NFC", CONTROL.sub("", text))


class Worded(AnyField):
    """Lets `required` be the sentence that is shown when the field is left empty."""

    def __init__(
        self,
        *args: Any,
        required: bool | str = True,
        error_messages: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.states_own_words = isinstance(required, str) or "required" in (error_messages or {})
        if isinstance(required, str):
            error_messages = {"required": required, **(error_messages or {})}
        super().__init__(*args, required=bool(required), error_messages=dict(error_messages or {}), **kwargs)


class CharField(Worded, forms.CharField):
    widget: Any = widgets.TextInput
    default_error_messages = {
        "max_length": "Use %(limit_value)d characters or fewer. You used %(show_value)d",
        "min_length": "Use %(limit_value)d characters or more. You used %(show_value)d",
    }

    def to_python(self, value: Any) -> Any:
        if value not in self.empty_values:
            value = clean_text(str(value))
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength: browsers cut pasted text silently, and nothing typed may be lost."""
        if isinstance(widget, widgets.Textarea) and widget.count:
            widget.count_limit = self.max_length
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        attrs.pop("minlength", None)
        return attrs


class LongTextField(CharField):
    widget = widgets.Textarea


class EmailField(Worded, forms.EmailField):
    default_error_messages = {
        "invalid": "Enter an e-mail address in the correct format, for example name@example.org"
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "email")
        self.widget.attrs.setdefault("spellcheck", "false")

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_text(value) if isinstance(value, str) else value)


class IntegerField(Worded, forms.IntegerField):
    widget = widgets.TextInput
    default_error_messages = {
        "invalid": "Enter a whole number, for example 12",
        "min_value": "Enter a number that is %(limit_value)s or more",
        "max_value": "Enter a number that is %(limit_value)s or less",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.TextInput(width=5, inputmode="numeric"))
        super().__init__(**kwargs)


class DecimalField(Worded, forms.DecimalField):
    default_error_messages = {
        "invalid": "Enter a number, for example 12.5",
        "min_value": "Enter a number that is %(limit_value)s or more",
        "max_value": "Enter a number that is %(limit_value)s or less",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.TextInput(width=5, inputmode="decimal"))
        super().__init__(**kwargs)


class ChoiceField(Worded, forms.ChoiceField):
    widget: Any = widgets.Select
    default_error_messages = {"invalid_choice": "Choose one of the options shown"}


class RadioField(ChoiceField):
    widget = widgets.RadioSelect


class MultipleChoiceField(Worded, forms.MultipleChoiceField):
    widget = widgets.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": "Choose from the options shown"}


class ModelChoiceField(Worded, forms.ModelChoiceField):
    widget = widgets.Select
    default_error_messages = {"invalid_choice": "Choose one of the options shown"}


class ModelMultipleChoiceField(Worded, forms.ModelMultipleChoiceField):
    widget = widgets.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": "Choose from the options shown",
        "invalid_pk_value": "Choose from the options shown",
    }


class BooleanField(Worded, forms.BooleanField):
    widget = widgets.Checkbox


class FileField(Worded, forms.FileField):
    widget = widgets.FileInput
    default_error_messages = {
        "empty": "The file you chose is empty. Choose another file",
        "invalid": "Choose a file to upload",
    }


class TimeField(Worded, forms.TimeField):
    default_error_messages = {"invalid": "Enter a time, for example 14:30 or 2.30pm"}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.TextInput(width=5))
        kwargs.setdefault("input_formats", ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H:%M:%S"])
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(" ", "") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, datetime.time) else value


class DateField(Worded, forms.Field):
    """A day, month and year (1900 to 2100). Messages start with the label, so keep it a noun."""

    widget: Any = widgets.DateInput
    first_year, last_year = 1900, 2100

    def to_python(self, value: Any) -> Any:
        if value in (None, "", []):
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        parts = [p.strip() for p in (self.widget.decompress(value) if isinstance(value, str) else value)]
        if not any(parts):
            return None
        missing = [n for n, p in zip(("day", "month", "year"), parts, strict=True) if not p]
        if missing:
            raise ValidationError(f"{self.noun} must include a {' and '.join(missing)}", code="incomplete")
        day, month, year = number(parts[0]), month_number(parts[1]), number(parts[2])
        try:
            found = datetime.date(year or 0, month or 0, day or 0)
        except (ValueError, OverflowError):
            raise ValidationError(
                f"{self.noun} must be a real date, for example 27 3 2016", code="invalid"
            ) from None
        if not self.first_year <= found.year <= self.last_year:
            raise ValidationError(
                f"{self.noun} must have a year between {self.first_year} and {self.last_year}", code="year"
            )
        return found

    @property
    def noun(self) -> str:
        return str(self.label or "The date").rstrip("?: ")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


def number(text: str) -> int | None:
    """An int from ASCII digits only (no signs, spaces or other scripts' digits), or None."""
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def month_number(text: str) -> int | None:
    """3 from "3", "03", "March" or "mar"; None when it is no month."""
    if len(text) >= 3 and text.isalpha():
        return next((i for i, name in enumerate(MONTHS, 1) if name.startswith(text.lower())), None)
    return number(text)
