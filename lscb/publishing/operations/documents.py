"""Copying a finished text, and what happens to the copy when its source is changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max
from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove
from lscb.people.models import User
from lscb.publishing import permissions as may
from lscb.publishing.models import Clearance, Document, Passage
from lscb.publishing.operations.shared import cancel_release
from lscb.publishing.preparing import RULE_VERSION, SourcePassage, carry_rulings, digest, recompute
from lscb.publishing.states import DOCUMENT
from lscb.records.models import Record
from lscb.records.operations import grant_access, open_record
from lscb.trail.recording import operation, record_event

ROUTE = "publishing:document-detail"


@operation
def copy_text(
    *, source: Record, case: Record, title: str, passages: Iterable[SourcePassage], authors: Iterable[User | int],
    by: User, subtitle: str = "", regime: str = "",
) -> Document:  # fmt: skip
    """An immutable copy of a text, anonymised with the case's register and the rulings of the copy before it.

    source   the record of the thing whose text it is; its page plus "publication/" is where it is released
    case     the case whose register applies
    authors  everyone who edited the text: they may not approve it. Whoever made a ruling that is carried over joins them.
    Raises InvalidMove when the copy in work is of the same text, BadInput when there is none.
    """
    source = Record.objects.select_for_update(of=("self",)).select_related("board", "root").get(pk=source.pk)
    may.check_can_copy(by, source)
    listed = [p for p in passages if p.text.strip()]
    if not listed or not title.strip():
        raise BadInput("There is no text to publish yet.")
    text_hash = digest(title, listed)
    before = Document.objects.of_source(source).order_by("-number").first()
    in_work = _in_work(source)
    if in_work and not in_work.stale_at and in_work.sha256 == text_hash:
        raise InvalidMove(
            f"Nothing was changed since copy {in_work.number} was made.", "Go on with the copy that you have."
        )
    if in_work:
        _replace(in_work, by)
    document = _create(source, case, title, listed, by, subtitle, regime, text_hash)
    document.authors.set({a if isinstance(a, int) else a.pk for a in authors})
    # Office staff who prepare a copy see this copy; the manager's office sees every one.
    grant_access(
        record=document.record, party=by.party, capacity="case-lead", reason="Prepares the publication", by=by
    )
    if before:
        document.authors.add(*[row.ruled_by_id for row in carry_rulings(before, document)])
        _carry_told(before, document)
    open_doubts = recompute(document)
    detail = {"copy": document.number, "sections": len(listed), "open": open_doubts}
    record_event("document.copied", by=by, record=document.record, detail=detail)
    return document


def _create(
    source: Record, case: Record, title: str, passages: list[SourcePassage], by: User, subtitle: str,
    regime: str, text_hash: str,
) -> Document:  # fmt: skip
    number = (Document.objects.of_source(source).aggregate(last=Max("number"))["last"] or 0) + 1
    record = open_record(
        board=source.board, kind="document", code="DOC", title=f"Copy {number} for publication", route=ROUTE,
        root=case, by=by,
    )  # fmt: skip
    document = Document.objects.create(
        record=record, source=source, title=title.strip()[:200], subtitle=subtitle[:200], regime=regime, number=number,
        sha256=text_hash, copied_by=by, rule_version=RULE_VERSION,
    )  # fmt: skip
    rows = [SourcePassage("title", "Title", title.strip()), *passages]
    Passage.objects.bulk_create(
        Passage(document=document, code=p.code, heading=p.heading[:160], order=order, source_text=p.text)
        for order, p in enumerate(rows)
    )
    return document


def _in_work(source: Record) -> Document | None:
    rows = Document.objects.select_for_update(of=("self",)).select_related("record__board", "record__root")
    return rows.of_source(source).in_work().first()


def _replace(document: Document, by: User) -> None:
    DOCUMENT.require("replace", document)
    cancel_release(document, "Replaced by a newer copy.", by)
    document.status = Document.Status.REPLACED
    document.save(update_fields=["status"])
    record_event("document.replaced", by=by, record=document.record, detail={"copy": document.number})


def _carry_told(before: Document, document: Document) -> None:
    """Family and staff who were told are not told of every copy; a clearance of the old wording clears the old wording."""
    for row in before.clearances.exclude(kind=Clearance.Kind.LEGAL):
        row.pk, row.document = None, document
        row.save(force_insert=True)


@operation
def source_changed(*, source: Record, by: User) -> bool:
    """The source was edited: both approvals of the copy in work fall, and a new copy is needed (§0.8).

    Called by whatever edits the source; changes nothing when no copy is in work. Answers whether one was.
    """
    document = _in_work(source)
    if document is None or document.stale_at:
        record_event(
            "document.source-changed",
            by=by,
            record=source,
            detail={"copy": document.number if document else 0},
        )
        return document is not None
    cancel_release(document, "The text was edited after it was frozen.", by)
    document.status = Document.Status.PREPARING
    document.stale_at, document.stale_by = timezone.now(), by
    document.save(update_fields=["status", "stale_at", "stale_by"])
    document.authors.add(by)
    record_event("document.source-changed", by=by, record=source, detail={"copy": document.number})
    return True
