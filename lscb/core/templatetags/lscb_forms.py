"""What the form pack needs while it draws; forms of other packages are dressed here as well."""

import uuid

from django import forms, template
from django.utils.html import format_html

from lscb.core import forms as ours

register = template.Library()


@register.filter
def control_kind(field):
    """ "group" (needs a legend), "checkbox" (label after the box), "file" or "single"."""
    widget = field.field.widget
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget)):
        return "group"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "single"


@register.filter
def control(field):
    """The control itself; one from a foreign form (sign-in pages) gets our classes."""
    if isinstance(field, ours.Control):
        return str(field)
    widget = field.field.widget
    attrs = {"class": ours.control_class(widget, bool(field.errors))}
    return field.as_widget(attrs=field.build_widget_attrs(attrs, widget))


@register.filter
def optional_mark(field):
    optional = not field.field.required and getattr(field.form, "mark_optional", False)
    return format_html(' <span class="lscb-optional">(optional)</span>') if optional else ""


@register.filter
def error_links(form):
    return ours.error_links(form) if form is not None and hasattr(form, "errors") else []


@register.simple_tag(takes_context=True)
def idempotency_key(context):
    """The key of this sending of the form: kept after an error, new on a fresh page."""
    request = context.get("request")
    posted = request.POST.get("idempotency_key", "") if request is not None else ""
    try:
        key = str(uuid.UUID(posted))
    except ValueError:
        key = str(uuid.uuid4())
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', key)
