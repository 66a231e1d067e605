"""Listing a case, who is at the meeting, conflicts, the consideration and its signature."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lscb.board.identity import may_reveal
from lscb.core.posting import accepted, posted
from lscb.identity.presenters import identity_panel
from lscb.meetings import operations as meetings
from lscb.meetings.look_ahead import look_ahead
from lscb.meetings.models import AgendaItem, Declaration, Meeting
from lscb.meetings.quorum import quorum_of
from reviews import permissions as may
from reviews import reading
from reviews.forms import consider as forms
from reviews.forms import triage
from reviews.masking import Screen
from reviews.models import Consideration, Referral
from reviews.operations import considerations
from reviews.presenters import consideration as show
from reviews.views.triage import answer_page, fetch


def list_(request: HttpRequest, reference: str) -> HttpResponse:
    """Which meeting; with a warning, and one click, when the next ordinary one is too late for the clock (trap 3)."""
    referral = fetch(request, reference, "list")
    may.check_can_list(request.user, referral)
    today = timezone.localdate()
    groups = may.case_review_groups(referral.record.board)
    due = referral.record.deadlines.running().filter(code="DECISION").values_list("due_on", flat=True).first()
    ahead = look_ahead(groups[0], due, today) if groups else None
    choices = reading.meetings_to_come(groups, today)
    form = triage.ListForm(posted(request), choices=choices)
    if request.method == "POST" and accepted(
        form, lambda: _list(referral, form.cleaned_data["meeting"], request.user)
    ):
        messages.success(request, "On the agenda. The group's members without a conflict have been told.")
        return redirect(referral.record.get_absolute_url())
    context = show.listing(referral, ahead) | {"form": form}
    return render(
        request, "reviews/referral_list_for_meeting.html", context, status=422 if form.errors else 200
    )


def _list(referral: Referral, meeting: Meeting, user: Any) -> AgendaItem:
    return considerations.list_for_meeting(referral=referral, meeting=meeting, by=user)


def extraordinary(request: HttpRequest, reference: str) -> HttpResponse:
    """Calls an extraordinary meeting for this case in one step."""
    referral = fetch(request, reference, "extraordinary")
    may.check_can_list(request.user, referral)
    groups = may.case_review_groups(referral.record.board)
    due = referral.record.deadlines.running().filter(code="DECISION").values_list("due_on", flat=True).first()
    ahead = look_ahead(groups[0], due, timezone.localdate()) if groups else None
    initial = {
        "group": groups[0].pk if len(groups) == 1 else None,
        "held_on": show.suggested_day(ahead, timezone.localdate()),
    }
    form = triage.ExtraordinaryForm(posted(request), choices=show.as_queryset(groups), initial=initial)
    act = lambda: considerations.list_for_extraordinary(
        referral=referral, by=request.user, **form.cleaned_data
    )  # noqa: E731
    return answer_page(
        request, referral, form, act, "Call an extraordinary meeting", "Called. The case is on its agenda."
    )


def _item(referral: Referral) -> AgendaItem:
    item = considerations.open_item(referral)
    if item is None:
        raise Http404
    return item


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The meeting's page of the case: who is here, conflicts, criteria, recommendation, signature."""
    referral = fetch(request, reference, "consideration")
    item = _item(referral)
    may.check_can_record_consideration(request.user, item)
    consideration = reading.consideration_of(item)
    form = forms.ConsiderationForm(
        posted(request), regime_code=referral.regime, initial=show.initial(consideration)
    )
    if request.method == "POST" and accepted(form, lambda: _save(item, form, request.user)):
        messages.success(request, "Saved.")
        return redirect("reviews:referral-consideration", reference)
    user: Any = request.user
    context = show.page(referral, item, consideration, quorum_of(item.meeting, item), user) | {
        "form": form, "screen_text": Screen(referral.record, user).of(referral.outline),
        "identity": identity_panel(referral.record, user, may_reveal(user, referral.record), request.path),
        "attendance": reading.attendance_of(item.meeting),
        "declarations": reading.declarations_on(referral.record),
    }  # fmt: skip
    return render(request, "reviews/consideration.html", context, status=422 if form.errors else 200)


def _save(item: AgendaItem, form: forms.ConsiderationForm, user: Any) -> Consideration:
    return considerations.save_consideration(
        item=item,
        by=user,
        limbs=form.limb_values(),
        version=form.cleaned_data.get("version"),
        **form.values(),
    )


def attendance(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "attendance")
    item = _item(referral)
    may.check_can_record_consideration(request.user, item)
    seats = reading.seats_of(item.meeting)
    rows = reading.attendance_of(item.meeting).filter(seat__isnull=False)
    initial = {f"seat_{row.seat_id}": "deputy" if row.as_deputy else row.presence for row in rows}
    form = forms.AttendanceForm(posted(request), seats=seats, initial=initial)
    if request.method == "POST" and accepted(form, lambda: _attend(item, form, request.user)):
        messages.success(request, "Saved who is here.")
        return redirect("reviews:referral-consideration", reference)
    context = {
        "form": form, "title": "Who is at the meeting?", "kind": "Meeting", "reference": item.meeting.record.reference,
        "cancel_url": "../consideration/", "marking": referral.record.marking,
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def _attend(item: AgendaItem, form: forms.AttendanceForm, user: Any) -> bool:
    present, deputies = form.present()
    meetings.record_attendance(meeting=item.meeting, present=present, deputies=deputies, by=user)
    return True


def conflict(request: HttpRequest, reference: str) -> HttpResponse:
    """My own conflict; or, for the manager and the chairs, somebody else's."""
    referral = fetch(request, reference, "conflict")
    form = forms.ConflictForm(posted(request))
    act = lambda: meetings.declare_conflict(
        record=referral.record, user=request.user, by=request.user, **form.cleaned_data
    )  # noqa: E731
    if request.method == "POST" and (made := accepted(form, act)):
        messages.success(request, "Recorded.")
        return redirect("/" if made.kind == Declaration.Kind.PERSONAL else referral.record.get_absolute_url())
    return answer_page(
        request, referral, form, lambda: None, "Declare a conflict of interest", "",
        "A personal conflict closes this case to you at once. With an agency interest you stay, but you do not chair, sign or count.",
    )  # fmt: skip


def impose_conflict(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "conflict")
    meetings.check_can_impose(request.user, referral.record)
    people = show.board_people(referral.record.board)
    form = forms.ConflictForm(posted(request), people=people)
    act = lambda: meetings.declare_conflict(record=referral.record, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer_page(request, referral, form, act, "Record somebody's conflict of interest", "Recorded.")


@require_POST
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "sign")
    item = _item(referral)
    version = request.POST.get("version", "")
    considerations.sign_recommendation(
        item=item, by=request.user, version=int(version) if version.isdecimal() and len(version) < 10 else None
    )
    messages.success(request, "Signed. The business unit hands the case to the chair.")
    return redirect("home:home")
