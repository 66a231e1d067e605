"""The rows of long lists, drawn in Python: a template inside a template for every cell took half of a page's time.

The components that use them (table, timeline, summary_list, clock_strip) say what goes in; nothing here decides anything.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.base import render_value_in_context
from django.utils.html import format_html, format_html_join

from lscb.core.templatetags import lscb as words

register = template.Library()


def part(thing: Any, name: str) -> Any:
    """thing.name as a template reads it: a key, an attribute, or nothing; what can be called is called."""
    found = thing.get(name, "") if isinstance(thing, dict) else getattr(thing, name, "")
    return found() if callable(found) else found


def shown(value: Any, context: template.Context) -> Any:
    """The value as {{ value }} would print it, still to be escaped unless it is safe already."""
    if isinstance(value, str):
        return value
    if type(value) is dt.date:
        return words.shortdate(value)
    return render_value_in_context(value, context)


def joined(pieces: Iterable[Any]) -> str:
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def tag(text: Any, colour: Any) -> str:
    if not colour:
        return format_html('<strong class="govuk-tag">{}</strong>', text)
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text)


# --- tables -----------------------------------------------------------------------------------------------

HEAD = '<th scope="row" class="govuk-table__header lscb-table__head{}" data-label="{}">{}</th>'
CELL = '<td class="govuk-table__cell{}" data-label="{}">{}</td>'
SELECT = (
    '<td class="govuk-table__cell lscb-table__select" data-label="Select">'
    '<div class="govuk-checkboxes govuk-checkboxes--small">'
    '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" name="{0}" value="{2}"'
    ' id="{0}-{1}"{3}><label class="govuk-label govuk-checkboxes__label" for="{0}-{1}">'
    '<span class="govuk-visually-hidden">Select {4}</span></label></div></div></td>'
)


@register.simple_tag(takes_context=True)
def table_rows(context: template.Context) -> str:
    """The rows of components/table.html, from its own rows, columns and select_name."""
    columns, select = context.get("columns"), context.get("select_name")
    labels = [words.cell_label(columns, n) for n in range(len(columns or ()))]
    return joined(
        _row(row, number, labels, select, context) for number, row in enumerate(context["rows"], start=1)
    )


def _row(row: Any, number: int, labels: list[str], select: Any, context: template.Context) -> str:
    state = part(row, "state")
    cells: list[str] = []
    if select:
        checked = " checked" if part(row, "selected") else ""
        value, label = shown(part(row, "value"), context), shown(part(row, "label"), context)
        cells.append(format_html(SELECT, select, number, value, checked, label))
    for index, cell in enumerate(part(row, "cells") or ()):
        label = labels[index] if index < len(labels) else ""
        cells.append(_cell(cell, label, index == 0, context))
    css = format_html(" lscb-row--{}", state) if state else ""
    return format_html('<tr class="govuk-table__row{}">{}</tr>\n', css, joined(cells))


def _cell(cell: Any, label: str, head: bool, context: template.Context) -> str:
    if words.is_text(cell):
        return format_html(HEAD if head else CELL, "", label, "" if cell is None else shown(cell, context))
    url, colour, hint = part(cell, "url"), part(cell, "colour"), part(cell, "hint")
    text = shown(part(cell, "text"), context)
    if url:
        text = format_html('<a class="govuk-link" href="{}">{}</a>', url, text)
    elif colour:
        text = tag(text, colour)
    if hint:
        text = format_html('{}<span class="lscb-table__hint">{}</span>', text, shown(hint, context))
    numeric = " govuk-table__cell--numeric" if part(cell, "numeric") else ""
    return format_html(HEAD if head else CELL, numeric, label, text)


# --- timelines --------------------------------------------------------------------------------------------

EVENT = (
    '<li class="lscb-timeline__item"><p class="lscb-timeline__when"><time datetime="{}">{}</time></p>\n'
    '<p class="lscb-timeline__what">{}{}</p>{}</li>\n'
)


@register.simple_tag(takes_context=True)
def timeline_rows(context: template.Context) -> str:
    """The entries of components/timeline.html, from its own events."""
    return joined(_event(event, context) for event in context["events"])


def _event(event: Any, context: template.Context) -> str:
    at, text = part(event, "at"), shown(part(event, "text"), context)
    url, why, link, reason = part(event, "url"), part(event, "why"), "", ""
    if url:
        link = format_html(
            ' <a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>',
            url, shown(part(event, "url_label"), context) or "Open", text,
        )  # fmt: skip
    if why:
        reason = format_html('<p class="lscb-timeline__why">Reason: {}</p>', shown(why, context))
    return format_html(EVENT, words.isodate(at), words.datetime_local(at), text, link, reason)


# --- summary lists ----------------------------------------------------------------------------------------

FACT = (
    '<div class="govuk-summary-list__row{}"><dt class="govuk-summary-list__key">{}</dt>\n'
    '<dd class="govuk-summary-list__value">{}{}</dd>{}</div>\n'
)
CHANGE = (
    '<dd class="govuk-summary-list__actions"><a class="govuk-link" href="{}">{}'
    '<span class="govuk-visually-hidden"> {}</span></a></dd>'
)


@register.simple_tag(takes_context=True)
def summary_rows(context: template.Context) -> str:
    """The rows of components/summary_list.html, from its own rows."""
    return joined(_fact(row, context) for row in context.get("rows") or ())


def _fact(row: Any, context: template.Context) -> str:
    key, note, change = shown(part(row, "key"), context), part(row, "note"), part(row, "action_url")
    note = (
        format_html('<p class="lscb-quiet govuk-!-margin-bottom-0">{}</p>', shown(note, context))
        if note
        else ""
    )
    action = ""
    if change:
        action = format_html(CHANGE, change, shown(part(row, "action_label"), context) or "Change", key)
    bare = "" if change else " govuk-summary-list__row--no-actions"
    return format_html(FACT, bare, key, _value(row, context), note, action)


def _value(row: Any, context: template.Context) -> str:
    value, colour, url, lines = (part(row, name) for name in ("value", "tag", "url", "lines"))
    if colour:
        return tag(shown(value, context), colour)
    if url:
        return format_html('<a class="govuk-link" href="{}">{}</a>', url, shown(value, context))
    if lines:
        return format_html(
            '<ul class="govuk-list">{}</ul>',
            format_html_join("", "<li>{}</li>", ((shown(line, context),) for line in lines)),
        )
    if value or value == 0:
        return format_html('<div class="lscb-prewrap">{}</div>', shown(value, context))
    return format_html(
        '<span class="lscb-quiet">{}</span>', shown(part(row, "empty"), context) or "Not given"
    )
