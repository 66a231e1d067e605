"""A review's way to the public, step by step: the copy, its doubtful words, the file, two approvals, advance copies, the day."""

from __future__ import annotations

from lscb.home.demonstration.journey import Case, again
from lscb.home.demonstration.review_journey import work_on_actions
from lscb.publishing import sweep
from lscb.publishing.models import Clearance, Document, Doubt, Release
from lscb.publishing.operations import approvals, clearances, releases, words
from reviews import publication
from reviews.operations import reviews

WHY_KEPT = {
    Doubt.Kind.NAME: "It is the name of a public body, or no name.",
    Doubt.Kind.NUMBER: "The number tells nothing about anybody.",
    Doubt.Kind.HEALTH: "It is said of very many children.",
}
CLEARED = {
    Clearance.Kind.LEGAL: ("done", "The council's solicitor read the text and has no objection."),
    Clearance.Kind.FAMILY: ("done", "The family read it at home with the reviewer beside them."),
    Clearance.Kind.STAFF: ("done", "Every member of staff in it was shown the parts about their work."),
}


def document_of(case: Case) -> Document:
    rows = Document.objects.select_related("record__board", "record__root", "source")
    case.document = rows.in_work().get(source=again(case).record)
    return case.document


def prepared(case: Case) -> None:
    """The copy is made, and its words are waiting for somebody to rule on them."""
    case.on(165)
    manager = case.cast["business-manager"]
    publication.plan(
        review=again(case),
        intent="publish",
        reason="The learning helps every service in the town.",
        by=manager,
    )
    publication.prepare(review=again(case), by=manager)


def half_settled(case: Case) -> None:
    """Half of the doubtful words are settled, the riskiest first; the rest are for whoever looks at the demonstration."""
    case.on(168)
    settle(case, document_of(case).doubts.filter(ruling__isnull=True).count() // 2)


def settle(case: Case, most: int = 1000) -> None:
    """Rules on doubtful words, the riskiest first: what may be somebody is replaced, everything else may stay."""
    document, manager = document_of(case), case.cast["business-manager"]
    waiting = list(document.doubts.filter(ruling__isnull=True)[:most])
    plain = [doubt.pk for doubt in waiting if not (doubt.candidates or doubt.kind in Doubt.NEEDS_REASON)]
    for doubt in waiting:
        if doubt.candidates:
            words.rule(doubt=doubt, action="mask", replacement=doubt.candidates[0], by=manager)
        elif doubt.pk not in plain:
            words.rule(doubt=doubt, action="keep", reason=WHY_KEPT[Doubt.Kind(doubt.kind)], by=manager)
    if plain:
        words.keep_all(document=document, doubts=plain, by=manager)


def frozen(case: Case) -> None:
    """Every word is settled and the text is frozen; the worker makes its file."""
    case.on(168)
    settle(case)
    case.on(170)
    releases.freeze(document=document_of(case), by=case.cast["business-manager"])


def file_made(case: Case) -> None:
    """The worker's own step, for a case whose story goes on at once. Not part of a transaction: it takes seconds."""
    case.on(170, 11)
    release = Release.objects.filter(document=document_of(case), cancelled_at__isnull=True).first()
    if release is not None:
        sweep.render_now(release)


def checked(case: Case) -> None:
    case.on(172)
    approvals.pass_check(
        document=document_of(case),
        ticked=[code for code, _ in approvals.CHECKLIST],
        by=case.cast["anonymity-checker"],
    )


def advance_sent(case: Case) -> None:
    case.on(175)
    approvals.approve(document=document_of(case), by=case.cast["independent-chair"])
    day, manager = case.on(176), case.cast["business-manager"]
    for kind, (outcome, detail) in CLEARED.items():
        clearances.record_clearance(
            document=document_of(case), kind=kind, outcome=outcome, detail=detail, done_on=day, by=manager
        )
    day = case.on(177)
    releases.send_advance(
        document=document_of(case),
        sent_on=day,
        to="Ofsted, the Department for Education and the national panel",
        by=manager,
    )


def published(case: Case) -> None:
    case.on(192)
    publication.release(review=again(case), document=document_of(case), by=case.cast["business-manager"])
    work_on_actions(case, verified=1)


def followed(case: Case) -> None:
    case.on(260)
    reviews.move(review=again(case), verb="start_monitoring", by=case.cast["business-manager"])
