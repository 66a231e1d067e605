"""What happens to a report that is public: withdrawn with a notice, moved to on request, asked for; and what was planned."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board.permissions import deciders_today, holders
from lscb.board.roles import Role
from lscb.clocks import operations as clocks
from lscb.clocks.models import Deadline
from lscb.clocks.words import day_in_words
from lscb.core.crypto import encrypt
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.identity.folding import parts
from lscb.identity.reading import name_parts_of
from lscb.people.models import User
from lscb.publishing import permissions as may
from lscb.publishing.models import CopyRequest, Document, Publication, PublicationPlan
from lscb.publishing.operations.approvals import CHAIR
from lscb.publishing.operations.releases import ON_SITE
from lscb.publishing.operations.shared import locked, tell
from lscb.publishing.states import DOCUMENT
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

NOTICE = "This report has been withdrawn. Contact the board if you need to know more."


def locked_publication(publication: Publication) -> Publication:
    rows = Publication.objects.select_for_update(of=("self",)).select_related(
        "board", "source", "release__document__record"
    )
    return rows.get(pk=publication.pk)


@operation
def withdraw(*, publication: Publication, by: User, notice: str = "") -> Publication:
    """Takes a report off the public page at once; a notice stands in its place. A re-checked copy may follow."""
    publication = locked_publication(publication)
    may.check_can_withdraw(by, publication)
    document = locked(publication.release.document)
    DOCUMENT.require("withdraw", document)
    if set(parts(notice.replace("'", " ").replace("’", " "))) & name_parts_of(document.record):
        raise BadInput("The notice holds part of a real name. Say nothing about anybody.")
    publication.withdrawn_at, publication.withdrawn_by = timezone.now(), by
    publication.withdrawn_notice = " ".join(notice.split())[:300] or NOTICE
    publication.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_notice"])
    document.status = Document.Status.WITHDRAWN
    document.save(update_fields=["status"])
    _end_clock(publication, by, "The report was withdrawn")
    record_event("publication.withdrawn", by=by, record=document.record, detail={"slug": publication.slug})
    people = holders(publication.board, Role.BUSINESS_MANAGER) + deciders_today(
        publication.board, CHAIR, document.record
    )
    tell(people, document, "publication-withdrawn", str(publication.pk), urgent=True)
    return publication


def _end_clock(publication: Publication, by: User, reason: str) -> None:
    for deadline in Deadline.objects.of(publication.source).running().filter(code__in=ON_SITE):
        clocks.cancel(publication.source, deadline.code, by=by, reason=reason)


@operation
def move_to_request(*, publication: Publication, by: User) -> Publication:
    """After twelve months on the site, and only by this decision: the report is given out on request (R186, trap 29)."""
    publication = locked_publication(publication)
    may.check_can_keep_publication(by, publication)
    if publication.withdrawn_at or publication.on_request_at:
        raise InvalidMove("This report is not on the public page any more.")
    today = timezone.localdate()
    if today < publication.minimum_until:
        raise NotAllowed(
            f"A report stays on the site for twelve months: until {day_in_words(publication.minimum_until)} at least.",
            "Withdraw it if it does harm.",
        )
    publication.on_request_at, publication.on_request_by = timezone.now(), by
    publication.save(update_fields=["on_request_at", "on_request_by"])
    for deadline in Deadline.objects.of(publication.source).running().filter(code__in=ON_SITE):
        clocks.stop(publication.source, deadline.code, on=today, by=by, reason="Kept on the site for longer")
    record_event("publication.on-request", by=by, record=publication.release.document.record)
    return publication


@operation
def record_request(*, publication: Publication, who: str, asked_on: dt.date, by: User) -> CopyRequest:
    """Somebody asked for a copy; who they are is kept encrypted."""
    publication = locked_publication(publication)
    may.check_can_keep_publication(by, publication)
    if not who.strip():
        raise BadInput("Say who asked, and where the copy goes.")
    if asked_on > timezone.localdate():
        raise BadInput("The day they asked cannot be in the future.")
    row = CopyRequest.objects.create(
        publication=publication, asked_on=asked_on, who=encrypt(who.strip()), recorded_by=by
    )
    record_event("publication.asked-for", by=by, record=publication.release.document.record)
    return row


@operation
def plan(
    *, source: Record, intent: str, reason: str, by: User, review_on: dt.date | None = None
) -> PublicationPlan:
    """What is meant to happen with a text, with reasons; putting off and not publishing are looked at again on a day."""
    may.check_can_copy(by, source)
    if len(reason.split()) < 3:
        raise BadInput("Give the reasons in a sentence.")
    if intent != PublicationPlan.Intent.PUBLISH and (review_on is None or review_on <= timezone.localdate()):
        raise BadInput("Enter a day to come on which this is looked at again.")
    row = PublicationPlan.objects.create(
        source=source,
        intent=PublicationPlan.Intent(intent),
        reason=reason.strip(),
        review_on=review_on,
        decided_by=by,
    )
    record_event("publication.planned", by=by, record=source, detail={"intent": row.intent})
    return row
