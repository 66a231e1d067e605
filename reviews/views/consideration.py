"""Listing a case, who is at the meeting, conflicts, the consideration and its signature."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from lscb.board.identity import may_reveal
from lscb.core.posting import accepted, posted
from lscb.identity.presenters import identity_panel
from lscb.meetings import operations as meetings
from lscb.meetings import reading as meeting_reading
from lscb.meetings.forms import AttendanceForm
from lscb.meetings.look_ahead import LookAhead, look_ahead
from lscb.meetings.models import AgendaItem, Declaration
from lscb.meetings.permissions import check_can_withdraw
from lscb.meetings.quorum import quorum_of
from reviews import permissions as may
from reviews import reading
from reviews.forms import consider as forms
from reviews.forms import triage
from reviews.masking import Screen
from reviews.models import Consideration, Referral
from reviews.operations import considerations
from reviews.presenters import case
from reviews.presenters import consideration as show
from reviews.views.triage import answer_page, fetch


def _ahead(referral: Referral, groups: list[Any]) -> LookAhead:
    return look_ahead(groups, reading.decision_due(referral), timezone.localdate())


def list_(request: HttpRequest, reference: str) -> HttpResponse:
    """Which meeting; with a warning, and one click, when the next ordinary one is too late for the clock (trap 3)."""
    referral = fetch(request, reference, "list")
    may.check_can_list(request.user, referral)
    groups = reading.case_review_groups(referral.record.board)
    ahead = _ahead(referral, groups)
    coming = reading.meetings_to_come(groups, timezone.localdate())
    form = triage.ListForm(posted(request), choices=coming, ahead=ahead)
    act = lambda: considerations.list_for_meeting(referral=referral, by=request.user, **form.cleaned_data)  # noqa: E731
    done = "On the agenda. The group's members without a conflict are told when the papers go out."
    return answer_page(
        request, referral, form, act, "Put the case on an agenda", done,
        template="reviews/referral_list_for_meeting.html", **show.listing(referral, ahead),
    )  # fmt: skip


def extraordinary(request: HttpRequest, reference: str) -> HttpResponse:
    """Calls an extraordinary meeting for this case in one step."""
    referral = fetch(request, reference, "extraordinary")
    may.check_can_list(request.user, referral)
    groups = reading.case_review_groups(referral.record.board)
    held_on = show.suggested_day(_ahead(referral, groups), timezone.localdate())
    initial = {"group": groups[0].pk if len(groups) == 1 else None, "held_on": held_on}
    form = triage.ExtraordinaryForm(posted(request), choices=show.as_queryset(groups), initial=initial)
    act = lambda: considerations.list_for_extraordinary(  # noqa: E731
        referral=referral, by=request.user, **form.cleaned_data
    )
    return answer_page(
        request, referral, form, act, "Call an extraordinary meeting", "Called. The case is on its agenda."
    )


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The meeting's page of the case: who is here, conflicts, criteria, recommendation, signature."""
    referral = fetch(request, reference, "consideration")
    item = considerations.item_or_refuse(referral)
    may.check_can_record_consideration(request.user, item)
    consideration, user = reading.consideration_of(item), request.user
    form = forms.ConsiderationForm(
        posted(request), regime_code=referral.regime, good_practice=referral.is_good_practice,
        initial=show.initial(consideration),
    )  # fmt: skip
    if request.method == "POST" and accepted(form, lambda: _save(item, form, user)):
        messages.success(request, "Saved.")
        return redirect(
            f"reviews:referral-{'sign' if 'sign' in request.POST else 'consideration'}", reference
        )
    screen = Screen(referral.record, user)  # type: ignore[arg-type]
    context = show.page(referral, item, consideration, quorum_of(item.meeting, item), user, screen) | {  # type: ignore[arg-type]
        "form": form, "identity": identity_panel(referral.record, user, may_reveal(user, referral.record), request.path),  # type: ignore[arg-type]
        "attendance": reading.attendance_of(item.meeting), "declarations": case.declaration_rows(reading.declarations_on(referral.record), screen, user),
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
    """Who is here, from the case's page; the meeting's own page has the guests too."""
    referral = fetch(request, reference, "attendance")
    item = considerations.item_or_refuse(referral)
    may.check_can_record_consideration(request.user, item)
    rows = reading.attendance_of(item.meeting).filter(seat__isnull=False)
    initial = {f"seat_{row.seat_id}": "deputy" if row.as_deputy else row.presence for row in rows}
    form = AttendanceForm(posted(request), seats=meeting_reading.seats_of(item.meeting), initial=initial)
    if request.method == "POST" and accepted(form, lambda: _attend(item, form, request.user)):
        messages.success(request, "Saved who is here.")
        return redirect("reviews:referral-consideration", reference)
    context = {
        "form": form, "title": "Who is at the meeting?", "kind": "Meeting", "reference": item.meeting.record.reference,
        "cancel_url": "../consideration/", "marking": referral.record.marking,
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def _attend(item: AgendaItem, form: AttendanceForm, user: Any) -> bool:
    present, deputies = form.present()
    meetings.record_attendance(meeting=item.meeting, present=present, deputies=deputies, by=user)
    return True


def conflict(request: HttpRequest, reference: str) -> HttpResponse:
    """My own conflict."""
    referral = fetch(request, reference, "conflict")
    form = forms.ConflictForm(posted(request))
    act = lambda: meetings.declare_conflict(  # noqa: E731
        record=referral.record, user=request.user, by=request.user, **form.cleaned_data
    )
    if request.method == "POST" and (made := accepted(form, act)):
        messages.success(request, "Recorded.")
        return redirect("/" if made.kind == Declaration.Kind.PERSONAL else referral.record.get_absolute_url())
    return answer_page(
        request, referral, form, lambda: None, "Declare a conflict of interest", "",
        "A personal conflict closes this case to you at once. With an agency interest you stay, but you do not chair, sign or count.",
    )  # fmt: skip


def take_back(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """An agency interest that was declared by mistake; it stays in the history of the case."""
    referral = fetch(request, reference, "conflict")
    declaration = get_object_or_404(reading.declarations_on(referral.record).standing(), pk=number)
    check_can_withdraw(request.user, declaration)  # type: ignore[arg-type]
    form = forms.TakeBackForm(posted(request))
    act = lambda: meetings.withdraw_declaration(declaration=declaration, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = f"{declaration.user} counts for the quorum again, and may chair and sign. It stays in the history of the case."
    return answer_page(
        request, referral, form, act, "Take back an agency interest", "Taken back. The business manager has been told.", lead
    )  # fmt: skip


def impose_conflict(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody else's conflict, recorded by the manager or a chair."""
    referral = fetch(request, reference, "conflict")
    meetings.check_can_impose(request.user, referral.record)
    people = show.board_people(referral.record.board)
    form = forms.ConflictForm(posted(request), people=people)
    act = lambda: meetings.declare_conflict(record=referral.record, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer_page(request, referral, form, act, "Record somebody's conflict of interest", "Recorded.")


def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """What is signed, read once more, and the button that signs it."""
    referral = fetch(request, reference, "sign")
    item = considerations.item_or_refuse(referral)
    may.check_can_sign(request.user, item)
    consideration = reading.consideration_of(item)
    form = forms.SignForm(
        posted(request), initial={"version": consideration.version if consideration else None}
    )
    act = lambda: considerations.sign_recommendation(item=item, by=request.user, **form.cleaned_data)  # noqa: E731
    if request.method == "POST" and accepted(form, act):
        messages.success(request, "Signed. The business unit hands the case to the chair of the board.")
        return redirect("home:home")
    context = show.signing(referral, item, consideration, Screen(referral.record, request.user)) | {
        "form": form
    }  # type: ignore[arg-type]
    return render(request, "reviews/sign.html", context, status=422 if form.errors else 200)
