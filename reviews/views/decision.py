"""Handing a case to the chair, deciding, telling the national bodies, their questions, closing and re-opening."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lscb.board.identity import may_reveal
from lscb.core.posting import accepted, posted
from lscb.files.operations import attach
from lscb.identity.presenters import identity_panel
from reviews import permissions as may
from reviews import reading
from reviews.forms import consider as forms
from reviews.forms.lists import DecisionFilter
from reviews.forms.triage import HandOnForm
from reviews.masking import Screen
from reviews.models import BodyNotification, PanelEnquiry
from reviews.operations import decisions, enquiries
from reviews.presenters import decision as show
from reviews.views.gate import names_hidden
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


def hand_on(request: HttpRequest, reference: str) -> HttpResponse:
    """Opens the case to whoever decides today: an acting chair, a new chair, or the chair again after the decision."""
    referral = fetch(request, reference, "hand on")
    may.check_can_list(request.user, referral)
    form = HandOnForm(posted(request))
    act = lambda: decisions.open_to_deciders(referral=referral, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "It is opened to the chair, or to the acting chair in their place, and shut to whoever decides no more."
    done = "Opened. Whoever decides today has been told."
    return answer_page(request, referral, form, act, "Open the case to whoever decides", done, lead)


def decide(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "decide")
    may.check_can_decide(request.user, referral)
    decision, user = reading.decision_for_page(referral), request.user
    clock = decisions.running_clock(referral, "DECISION")
    late = bool(clock and clock.is_late(timezone.localdate()))
    form = forms.DecisionForm(
        posted(request), late=late, initial={"version": decision.version if decision else None}
    )
    act = lambda: decisions.decide(referral=referral, by=user, **form.cleaned_data)  # noqa: E731
    if request.method == "POST" and accepted(form, act):
        messages.success(request, show.decided_words(referral))
        return redirect(referral.record.get_absolute_url())
    context = show.page(referral, decision, Screen(referral.record, user)) | {  # type: ignore[arg-type]
        "form": form, "identity": identity_panel(referral.record, user, may_reveal(user, referral.record), request.path),  # type: ignore[arg-type]
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


def challenge_answer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What they said, once it has come."""
    referral = fetch(request, reference, "peer challenge")
    may.check_can_decide(request.user, referral)
    challenge = reading.challenge_of(referral, number)
    form = forms.AdviceForm(posted(request))
    act = lambda: decisions.answer_peer_challenge(challenge=challenge, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer_page(request, referral, form, act, "The advice that was given", "Recorded.")


def notifications(request: HttpRequest, reference: str) -> HttpResponse:
    """Who was told, and when: for whoever reads the case. The buttons are for whoever tells them."""
    referral = fetch(request, reference, "notifications")
    may.check_can_read_case(request.user, referral)
    return render(request, "reviews/notifications.html", show.notifications(referral, request.user))


def _notification(request: HttpRequest, reference: str, number: int) -> BodyNotification:
    referral = fetch(request, reference, "notification")
    may.check_can_notify_bodies(request.user, referral)
    return get_object_or_404(
        referral.notifications.select_related("referral__record__board", "decision"), pk=number
    )


def notification_sent(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    notification = _notification(request, reference, number)
    form = forms.SentForm(posted(request), request.FILES)
    act = lambda: _record(notification, form.cleaned_data, request.user)  # noqa: E731
    title = f"Record what was sent to {notification.recipient}"
    return answer_page(request, notification.referral, form, act, title, "Recorded.")


def _proof(record: Any, upload: Any, user: Any) -> Any:
    return attach(record=record, upload=upload, purpose="proof", by=user) if upload else None


def _record(notification: BodyNotification, data: dict[str, Any], user: Any) -> BodyNotification:
    data = dict(data)
    proof = _proof(notification.referral.record, data.pop("upload"), user)
    return decisions.record_sent(notification=notification, by=user, proof=proof, **data)


@require_POST
def notification_letter(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    notification = _notification(request, reference, number)
    letter = decisions.write_notification_letter(notification=notification, by=request.user)
    messages.success(
        request, "The letter is written. Change it if you need to, print it, and record that it was sent."
    )
    return redirect("letters:letter-detail", letter.pk)


def enquiry_new(request: HttpRequest, reference: str) -> HttpResponse:
    """The national panel asked about a decision not to hold a review (R060)."""
    referral = fetch(request, reference, "panel enquiry")
    may.check_can_notify_bodies(request.user, referral)
    form = forms.EnquiryForm(posted(request))
    act = lambda: enquiries.record_enquiry(referral=referral, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "The chair is told, and the case is open to them again."
    return answer_page(request, referral, form, act, "The national panel asked", "Recorded.", lead)


def enquiry(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What the panel was given, whether the chair attended, and what it advised."""
    referral = fetch(request, reference, "panel enquiry")
    may.check_can_notify_bodies(request.user, referral)
    found = reading.enquiry_of(referral, number)
    words = (found.supplied, found.attendance, found.advice)
    if wait := names_hidden(
        request, referral.record, "What is written here names", referral.record.get_absolute_url(), *words
    ):
        return wait
    form = forms.EnquiryAnswerForm(posted(request), request.FILES, initial=show.enquiry_initial(found))
    act = lambda: _answer_enquiry(found, dict(form.cleaned_data), request.user)  # noqa: E731
    return answer_page(request, referral, form, act, "Answer the national panel", "Saved.")


def _answer_enquiry(found: PanelEnquiry, data: dict[str, Any], user: Any) -> PanelEnquiry:
    proof = _proof(found.decision.referral.record, data.pop("upload"), user)
    return enquiries.answer_enquiry(enquiry=found, by=user, proof=proof, **data)


def close(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "close")
    may.check_can_close(request.user, referral)
    form = forms.ConfirmForm(posted(request))
    form.submit = "Close the referral"
    act = lambda: decisions.close(referral=referral, by=request.user)  # noqa: E731
    lead = "The review, if there is one, goes on by itself."
    return answer_page(request, referral, form, act, "Close the referral", "Closed.", lead)


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
    form = DecisionFilter(request.GET)
    rows = form.narrow(reading.decisions_of(request.board, request.user))
    return render(request, "layouts/list.html", show.register(request, rows, form))
