"""Pages of the board's documents."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from lscb.board.documents import operations, reading
from lscb.board.documents.permissions import check_can_keep, check_can_start
from lscb.board.forms import WhyForm
from lscb.board.forms import documents as forms
from lscb.board.models import BoardDocument, BoardDocumentVersion
from lscb.board.presenters import documents as presenters
from lscb.board.registers.permissions import keeps
from lscb.board.views.shared import me, own_board, take
from lscb.clocks import presenters as clocks
from lscb.clocks.holidays import current_holidays
from lscb.core.templatetags.lscb import allowed
from lscb.records.reading import open_or_404
from lscb.records.timeline import timeline

HOME, LIST = presenters.HOME, presenters.LIST


def documents(request: HttpRequest) -> HttpResponse:
    board = own_board(request)
    all_of_them = request.GET.get("all") == "yes"
    context = presenters.list_page(
        reading.documents_of(me(request), board, all_of_them=all_of_them), timezone.localdate(),
        may_start=keeps(me(request), board), all_of_them=all_of_them,
    )  # fmt: skip
    return render(request, "board/documents.html", context)


def document(request: HttpRequest, reference: str) -> HttpResponse:
    found, today = open_or_404(request, reading.documents_for_page, reference), timezone.localdate()
    _, holidays = current_holidays("england-and-wales")
    versions = reading.versions_of(found)
    running = [clocks.clock(row, today, holidays) for row in reading.newest_clock(found.record)]
    context = presenters.document_page(
        found, versions, reading.tests_of(found, me(request)), running, timeline(found.record, me(request)),
        may_keep=allowed(lambda: check_can_keep(me(request), found)) and not found.withdrawn_on,
        may_open_meetings=reading.meetings_seen(versions, me(request)),
    )  # fmt: skip
    return render(request, "board/document.html", context)


def add(request: HttpRequest) -> HttpResponse:
    board = own_board(request)
    check_can_start(me(request), board)
    form = forms.BoardDocumentForm(request.POST or None, board=board)
    return take(
        request, form, lambda: operations.add(board=board, by=me(request), **form.cleaned_data),
        done="The document is on the list. Keep its first version next.", to=LIST["url"], title="Add a document",
        breadcrumbs=[HOME, LIST, {"label": "Add"}],
    )  # fmt: skip


def change(request: HttpRequest, reference: str) -> HttpResponse:
    found = _to_keep(request, reference)
    form = forms.BoardDocumentForm(request.POST or None, board=found.board, document=found)
    return _take(
        request, found, form, lambda: operations.change(document=found, by=me(request), **form.cleaned_data),
        "What the list says is changed.", "Change what the list says",
    )  # fmt: skip


def version(request: HttpRequest, reference: str) -> HttpResponse:
    found = _to_keep(request, reference)
    form = forms.VersionForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    return _take(
        request, found, form, lambda: operations.keep_version(document=found, by=me(request), **form.cleaned_data),
        "The version is kept, and the next review has its day.", "Keep a version",
    )  # fmt: skip


def ratify(request: HttpRequest, reference: str, version: int) -> HttpResponse:
    found = _to_keep(request, reference)
    row: BoardDocumentVersion = get_object_or_404(found.versions.select_related("document"), pk=version)
    form = forms.RatifyForm(request.POST or None, board=found.board, user=me(request))
    return _take(
        request, found, form, lambda: operations.ratify(version=row, by=me(request), **form.cleaned_data),
        "It is recorded that the version is ratified.", f"Version {row.number} is ratified",
    )  # fmt: skip


def review(request: HttpRequest, reference: str) -> HttpResponse:
    found = _to_keep(request, reference)
    form = forms.ReviewAskForm(request.POST or None)
    return _take(
        request, found, form, lambda: operations.ask_review(document=found, by=me(request), **form.cleaned_data),
        "The review is asked for. The owner and the group's chair have been told.", "Ask for a review before its time",
    )  # fmt: skip


def test(request: HttpRequest, reference: str) -> HttpResponse:
    found = _to_keep(request, reference)
    form = forms.TestedForm(request.POST or None, board=found.board, user=me(request))
    return _take(
        request, found, form, lambda: operations.add_test(document=found, by=me(request), **form.cleaned_data),
        "It is kept.", "Record what it was tested against",
    )  # fmt: skip


def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    found = _to_keep(request, reference)
    form = WhyForm(request.POST or None)
    return _take(
        request, found, form, lambda: operations.withdraw(document=found, by=me(request), **form.cleaned_data),
        "The document is no longer in use.", "Take it out of use",
    )  # fmt: skip


def _to_keep(request: HttpRequest, reference: str) -> BoardDocument:
    found = open_or_404(request, reading.documents_for_page, reference, page="form")
    check_can_keep(me(request), found)
    return found


def _take(
    request: HttpRequest, found: BoardDocument, form: Any, act: Any, done: str, title: str
) -> HttpResponse:
    reference = found.record.reference
    here = {"label": reference, "url": found.get_absolute_url()}
    return take(
        request, form, act, done=done, to=found.get_absolute_url(), title=title, kind=found.record.title,
        reference=reference, marking=found.record.marking, breadcrumbs=[HOME, LIST, here, {"label": title}],
    )  # fmt: skip
