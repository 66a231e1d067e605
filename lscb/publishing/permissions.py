"""May this person do it? Each check returns None or raises NotAllowed with a sentence for the screen."""

from __future__ import annotations

from lscb.board.identity import check_can_reveal
from lscb.board.permissions import check, has
from lscb.board.roles import Permission
from lscb.core.errors import NotAllowed
from lscb.people.models import User
from lscb.publishing.models import Document, Publication
from lscb.records.models import Record

P = Permission
UNIT = "Ask the business manager."


def check_can_copy(user: User, source: Record) -> None:
    """The business unit."""
    check(user, P.PUBLICATION_PREPARE, source.board, "Only the business unit prepares a publication.", UNIT)


def check_can_prepare(user: User, document: Document) -> None:
    """The business unit."""
    check_can_copy(user, document.record)


def check_can_rule(user: User, document: Document) -> None:
    """The business unit, as far as they may see who the case is about: nobody rules on a word without its meaning."""
    check_can_prepare(user, document)
    check_can_reveal(user, document.record)


def check_is_no_author(user: User, document: Document) -> None:
    """Whoever edited the text or ruled on a word of it approves nothing (domain report §0.8)."""
    if document.authors.filter(pk=user.pk).exists():
        raise NotAllowed(
            "You edited this text or ruled on a word of it, so somebody else checks and approves it.", UNIT
        )


def check_can_pass(user: User, document: Document) -> None:
    """An anonymity checker who is no author of the text."""
    check(user, P.ANONYMITY_CHECK, document.record.board, "Only an anonymity checker does this check.", UNIT)
    check_is_no_author(user, document)


def check_can_approve(user: User, document: Document) -> None:
    """The independent chair (or acting chair), who is no author and did not do the anonymity check."""
    check(user, P.PUBLICATION_APPROVE, document.record.board, "Only the chair approves a publication.", UNIT)
    check_is_no_author(user, document)
    release = document.release
    if release is not None and release.checked_by_id == user.pk:
        raise NotAllowed("You did the anonymity check, so somebody else gives the second approval.", UNIT)


def check_can_send_back(user: User, document: Document) -> None:
    """The business unit, the anonymity checker or the chair."""
    board = document.record.board
    if not any(
        has(user, verb, board) for verb in (P.PUBLICATION_PREPARE, P.ANONYMITY_CHECK, P.PUBLICATION_APPROVE)
    ):
        raise NotAllowed("Only the business unit, the checker or the chair sends a text back.", UNIT)


def check_can_release(user: User, document: Document) -> None:
    """The business manager."""
    check(
        user,
        P.PUBLICATION_RELEASE,
        document.record.board,
        "Only the business manager releases a report.",
        UNIT,
    )


def check_can_keep_publication(user: User, publication: Publication) -> None:
    """The business manager."""
    sentence = "Only the business manager changes how a report is offered."
    check(user, P.PUBLICATION_RELEASE, publication.board, sentence, UNIT)


def check_can_withdraw(user: User, publication: Publication) -> None:
    """The business manager or the chair."""
    if not any(has(user, verb, publication.board) for verb in (P.PUBLICATION_RELEASE, P.PUBLICATION_APPROVE)):
        raise NotAllowed("Only the business manager or the chair withdraws a report.", UNIT)


def check_can_withdraw_document(user: User, document: Document) -> None:
    """The business manager or the chair."""
    if not any(
        has(user, verb, document.record.board) for verb in (P.PUBLICATION_RELEASE, P.PUBLICATION_APPROVE)
    ):
        raise NotAllowed("Only the business manager or the chair withdraws a report.", UNIT)
