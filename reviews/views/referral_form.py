"""The referral form: a task list of short pages, check-your-answers, sending and taking back. Its pages are in form_pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lscb.board.permissions import standing_of
from lscb.core.posting import accepted, posted
from reviews import permissions as may
from reviews import reading
from reviews.forms import referral as forms
from reviews.models import Referral
from reviews.operations import referrals, triage
from reviews.presenters import referral_form as show
from reviews.views import form_pages
from reviews.views.door import Door, outsider_door, signed_in_door


def new(request: HttpRequest) -> HttpResponse:
    """What happens next, and a button each for a concern and for good practice."""
    board = request.board
    may.check_can_refer(request.user, board)
    if request.method == "POST":
        own = reading.first_agency(standing_of(request.user).agencies())
        good = request.POST.get("route") == Referral.Route.GOOD_PRACTICE
        route = Referral.Route.GOOD_PRACTICE if good else Referral.Route.CONCERN
        referral = referrals.start(board=board, by=request.user, agency=own, route=route)
        return redirect("reviews:referral-form", referral.record.reference)
    return render(request, "reviews/referral_new.html", {"board": board})


def _form(request: HttpRequest, door: Door) -> HttpResponse:
    if not door.is_open:
        return redirect(door.after_sending())
    return render(
        request, "reviews/referral_tasks.html", show.task_list(door, referrals.missing_pages(door.referral))
    )


def _check(request: HttpRequest, door: Door) -> HttpResponse:
    if door.referral.status != Referral.Status.DRAFT:
        return redirect(door.after_sending())
    form = forms.SendForm(posted(request))
    if request.method == "POST" and accepted(
        form, lambda: referrals.submit(referral=door.referral, by=door.by)
    ):
        return redirect(door.after_sending())
    context = show.answers(door, referrals.missing_pages(door.referral)) | {"form": form}
    return render(request, "reviews/referral_check.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, door: Door, page: str) -> HttpResponse:
    """Any page of the form, for whoever came through either door."""
    may.check_can_submit(door.by, door.referral)
    if page == "check":
        return _check(request, door)
    if not door.is_open and request.method == "GET":
        return redirect(door.after_sending())
    if page == "siblings":
        return form_pages.siblings(request, door)
    if page == "papers":
        return form_pages.papers(request, door)
    return form_pages.page(request, door, page)


def _sent(request: HttpRequest, door: Door) -> HttpResponse:
    if door.referral.status == Referral.Status.DRAFT:
        return redirect(door.url())
    return render(request, "reviews/referral_sent.html", show.sent(door))


def _answer(request: HttpRequest, door: Door) -> HttpResponse:
    """The answers to the business unit's questions."""
    questions = list(door.referral.questions.filter(answered_at__isnull=True))
    form = forms.answers_form([(q.pk, q.text) for q in questions])(posted(request))
    if request.method == "POST" and accepted(form, lambda: _send_answers(door, form)):
        messages.success(request, "Sent. The business unit has your answers.")
        return redirect(door.after_sending())
    context = show.page(door, "answer", "Answer the questions", "") | {"form": form, "cancel_label": "Cancel"}
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def _send_answers(door: Door, form: Any) -> Referral:
    return triage.answer_questions(referral=door.referral, by=door.by, answers=form.answers())


def _withdraw(request: HttpRequest, door: Door) -> HttpResponse:
    form = forms.WithdrawForm(posted(request))
    if request.method == "POST" and (
        left := accepted(
            form, lambda: triage.withdraw(referral=door.referral, by=door.by, **form.cleaned_data)
        )
    ):
        messages.success(request, show.withdrawn_words(left))
        return redirect(door.after_sending() if door.outside else "reviews:referral-list")
    context = show.page(door, "withdraw", "Withdraw this referral", "") | {
        "form": form,
        "cancel_label": "Cancel",
    }
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def form(request: HttpRequest, reference: str) -> HttpResponse:
    door = signed_in_door(request, reference, "form")
    may.check_can_submit(door.by, door.referral)
    return _form(request, door)


def page(request: HttpRequest, reference: str, page: str) -> HttpResponse:
    return _page(request, signed_in_door(request, reference, f"form ({page})"), page)


def sent(request: HttpRequest, reference: str) -> HttpResponse:
    door = signed_in_door(request, reference, "confirmation")
    may.check_can_submit(door.by, door.referral)
    return _sent(request, door)


def answer(request: HttpRequest, reference: str) -> HttpResponse:
    door = signed_in_door(request, reference, "questions")
    may.check_can_answer_questions(door.by, door.referral)
    return _answer(request, door)


def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    door = signed_in_door(request, reference, "withdrawal")
    may.check_can_withdraw(door.by, door.referral)
    return _withdraw(request, door)


@require_POST
def sibling_remove(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    return form_pages.remove_sibling(signed_in_door(request, reference, "form (siblings)"), number)


@require_POST
def paper_remove(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    return form_pages.remove_paper(signed_in_door(request, reference, "form (papers)"), number)


@login_not_required
def outside_form(request: HttpRequest) -> HttpResponse:
    return _form(request, outsider_door(request))


@login_not_required
def outside_page(request: HttpRequest, page: str) -> HttpResponse:
    door = outsider_door(request)
    other = {"sent": _sent, "answer": _answer, "withdraw": _withdraw}.get(page)
    return other(request, door) if other else _page(request, door, page)


@login_not_required
@require_POST
def outside_sibling_remove(request: HttpRequest, number: int) -> HttpResponse:
    return form_pages.remove_sibling(outsider_door(request), number)


@login_not_required
@require_POST
def outside_paper_remove(request: HttpRequest, number: int) -> HttpResponse:
    return form_pages.remove_paper(outsider_door(request), number)
