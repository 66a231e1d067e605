"""Names of themes, and two that become one."""

from __future__ import annotations

from typing import Any

from lscb.board.models import Theme
from lscb.core import forms


class ThemeNameForm(forms.Form):
    submit = "Save the theme"
    name = forms.CharField(
        label="Name of the theme", max_length=80, required="Name the theme", help_text="A few words, for example “Voice of the child”.",
    )  # fmt: skip


class ThemeMergeForm(forms.Form):
    submit = "Merge"
    into = forms.ModelChoiceField(
        label="The theme that stays", queryset=Theme.objects.none(), required="Choose the theme that stays"
    )

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = Theme.objects.filter(board=theme.board_id).exclude(pk=theme.pk)
