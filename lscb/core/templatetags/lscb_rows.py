"""The rows of long lists, drawn in Python: a template inside a template for every cell took half of a page's time.

The components that use them (table, timeline, summary_list, clock_strip) say what goes in; nothing here decides anything.
"""

import datetime as dt
from typing import Any

from django import template
from django.template.base import render_value_in_context
from django.utils.html import conditional_escape, format_html

from lscb.core.markup import Markup
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
    if isinstance(value, dt.datetime):
        return words.datetime_local(value)
    return render_value_in_context(value, context)


def tag(text: Any, colour: Any) -> str:
    if not colour:
        return format_html('<strong class="govuk-tag">{}</strong>', text)
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text)


# --- tables -----------------------------------------------------------------------------------------------

SELECT = (
    '<td class="govuk-table__cell lscb-table__select" data-label="Select">'
    '<div class="govuk-checkboxes govuk-checkboxes--small">'
    '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" name="{}" value="{}"'
    ' id="{}-{}"{}><label class="govuk-label govuk-checkboxes__label" for="{}-{}">'
    '<span class="govuk-visually-hidden">Select {}</span></label></div></div></td>'
)
#: The first cell of a row names it.
HEAD = ('<th scope="row" class="govuk-table__header lscb-table__head', "</th>")
CELL = ('<td class="govuk-table__cell', "</td>")


@register.simple_tag(takes_context=True)
def table_rows(context: template.Context) -> str:
    """The rows of components/table.html, from its own rows, columns and select_name."""
    columns, select, drawn = context.get("columns"), context.get("select_name"), Markup()
    labels = [conditional_escape(words.cell_label(columns, n)) for n in range(len(columns or ()))]
    for number, row in enumerate(context["rows"], start=1):
        if state := part(row, "state"):
            drawn.add('<tr class="govuk-table__row lscb-row--{}">', state)
        else:
            drawn.add('<tr class="govuk-table__row">')
        if select:
            checked = " checked" if part(row, "selected") else ""
            value, label = shown(part(row, "value"), context), shown(part(row, "label"), context)
            drawn.add(SELECT, select, value, select, number, checked, select, number, label)
        for index, cell in enumerate(part(row, "cells") or ()):
            label = labels[index] if index < len(labels) else ""
            _cell(drawn, cell, label, index == 0, context)
        drawn.add("</tr>\n")
    return drawn.html()


def _cell(drawn: Markup, cell: Any, label: str, head: bool, context: template.Context) -> None:
    begin, end = HEAD if head else CELL
    if words.is_text(cell):
        drawn.add(begin + '" data-label="{}">{}' + end, label, "" if cell is None else shown(cell, context))
        return
    url, colour, hint = part(cell, "url"), part(cell, "colour"), part(cell, "hint")
    text = shown(part(cell, "text"), context)
    numeric = " govuk-table__cell--numeric" if part(cell, "numeric") else ""
    drawn.add(begin + numeric + '" data-label="{}">', label)
    if url:
        drawn.add('<a class="govuk-link" href="{}">{}</a>', url, text)
    else:
        drawn.add("{}", tag(text, colour) if colour else text)
    if hint:
        drawn.add('<span class="lscb-table__hint">{}</span>', shown(hint, context))
    drawn.add(end)


# --- timelines --------------------------------------------------------------------------------------------

WHEN = '<li class="lscb-timeline__item"><p class="lscb-timeline__when"><time datetime="{}">{}</time></p>\n'
LINK = ' <a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>'


@register.simple_tag(takes_context=True)
def timeline_rows(context: template.Context) -> str:
    """The entries of components/timeline.html, from its own events."""
    drawn = Markup()
    for event in context["events"]:
        _event(drawn, event, context)
    return drawn.html()


def _event(drawn: Markup, event: Any, context: template.Context) -> None:
    at, text = part(event, "at"), shown(part(event, "text"), context)
    url, why = part(event, "url"), part(event, "why")
    drawn.add(WHEN, words.isodate(at), words.datetime_local(at))
    drawn.add('<p class="lscb-timeline__what">{}', text)
    if url:
        drawn.add(LINK, url, shown(part(event, "url_label"), context) or "Open", text)
    drawn.add("</p>")
    if why:
        drawn.add('<p class="lscb-timeline__why">Reason: {}</p>', shown(why, context))
    drawn.add("</li>\n")


# --- summary lists ----------------------------------------------------------------------------------------

CHANGE = (
    '<dd class="govuk-summary-list__actions"><a class="govuk-link" href="{}">{}'
    '<span class="govuk-visually-hidden"> {}</span></a></dd>'
)


@register.simple_tag(takes_context=True)
def summary_rows(context: template.Context) -> str:
    """The rows of components/summary_list.html, from its own rows."""
    drawn = Markup()
    for row in context.get("rows") or ():
        _fact(drawn, row, context)
    return drawn.html()


def _fact(drawn: Markup, row: Any, context: template.Context) -> None:
    key, note, change = shown(part(row, "key"), context), part(row, "note"), part(row, "action_url")
    bare = "" if change else " govuk-summary-list__row--no-actions"
    drawn.add(
        '<div class="govuk-summary-list__row' + bare + '"><dt class="govuk-summary-list__key">{}</dt>\n', key
    )
    drawn.add('<dd class="govuk-summary-list__value">')
    _value(drawn, row, context)
    if note:
        drawn.add('<p class="lscb-quiet govuk-!-margin-bottom-0">{}</p>', shown(note, context))
    drawn.add("</dd>")
    if change:
        drawn.add(CHANGE, change, shown(part(row, "action_label"), context) or "Change", key)
    drawn.add("</div>\n")


def _value(drawn: Markup, row: Any, context: template.Context) -> None:
    value, colour, url, lines = (part(row, name) for name in ("value", "tag", "url", "lines"))
    if colour:
        drawn.add("{}", tag(shown(value, context), colour))
    elif url:
        drawn.add('<a class="govuk-link" href="{}">{}</a>', url, shown(value, context))
    elif lines:
        drawn.add('<ul class="govuk-list">')
        for line in lines:
            drawn.add("<li>{}</li>", shown(line, context))
        drawn.add("</ul>")
    elif value or value == 0:
        drawn.add('<div class="lscb-prewrap">{}</div>', shown(value, context))
    else:
        drawn.add('<span class="lscb-quiet">{}</span>', shown(part(row, "empty"), context) or "Not given")
