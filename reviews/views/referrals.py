"""The list of referrals, the page of one, and its decision sheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lscb.board.identity import may_reveal
from lscb.board.permissions import capacities, has
from lscb.board.roles import Permission
from lscb.files.presenters import attachments
from lscb.identity.presenters import identity_panel
from lscb.people.models import User
from lscb.records.reading import open_or_404
from lscb.records.timeline import timeline
from reviews import permissions as may
from reviews import reading
from reviews.forms.lists import ReferralFilter
from reviews.masking import Screen
from reviews.models import Referral
from reviews.parts import parts_of
from reviews.presenters import case, common, paging
from reviews.presenters import referral as show
from reviews.similar import similar_referrals

PAGE = 25
CRUMBS = [{"label": "Referrals", "url": "/referrals/"}]


def listing(request: HttpRequest) -> HttpResponse:
    """Referrals that this person may see, newest first, 25 a page."""
    form = ReferralFilter(request.GET, board=request.board)
    rows = Referral.objects.visible_to(request.user).for_board(request.board)
    page = paging.keyset(request, reading.referrals_for_list(form.narrow(rows, timezone.localdate())), PAGE)
    triage = has(request.user, Permission.REFERRAL_TRIAGE, request.board)
    context = {
        "title": "Referrals", "lead": "Cases that the board was asked to consider.", "filter_form": form,
        "active": paging.active(request, form), "clear_url": request.path, "columns": show.COLUMNS,
        "rows": show.list_rows(page.rows, timezone.localdate()), "caption": "Referrals", "newer_url": page.newer_url,
        "older_url": page.older_url, "count_text": page.count_text("referral"), "links_url": "links/" if triage else "",
        "empty_text": "There are no referrals here that you may see.",
    }  # fmt: skip
    if has(request.user, Permission.REFER, request.board):
        context |= {"action_url": "/referrals/new/", "action_label": "Refer a case"}
    return render(request, "reviews/referral_list.html", context)


def only_referrer(user: User, referral: Referral) -> bool:
    """Whether the person sees the case only because they referred it."""
    if has(user, Permission.REFERRAL_TRIAGE, referral.record.board):
        return False
    return capacities(user, referral.record) == {"referrer"}


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    referral = open_or_404(request, reading.referrals_for_page, reference)
    user: User = request.user  # type: ignore[assignment]
    if referral.status == Referral.Status.DRAFT:
        return redirect("reviews:referral-form", reference)
    if only_referrer(user, referral):
        return render(request, "reviews/referral_status.html", _status_page(referral))
    return render(request, "reviews/referral_detail.html", _case_page(referral, user))


def _status_page(referral: Referral) -> dict[str, Any]:
    frame = common.thing(referral.record, "Referral", {}, timezone.localdate(), CRUMBS, [])
    letters = case.letter_rows(reading.letters_to_outer(referral.record))
    return (
        frame
        | show.for_referrer(referral)
        | {"clocks": [], "events": None, "referral": referral, "letters": letters}
    )


def _case_page(referral: Referral, user: User) -> dict[str, Any]:
    today, base = timezone.localdate(), referral.record.get_absolute_url()
    panel = identity_panel(referral.record, user, may_reveal(user, referral.record), base)
    screen = Screen(referral.record, user, shown=panel["shown"])
    parts = parts_of(referral)
    frame = common.thing(
        referral.record, "Referral", common.status_tag(referral), today, CRUMBS, timeline(referral.record, user)
    )  # fmt: skip
    scopes = has(user, Permission.REFERRAL_SCOPE, referral.record.board_id)
    tells = has(user, Permission.BODIES_NOTIFY, referral.record.board_id)
    return frame | show.sections(referral, screen, user) | {
        "referral": referral, "next_step": show.next_step(referral, user, parts.decision, parts.waiting),
        "identity": panel,
        "scoping_rows": show.scoping_rows(parts.requests, today), "scoping_columns": show.SCOPING_COLUMNS,
        "considerations": [
            {"about": one, "rows": case.recommendation_rows(one, screen)} for one in parts.considerations
        ],
        "decision": parts.decision,
        "decision_rows": case.decision_rows(parts.decision, screen) if parts.decision and parts.decision.decided_on else [],
        "old_decisions": [{"about": one, "why": screen.of(one.reopened_reason)} for one in parts.old_decisions],
        "challenges": [row for one in parts.decisions for row in case.challenge_rows(one.challenges.all(), screen, base, False)],
        "enquiries": [row for one in parts.decisions for row in case.enquiry_rows(one.enquiries.all(), screen, base, tells)],
        "notifications": parts.notifications, "reviews": parts.reviews, "similar": similar_for(user, referral),
        "questions": [{"text": screen.of(q.text), "answer": screen.of(q.answer)} for q in parts.questions],
        "linked": case.link_rows(parts.links, case.seen_of(parts.links, user), base, scopes), "can_link": scopes,
        "note_rows": [
            {"text": screen.of(note.text), "who": note.written_by.name, "at": note.written_at} for note in parts.notes
        ],
        "letters": case.letter_rows(parts.letters), "files": attachments(parts.files, revealed=screen.revealed),
        "declarations": case.declaration_rows(parts.declarations, screen, user),
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


def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """The decision sheet, good enough to print."""
    referral = open_or_404(request, reading.referrals_for_page, reference, page="decision sheet")
    user: User = request.user  # type: ignore[assignment]
    may.check_can_read_case(user, referral)
    parts = parts_of(referral)
    signed = parts.considerations[0] if parts.considerations else None
    return render(
        request, "reviews/referral_sheet.html", case.sheet(referral, signed, parts.decision, Screen(referral.record, user))
    )  # fmt: skip
