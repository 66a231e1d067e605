"""The quarterly review of who has access; and who joined, moved and left."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lscb.board import access_review
from lscb.board.access_review import check_can_review, reviews_of, rows_of
from lscb.board.forms.away import JoinersForm, JudgeForm, TickedForm
from lscb.board.lists import grants_since, seats_since
from lscb.board.models import AccessReview
from lscb.board.presenters import away as presenters
from lscb.board.roles import Permission as P
from lscb.board.views.shared import board_for, me, own_board, take
from lscb.core.posting import accepted
from lscb.people.models import Board
from lscb.people.stepup import step_up


def _reviewer(request: HttpRequest) -> Board:
    board = own_board(request)
    check_can_review(me(request), board)
    return board


def _review(request: HttpRequest, reference: str) -> AccessReview:
    return get_object_or_404(reviews_of(_reviewer(request)), record__reference=reference)


@step_up
def reviews(request: HttpRequest) -> HttpResponse:
    """Every review of the board; sending the form begins the one of this quarter."""
    board, today = _reviewer(request), timezone.localdate()
    if request.method == "POST":
        made = access_review.open_review(board=board, by=me(request))
        messages.success(request, "The review has begun. Everybody is on the list as they are today.")
        return redirect(made)
    rows = list(reviews_of(board))
    begun = any((row.year, row.quarter) == access_review.quarter_of(today) for row in rows)
    return render(request, "board/access_reviews.html", presenters.reviews_page(rows, today, begun=begun))


@step_up
def review(request: HttpRequest, reference: str) -> HttpResponse:
    found = _review(request, reference)
    context = presenters.review_page(found, list(rows_of(found)))
    return render(request, "board/access_review.html", context)


@step_up
def row_judge(request: HttpRequest, reference: str, row: int) -> HttpResponse:
    found = _review(request, reference)
    one = get_object_or_404(rows_of(found), pk=row)
    form = JudgeForm(request.POST or None, initial={"judgement": one.judgement, "note": one.note})
    return take(
        request, form, lambda: access_review.judge(row=one, by=me(request), **form.cleaned_data),
        done=f"{one.user.name}: it is kept.", to=found.get_absolute_url(), title=one.user.name, kind=found.record.title,
        template="board/access_row.html", rows=presenters.row_rows(one),
        breadcrumbs=[
            presenters.HOME, presenters.PEOPLE, presenters.REVIEWS,
            {"label": reference, "url": found.get_absolute_url()}, {"label": one.user.name},
        ],
    )  # fmt: skip


@step_up
@require_POST
def rows_confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """Those who were ticked are right as they are."""
    found = _review(request, reference)
    people = list(rows_of(found))
    form = TickedForm(request.POST, people=people)
    count = accepted(form, lambda: access_review.confirm(review=found, rows=form.ticked(), by=me(request)))
    if count:
        messages.success(request, f"Right as they are: {count}.")
        return redirect(found)
    context = presenters.review_page(found, people) | {"form": form}
    return render(request, "board/access_review.html", context, status=422)


@step_up
@require_POST
def finish(request: HttpRequest, reference: str) -> HttpResponse:
    found = _review(request, reference)
    access_review.finish(review=found, by=me(request))
    messages.success(request, "The review is finished. The next one is due in the next quarter.")
    return redirect(found)


def joiners(request: HttpRequest) -> HttpResponse:
    """Who came, moved and went."""
    board, today = board_for(request, P.BOARD_ADMIN, P.ACCOUNTS_ADMIN), timezone.localdate()
    form = JoinersForm(request.GET if request.GET else None)
    since = form.cleaned_data["since"] if form.is_bound and form.is_valid() else None
    since = since or today - dt.timedelta(days=182)
    context = presenters.joiners_page(grants_since(board, since), seats_since(board, since), since, today)
    return render(request, "board/joiners.html", context | {"form": form})
