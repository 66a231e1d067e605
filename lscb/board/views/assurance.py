"""Pages of the reports that the board expects: the list, the schedule, one report and its verbs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from lscb.board import states
from lscb.board.assurance import exports, operations, updates
from lscb.board.assurance.facts import filtered, page_of_report, reports_for_page, schedules_of
from lscb.board.assurance.permissions import check_can_ask, check_can_write
from lscb.board.forms import WhyForm
from lscb.board.forms import assurance as forms
from lscb.board.models import AssuranceReport
from lscb.board.presenters import assurance as presenters
from lscb.board.presenters.registers import active_of, turned
from lscb.board.registers import listing
from lscb.board.registers.permissions import keeps
from lscb.board.views.shared import me, own_board, take
from lscb.clocks.holidays import current_holidays
from lscb.core.posting import accepted
from lscb.core.tables import CSV, EXCEL
from lscb.core.templatetags.lscb import plural
from lscb.people.stepup import step_up
from lscb.records.reading import open_or_404

HOME, LIST = presenters.HOME, presenters.LIST
SCHEDULE = {"label": "Schedule", "url": "/board/assurance/schedule/"}


def reports(request: HttpRequest) -> HttpResponse:
    board, today = own_board(request), timezone.localdate()
    form = forms.AssuranceFilterForm(request.GET, board=board)
    picked = listing.chosen(form)
    rows = filtered(me(request), board, picked, today)
    page = listing.page_of(rows, "due", request.GET)
    _, holidays = current_holidays("england-and-wales")
    context: dict[str, Any] = {
        "title": "Reports", "lead": "What agencies and services report to the Board, by when, and what came of it.",
        "breadcrumbs": [HOME, {"label": "Reports"}], "filter_form": form, "active": active_of(form, picked, request.GET),
        "columns": ["Report", "From", "For", "Due", "Status"], "caption": "Reports", "caption_hidden": True,
        "rows": presenters.list_rows(page.rows, today, holidays), "newer_url": turned(request.GET, before=page.newer),
        "older_url": turned(request.GET, after=page.older), "newer_label": "Previous page", "older_label": "Next page",
        "empty_text": "No report is expected that fits. Reports appear here when the business unit asks for them.",
        "keeps": keeps(me(request), board), "count_text": f"{plural(rows.count(), 'report')}.",
        "export_url": f"{reverse('board:assurance-export')}?{request.GET.urlencode()}",
    }  # fmt: skip
    return render(request, "board/assurance.html", context)


@step_up
def reports_export(request: HttpRequest) -> HttpResponse:
    """The same rows as the list, as a table file: CSV, or Excel with ?as=xlsx."""
    board, today = own_board(request), timezone.localdate()
    picked = listing.chosen(forms.AssuranceFilterForm(request.GET, board=board))
    rows = listing.ordered(filtered(me(request), board, picked, today), "due").with_parties()
    excel = request.GET.get("as") == "xlsx"
    text = exports.export_reports(
        board=board, rows=rows.iterator(500), today=today, excel=excel, by=me(request)
    )
    name = f"reports-{today:%Y-%m-%d}.{'xlsx' if excel else 'csv'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=EXCEL if excel else CSV, headers=headers)


def report(request: HttpRequest, reference: str) -> HttpResponse:
    found = open_or_404(request, reports_for_page, reference)
    context = page_of_report(found, me(request), timezone.localdate())
    return render(request, "board/assurance_report.html", context)


def schedule(request: HttpRequest) -> HttpResponse:
    board = own_board(request)
    check_can_ask(me(request), board)
    context = presenters.schedule_page(schedules_of(board)) | {"usual": presenters.usual_links()}
    return render(request, "board/schedule.html", context)


def schedule_add(request: HttpRequest) -> HttpResponse:
    board = own_board(request)
    check_can_ask(me(request), board)
    form = forms.ReportScheduleForm(
        request.POST or None, board=board, template=request.GET.get("template", "")
    )
    return take(
        request, form, lambda: operations.schedule(board=board, by=me(request), **form.cleaned_data),
        done="The report is expected. Whoever gives it has been told.", to=SCHEDULE["url"], title="Expect a report",
        breadcrumbs=[HOME, LIST, SCHEDULE, {"label": "Expect a report"}],
    )  # fmt: skip


def schedule_change(request: HttpRequest, pk: int) -> HttpResponse:
    board = own_board(request)
    check_can_ask(me(request), board)
    row = get_object_or_404(schedules_of(board), pk=pk)
    form = forms.ReportScheduleForm(request.POST or None, board=board, plan=row)
    return take(
        request, form, lambda: operations.change_schedule(schedule=row, by=me(request), **form.cleaned_data),
        done="It is changed, from the next report on.", to=SCHEDULE["url"], title=f"Change: {row.title}",
        breadcrumbs=[HOME, LIST, SCHEDULE, {"label": "Change"}],
    )  # fmt: skip


def schedule_end(request: HttpRequest, pk: int) -> HttpResponse:
    board = own_board(request)
    check_can_ask(me(request), board)
    row = get_object_or_404(schedules_of(board), pk=pk)
    form = WhyForm(request.POST or None)
    return take(
        request, form, lambda: operations.end_schedule(schedule=row, by=me(request), **form.cleaned_data),
        done="Nothing more is expected of it. What was received stays.", to=SCHEDULE["url"], title=f"End: {row.title}",
        breadcrumbs=[HOME, LIST, SCHEDULE, {"label": "End"}], danger=True,
    )  # fmt: skip


def ask(request: HttpRequest) -> HttpResponse:
    """The Board asks chosen agencies for an Operational Assurance Report."""
    board = own_board(request)
    check_can_ask(me(request), board)
    form = forms.AskAgenciesForm(request.POST or None, board=board)
    return take(
        request, form, lambda: operations.ask_agencies(board=board, by=me(request), **form.cleaned_data),
        done="The agencies have been asked.", to=LIST["url"], title="Ask for Operational Assurance Reports",
        lead="Each agency writes four parts and the solutions it found, and can save as it goes.",
        breadcrumbs=[HOME, LIST, {"label": "Ask"}],
    )  # fmt: skip


def updates_ask(request: HttpRequest) -> HttpResponse:
    """Before a meeting every member is asked what affects their agency (R023)."""
    board = own_board(request)
    check_can_ask(me(request), board)
    start = {"meeting": request.GET.get("meeting", "")}
    form = forms.AskUpdatesForm(request.POST or None, board=board, user=me(request), initial=start)
    return take(
        request, form, lambda: updates.ask_updates(by=me(request), **form.cleaned_data),
        done="Every member who was not asked before has been asked.", to=LIST["url"],
        title="Ask members for their updates", breadcrumbs=[HOME, LIST, {"label": "Updates"}],
        lead="They are due as many working days before the meeting as the group has set; without a setting, five.",
    )  # fmt: skip


def write(request: HttpRequest, reference: str) -> HttpResponse:
    """The parts of a report, kept as they are written; handing it in is one more step."""
    found = open_or_404(request, reports_for_page, reference, page="write")
    check_can_write(me(request), found)
    states.ASSURANCE_MACHINE.require("hand_in", found)
    form = forms.PartsForm(request.POST if request.method == "POST" else None, report=found)
    if request.method == "POST" and accepted(
        form,
        lambda: operations.save_parts(report=found, texts=form.texts(), began=form.marks(), by=me(request)),
    ):
        if request.headers.get("X-Requested-With") == "fetch":
            return HttpResponse(status=204)
        if "hand_in" in request.POST:
            return redirect("board:assurance-hand-in", reference=reference)
        messages.success(request, "What you wrote is kept. You can come back at any time.")
        return redirect(found)
    context = _page(found, form, "Write the report") | {
        "autosave_url": request.path, "saved_text": "", "submit": "Save and come back later", "lead": found.question,
        "buttons": [{"name": "hand_in", "value": "yes", "label": "Save and hand in"}],
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def hand_in(request: HttpRequest, reference: str) -> HttpResponse:
    found = _to_do(request, reference, "hand_in")
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.HandInForm(*posted, report=found)

    def act() -> AssuranceReport:
        file = form.cleaned_data["file"]
        return operations.hand_in(
            report=found,
            texts=form.texts(),
            began=form.marks(),
            files=[file] if file else [],
            on=form.cleaned_data["on"],
            by=me(request),
        )

    return _answer(
        request,
        found,
        form,
        act,
        "The report is handed in. Whoever checks it has been told.",
        "Hand the report in",
    )


def check(request: HttpRequest, reference: str) -> HttpResponse:
    found = _to_do(request, reference, "check")
    form = forms.ReportCheckForm(*((request.POST,) if request.method == "POST" else ()), report=found)
    return _answer(
        request, found, form,
        lambda: operations.check(
            report=found, found=form.found(), scrutiny=form.cleaned_data["scrutiny"],
            outcome=form.cleaned_data["outcome"], by=me(request),
        ),
        "The check is kept. Whoever gave the report has been told.", "Check the report",
    )  # fmt: skip


def ask_again(request: HttpRequest, reference: str) -> HttpResponse:
    found = _to_do(request, reference, "ask_again")
    form = forms.ReportAgainForm(*((request.POST,) if request.method == "POST" else ()))
    return _answer(
        request, found, form, lambda: operations.ask_again(report=found, by=me(request), **form.cleaned_data),
        "The report is asked for again.", "Ask again",
    )  # fmt: skip


def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    found = _to_do(request, reference, "withdraw")
    form = WhyForm(*((request.POST,) if request.method == "POST" else ()))
    return _answer(
        request, found, form, lambda: operations.withdraw(report=found, by=me(request), **form.cleaned_data),
        "The report is no longer expected.", "It is no longer expected",
    )  # fmt: skip


def _to_do(request: HttpRequest, reference: str, verb: str) -> AssuranceReport:
    found = open_or_404(request, reports_for_page, reference, page=verb.replace("_", " "))
    states.check_of(verb)(me(request), found)
    states.ASSURANCE_MACHINE.require(verb, found)
    return found


def _answer(
    request: HttpRequest, found: AssuranceReport, form: Any, act: Any, done: str, title: str
) -> HttpResponse:
    if request.method == "POST" and accepted(form, act):
        messages.success(request, done)
        return redirect(found)
    return render(request, "layouts/form.html", _page(found, form, title), status=422 if form.errors else 200)


def _page(found: AssuranceReport, form: Any, title: str) -> dict[str, Any]:
    reference, url = found.record.reference, reverse("board:assurance-detail", args=[found.record.reference])
    return {
        "form": form, "title": title, "kind": found.record.title, "reference": reference, "cancel_url": url,
        "marking": found.record.marking, "breadcrumbs": [HOME, LIST, {"label": reference, "url": url}, {"label": title}],
    }  # fmt: skip
