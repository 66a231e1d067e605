"""A part of a form by which a record is tagged with themes and priorities (R016, R096). For any app above."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lscb.board.models import Priority, Theme
from lscb.core import forms
from lscb.people.models import Board
from lscb.records.models import Record


class TagForm(forms.Form):
    """Adds the fields `themes` and `priorities` at the end of a form; set_tags() (lscb.board.tagging) stores them.

    Priorities are those of the plans that run today, and those that the record has already.
    """

    def __init__(self, *args: Any, board: Board, record: Record | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        running = Priority.objects.filter(
            plan__board=board, plan__from_on__lte=today, plan__until_on__gte=today
        )
        rows = {"themes": Theme.objects.filter(board=board), "priorities": running}
        labels = {"themes": "Themes", "priorities": "Priorities of the business plan"}
        if record is not None:
            has = Priority.objects.filter(tags__record=record, plan__board=board)
            rows["priorities"] = (running | has).distinct()
            self.initial.setdefault("themes", [tag.theme_id for tag in record.theme_tags.all()])
            self.initial.setdefault("priorities", [tag.priority_id for tag in record.priority_tags.all()])
        for name, found in rows.items():
            self.fields[name] = forms.ModelMultipleChoiceField(
                label=labels[name], queryset=found, required=False
            )
            if not found.exists():
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        return {"themes": [], "priorities": []} | data
