"""Hand-overs between groups: the list, and one with the receiving chair's answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lscb.board.permissions import standing_of
from lscb.core.posting import accepted, posted
from lscb.learning import presenters
from lscb.learning.forms.register import HandOverAnswerForm
from lscb.learning.models import Action, HandOver
from lscb.learning.operations.handing import accept_hand_over, check_can_answer, decline_hand_over, offered
from lscb.learning.views.shared import me

PAGE = 25


def hand_over_list(request: HttpRequest) -> HttpResponse:
    rows = HandOver.objects.visible_to(me(request)).select_related("from_group", "to_group")
    rows = rows.annotate(count=Count("actions")).order_by("-pk")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    older = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    return render(request, "layouts/list.html", presenters.hand_over_list(found[:PAGE], older))


def hand_over_detail(request: HttpRequest, number: int) -> HttpResponse:
    """What is offered; the chair of the receiving group answers here."""
    user = me(request)
    offer = HandOver.objects.visible_to(user).for_page().filter(pk=number).first()
    if offer is None:
        raise Http404
    form = HandOverAnswerForm(posted(request))
    if request.method == "POST":
        check_can_answer(user, offer)
        if accepted(form, lambda: (_answer(offer, form, user), True)):
            messages.success(request, _said(form))
            return redirect(f"/hand-overs/{offer.pk}/")
    actions = list(offered(offer, user))
    open_ones = Action.objects.visible_to(user).filter(pk__in=[row.pk for row in actions])
    readable = set(open_ones.values_list("pk", flat=True))
    may_answer = standing_of(user).chairs(offer.to_group_id)
    context = presenters.hand_over_page(offer, actions, readable, may_answer) | {"form": form}
    return render(request, "learning/hand_over.html", context, status=422 if form.errors else 200)


def _answer(offer: HandOver, form: Any, user: Any) -> None:
    if form.cleaned_data["answer"] == "yes":
        accept_hand_over(offer=offer, by=user)
    else:
        decline_hand_over(offer=offer, reason=form.cleaned_data["reason"], by=user)


def _said(form: Any) -> str:
    if form.cleaned_data["answer"] == "yes":
        return "Your group monitors these actions from now on. Its members can read them."
    return "The actions stay where they are. Whoever offered them has been told why."
