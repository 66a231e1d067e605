"""Making the packs that wait. A worker that is killed leaves a row that is claimed again."""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
from typing import Any

from django.utils import timezone

from lscb.core.errors import Refusal
from lscb.meetings.models import PackOrder
from lscb.meetings.operations.packs import forget_pack, place_of, settle_pack, throw_away
from lscb.meetings.packs import SECONDS, Pack, make_pack

log = logging.getLogger(__name__)
S = PackOrder.State
LEASE, KEPT, TRIES = dt.timedelta(seconds=SECONDS * 4), dt.timedelta(days=1), 3
STOPPED = "Making your pack was interrupted several times. Ask for it again, or read the papers one by one."


def make_waiting(limit: int = 4) -> int:
    """Returns how many were settled."""
    return sum(make_now(order) for order in PackOrder.objects.due()[:limit])


def make_now(order: PackOrder) -> bool:
    """Makes one pack, unless somebody else does."""
    until = timezone.now() + LEASE
    mine = PackOrder.objects.due().filter(pk=order.pk)
    if not mine.update(state=S.RUNNING, claimed_until=until, tries=order.tries + 1):
        return False
    row = PackOrder.objects.select_related("meeting__record__board", "meeting__group__board", "user").get(
        pk=order.pk
    )
    if row.tries > TRIES:
        return settle_pack(order=row, claimed_until=until, facts={"state": S.FAILED, "failure": STOPPED})
    try:
        made = make_pack(row.meeting, row.user)
        facts = _kept(row, made)
    except Refusal as no:
        facts = {"state": S.FAILED, "failure": f"{no.reason} {no.who_can_help}".strip()[:300]}
    kept = settle_pack(order=row, claimed_until=until, facts=facts)
    if not kept:  # somebody else made it meanwhile: no file stays that no row names
        throw_away(facts.get("path", ""))
    return kept


def _kept(row: PackOrder, made: Pack) -> dict[str, Any]:
    """Written whole or not at all, under a random name."""
    path = f"packs/{secrets.token_hex(20)}.pdf"
    place = place_of(path)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = place.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(made.pdf)
    part.replace(place)
    return {
        "state": S.DONE, "path": path, "pages": made.pages, "items": made.items, "signature": made.signature,
        "made_at": timezone.now(),
    }  # fmt: skip


def forget_old() -> int:
    """Packs of yesterday. Returns how many were thrown away."""
    old = PackOrder.objects.filter(state=S.DONE, made_at__lt=timezone.now() - KEPT)
    found = list(old.select_related("meeting__record__board")[:200])
    for order in found:
        forget_pack(order=order)
    return len(found)
