"""What the form pack needs while it draws; forms of other packages are dressed here as well."""

import re
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import format_html

from lscb.core import formkeys
from lscb.core import forms as ours
from lscb.core.markup import Markup
from lscb.core.widgets import DateInput

register = template.Library()


@register.filter
def control_kind(field: BoundField) -> str:
    """ "group" (needs a legend), "checkbox" (label after the box) or "single"."""
    widget = field.field.widget
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget)):
        return "group"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "single"


@register.filter
def control(field: BoundField) -> str:
    """The control itself; one from a foreign form (sign-in pages) gets our classes."""
    if isinstance(field, ours.Control):
        return str(field)
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)  # a label is there already, and it stays readable
    attrs: dict[str, Any] = {"class": ours.control_class(widget, bool(field.errors))}
    return field.as_widget(attrs=field.build_widget_attrs(attrs, widget))


@register.filter
def optional_mark(field: BoundField) -> str:
    optional = not field.field.required and getattr(field.form, "mark_optional", False)
    return format_html(' <span class="lscb-optional">{}</span>', "(optional)") if optional else ""


@register.filter
def filter_field(field: BoundField) -> str:
    """A field of a filter panel as the form pack draws it, without a template for each: a long list has many of them."""
    widget = field.field.widget
    if not isinstance(field, ours.Control) or field.errors or field.help_text or field.count_limit:
        return as_crispy_field(field)
    if isinstance(widget, forms.CheckboxInput):
        return format_html(_TICK, _input(field, widget), field.id_for_label, field.label)
    if isinstance(widget, DateInput):
        return format_html(_DAY, field.label, optional_mark(field), str(field))
    if isinstance(widget, forms.Select):
        control = str(field)
    elif isinstance(widget, forms.TextInput) and widget.input_type == "text":
        control = _input(field, widget)
    else:
        return as_crispy_field(field)
    return format_html(_LINE, field.id_for_label, field.label, optional_mark(field), control)


_LINE = (
    '<div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="{}">{}{}</label>{}</div>\n'
)
_DAY = (
    '<div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend'
    ' govuk-fieldset__legend--s">{}{}</legend>{}</fieldset></div>\n'
)
_TICK = (
    '<div class="govuk-form-group"><div class="govuk-checkboxes" data-module="govuk-checkboxes">'
    '<div class="govuk-checkboxes__item">{}<label class="govuk-label govuk-checkboxes__label" for="{}">{}</label>'
    "</div></div></div>\n"
)


def _input(field: ours.Control, widget: forms.widgets.Input) -> str:
    """<input> with the attributes that Django gives it."""
    attrs = field.build_widget_attrs({}, widget)
    attrs.setdefault("id", field.auto_id)
    known = widget.get_context(field.html_name, field.value(), attrs)["widget"]
    marks = {"type": known["type"], "name": known["name"], "value": known["value"], **known["attrs"]}
    drawn = Markup()
    drawn.add("<input")
    for name, value in marks.items():
        if value is True:
            drawn.add(" {}", name)
        elif value is not None and value is not False:
            drawn.add(' {}="{}"', name, str(value))
    drawn.add(">")
    return drawn.html()


@register.filter
def error_links(form: Any) -> list[tuple[str, str]]:
    return ours.error_links(form) if form is not None and hasattr(form, "errors") else []


@register.filter
def error_words(field: BoundField) -> list[str]:
    return ours.error_words(field)


@register.simple_tag(takes_context=True)
def idempotency_key(context: template.Context) -> str:
    """The key of this drawing of the form, tied to the person it is drawn for."""
    user = getattr(context.get("request"), "user", None)
    key = formkeys.new_key(user.pk if user is not None and user.is_authenticated else None)
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', key)


@register.simple_tag
def qr_drawing(svg: str | None, title: str) -> str:
    """A QR code as an inline drawing of our own making: only the path and the size are taken over."""
    path = re.search(r'\sd="([MmHhVvLlZz0-9.,\s-]+)"', svg or "")
    box = re.search(r'viewBox="([0-9.\s-]+)"', svg or "")
    if not (path and box):
        return ""
    return format_html(
        '<svg viewBox="{}" role="img" aria-labelledby="qr-title"><title id="qr-title">{}</title>'
        '<path d="{}" fill="#000"/></svg>',
        box[1],
        title,
        path[1],
    )
