"""Handing a case to the chair, deciding, telling the national bodies, closing and re-opening."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lscb.board.identity import may_reveal
from lscb.core.posting import accepted, posted
from lscb.files.operations import attach
from lscb.identity.presenters import identity_panel
from reviews import permissions as may
from reviews import reading
from reviews.forms import consider as forms
from reviews.masking import Screen
from reviews.models import BodyNotification
from reviews.operations import decisions
from reviews.presenters import decision as show
from reviews.views.triage import answer_page, fetch


def send_to_chair(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "send to the chair")
    may.check_can_send_to_chair(request.user, referral)
    form = forms.ConfirmForm(posted(request))
    form.submit = "Send to the chair"
    act = lambda: decisions.send_to_chair(referral=referral, by=request.user)  # noqa: E731
    lead = "The chair sees the case, the agencies' answers and the signed recommendation, and decides."
    return answer_page(
        request, referral, form, act, "Send to the chair", "Sent. The chair has been told.", lead
    )


def decide(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "decide")
    may.check_can_decide(request.user, referral)
    decision = decisions.live_decision(referral)
    user: Any = request.user
    form = forms.DecisionForm(posted(request), initial={"version": decision.version if decision else None})
    if request.method == "POST" and accepted(
        form, lambda: decisions.decide(referral=referral, by=user, **form.cleaned_data)
    ):
        messages.success(
            request,
            "Decided. The business unit tells Ofsted, the Department and the national panel within five working days.",
        )
        return redirect(referral.record.get_absolute_url())
    context = show.page(referral, decision, Screen(referral.record, user)) | {
        "form": form, "identity": identity_panel(referral.record, user, may_reveal(user, referral.record), request.path),
    }  # fmt: skip
    return render(request, "reviews/decide.html", context, status=422 if form.errors else 200)


def peer_challenge(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "peer challenge")
    may.check_can_decide(request.user, referral)
    form = forms.PeerChallengeForm(posted(request))
    act = lambda: decisions.add_peer_challenge(referral=referral, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer_page(
        request, referral, form, act, "Advice that was sought", "Recorded. The clock keeps running."
    )


def notifications(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "notifications")
    may.check_can_notify_bodies(request.user, referral)
    return render(request, "reviews/notifications.html", show.notifications(referral))


def _notification(request: HttpRequest, reference: str, number: int) -> BodyNotification:
    referral = fetch(request, reference, "notification")
    may.check_can_notify_bodies(request.user, referral)
    return get_object_or_404(
        referral.notifications.select_related("referral__record__board", "decision"), pk=number
    )


def notification_sent(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    notification = _notification(request, reference, number)
    form = forms.SentForm(posted(request), request.FILES or None)
    act = lambda: _record(notification, form.cleaned_data, request.user)  # noqa: E731
    title = f"Record what was sent to {notification.recipient}"
    return answer_page(request, notification.referral, form, act, title, "Recorded.")


def _record(notification: BodyNotification, data: dict[str, Any], user: Any) -> BodyNotification:
    data = dict(data)
    upload = data.pop("upload")
    record = notification.referral.record
    proof = attach(record=record, upload=upload, purpose="proof", by=user) if upload else None
    return decisions.record_sent(notification=notification, by=user, proof=proof, **data)


@require_POST
def notification_letter(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    notification = _notification(request, reference, number)
    decisions.write_notification_letter(notification=notification, by=request.user)
    messages.success(request, "The letter is written; you find it on the case.")
    return redirect("reviews:referral-notifications", reference)


def close(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "close")
    may.check_can_close(request.user, referral)
    form = forms.ConfirmForm(posted(request))
    form.submit = "Close the referral"
    act = lambda: decisions.close(referral=referral, by=request.user)  # noqa: E731
    return answer_page(
        request,
        referral,
        form,
        act,
        "Close the referral",
        "Closed.",
        "The review, if there is one, goes on by itself.",
    )


def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "reopen")
    may.check_can_decide(request.user, referral)
    form = forms.ReopenForm(posted(request))
    act = lambda: decisions.reopen(referral=referral, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "The decision that was made is kept. A new clock starts today."
    return answer_page(request, referral, form, act, "Re-open the decision", "Re-opened.", lead)


def register(request: HttpRequest) -> HttpResponse:
    """The board's decisions: reference, date and outcome alone, for everyone with a seat on the board (R061)."""
    show.check_can_read_register(request.user, request.board)
    rows = reading.decisions_of(request.board, request.user)
    return render(request, "layouts/list.html", show.register(request, rows))
