"""Form controls in the look of the pages. They render without inline styles or scripts."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms

from lscb.core.markup import Markup

if TYPE_CHECKING:
    from django.forms.widgets import ChoiceWidget as Choosing
else:
    Choosing = object

Attrs = dict[str, Any] | None


def _draw_attributes(drawn: Markup, attrs: Mapping[str, Any]) -> None:
    for name, value in attrs.items():
        if value is True:
            drawn.add(" {}", name)
        elif value is not False:
            drawn.add(' {}="{}"', name, str(value))


class TextInput(forms.TextInput):
    """One line of text. `width` is a number of characters (2, 3, 4, 5, 10, 20) or "two-thirds"."""

    def __init__(self, attrs: Attrs = None, width: int | str | None = None, **extra: Any) -> None:
        css = ""
        if width is not None:
            css = f"govuk-input--width-{width}" if str(width).isdigit() else f"govuk-!-width-{width}"
        super().__init__({**({"class": css} if css else {}), **extra, **(attrs or {})})


class Textarea(forms.Textarea):
    """Several lines of text; `count=True` shows how many characters are left of `max_length`."""

    def __init__(self, attrs: Attrs = None, rows: int = 5, count: bool = False) -> None:
        self.count = count
        self.count_limit: int | None = None
        super().__init__({"rows": rows, **(attrs or {})})


class Checkbox(forms.CheckboxInput):
    pass


class Select(forms.Select):
    """Draws what Django's templates do, without a template inside a template for every option."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> str:
        widget, drawn = context["widget"], Markup()
        drawn.add('<select name="{}"', widget["name"])
        _draw_attributes(drawn, widget["attrs"])
        drawn.add(">")
        for group, options, _ in widget["optgroups"]:
            if group:
                drawn.add('\n  <optgroup label="{}">', group)
            for option in options:
                drawn.add('\n  <option value="{}"', str(option["value"]))
                _draw_attributes(drawn, option["attrs"])
                drawn.add(">{}</option>", option["label"])
            if group:
                drawn.add("\n  </optgroup>")
        drawn.add("\n</select>")
        return drawn.html()


class FileInput(forms.FileInput):
    pass


class HintedOptions(Choosing):
    """Radios and checkboxes whose options may carry a hint, `hints={value: "sentence"}`, or open a
    further question of the same form, `reveals={value: "field name"}`."""

    item_class = ""

    def __init__(
        self,
        attrs: Attrs = None,
        choices: Iterable[Any] = (),
        hints: Mapping[Any, str] | None = None,
        inline: bool = False,
        small: bool = False,
        reveals: Mapping[Any, str] | None = None,
    ) -> None:
        super().__init__(attrs, tuple(choices))
        self.hints = hints or {}
        self.inline = inline
        self.small = small
        self.reveals = {str(value): name for value, name in (reveals or {}).items()}
        self.revealed: dict[str, Any] = {}

    def get_context(self, name: str, value: Any, attrs: Attrs) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["inline"] = self.inline
        context["widget"]["small"] = self.small
        return context

    def create_option(
        self,
        name: str,
        value: Any,
        label: Any,
        selected: bool,
        index: Any,
        subindex: int | None = None,
        attrs: Attrs = None,
    ) -> dict[str, Any]:
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        option["attrs"].pop("aria-invalid", None)
        option["attrs"].pop("aria-describedby", None)
        option["attrs"]["class"] = self.item_class
        question = self.revealed.get(str(value))
        if question is not None:
            option["question"] = question
            option["question_id"] = f"{option['attrs'].get('id', name)}_question"
            option["attrs"]["data-reveals"] = option["question_id"]
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

    widgets_names: list[str]

    def __init__(self, attrs: Attrs = None) -> None:
        numeric: dict[str, Any] = {"inputmode": "numeric", "autocomplete": "off"}
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": TextInput(width=2, **numeric),
            "month": TextInput(width=2, **numeric),
            "year": TextInput(width=4, **numeric),
        }
        super().__init__(boxes, attrs)

    def get_context(self, name: str, value: Any, attrs: Attrs) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        group = context["widget"]["attrs"]
        error = " govuk-input--error" if "aria-invalid" in group else ""
        for box, label, width in zip(
            context["widget"]["subwidgets"], ("Day", "Month", "Year"), (2, 2, 4), strict=True
        ):
            box["label"] = label
            box["attrs"]["class"] = f"govuk-input govuk-date-input__input govuk-input--width-{width}{error}"
        return context

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> str:
        drawn = Markup()
        drawn.add('<div class="govuk-date-input">')
        for box in context["widget"]["subwidgets"]:
            drawn.add('<div class="govuk-date-input__item"><div class="govuk-form-group">')
            drawn.add('<label class="govuk-label govuk-date-input__label" for="{}">', box["attrs"]["id"])
            drawn.add('{}</label><input type="{}" name="{}"', box["label"], box["type"], box["name"])
            if box["value"] is not None:
                drawn.add(' value="{}"', box["value"])
            _draw_attributes(drawn, box["attrs"])
            drawn.add("></div></div>")
        drawn.add("</div>")
        return drawn.html()

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, (datetime.date, datetime.datetime)):
            return [str(value.day), str(value.month), str(value.year)]
        if isinstance(value, str) and value:
            return split_iso(value) or [value, "", ""]
        return ["", "", ""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        whole = data.get(name)
        if whole and not any(data.get(name + part) for part in self.widgets_names):
            return self.decompress(whole)
        return [(data.get(name + part) or "").strip() for part in self.widgets_names]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and super().value_omitted_from_data(data, files, name)


def split_iso(text: str) -> list[str] | None:
    """["4", "12", "2026"] from "2026-12-04", or None."""
    found = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", text)
    return [found[3].lstrip("0"), found[2].lstrip("0"), found[1]] if found else None
