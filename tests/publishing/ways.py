"""Ways to a state of publication, through the operations alone. Everybody in the text is fictional."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from lscb.home.demonstration.cast import Cast
from lscb.identity.models import Identifier, ProtectedPerson
from lscb.identity.operations import add_person
from lscb.publishing.models import Clearance, Document, Doubt, Publication, Release, Ruling
from lscb.publishing.operations import approvals, clearances, documents, releases, words
from lscb.publishing.preparing import SourcePassage
from lscb.publishing.sweep import render_now
from lscb.records.models import Record
from lscb.records.operations import open_record

CHILD, MOTHER, TOWN = "Tamsin Orla Fenwright", "Rhiannon Fenwright", "Brackenthwaite"
MARKERS = ("Tamsin", "Fenwright", "Rhiannon", "Brackenthwaite")
SECTIONS = (
    SourcePassage("section-introduction", "Introduction", "A child was hurt. This review is about learning."),
    SourcePassage(
        "section-what-happened", "What happened",
        "# The family\nTamsin lived with her mother, Rhiannon Fenwright, in Brackenthwaite. Tamsin's school was told.\n\n"
        "- A neighbour, Perpetua Vandersloot, rang on 3 April 2016.\n- The child had asthma.\n\n"
        "Table: When\n| When | What |\n| 3 April 2016 | Miss Fenwright was seen |",
    ),
    SourcePassage("actions", "What will be done", "Table: The action plan\n| Action | Who |\n| Train staff | Health |"),
)  # fmt: skip
TITLE = "Learning from what happened to a child"


def source(cast: Cast) -> Record:
    case = open_record(
        board=cast.board,
        kind="referral",
        code="REF",
        title="Referral",
        route="reviews:referral-detail",
        by=None,
    )
    people = (
        (CHILD, ProtectedPerson.Kind.PERSON, ProtectedPerson.Role.CHILD, "Child A"),
        (MOTHER, ProtectedPerson.Kind.PERSON, ProtectedPerson.Role.PARENT, "Mother"),
        (TOWN, ProtectedPerson.Kind.LOC, ProtectedPerson.Role.PLACE, "Town A"),
    )
    for name, kind, role, pseudonym in people:
        add_person(
            record=case,
            kind=kind,
            role=role,
            values=[(Identifier.Kind.NAME, name)],
            pseudonym=pseudonym,
            by=None,
        )
    return open_record(
        board=cast.board,
        kind="review",
        code="SCR",
        title="Serious case review",
        route="reviews:referral-detail",
        root=case,
        by=None,
    )


def copied(
    cast: Cast,
    record: Record | None = None,
    passages: Any = SECTIONS,
    authors: tuple[str, ...] = ("reviewer",),
    by: str = "business-manager",
) -> Document:
    record = record or source(cast)
    return documents.copy_text(
        source=record, case=record.case, title=TITLE, passages=passages, subtitle="Serious case review", regime="EN-WT2015",
        authors=[cast[slug] for slug in authors], by=cast[by],
    )  # fmt: skip


def settle_doubts(document: Document, cast: Cast, by: str = "business-manager") -> None:
    for doubt in list(document.doubts.filter(ruling__isnull=True)):
        if Doubt.objects.filter(pk=doubt.pk, ruling__isnull=True).exists():
            mask = doubt.kind == Doubt.Kind.NAME
            words.rule(
                doubt=doubt, action=Ruling.Action.MASK if mask else Ruling.Action.KEEP,
                replacement="[somebody]" if mask else "", reason="Says nothing about anybody.", by=cast[by],
            )  # fmt: skip


def settled(cast: Cast, **values: Any) -> Document:
    document = copied(cast, **values)
    settle_doubts(document, cast)
    return again(document)


def frozen(cast: Cast, **values: Any) -> tuple[Document, Release]:
    document = settled(cast, **values)
    release = releases.freeze(document=document, by=cast["business-manager"])
    return again(document), release


def made(cast: Cast, **values: Any) -> Document:
    document, release = frozen(cast, **values)
    assert render_now(release)
    return again(document)


TICKED = [code for code, _ in approvals.CHECKLIST]


def approved(cast: Cast, **values: Any) -> Document:
    document = made(cast, **values)
    approvals.pass_check(document=document, ticked=TICKED, by=cast["anonymity-checker"])
    approvals.approve(document=document, by=cast["independent-chair"])
    return again(document)


def cleared(cast: Cast, **values: Any) -> Document:
    document = approved(cast, **values)
    for kind in Clearance.Kind:
        clearances.record_clearance(
            document=document, kind=kind, outcome="done", detail="Told them in person.", done_on=timezone.localdate(),
            by=cast["business-manager"],
        )  # fmt: skip
    releases.send_advance(
        document=document, sent_on=timezone.localdate(), to="Ofsted", by=cast["business-manager"]
    )
    return again(document)


def published(cast: Cast, at: Any, **values: Any) -> Publication:
    document = cleared(cast, **values)
    release = document.release
    assert release is not None and release.earliest_on is not None
    at(dt.datetime.combine(release.earliest_on, dt.time(9)))
    return releases.release(document=document, by=cast["business-manager"])


def again(document: Document) -> Document:
    return Document.objects.for_page().get(pk=document.pk)
