"""A referral from the first page to the business unit's answer."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from lscb.board.models import Agency
from lscb.core.errors import BadInput, StaleEdit
from lscb.core.prepared import timeless
from lscb.people.models import Board, User
from lscb.records.operations import grant_access, open_record
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import Referral
from reviews.operations.telling import tell, tell_referrer, tell_unit

#: Fields of the form that a page may save; identities go to lscb.identity instead.
FORM_FIELDS = frozenset({
    "route", "source", "referrer_name", "referrer_role", "referrer_organisation", "referrer_address", "referrer_phone",
    "referrer_email", "referred_on", "notified_on", "incident_on", "linked_cases", "agencies_known", "agencies_other",
    "outline", "harm", "why_harm", "why_abuse", "why_concern", "always", "what_worked", "what_helped",
})  # fmt: skip

#: Pages of the form that must be finished before it is sent, as a reader calls them.
PAGES = {
    "child": "The child", "referrer": "You and the dates", "agencies": "Agencies involved", "outline": "What happened",
    "criteria": "Why the board should consider it",
}  # fmt: skip

__all__ = [
    "FORM_FIELDS", "PAGES", "check_open", "expect_page", "expect_version", "locked", "mark_page",
    "missing_pages", "page_version", "save_page", "start", "submit", "tell", "tell_unit",
]  # fmt: skip


@operation
def start(
    *, board: Board, by: User | None, agency: Agency | None = None, route: str = Referral.Route.CONCERN
) -> Referral:
    """A new draft; only whoever started it sees it until it is sent. `by` is None for an outsider's link."""
    if by is not None:
        may.check_can_refer(by, board)
    today = timezone.localdate()
    record = open_record(
        board=board,
        kind="referral",
        code="REF",
        title="Referral of a case",
        route="reviews:referral-detail",
        by=by,
    )
    referral = Referral.objects.create(
        record=record, regime=board.regime_on(today), started_by=by, referring_agency=agency, referred_on=today, route=route,
        referrer_name=by.name if by else "", referrer_role=by.job_title if by else "",
        referrer_email=by.email if by else "", referrer_organisation=agency.name if agency else "",
    )  # fmt: skip
    if by is not None:
        grant_access(record=record, party=by.party, capacity="referrer", reason="Started the form", by=by)
    record_event("referral.started", by=by, record=record)
    return referral


def locked(referral: Referral) -> Referral:
    """The row as it is now, locked until the transaction ends."""
    return _locked(referral.pk)[0]


@timeless
def _locked(pk: int) -> QuerySet[Referral]:
    rows: QuerySet[Referral] = Referral.objects.select_for_update(of=("self",)).filter(pk=pk)
    return rows.select_related("record__board")


def expect_version(thing: Any, version: int | None) -> None:
    """Raises StaleEdit when somebody changed the thing since the page was opened."""
    if version is not None and thing.version != version:
        raise StaleEdit(
            "Somebody else changed this after you opened the page, so yours was not saved over theirs.",
            "What you typed is below. Open the page again, and add it to what is there now.",
        )


def check_open(referral: Referral) -> None:
    """A form is written until it is sent; and again while it is back with questions."""
    if referral.status not in (Referral.Status.DRAFT, Referral.Status.RETURNED):
        raise StaleEdit(
            "This referral has been sent, so its pages cannot be changed.",
            "Write to the business unit and give the reference alone.",
        )


def page_version(referral: Referral, page: str) -> int:
    """How often this page was saved; a form carries it, so that a page that is open twice does not undo itself."""
    return int(referral.page_versions.get(page, 0))


def expect_page(referral: Referral, page: str, version: int | None) -> None:
    """Raises StaleEdit when the page was saved from elsewhere since it was opened."""
    if version is not None and version != page_version(referral, page):
        raise StaleEdit(
            "This page was saved from another window after you opened it, so yours was not saved over it.",
            "What you typed is below. Open the page again, and add it to what is there now.",
        )


@operation
def save_page(
    *,
    referral: Referral,
    page: str,
    values: dict[str, Any],
    by: User | None,
    version: int | None = None,
    done: bool | None = True,
) -> Referral:
    """Saves one page of a draft (or of one that was returned with questions).

    version  how often the page had been saved when it was opened (`page_version`)
    done     True or False says whether the page is finished; None keeps what is there so far (saving as you go)
    """
    referral = locked(referral)
    may.check_can_submit(by, referral)
    check_open(referral)
    expect_page(referral, page, version)
    if unknown := set(values) - FORM_FIELDS:
        raise BadInput(f"These are not fields of the referral form: {', '.join(sorted(unknown))}.")
    for name, value in values.items():
        setattr(referral, name, value)
    _mark(referral, page, done)
    referral.version += 1
    referral.save()
    record_event("referral.saved", by=by, record=referral.record, detail={"page": page})
    return referral


def _mark(referral: Referral, page: str, done: bool | None) -> None:
    referral.saved_at = timezone.now()
    if done is None:
        return
    pages = [name for name in referral.pages_done if name != page]
    referral.pages_done = pages + [page] if done else pages
    referral.page_versions = {**referral.page_versions, page: page_version(referral, page) + 1}


@operation
def mark_page(*, referral: Referral, page: str, by: User | None, done: bool | None = True) -> Referral:
    """Says how far a page has come whose values live elsewhere (the child, the family)."""
    referral = locked(referral)
    may.check_can_submit(by, referral)
    _mark(referral, page, done)
    referral.save(update_fields=["pages_done", "page_versions", "saved_at"])
    record_event("referral.saved", by=by, record=referral.record, detail={"page": page})
    return referral


def missing_pages(referral: Referral) -> list[str]:
    return [page for page in PAGES if page not in referral.pages_done]


@operation
def submit(*, referral: Referral, by: User | None, name: str = "") -> Referral:
    """Sends the form to the board. Sending it twice changes nothing (the second is told so by its state)."""
    referral = locked(referral)
    may.check_can_submit(by, referral)
    states.REFERRAL.require("submit", referral)
    if missing := missing_pages(referral):
        labels = ", ".join(PAGES[page] for page in missing)
        raise BadInput(f"These pages are not finished yet: {labels}.")
    today = timezone.localdate()
    if referral.notified_on and referral.notified_on > today:
        raise BadInput(
            "The date of notification is in the future. Change it on the page “You and the dates”."
        )
    referral.notified_on = referral.notified_on or today
    referral.status = Referral.Status.SUBMITTED
    referral.submitted_at = timezone.now()
    referral.submitted_by_name = "" if by else (name or referral.referrer_name)
    referral.version += 1
    referral.save()
    record_event("referral.submitted", by=by, record=referral.record)
    tell_unit(referral, "referral-submitted")
    tell_referrer(referral, "referral-acknowledged", urgent=True)
    return referral
