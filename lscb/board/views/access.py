"""Who may open a case, and opening one in an emergency."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from lscb.board import access, presenters
from lscb.board.forms import BreakGlassForm, LetInForm, PersonalConflictForm, WhyForm
from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.board.views.shared import take
from lscb.core.posting import accepted
from lscb.people.stepup import step_up
from lscb.records.models import Record
from lscb.records.reading import open_or_404


def _record(request: HttpRequest, reference: str) -> Record:
    """The record, for whoever reads it and looks after who else does; a 404 for everybody else."""
    record = open_or_404(request, Record.objects.select_related("board", "root"), reference, page="access")
    held = request.standing.permissions(record.board_id)
    if not held & {Permission.ACCESS_MANAGE, Permission.REFERRAL_DECIDE}:
        raise Http404
    return record


def _page(record: Record) -> str:
    return reverse("people:access", args=[record.reference])


def who(request: HttpRequest, reference: str) -> HttpResponse:
    """Who can open this case, as what, until when and why."""
    record = _record(request, reference)
    today = timezone.localdate()
    rows = list(access.open_rows(record, today))
    circles = {record.board.office_id} | (
        {record.board.everyone_id} if record.mode == Record.Mode.BOARD else set()
    )
    members = access.members_today({row.party_id for row in rows} | circles, today)
    context = presenters.access_page(
        record, rows, members, list(access.running_exclusions(record)), list(access.running_glass(record)),
        may_change=has(request.user, Permission.ACCESS_MANAGE, record.board),
    )  # fmt: skip
    return render(request, "people/access.html", context)


@step_up
def grant(request: HttpRequest, reference: str) -> HttpResponse:
    record = _record(request, reference)
    access.check_access(request.user, record)
    form = LetInForm(request.POST or None, board=record.board)
    return take(
        request, form, lambda: access.let_in(record=record, by=request.user, **form.cleaned_data),
        done="The case is open to them until that day.", to=_page(record), title="Let somebody open this case",
        kind="Access to", reference=record.reference,
    )  # fmt: skip


@step_up
def end(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    record = _record(request, reference)
    rows = access.open_rows(record, timezone.localdate()).select_related("record__board", "party")
    row = get_object_or_404(rows, pk=pk)
    form = WhyForm(request.POST or None)
    return take(
        request, form, lambda: access.let_out(access=row, by=request.user, **form.cleaned_data),
        done="The case is shut to them from their next click.", to=_page(record), title="End this access", danger=True,
        kind="Access to", reference=record.reference, lead=f"{row.party}, as {row.capacity}",
    )  # fmt: skip


@step_up
def exclude(request: HttpRequest, reference: str) -> HttpResponse:
    record = _record(request, reference)
    form = PersonalConflictForm(request.POST or None, board=record.board)
    return take(
        request, form, lambda: access.shut_out(record=record, by=request.user, **form.cleaned_data),
        done="The conflict is recorded. The case and everything that belongs to it is shut to them.", to=_page(record),
        title="Record a personal conflict", kind="Access to", reference=record.reference,
        lead="Somebody who was involved in the case, or is related to the family or to staff in it, leaves it altogether.",
    )  # fmt: skip


@step_up
def lift(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    record = _record(request, reference)
    row = get_object_or_404(access.running_exclusions(record).select_related("record__board"), pk=pk)
    form = WhyForm(request.POST or None)
    return take(
        request, form, lambda: access.lift(exclusion=row, by=request.user, **form.cleaned_data),
        done="The conflict is lifted. What else opens the case to them counts again.", to=_page(record),
        title=f"Lift the conflict of {row.user}", kind="Access to", reference=record.reference,
    )  # fmt: skip


@step_up
def break_glass(request: HttpRequest, reference: str = "") -> HttpResponse:
    """The same page and the same answer whether a case exists or not."""
    if not access.may_break_glass(request.user):
        raise Http404
    form = BreakGlassForm(request.POST or None, initial={"reference": reference})
    if request.method == "POST":
        opened = accepted(form, lambda: access.open_in_emergency(by=request.user, **form.cleaned_data))
        if opened:
            return redirect(opened.get_absolute_url())
    context = {"form": form, "title": "Open a case in an emergency", "danger": True, "cancel_url": "/"}
    return render(request, "people/break_glass.html", context, status=422 if form.errors else 200)
