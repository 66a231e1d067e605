"""Cases that belong together (R050)."""

from __future__ import annotations

from lscb.core.errors import BadInput, InvalidMove
from lscb.identity.operations import refuse_names
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews.models import CaseLink, Referral
from reviews.operations.referrals import locked

Kind = CaseLink.Kind


@operation
def link_case(*, referral: Referral, kind: str, reference: str, by: User, area: str = "") -> CaseLink:
    """Links another case of this board by its reference, or names one of another area or process. A link between two
    cases of the board stands on both."""
    referral = locked(referral)
    may.check_can_scope(by, referral)
    reference, area = reference.strip(), area.strip()
    if not reference:
        raise BadInput("Enter the reference of the other case.")
    refuse_names(
        referral.record, f"{reference} {area}", "Give the other case's reference, without anybody's name."
    )
    if kind != Kind.CASE:
        link = CaseLink.objects.create(
            referral=referral, kind=kind, reference=reference, area=area, added_by=by
        )
    else:
        link = _link(referral, _found(reference, referral, by), by)
    record_event("referral.linked", by=by, record=referral.record, detail={"kind": kind})
    return link


def _found(reference: str, referral: Referral, by: User) -> Record:
    rows = Record.objects.visible_to(by).filter(
        board_id=referral.record.board_id, root__isnull=True, kind="referral"
    )
    other = rows.filter(reference=reference.upper()).first()
    if other is None or other.pk == referral.record_id:
        raise BadInput("There is no other case with this reference that you can open. Check the reference.")
    return other


def _link(referral: Referral, other: Record, by: User) -> CaseLink:
    link, made = CaseLink.objects.get_or_create(
        referral=referral, other=other, defaults={"kind": Kind.CASE, "added_by": by}
    )
    if not made:
        raise InvalidMove("These two cases are linked already.")
    CaseLink.objects.get_or_create(
        referral=other.referral, other=referral.record, defaults={"kind": Kind.CASE, "added_by": by}
    )
    return link


@operation
def unlink_case(*, link: CaseLink, by: User) -> None:
    """Takes a link off, on both sides."""
    referral = locked(link.referral)
    may.check_can_scope(by, referral)
    if link.other_id:
        CaseLink.objects.filter(referral__record_id=link.other_id, other_id=referral.record_id).delete()
    CaseLink.objects.filter(pk=link.pk).delete()
    record_event("referral.unlinked", by=by, record=referral.record, detail={"kind": link.kind})
