"""Freezing the text, trying its file again, planning the day, advance copies, and the release itself."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.urls import reverse
from django.utils import timezone

from lscb.board.models import Seat, running_on
from lscb.board.permissions import holders
from lscb.board.roles import ROLE_PERMISSIONS, Permission, Role
from lscb.clocks import operations as clocks
from lscb.clocks.holidays import current_holidays
from lscb.clocks.models import Deadline
from lscb.clocks.regimes import regime as regime_of
from lscb.clocks.words import day_in_words
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.core.workdays import add_minimum_months, add_working_days
from lscb.people.models import User
from lscb.publishing import permissions as may
from lscb.publishing.frozen import freeze_text, text_hash, unprintable
from lscb.publishing.models import Clearance, Document, Publication, Release
from lscb.publishing.operations.shared import locked, locked_release, tell
from lscb.publishing.preparing import recompute
from lscb.publishing.slugs import free_slug
from lscb.publishing.states import DOCUMENT
from lscb.publishing.sweep import leaks_in, place_of
from lscb.records.operations import grant_access
from lscb.trail.recording import operation, record_event

ADVANCE = "ADVANCE-7WD"
CALENDAR = "england-and-wales"
#: The clock of the minimum time on the site; its code differs between regimes.
ON_SITE = ("ON-SITE-12M", "ON-SITE-1Y")
R = Release.Rendering


def regime_code(document: Document, day: dt.date) -> str:
    return document.regime or document.record.board.regime_on(day)


def on_site_code(regime: str) -> str:
    codes = {rule.code for rule in regime_of(regime).rules}
    return next(code for code in ON_SITE if code in codes)


@operation
def freeze(*, document: Document, by: User) -> Release:
    """The text as it stands becomes the one that is approved and published. Refused while a doubtful word is open."""
    document = locked(document)
    may.check_can_prepare(by, document)
    DOCUMENT.require("freeze", document)
    if document.stale_at:
        raise InvalidMove(
            "The source was changed after this copy was made.",
            "Make a new copy; your rulings are carried over.",
        )
    left = recompute(document)
    if left:
        words = "1 doubtful word is" if left == 1 else f"{left} doubtful words are"
        raise BadInput(f"{words} still open. Rule on every one before the text is frozen.")
    text = freeze_text(document, str(timezone.localdate()))
    if strange := unprintable(text):
        listed = ", ".join(f"{c} (U+{ord(c):04X})" for c in strange[:10])
        raise BadInput(
            f"The text holds characters that cannot be printed: {listed}.",
            "Replace them by words on the words page.",
        )
    release = Release.objects.create(document=document, text=text, text_sha256=text_hash(text), frozen_by=by)
    document.status = Document.Status.CHECKING
    document.save(update_fields=["status"])
    _open_to_checkers(document, by)
    record_event("document.frozen", by=by, record=document.record, detail={"sha256": release.text_sha256})
    return release


def _open_to_checkers(document: Document, by: User) -> None:
    """Everyone who may do the check and is no author reads this copy, and nothing else of the case."""
    roles = [role for role in Role if Permission.ANONYMITY_CHECK in ROLE_PERMISSIONS[role]]
    authors = set(document.authors.values_list("pk", flat=True))
    for role in roles:
        for person in holders(document.record.board, role):
            if person.pk not in authors:
                grant_access(
                    record=document.record,
                    party=person.party,
                    capacity="checker",
                    reason="Anonymity check",
                    by=by,
                )


@operation
def make_again(*, document: Document, by: User) -> Release:
    """Tries to make the file once more after it failed."""
    document = locked(document)
    may.check_can_prepare(by, document)
    release = locked_release(document)
    if release.rendering != R.FAILED:
        raise InvalidMove("The file is being made, or is made already.")
    release.rendering, release.tries, release.failure = R.WAITING, 0, ""
    release.save(update_fields=["rendering", "tries", "failure"])
    record_event("release.make-again", by=by, record=document.record)
    return release


@operation
def plan_day(*, document: Document, planned_on: dt.date, by: User) -> Document:
    """The day on which the report is to come out; the clock for the advance copies runs back from it."""
    document = locked(document)
    may.check_can_prepare(by, document)
    if document.status not in Document.IN_WORK:
        raise InvalidMove("This copy is not on its way to publication any more.")
    if planned_on <= timezone.localdate():
        raise BadInput("The day of publication must be in the future.")
    release = document.release
    if release and release.earliest_on and planned_on < release.earliest_on:
        raise BadInput(f"The advance copies allow publication from {day_in_words(release.earliest_on)}.")
    if not (release and release.advance_on):
        _run_back_from(document, planned_on, by)
    document.planned_on = planned_on
    document.save(update_fields=["planned_on"])
    record_event("document.planned", by=by, record=document.record, detail={"on": str(planned_on)})
    return document


def _run_back_from(document: Document, day: dt.date, by: User) -> None:
    manager = [(person.party, 0) for person in holders(document.record.board, Role.BUSINESS_MANAGER)]
    record, regime = document.source, regime_code(document, day)
    if Deadline.objects.of(record).filter(code=ADVANCE).exists():
        clocks.restart(
            record, ADVANCE, on=day, by=by, reason="Another day of publication", regime=regime, tell=manager
        )
    else:
        clocks.start(record, ADVANCE, on=day, by=by, regime=regime, tell=manager)


@operation
def send_advance(*, document: Document, sent_on: dt.date, to: str, by: User) -> Release:
    """Advance copies of the approved report went out: it may come out seven working days later, not before (trap 30)."""
    document = locked(document)
    may.check_can_prepare(by, document)
    release = locked_release(document)
    if document.status != Document.Status.CLEARING:
        raise InvalidMove("Advance copies are of the approved report.", "Wait for both approvals.")
    if sent_on > timezone.localdate():
        raise BadInput("The day they were sent cannot be in the future.")
    if release.approved_at and sent_on < timezone.localdate(release.approved_at):
        raise BadInput("The day they were sent cannot be before the day of the second approval.")
    if not to.strip():
        raise BadInput("Say to whom advance copies went.")
    _, holidays = current_holidays(CALENDAR)
    earliest = add_working_days(sent_on, 7, holidays)
    if document.planned_on is None or document.planned_on < earliest or not _running(document):
        document.planned_on = max(earliest, document.planned_on or earliest)
        document.save(update_fields=["planned_on"])
        _run_back_from(document, document.planned_on, by)
    clocks.stop(document.source, ADVANCE, on=sent_on, by=by, reason="They were sent on a day off.")
    release.advance_on, release.advance_to, release.advance_by, release.earliest_on = (
        sent_on,
        to.strip(),
        by,
        earliest,
    )
    release.save(update_fields=["advance_on", "advance_to", "advance_by", "earliest_on"])
    record_event(
        "release.advance-sent",
        by=by,
        record=document.record,
        detail={"on": str(sent_on), "earliest": str(earliest)},
    )
    return release


def _running(document: Document) -> bool:
    return Deadline.objects.of(document.source).running().filter(code=ADVANCE).exists()


@operation
def release(*, document: Document, by: User) -> Publication:
    """Puts the approved report on the public page. Raises NotAllowed or InvalidMove with the reason when it may not go out.

    The source's own app does the rest (a review is marked as published), in the same transaction.
    """
    document = locked(document)
    may.check_can_release(by, document)
    DOCUMENT.require("release", document)
    frozen = locked_release(document)
    if missing := what_is_missing(document, frozen, timezone.localdate()):
        raise NotAllowed(missing[0], "Its page shows everything that is still to be done.")
    _check_bytes(document, frozen)
    publication = _publish(document, frozen, by)
    document.status = Document.Status.RELEASED
    document.save(update_fields=["status"])
    code = on_site_code(regime_code(document, publication.published_on))
    clocks.start(
        document.source,
        code,
        on=publication.published_on,
        by=by,
        regime=regime_code(document, publication.published_on),
    )
    detail = {"sha256": publication.pdf_sha256, "slug": publication.slug}
    record_event("publication.released", by=by, record=document.record, detail=detail)
    page = reverse("publishing:publication-detail", args=[publication.slug])
    tell(readers(document), document, "published", str(publication.pk), link=page)
    return publication


def what_is_missing(document: Document, release: Release, today: dt.date) -> list[str]:
    """Everything that must be done before the release, as sentences; empty when it may go out today."""
    found = []
    done = set(document.clearances.values_list("kind", flat=True))
    for kind in Clearance.Kind:
        if kind not in done:
            found.append(f"“{kind.label}” is not recorded: done, or not needed and why.")
    if document.stale_at:
        found.append("The source was changed after this copy was made; a new copy is needed.")
    if not (release.checked_at and release.approved_at):
        found.append("Both approvals are needed.")
    if release.advance_on is None or release.earliest_on is None:
        found.append("Advance copies have not been sent.")
    elif today < release.earliest_on:
        found.append(
            f"It may come out from {day_in_words(release.earliest_on)}, seven working days after the advance copies."
        )
    if Publication.objects.live().filter(source_id=document.source_id).exists():
        found.append("An earlier version is still published. Withdraw it first.")
    return found


def _check_bytes(document: Document, frozen: Release) -> None:
    """What goes out is what was approved, byte for byte, and holds no name of the register as it is today."""
    place = place_of(frozen.pdf_path)
    pdf = place.read_bytes() if frozen.pdf_path and place.exists() else b""
    same = (
        hashlib.sha256(pdf).hexdigest() == frozen.pdf_sha256 and text_hash(frozen.text) == frozen.text_sha256
    )
    if not same:
        raise NotAllowed(
            "The file is not the one that was approved, so it is not published.", "Ask the administrator."
        )
    if leaks_in(document, frozen.text, pdf):
        raise NotAllowed(
            "The case's register was changed, and the file now holds a name that is in it.",
            "Take the text back, run it again and have it approved anew.",
        )


def _publish(document: Document, frozen: Release, by: User) -> Publication:
    today = timezone.localdate()
    return Publication.objects.create(
        board=document.record.board, release=frozen, source=document.source, title=frozen.text["title"][:200],
        slug=free_slug(document.record.board, document.subtitle, today.year), content=frozen.text,
        pdf_path=frozen.pdf_path, pdf_sha256=frozen.pdf_sha256, pdf_pages=frozen.pdf_pages, pdf_size=frozen.pdf_size,
        published_on=today, published_by=by, minimum_until=add_minimum_months(today, 12),
    )  # fmt: skip


def readers(document: Document) -> list[User]:
    """The Board and its agencies: whoever holds a seat on it, and the safeguarding leads."""
    seats = Seat.objects.filter(
        running_on(timezone.localdate()),
        group__board=document.record.board,
        user__isnull=False,
        user__is_active=True,
    )
    people = {seat.user.pk: seat.user for seat in seats.select_related("user") if seat.user}
    people |= {person.pk: person for person in holders(document.record.board, Role.AGENCY_LEAD)}
    return list(people.values())


def advance_recipients(document: Document) -> list[str]:
    """Whom the case's regime names for advance copies."""
    rules = regime_of(regime_code(document, timezone.localdate()))
    return [rules.recipient_name(code) for code in rules.rule(ADVANCE).recipients]
