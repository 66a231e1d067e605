"""The list of referrals and the page of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lscb.board.identity import may_reveal
from lscb.board.permissions import capacities, has
from lscb.board.roles import Permission
from lscb.core import forms
from lscb.identity.presenters import identity_panel
from lscb.people.models import User
from lscb.records.reading import open_or_404
from reviews import reading
from reviews.masking import Screen
from reviews.models import Referral
from reviews.operations import decisions
from reviews.presenters import common, paging
from reviews.presenters import referral as show
from reviews.presenters.history import history
from reviews.similar import similar_referrals

PAGE = 25


class ReferralFilter(forms.FilterForm):
    status = forms.ChoiceField(
        label="Status", choices=[("", "All"), ("open", "Open"), *Referral.Status.choices], required=False
    )
    search = forms.CharField(label="Reference", max_length=40, required=False)


def listing(request: HttpRequest) -> HttpResponse:
    """Referrals that this person may see, newest first, 25 a page."""
    form = ReferralFilter(request.GET)
    rows = filtered(Referral.objects.visible_to(request.user).for_board(request.board), form)  # type: ignore[arg-type]
    page = paging.keyset(request, reading.referrals_for_list(rows), PAGE)
    context = {
        "title": "Referrals", "lead": "Cases that the board was asked to consider.", "filter_form": form,
        "active": paging.active(request, form), "clear_url": request.path, "columns": show.COLUMNS,
        "rows": show.list_rows(page.rows, timezone.localdate()), "caption": "Referrals", "newer_url": page.newer_url,
        "older_url": page.older_url, "count_text": page.count_text("referral"),
        "empty_text": "There are no referrals here that you may see.",
    }  # fmt: skip
    if has(request.user, Permission.REFER, request.board):
        context |= {"action_url": "/referrals/new/", "action_label": "Refer a case"}
    return render(request, "layouts/list.html", context)


def filtered(rows: Any, form: ReferralFilter) -> Any:
    data = form.cleaned_data if form.is_valid() else {}
    if data.get("status") == "open":
        rows = rows.open()
    elif data.get("status"):
        rows = rows.filter(status=data["status"])
    if data.get("search"):
        rows = rows.filter(Q(record__reference__icontains=data["search"].strip()))
    return rows


def only_referrer(user: User, referral: Referral) -> bool:
    """Whether the person sees the case only because they referred it."""
    if has(user, Permission.REFERRAL_TRIAGE, referral.record.board):
        return False
    return capacities(user, referral.record) == {"referrer"}


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    referral = open_or_404(request, reading.referrals_for_page(), reference)
    user: User = request.user  # type: ignore[assignment]
    if referral.status == Referral.Status.DRAFT and referral.started_by_id == user.pk:
        return redirect("reviews:referral-form", reference)
    if only_referrer(user, referral):
        return render(request, "reviews/referral_status.html", _status_page(referral))
    return render(request, "reviews/referral_detail.html", _case_page(referral, user))


CRUMBS = [{"label": "Referrals", "url": "/referrals/"}]


def _status_page(referral: Referral) -> dict[str, Any]:
    frame = common.thing(referral.record, "Referral", {}, timezone.localdate(), CRUMBS, [])
    return frame | show.for_referrer(referral) | {"clocks": [], "events": None, "referral": referral}


def _case_page(referral: Referral, user: User) -> dict[str, Any]:
    today = timezone.localdate()
    screen = Screen(referral.record, user)
    requests = list(referral.scoping_requests.select_related("agency", "record"))
    waiting = sum(1 for r in requests if r.answered_at is None and r.status != "cancelled")
    decision = decisions.live_decision(referral)
    frame = common.thing(
        referral.record,
        "Referral",
        common.status_tag(referral),
        today,
        CRUMBS,
        history(referral.record, user),
    )
    reveal = may_reveal(user, referral.record)
    return frame | show.sections(referral, screen, user) | {
        "referral": referral,
        "next_step": show.next_step(referral, user, decision, waiting),
        "identity": identity_panel(referral.record, user, reveal, referral.record.get_absolute_url()),
        "scoping_rows": show.scoping_rows(requests, today),
        "considerations": list(referral.considerations.filter(signed_at__isnull=False).select_related("signed_by", "item__meeting__group")),
        "decision": decision, "screen": screen,
        "old_decisions": list(referral.decisions.filter(reopened_at__isnull=False)),
        "notifications": list(referral.notifications.all()),
        "reviews": list(referral.reviews.select_related("record")),
        "similar": similar_for(user, referral),
        "questions": list(referral.questions.select_related("asked_by")),
        "note_rows": [
            {"text": screen.of(note.text), "who": note.written_by.name, "at": note.written_at}
            for note in referral.record.notes.select_related("written_by")[:20]
        ],
        "scoping_columns": show.SCOPING_COLUMNS,
        "letters": list(referral.record.letters.all()[:20]),
        "files": reading.files_of(referral.record),
        "declarations": list(reading.declarations_on(referral.record)),
        "can_note": has(user, Permission.NOTE_WRITE, referral.record.board),
        "can_access": has(user, Permission.ACCESS_MANAGE, referral.record.board),
    }  # fmt: skip


def similar_for(user: User, referral: Referral) -> list[Any]:
    """Likely the same child or incident: for the business unit, never for the referrer."""
    if referral.status != Referral.Status.SUBMITTED or not has(
        user, Permission.REFERRAL_TRIAGE, referral.record.board
    ):
        return []
    return similar_referrals(referral, user)
