"""What every form about one action shares."""

from __future__ import annotations

from typing import Any

from lscb.core import forms
from lscb.core.wording import vague_sentence
from lscb.learning.models import Action
from lscb.people.models import User

LONG = 8000
#: What may be chosen in a field.
choose_from = forms.choose_from


class TellingField(forms.LongTextField):
    """A text that has to say something: "ongoing" alone is refused, with an explanation and an example."""

    def __init__(self, *, what: str, example: str, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONG)
        super().__init__(**kwargs)
        self.what, self.example = what, example

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (sentence := vague_sentence(value, what=self.what, example=self.example)):
            raise forms.ValidationError(sentence)


def area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(rows=rows)


class ActionForm(forms.Form):
    """A form about one action, for one reader. It carries the version that the person had before their eyes."""

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
