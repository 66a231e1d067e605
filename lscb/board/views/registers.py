"""Pages of the registers: all of them, one list, one entry, and a page for each verb."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from lscb.board import states
from lscb.board.forms import registers as forms
from lscb.board.models import Entry
from lscb.board.presenters import registers as presenters
from lscb.board.registers import exports, listing, operations, reading
from lscb.board.registers.clocks import CALENDAR
from lscb.board.registers.facts import belongs, entries_for_page, facts_of, register_or_404
from lscb.board.registers.kinds import register_of
from lscb.board.registers.permissions import check_can_start, may_start
from lscb.board.views.shared import me, own_board
from lscb.clocks.holidays import current_holidays
from lscb.core.posting import accepted
from lscb.core.tables import CSV, EXCEL
from lscb.people.models import User
from lscb.people.stepup import step_up
from lscb.records.reading import open_or_404

#: verb: title, form, what is said afterwards, what is said before
VERBS: dict[str, tuple[str, Any, str, str]] = {
    "answer": ("Answer", forms.EntryAnswerForm, "The answer is kept. Whoever asked has been told.", ""),
    "review": (
        "Look at it again", forms.EntryReviewForm, "The review is kept, and the next day is set.",
        "What was found before stays on the entry's page.",
    ),
    "close": (
        "Close the entry", forms.EntryCloseForm, "The entry is closed. Its outcome stays readable.",
        "Say what came of it. “Ongoing” is not an outcome.",
    ),
    "reopen": ("Open it again", forms.EntryReopenForm, "The entry is open again.", ""),
    "link": ("Link what it led to", forms.EntryLinkForm, "It is linked.", ""),
}  # fmt: skip


def registers(request: HttpRequest) -> HttpResponse:
    board = own_board(request)
    rows = presenters.home_rows(reading.counts_for(me(request), board, timezone.localdate()))
    context = {
        "title": "Registers", "lead": "What the Board and its groups watch, ask and are told. You see what you may read.",
        "breadcrumbs": [presenters.HOME, {"label": "Registers"}], "columns": ["Register", "Open", "Answered", "Overdue"],
        "rows": rows, "caption": "Registers", "caption_hidden": True,
    }  # fmt: skip
    return render(request, "layouts/list.html", context)


def register(request: HttpRequest, register: str) -> HttpResponse:
    kind, board, today = register_or_404(register), own_board(request), timezone.localdate()
    form = listing.EntryFilterForm(request.GET, board=board, register=kind, user=me(request))
    picked = listing.chosen(form)
    rows = listing.filtered(me(request), board, kind, picked, today)
    page = listing.page_of(rows, picked.get("sort", ""), request.GET)
    _, holidays = current_holidays(CALENDAR)
    context = presenters.list_page(kind, page, form, picked, request.GET) | {
        "count_text": presenters.count_text(rows.count()),
        "rows": presenters.list_rows(kind, page.rows, today, holidays),
        "may_start": may_start(me(request), board, kind),
    }
    if context["may_start"]:
        add = reverse("board:register-add", args=[kind.slug])
        context |= {"action_url": add, "action_label": f"Add {_a(kind.one)}"}
    return render(request, "board/register.html", context)


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


@step_up
def register_export(request: HttpRequest, register: str) -> HttpResponse:
    """The same rows as the list, as a table file: CSV, or Excel with ?as=xlsx."""
    kind, board, today = register_or_404(register), own_board(request), timezone.localdate()
    picked = listing.chosen(
        listing.EntryFilterForm(request.GET, board=board, register=kind, user=me(request))
    )
    found = listing.filtered(me(request), board, kind, picked, today)
    rows = listing.ordered(found, picked.get("sort", "")).with_parties()
    excel = request.GET.get("as") == "xlsx"
    text = exports.export_entries(
        register=kind, board=board, rows=rows.iterator(500), today=today, excel=excel, by=me(request)
    )
    name = f"{kind.slug}-{today:%Y-%m-%d}.{'xlsx' if excel else 'csv'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=EXCEL if excel else CSV, headers=headers)


def register_add(request: HttpRequest, register: str) -> HttpResponse:
    kind, board = register_or_404(register), own_board(request)
    check_can_start(me(request), board, kind)
    posted = (request.POST,) if request.method == "POST" else ()
    start = {"source": request.GET.get("source", "")}
    form = forms.BoardEntryForm(*posted, board=board, register=kind, user=me(request), initial=start)

    def add() -> Entry:
        values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return operations.add_entry(kind=kind.kind, board=board, by=me(request), **values)

    if posted and (entry := accepted(form, add)):
        messages.success(request, "The entry is kept. Whoever has the next step has been told.")
        return redirect(entry)
    here = {"label": kind.name, "url": reverse("board:register", args=[kind.slug])}
    context = {
        "form": form, "title": f"Add {_a(kind.one)}", "cancel_url": here["url"], "marking": operations.MARKING,
        "breadcrumbs": [presenters.HOME, presenters.ALL, here, {"label": "Add"}],
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def entry(request: HttpRequest, register: str, reference: str) -> HttpResponse:
    found = belongs(open_or_404(request, entries_for_page, reference), register)
    context = presenters.entry_page(facts_of(found, me(request), timezone.localdate()))
    return render(request, "board/register_entry.html", context)


def entry_change(request: HttpRequest, register: str, reference: str) -> HttpResponse:
    found = _to_do(request, register, reference, "change")
    posted = (request.POST,) if request.method == "POST" else ()
    form = forms.BoardEntryForm(
        *posted, board=found.board, register=register_of(found), user=me(request), entry=found
    )
    if posted and accepted(form, lambda: operations.change(entry=found, by=me(request), **form.cleaned_data)):
        messages.success(request, "The entry is changed. How it read before is kept.")
        return redirect(found)
    return _form(request, found, form, "Change the entry", "")


def entry_verb(request: HttpRequest, register: str, reference: str, verb: str) -> HttpResponse:
    """One verb: refused with a sentence before the form is shown, and again by the operation."""
    found = _to_do(request, register, reference, verb)
    title, form_class, done, lead = VERBS[verb]
    posted = (request.POST,) if request.method == "POST" else ()
    form = form_class(*posted, entry=found, user=me(request))
    if posted and accepted(form, lambda: _act(verb, found, form.cleaned_data, me(request))):
        messages.success(request, done)
        return redirect(found)
    return _form(request, found, form, title, lead)


def _to_do(request: HttpRequest, register: str, reference: str, verb: str) -> Entry:
    found = belongs(open_or_404(request, entries_for_page, reference, page=verb), register)
    if verb in ("answer", "review") and (verb == "answer") is not register_of(found).answers:
        raise Http404
    states.check_of(verb)(me(request), found)
    states.require_state(verb, found)
    return found


def _act(verb: str, found: Entry, values: dict[str, Any], by: User) -> object:
    if verb == "link":
        return operations.link(entry=found, record=values["led_to"], by=by)
    if verb == "close":
        led_to = values.pop("led_to", None)
        return operations.close(entry=found, by=by, led_to=[led_to] if led_to else [], **values)
    act = {"answer": operations.answer, "review": operations.review, "reopen": operations.reopen}[verb]
    return act(entry=found, by=by, **values)


def _form(request: HttpRequest, found: Entry, form: Any, title: str, lead: str) -> HttpResponse:
    kind, reference = register_of(found), found.record.reference
    here = {"label": kind.name, "url": reverse("board:register", args=[kind.slug])}
    context = {
        "form": form, "title": title, "kind": kind.one.capitalize(), "reference": reference, "lead": lead,
        "cancel_url": found.get_absolute_url(), "marking": found.record.marking, "entry_title": found.record.title,
        "entry_text": found.text,
        "breadcrumbs": [
            presenters.HOME, presenters.ALL, here, {"label": reference, "url": found.get_absolute_url()}, {"label": title},
        ],
    }  # fmt: skip
    return render(request, "board/register_form.html", context, status=422 if form.errors else 200)
