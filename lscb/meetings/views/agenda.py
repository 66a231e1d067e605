"""Changing an agenda: headings, order, what each item says about itself, taking one off, and when it is complete."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lscb.core.posting import posted
from lscb.meetings import forms, operations, reading
from lscb.meetings import permissions as may
from lscb.meetings.models import AgendaItem, Declaration
from lscb.meetings.presenters import agenda as show
from lscb.meetings.sight import items_seen
from lscb.meetings.views.shared import done, fetch, form_page, item_or_404
from lscb.records.models import Record
from lscb.records.reading import open_or_404


@require_safe
def agenda(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    context = show.edit_page(meeting, items_seen(meeting, request.user))
    return render(request, "meetings/agenda.html", context)


@require_POST
def agenda_set(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    operations.set_agenda(meeting=meeting, by=request.user)
    return done(request, meeting, "The agenda is set.")


@require_POST
def standing(request: HttpRequest, reference: str) -> HttpResponse:
    """Welcome, minutes of the last meeting, matters arising, any other business."""
    meeting = fetch(request, reference)
    operations.add_standing_items(meeting=meeting, by=request.user)
    return done(request, meeting, "The standing items are on the agenda.", "agenda/")


def item_add(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    initial = {"purpose": AgendaItem.Purpose.DISCUSS, "allotted": 10}
    form = forms.ItemForm(posted(request), people=reading.people_of_group(meeting), initial=initial)
    act = lambda: operations.add_heading(meeting=meeting, by=request.user, **form.cleaned_data)  # noqa: E731
    return form_page(request, meeting, form, act, "Add an item", "Added to the agenda.", to="agenda/")


def item_edit(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    item = item_or_404(request, meeting, number).item
    initial = {name: getattr(item, name) for name in ("title", "purpose", "allotted", "lead", "brief")}
    people = reading.people_of_group(meeting)
    form = forms.ItemForm(posted(request), people=people, with_title=item.is_plain, initial=initial)
    act = lambda: operations.edit_item(item=item, by=request.user, **form.cleaned_data)  # noqa: E731
    return form_page(request, meeting, form, act, "Change the item", "Changed.", to="agenda/")


@require_POST
def item_move(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One place up or down."""
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    item = item_or_404(request, meeting, number).item
    operations.move_item(item=item, up=request.POST.get("way") == "up", by=request.user)
    return redirect(f"{meeting.record.get_absolute_url()}agenda/#item-{item.pk}")


def item_remove(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    item = item_or_404(request, meeting, number).item
    form = forms.RemoveItemForm(posted(request))
    act = lambda: operations.remove_item(item=item, by=request.user, **form.cleaned_data)  # noqa: E731
    return form_page(
        request, meeting, form, act, "Take the item off", "Taken off the agenda.", to="agenda/", danger=True
    )


def item_declare(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A member declares a conflict of their own on any item."""
    meeting = fetch(request, reference)
    may.check_is_member(request.user, meeting)
    item = item_or_404(request, meeting, number).item
    form = forms.DeclareForm(posted(request))
    act = lambda: operations.declare_on_item(item=item, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "An agency interest: you read and speak, but do not count. A personal conflict shuts the item to you at once."
    kinds = Declaration.Kind
    done_words = (
        "Recorded." if request.POST.get("kind") == kinds.AGENCY else "Recorded. The item is shut to you now."
    )
    return form_page(request, meeting, form, act, "Declare a conflict of interest", done_words, lead=lead)


@require_safe
def item_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the record of a heading leads: its meeting."""
    record = open_or_404(request, Record.objects, reference, page="")
    meeting = record.agenda_items.select_related("meeting__record").order_by("pk").last()
    return redirect(meeting.meeting.record if meeting else "meetings:meeting-list")
