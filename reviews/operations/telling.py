"""Who is told what about a referral. Never somebody to whom the case is shut; never more than the reference."""

from __future__ import annotations

from lscb.board.permissions import holders
from lscb.board.roles import Role
from lscb.core.crypto import decrypt
from lscb.notices.operations import notify, send_message
from lscb.notices.wording import wording_of
from lscb.people.models import User
from lscb.records.models import Record, is_excluded
from reviews.models import Referral


def is_shut_to(record: Record, person: User) -> bool:
    """Whether a personal conflict shuts the record's case to the person."""
    return is_excluded(record, person)


def tell(
    person: User, referral: Referral, key: str, *, urgent: bool = False, cause: str = "", link: str = ""
) -> None:
    """A notice that leads to the case, or to `link` for somebody who may not open it."""
    if is_shut_to(referral.record, person):
        return
    notify(
        to=person, board=referral.record.board, subject_key=key, reference=referral.record.reference, urgent=urgent,
        link=link or referral.record.get_absolute_url(), unique_key=f"{key}:{referral.pk}:{cause}",
    )  # fmt: skip


def tell_unit(referral: Referral, key: str, cause: str = "") -> None:
    """The business manager, and those business officers on whose list the case is."""
    for role in (Role.BUSINESS_MANAGER, Role.BUSINESS_OFFICER):
        for person in holders(referral.record.board, role):
            if Record.objects.visible_to(person).filter(pk=referral.record_id).exists():
                tell(person, referral, key, urgent=True, cause=cause)


def tell_referrer(
    referral: Referral, key: str, *, urgent: bool = False, cause: str = "", way: str = ""
) -> None:
    """Whoever referred the case: a notice for somebody with an account, else an e-mail to the mailbox of their link.

    way  the last sentence of that e-mail, when there is something to open; it may hold a link
    """
    if referral.started_by:
        tell(referral.started_by, referral, key, urgent=urgent, cause=cause)
        return
    link = getattr(referral, "link", None)
    if link is None:
        return
    words = wording_of(key, referral.record.reference, referral.record.board.name)
    what, then, _ = words.sentences
    body = "\n".join(
        [what, way or f"Your reference is {referral.record.reference}.", ""] if way else [what, then, ""]
    )
    send_message(
        address=decrypt(link.email), key=f"{key}:{referral.pk}:{cause}", subject=words.subject, body=body,
        sensitive=bool(way), board=referral.record.board, expires_at=link.expires_at if way else None,
    )  # fmt: skip
