"""Making and scanning the files that wait. A worker that is killed leaves a row that is claimed again."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from lscb.identity.models import ProtectedPerson
from lscb.identity.reading import register
from lscb.people.models import User
from lscb.publishing import making
from lscb.publishing.frozen import canonical
from lscb.publishing.leakscan import Unreadable, scan_bytes
from lscb.publishing.models import Document, Release, Ruling
from lscb.publishing.operations.shared import tell
from lscb.records.models import RecordAccess
from lscb.trail.recording import operation, record_event

R = Release.Rendering
LEASE = dt.timedelta(seconds=making.SECONDS * 3)
TRIES = 3
STOPPED = (
    "Making the file was interrupted several times. Try again; if it fails again, ask the administrator."
)


def render_waiting(limit: int = 5) -> int:
    """Makes files that wait, each claimed by a conditional update. Returns how many were settled."""
    settled = 0
    for release in _due()[:limit]:
        settled += render_now(release)
    return settled


def _due():  # type: ignore[no-untyped-def]
    left_behind = Q(rendering=R.RUNNING, claimed_until__lt=timezone.now())
    rows = Release.objects.filter(Q(rendering=R.WAITING) | left_behind, cancelled_at__isnull=True)
    return rows.order_by("pk")


def render_now(release: Release) -> bool:
    """Makes and scans one file, unless somebody else does. Whether it was settled."""
    until = timezone.now() + LEASE
    mine = _due().filter(pk=release.pk)
    if not mine.update(rendering=R.RUNNING, claimed_until=until, tries=release.tries + 1):
        return False
    row = Release.objects.select_related("document__record__board", "document__record__root").get(
        pk=release.pk
    )
    if row.tries > TRIES:
        return settle(release=row, until=until, facts={"rendering": R.FAILED, "failure": STOPPED})
    try:
        pdf = making.make_pdf(row.text)
        facts = _stored(pdf) | {"leaks": leaks_in(row.document, row.text, pdf), "scanned_at": timezone.now()}
    except (making.CannotMake, Unreadable) as failure:
        return settle(release=row, until=until, facts={"rendering": R.FAILED, "failure": str(failure)[:300]})
    return settle(release=row, until=until, facts={**facts, "rendering": R.DONE, "failure": ""})


def place_of(path: str) -> Path:
    """Where a made file is. Its folder is none of those that hold uploads."""
    return Path(settings.FILES_DIR) / path


def _stored(pdf: bytes) -> dict[str, Any]:
    """Written whole or not at all, under the name of its own hash."""
    digest = hashlib.sha256(pdf).hexdigest()
    path = f"publications/{digest}.pdf"
    place = place_of(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(pdf)
    part.replace(place)
    return {"pdf_path": path, "pdf_sha256": digest, "pdf_size": len(pdf), "pdf_pages": _pages(pdf)}


def _pages(pdf: bytes) -> int:
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def leaks_in(document: Document, text: dict[str, Any], pdf: bytes) -> list[dict[str, str]]:
    """Every registered name in the bytes that would be published, as place and register id; empty when there is none.

    Searched are the file and the frozen text, from which the public page is made. Raises Unreadable.
    """
    people = register(document.record)
    kept = [row.text for row in document.rulings.all() if row.action == Ruling.Action.KEEP]
    hits = scan_bytes("report.pdf", pdf, people, kept) + scan_bytes(
        "page.json", canonical(text), people, kept
    )
    return [{"file": hit.file, "where": hit.where, "id": hit.register_id} for hit in hits]


@operation
def settle(*, release: Release, until: dt.datetime, facts: dict[str, Any]) -> bool:
    """Writes what came out, unless the claim was lost or the text taken back meanwhile."""
    mine = Release.objects.filter(
        pk=release.pk, rendering=R.RUNNING, claimed_until=until, cancelled_at__isnull=True
    )
    changed = bool(mine.update(claimed_until=None, **facts))
    document, leaks = release.document, facts.get("leaks", [])
    detail = {
        "result": str(facts["rendering"]),
        "pages": facts.get("pdf_pages", 0),
        "leaks": len(leaks),
        "kept": changed,
    }
    record_event("release.made", by=None, record=document.record, detail=detail)
    if changed:
        _tell(release, facts["rendering"] == R.DONE and not leaks)
    return changed


def _tell(release: Release, good: bool) -> None:
    document, cause = release.document, f"{release.pk}:{release.tries}"
    if good:
        tell(checkers(document), document, "anonymity-to-check", str(release.pk))
    tell([release.frozen_by], document, "publication-ready" if good else "publication-failed", cause)


def checkers(document: Document) -> list[User]:
    """The people whom the copy was opened to for the anonymity check."""
    rows = RecordAccess.objects.filter(
        record=document.record, capacity="checker", party__person__isnull=False
    )
    return [row.party.person for row in rows.select_related("party__person") if row.party.person]


def leak_lines(release: Release) -> list[str]:
    """What the scan found, for the page: the place and the pseudonym, never the name. One query."""
    ids = {
        int(digits)
        for leak in release.leaks
        if (digits := leak["id"].removeprefix("p").split("-")[0]).isdigit()
    }
    names = dict(ProtectedPerson.objects.filter(pk__in=ids).values_list("pk", "pseudonym"))
    lines = []
    for leak in release.leaks:
        number, _, part = leak["id"].removeprefix("p").partition("-")
        who = names.get(int(number) if number.isdigit() else 0, "somebody of the register")
        lines.append(f"{leak['file']}, {leak['where']}: {who}" + (f", {part.split('-')[0]}" if part else ""))
    return lines
