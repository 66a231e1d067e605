"""Scanning what waits, and clearing away bytes that no row speaks of."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from lscb.files.models import StoredFile
from lscb.files.scanning import SECONDS, ask_scanner
from lscb.trail.recording import operation, record_event

Scan = StoredFile.Scan
LEASE = dt.timedelta(seconds=SECONDS + 60)
LONGEST_WAIT = dt.timedelta(minutes=30)
ORPHANED_AFTER = dt.timedelta(days=1)


def scan_waiting(limit: int = 25) -> int:
    """Scans files that wait, each claimed by a conditional update. Returns how many were settled.

    A file that the scanner could not judge goes on waiting, and is tried again later and later (30 minutes at most).
    """
    settled = 0
    for stored in _due()[:limit]:
        if not _claim(stored):
            continue
        verdict = ask_scanner(stored.place) if stored.place.exists() else Scan.WAITING
        if verdict == Scan.WAITING:
            _wait(stored)
            continue
        settle(stored=stored, verdict=verdict)
        settled += 1
    return settled


def _due():  # type: ignore[no-untyped-def]
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=timezone.now())
    return StoredFile.objects.filter(free, scan=Scan.WAITING).order_by("pk")


def _claim(stored: StoredFile) -> bool:
    mine = _due().filter(pk=stored.pk)
    return bool(mine.update(claimed_until=timezone.now() + LEASE, scan_tries=stored.scan_tries + 1))


def _wait(stored: StoredFile) -> None:
    pause = min(LONGEST_WAIT, dt.timedelta(seconds=20 * 2 ** min(stored.scan_tries, 8)))
    StoredFile.objects.filter(pk=stored.pk, scan=Scan.WAITING).update(claimed_until=timezone.now() + pause)


@operation
def settle(*, stored: StoredFile, verdict: str) -> None:
    """Writes the scanner's answer. An infected file stays locked away; lscb.board.harmful tells of it."""
    changed = StoredFile.objects.filter(pk=stored.pk, scan=Scan.WAITING).update(
        scan=verdict, scanned_at=timezone.now(), claimed_until=None
    )
    event = "file.infected" if verdict == Scan.INFECTED else "file.scanned"
    record_event(
        event, by=None, board=stored.board, detail={"file": stored.pk, "result": verdict, "changed": changed}
    )


def clear_orphans() -> int:
    """Deletes bytes older than a day that no row speaks of: their transaction did not end well."""
    root = Path(settings.FILES_DIR)
    before = (timezone.now() - ORPHANED_AFTER).timestamp()
    old = [place for place in root.glob("??/*") if place.is_file() and place.stat().st_mtime < before]
    gone = 0
    for start in range(0, len(old), 500):
        batch = {str(place.relative_to(root)): place for place in old[start : start + 500]}
        known = set(StoredFile.objects.filter(path__in=batch).values_list("path", flat=True))
        for path in batch.keys() - known:
            batch[path].unlink(missing_ok=True)
            gone += 1
    return gone
