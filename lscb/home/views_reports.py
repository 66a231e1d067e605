"""Reports to the Board: made with one press, kept with their figures; their Word template."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lscb.board.models import BoardReport
from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.core.posting import accepted, posted
from lscb.files.presenters import attachments
from lscb.home.figures import pages, reporting, word
from lscb.home.figures.forms import ReportForm, ReportTemplateForm
from lscb.home.figures.freezing import check_can_freeze
from lscb.home.views_dashboards import HOME, board_for
from lscb.people.models import User
from lscb.records.models import Record
from lscb.records.reading import open_or_404

LIST = {"label": "Reports to the Board", "url": "/dashboard/reports/"}
PAGE = 25


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    board = board_for(request)
    before = request.GET.get("before", "")
    rows = BoardReport.objects.filter(board=board, record__in=Record.objects.visible_to(_me(request)))
    rows = (
        rows.filter(pk__lt=int(before))
        if before.isascii() and before.isdigit() and len(before) < 19
        else rows
    )
    found = list(rows.select_related("record", "figures", "made_by").order_by("-pk")[: PAGE + 1])
    context = {
        "title": "Reports to the Board", "breadcrumbs": [HOME, {"label": LIST["label"]}],
        "columns": [{"label": "Report"}, {"label": "As at"}, {"label": "Made by"}],
        "rows": pages.report_rows(found[:PAGE]), "may_make": has(_me(request), Permission.BOARD_REPORT, board),
        "older_url": f"?before={found[PAGE - 1].pk}" if len(found) > PAGE else "", "newer_url": "?" if before else "",
    }  # fmt: skip
    return render(request, "home/report_list.html", context)


def report_make(request: HttpRequest) -> HttpResponse:
    """One form, one press: the figures are frozen and both files made of them."""
    board, user = board_for(request), _me(request)
    check_can_freeze(user, board)
    form = ReportForm(posted(request))
    act = lambda: reporting.make_report(board=board, by=user, **form.cleaned_data)  # noqa: E731
    if request.method == "POST" and (report := accepted(form, act)):
        messages.success(request, "The report is made. Its figures are kept as they are now.")
        return redirect(report.record.get_absolute_url())
    context = {
        "form": form, "title": "Make a report to the Board", "cancel_url": LIST["url"],
        "lead": "The figures are kept as they stand now, as a PDF and as a Word file that you can edit. It takes a few seconds.",
        "breadcrumbs": [HOME, LIST, {"label": "Make"}],
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


@require_safe
def report_detail(request: HttpRequest, reference: str) -> HttpResponse:
    record = open_or_404(
        request, Record.objects.filter(kind="board-report").select_related("board"), reference
    )
    report = BoardReport.objects.select_related("figures__board", "made_by", "record").get(
        record=record
    )  # rights: above
    figures = report.figures
    context = {
        "title": "Report to the Board", "reference": reference, "kind": "Report", "marking": record.marking,
        "report": report, "as_at": figures.as_at, "files": attachments(reporting.files_of(report), revealed=True),
        "sections": pages.sections(figures.figures, reporting.previous(figures), live=False),
        "breadcrumbs": [HOME, LIST, {"label": reference}],
    }  # fmt: skip
    return render(request, "home/report_detail.html", context)


def report_template(request: HttpRequest, reference: str = "") -> HttpResponse:
    """The board's own Word template, or the one that comes with the product."""
    board, user = board_for(request), _me(request)
    check_can_freeze(user, board)
    if reference and not Record.objects.visible_to(user).filter(
        board=board, reference=reference, kind=reporting.TEMPLATE
    ):
        raise Http404
    form = ReportTemplateForm(posted(request), request.FILES or None)
    act = lambda: reporting.set_template(board=board, by=user, upload=form.cleaned_data["file"])  # noqa: E731
    if request.method == "POST" and (_ := accepted(form, act)):
        messages.success(request, "The next report is made with this template.")
        return redirect("home:report-template")
    use = reporting.template_use(board)
    context: dict[str, Any] = {
        "form": form, "title": "Template of the report", "files": attachments([use], revealed=True) if use else [],
        "breadcrumbs": [HOME, LIST, {"label": "Template"}], "cancel_url": LIST["url"],
    }  # fmt: skip
    return render(request, "home/report_template.html", context, status=422 if form.errors else 200)


@require_safe
def template_shipped(request: HttpRequest) -> HttpResponse:
    """The template that comes with the product, to start one's own from."""
    check_can_freeze(_me(request), board_for(request))
    headers = {
        "Content-Disposition": f'attachment; filename="report-template-{timezone.localdate():%Y}.docx"'
    }
    return HttpResponse(word.shipped(), content_type=reporting.DOCX, headers=headers)
