"""Showing who a case is about: the gate asks for a reason, and the trail is told each time."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lscb.board.permissions import capacities, has
from lscb.board.roles import Permission
from lscb.core.errors import NotAllowed
from lscb.core.posting import accepted, back_to
from lscb.identity import operations
from lscb.identity.forms import RevealForm
from lscb.people.models import User
from lscb.records.models import REFERRER, Record, reach_of
from lscb.records.reading import open_or_404

#: Somebody named to answer for an agency may know whom the request is about (domain report §0.3); so may an officer on
#: whose list the case is (§4).
NAMED = frozenset({"respondent", "author", "case-lead"})


def may_reveal(user: User, record: Record) -> bool:
    """Whether the person, who can open the record, may also see who its case is about."""
    if record.board_id in reach_of(user).offices:
        return has(user, Permission.IDENTITY_REVEAL, record.board_id)
    held = capacities(user, record)
    if held == {REFERRER}:
        return False  # they are told where the case has got to, and nothing else of it
    return bool(held & NAMED) or has(user, Permission.IDENTITY_REVEAL, record.board_id)


def check_can_reveal(user: User, record: Record) -> None:
    if not may_reveal(user, record):
        raise NotAllowed("You work with this case through its pseudonyms.", "Ask the business manager.")


def reveal(request: HttpRequest, reference: str) -> HttpResponse:
    user: Any = request.user
    record: Record = open_or_404(request, Record.objects.all(), reference, page="identity")
    check_can_reveal(user, record)
    back = back_to(request, record.get_absolute_url())
    form = RevealForm(request.POST or None)
    if request.method == "POST":
        say = form["reason"].value() or ""
        act = partial(operations.reveal, record=record, reason=say, by=user)
        if accepted(form, act, "reason"):
            messages.info(request, "Identity is shown for 15 minutes. It is in the history of the case.")
            return redirect(back)
    context = {"form": form, "title": "Show who this is about", "reference": record.reference, "kind": "Case",
               "cancel_url": back, "record": record, "marking": record.marking}  # fmt: skip
    return render(request, "identity/reveal.html", context, status=422 if form.errors else 200)


@require_POST
def hide(request: HttpRequest, reference: str) -> HttpResponse:
    user: Any = request.user
    record: Record = open_or_404(request, Record.objects.all(), reference)
    operations.hide(record=record, by=user)
    return redirect(back_to(request, record.get_absolute_url()))
