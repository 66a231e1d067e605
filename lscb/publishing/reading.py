"""What other floors and the pages ask of publication."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from lscb.board.permissions import standing_of
from lscb.board.roles import Permission
from lscb.core.prepared import prepared
from lscb.identity.models import ProtectedPerson
from lscb.people.models import User
from lscb.publishing.models import Document, Release
from lscb.records.models import Record

P, S = Permission, Document.Status
#: How many copies are looked at for one person's page.
MOST = 100


@dataclass(frozen=True)
class PublicationWork:
    """One thing that waits for somebody: verb + thing + due, and where to do it."""

    verb: str
    thing: str
    reference: str
    url: str
    due_on: dt.date | None = None
    urgent: bool = False


def entries_of(document: Document) -> QuerySet[ProtectedPerson]:
    """The register that a copy is made with: entries of its case that were not taken out."""
    rows: QuerySet[ProtectedPerson] = ProtectedPerson.objects.of_case(document.record).current()
    return rows.select_related("record__board")


def copy_in_work(source: Record) -> Document | None:
    """The copy of a source that is on its way to the public. One query."""
    found: Document | None = (
        Document.objects.of_source(source).in_work().select_related("record__board").first()
    )
    return found


def open_for(user: User, today: dt.date) -> list[PublicationWork]:
    """Copies that wait for the person: words to rule on, a check, an approval, clearances, a release. One query."""
    standing = standing_of(user)
    wanted = {P.PUBLICATION_PREPARE, P.ANONYMITY_CHECK, P.PUBLICATION_APPROVE, P.PUBLICATION_RELEASE}
    boards = [board.pk for board in standing.boards() if standing.permissions(board) & wanted]
    if not boards:
        return []
    found = (_work(row, standing.permissions(row.record.board_id)) for row in _in_work(user, boards))
    return [work for work in found if work]


@prepared
def _in_work(user: User, boards: list[int]) -> QuerySet[Document]:
    ready = Release.objects.filter(
        document=OuterRef("pk"), cancelled_at__isnull=True, rendering=Release.Rendering.DONE, leaks=[]
    )
    rows: QuerySet[Document] = (
        Document.objects.visible_to(user)
        .in_work()
        .filter(record__board__in=boards)
        .select_related("record__board")
        .annotate(
            doubts_left=Count("doubts", filter=Q(doubts__ruling__isnull=True)),
            mine=Exists(Document.authors.through.objects.filter(document=OuterRef("pk"), user=user)),
            ready=Exists(ready),
        )
        .order_by("-pk")[:MOST]
    )
    return rows


def _work(row: Document, held: frozenset[Permission]) -> PublicationWork | None:
    thing = f"{row.subtitle or 'document'} for publication"
    verb, page, due = "", "document-detail", row.planned_on
    if row.status == S.PREPARING and P.PUBLICATION_PREPARE in held:
        words = row.doubts_left and P.IDENTITY_REVEAL in held  # type: ignore[attr-defined]
        verb, page = ("Settle doubtful words of", "words") if words else ("Freeze the text of", page)
        verb = "" if row.doubts_left and not words else verb  # type: ignore[attr-defined]
    elif row.status == S.CHECKING and row.ready:  # type: ignore[attr-defined]
        verb = "Check the anonymity of" if P.ANONYMITY_CHECK in held and not row.mine else ""  # type: ignore[attr-defined]
    elif row.status == S.CHECKING:
        verb = "Look at the file of" if P.PUBLICATION_PREPARE in held else ""
    elif row.status == S.APPROVING:
        verb = "Approve" if P.PUBLICATION_APPROVE in held and not row.mine else ""  # type: ignore[attr-defined]
    elif row.status == S.CLEARING:
        verb = "Clear and publish" if P.PUBLICATION_RELEASE in held else ""
    if not verb:
        return None
    url = reverse(f"publishing:{page}", args=[row.record.reference])
    return PublicationWork(verb, thing, row.record.reference, url, due)
