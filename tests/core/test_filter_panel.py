"""A filter panel draws its fields by itself: letter by letter (but for blanks) what the form pack draws."""

from __future__ import annotations

import re

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django.http import QueryDict

from lscb.core import forms
from lscb.core.templatetags.lscb_forms import filter_field


class PanelForm(forms.FilterForm):
    words = forms.CharField(label="Words & more", max_length=40)
    short = forms.CharField(label="Short", widget=forms.TextInput(width=10))
    kind = forms.ChoiceField(label="Kind", choices=[("", "All"), ("a", "<A>")])
    late = forms.BooleanField(label="Late only")
    since = forms.DateField(label="Since")
    hinted = forms.CharField(label="Hinted", help_text="A hint")
    way = forms.RadioField(label="Way", choices=[("x", "X"), ("y", "Y")])


def squeezed(markup: str) -> str:
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"\s+", " ", markup)).strip()


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "words=%22%3E%3Cscript%3E&kind=a&late=on&since=2026-03-02&short=&hinted=x&way=y",
        "kind=none&since=31-2-26",
    ],
)
def test_it_looks_as_the_form_pack_draws_it(asked: str) -> None:
    one, other = PanelForm(QueryDict(asked)), PanelForm(QueryDict(asked))
    one.is_valid(), other.is_valid()
    for name in PanelForm.base_fields:
        assert squeezed(filter_field(one[name])) == squeezed(as_crispy_field(other[name])), name
