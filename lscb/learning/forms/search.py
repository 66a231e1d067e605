"""What is searched for."""

from __future__ import annotations

from lscb.core import forms
from lscb.learning import said

KINDS = [
    ("", "Everything"), (said.FINDING, "Findings"), (said.RECOMMENDATION, "Recommendations"), (said.ACTION, "Actions"),
    (said.ITEM, "Learning items"),
]  # fmt: skip


class SearchForm(forms.FilterForm):
    submit = "Search"
    q = forms.CharField(
        label="Words", max_length=200, help_text="All of them are looked for. “In quotes” together, -without, or.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="In", choices=KINDS)
