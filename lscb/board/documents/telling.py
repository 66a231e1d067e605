"""Who a document is open to, its review clock, and who is told. Parts that the operations share."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board import keepers
from lscb.board.models import BoardDocument, Seat
from lscb.clocks import operations as clocks
from lscb.clocks.ladders import Level
from lscb.clocks.models import Deadline
from lscb.notices.operations import notify
from lscb.people.models import Party, User
from lscb.records import operations as records
from lscb.records.models import Record, RecordAccess

CODE = "DOCUMENT-REVIEW"
GROUP, OWNER = "document-group", "document-owner"


def open_to(document: BoardDocument, *, by: User) -> None:
    """To its owner, and to the group alone where it is for the group; what is no longer meant to be open is shut."""
    wanted: dict[tuple[int, str], Party] = {}
    if document.owner:
        wanted[document.owner.party.pk, OWNER] = document.owner.party
    if document.group and document.record.mode == Record.Mode.CLOSED:
        wanted[document.group.party_id, GROUP] = document.group.party
    wanted |= {(user.party.pk, keepers.CAPACITY): user.party for user in keepers.keepers_of(document.record)}
    rows = RecordAccess.objects.filter(
        record=document.record, capacity__in=(GROUP, OWNER, keepers.CAPACITY), until_on__isnull=True
    )
    for row in rows.select_related("party"):
        if (row.party_id, row.capacity) not in wanted:
            records.end_access(
                record=document.record, party=row.party, capacity=row.capacity, by=by, reason="It was changed"
            )
    for (_, capacity), party in wanted.items():
        records.grant_access(
            record=document.record, party=party, capacity=capacity, reason="Keeps the document", by=by
        )


def reviewers(document: BoardDocument) -> list[User]:
    """Its owner, and the chair of the group that reviews it."""
    found = [document.owner] if document.owner and document.owner.is_active else []
    if document.group_id:
        seats = Seat.objects.on(timezone.localdate()).filter(
            group_id=document.group_id, office=Seat.Office.CHAIR, user__isnull=False, user__is_active=True
        )
        found += [seat.user for seat in seats.select_related("user") if seat.user]
    return list(dict.fromkeys(found))


def start(document: BoardDocument, *, by: User, reason: str) -> None:
    assert document.review_on is not None
    tell = [(user.party, int(Level.OWNER)) for user in reviewers(document)] or [(by.party, int(Level.OWNER))]
    on = min(timezone.localdate(), document.review_on)
    if Deadline.objects.of(document.record).filter(code=CODE).exists():
        clocks.restart(
            document.record, CODE, on=on, by=by, reason=reason, due_on=document.review_on, tell=tell
        )
    else:
        clocks.start(document.record, CODE, on=on, by=by, due_on=document.review_on, tell=tell)


def meet(document: BoardDocument, *, on: dt.date, by: User) -> None:
    if Deadline.objects.of(document.record).running().filter(code=CODE).exists():
        clocks.stop(document.record, CODE, on=on, by=by, reason="The review ended after the day it was due.")


def cancel(document: BoardDocument, *, by: User, reason: str) -> None:
    if Deadline.objects.of(document.record).running().filter(code=CODE).exists():
        clocks.cancel(document.record, CODE, by=by, reason=reason[:300])


def tell(document: BoardDocument, key: str, *, by: User) -> None:
    for person in reviewers(document):
        if person.pk != by.pk:
            notify(
                to=person, board=document.board, subject_key=key, reference=document.record.reference,
                link=document.get_absolute_url(), unique_key=f"{key}:{document.pk}:{document.review_on}",
            )  # fmt: skip
