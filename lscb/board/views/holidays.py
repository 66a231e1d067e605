"""The list of bank holidays: its versions, one more day off, one less."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lscb.board import holidays, presenters
from lscb.board.forms import HolidayAddForm, HolidayRemoveForm
from lscb.board.roles import Permission
from lscb.board.views.shared import HOME, board_for, take
from lscb.clocks.holidays import listed_days, versions_of
from lscb.clocks.words import day_in_words
from lscb.people.models import Board

LIST = {"label": "Bank holidays", "url": "/board/holidays/"}
SERVES_ALL = (
    "The list serves every board here. Time limits that start from now on are worked out with the new version; those "
    "already set keep the version that they were worked out with. The managers of all boards are told."
)


def _board(request: HttpRequest) -> Board:
    return board_for(request, Permission.BOARD_ADMIN, Permission.ACCOUNTS_ADMIN)


@require_safe
def holiday_list(request: HttpRequest) -> HttpResponse:
    """The days off that are to come, and every version of the list."""
    board = _board(request)
    sets = versions_of(holidays.CALENDAR)
    context = presenters.holidays_page(
        sets, listed_days(sets[0]), holidays.running_by_version(board), timezone.localdate()
    )
    return render(
        request, "board/holidays.html", context | {"breadcrumbs": [HOME, {"label": "Bank holidays"}]}
    )


def holiday_add(request: HttpRequest) -> HttpResponse:
    board = _board(request)
    form = HolidayAddForm(request.POST or None)
    return take(
        request, form, lambda: holidays.add(board=board, by=request.user, **form.cleaned_data),
        done="The holiday is added in a new version of the list. The managers of all boards have been told.", to=LIST["url"],
        title="Add a bank holiday", lead=SERVES_ALL, breadcrumbs=[HOME, LIST, {"label": "Add"}],
    )  # fmt: skip


def holiday_remove(request: HttpRequest, day: str) -> HttpResponse:
    """One day of the newest version, as 2026-12-28 in the address."""
    board = _board(request)
    listed = listed_days(versions_of(holidays.CALENDAR)[0])
    row = next((each for each in listed if each.day.isoformat() == day), None)
    if row is None:
        raise Http404
    form = HolidayRemoveForm(request.POST or None)
    return take(
        request, form, lambda: holidays.remove(board=board, by=request.user, day=row.day, **form.cleaned_data),
        done="The day is off the list in a new version of it. The managers of all boards have been told.", to=LIST["url"],
        title=f"Take {day_in_words(row.day)} off the list", lead=f"{row.name}. {SERVES_ALL}", danger=True,
        breadcrumbs=[HOME, LIST, {"label": "Take off"}],
    )  # fmt: skip
