"""Form controls in the look of the pages. They render without inline styles or scripts."""

import datetime
import re

from django import forms


class TextInput(forms.TextInput):
    """One line of text. `width` is a number of characters (2, 3, 4, 5, 10, 20) or "two-thirds"."""

    def __init__(self, attrs=None, width=None, **extra):
        css = ""
        if width is not None:
            css = f"govuk-input--width-{width}" if str(width).isdigit() else f"govuk-!-width-{width}"
        super().__init__({**({"class": css} if css else {}), **extra, **(attrs or {})})


class Textarea(forms.Textarea):
    """Several lines of text; `count=True` shows how many characters are left of `max_length`."""

    def __init__(self, attrs=None, rows=5, count=False):
        self.count = count
        self.count_limit = None
        super().__init__({"rows": rows, **(attrs or {})})


class Checkbox(forms.CheckboxInput):
    pass


class Select(forms.Select):
    pass


class FileInput(forms.FileInput):
    pass


class HintedOptions:
    """Radios and checkboxes whose options may carry a hint: `hints={value: "sentence"}`."""

    item_class = ""

    def __init__(self, attrs=None, choices=(), hints=None, inline=False, small=False):
        super().__init__(attrs, choices)
        self.hints = hints or {}
        self.inline = inline
        self.small = small

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["inline"] = self.inline
        context["widget"]["small"] = self.small
        return context

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        option["attrs"].pop("aria-invalid", None)
        option["attrs"].pop("aria-describedby", None)
        option["attrs"]["class"] = self.item_class
        hint = self.hints.get(value, self.hints.get(str(value)))
        if hint:
            option["hint"] = hint
            option["hint_id"] = f"{option['attrs'].get('id', name)}_hint"
            option["attrs"]["aria-describedby"] = option["hint_id"]
        return option


class RadioSelect(HintedOptions, forms.RadioSelect):
    template_name = "lscb_pack/widgets/radios.html"
    item_class = "govuk-radios__input"


class CheckboxSelectMultiple(HintedOptions, forms.CheckboxSelectMultiple):
    template_name = "lscb_pack/widgets/checkboxes.html"
    item_class = "govuk-checkboxes__input"


class DateInput(forms.MultiWidget):
    """Three boxes, day, month and year; an ISO date under the plain name is understood too."""

    template_name = "lscb_pack/widgets/date.html"

    def __init__(self, attrs=None):
        numeric = {"inputmode": "numeric", "autocomplete": "off"}
        boxes = {
            "day": TextInput(width=2, **numeric),
            "month": TextInput(width=2, **numeric),
            "year": TextInput(width=4, **numeric),
        }
        super().__init__(boxes, attrs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        group = context["widget"]["attrs"]
        error = " govuk-input--error" if "aria-invalid" in group else ""
        for box, label, width in zip(
            context["widget"]["subwidgets"], ("Day", "Month", "Year"), (2, 2, 4), strict=True
        ):
            box["label"] = label
            box["attrs"]["class"] = f"govuk-input govuk-date-input__input govuk-input--width-{width}{error}"
        return context

    def decompress(self, value):
        if isinstance(value, (datetime.date, datetime.datetime)):
            return [str(value.day), str(value.month), str(value.year)]
        if isinstance(value, str) and value:
            return split_iso(value) or [value, "", ""]
        return ["", "", ""]

    def value_from_datadict(self, data, files, name):
        whole = data.get(name)
        if whole and not any(data.get(name + part) for part in self.widgets_names):
            return self.decompress(whole)
        return [(data.get(name + part) or "").strip() for part in self.widgets_names]

    def value_omitted_from_data(self, data, files, name):
        return name not in data and super().value_omitted_from_data(data, files, name)


def split_iso(text):
    """["4", "12", "2026"] from "2026-12-04", or None."""
    found = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", text)
    return [found[3].lstrip("0"), found[2].lstrip("0"), found[1]] if found else None
