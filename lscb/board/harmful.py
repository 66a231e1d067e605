"""Telling of a file in which the later virus check found something harmful: whoever can ask for a clean copy."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from lscb.board.models import Grant, Seat, running_on
from lscb.board.permissions import holders
from lscb.board.roles import LEADS, Role
from lscb.files.models import FileUse, StoredFile
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event


def tell_waiting(limit: int = 25) -> int:
    """Tells of every harmful file that nobody was told of. Returns how many there were."""
    found = list(StoredFile.objects.harmful_untold().order_by("pk")[:limit])
    for stored in found:
        tell_of(stored=stored)
    return len(found)


@operation
def tell_of(*, stored: StoredFile) -> None:
    """The business unit, and the leads of the agency whose person added the file, as far as they may open the case."""
    mine = StoredFile.objects.harmful_untold().filter(pk=stored.pk).update(harm_told_at=timezone.now())
    told: set[int] = set()
    if mine:
        uses = FileUse.objects.in_use().filter(file=stored)
        for use in uses.select_related("record__board", "added_by").order_by("pk"):
            told |= _tell(use)
    record_event(
        "file.infected-told", by=None, board=stored.board, detail={"file": stored.pk, "people": len(told)}
    )


def _tell(use: FileUse) -> set[int]:
    record, told = use.record, set()
    for person in _concerned(use):
        if Record.objects.visible_to(person).filter(pk=record.pk).exists():
            notify(
                to=person, board=record.board, subject_key="file-infected", reference=record.reference,
                link=record.get_absolute_url(), urgent=True, unique_key=f"harmful:{use.pk}",
            )  # fmt: skip
            told.add(person.pk)
    return told


def _concerned(use: FileUse) -> Iterable[User]:
    board = use.record.board
    unit = [
        person for role in (Role.BUSINESS_MANAGER, Role.BUSINESS_OFFICER) for person in holders(board, role)
    ]
    if use.added_by is None:
        return unit
    today = timezone.localdate()
    agencies = Grant.objects.filter(running_on(today), board=board, user=use.added_by, agency__isnull=False)
    seats = Seat.objects.filter(
        running_on(today), group__board=board, user=use.added_by, agency__isnull=False
    )
    spoken_for = {*agencies.values_list("agency_id", flat=True), *seats.values_list("agency_id", flat=True)}
    leads = Grant.objects.filter(running_on(today), board=board, role__in=LEADS, agency_id__in=spoken_for)
    return {one.pk: one for one in [*unit, *(grant.user for grant in leads.select_related("user"))]}.values()
