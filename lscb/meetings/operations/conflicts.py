"""Conflicts of interest on a case: declared by the person, imposed on them, or taken back (domain report §0.2)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from lscb.board.permissions import holders
from lscb.board.roles import Role
from lscb.core.errors import BadInput, InvalidMove
from lscb.identity.operations import refuse_names
from lscb.meetings.models import Declaration
from lscb.meetings.permissions import check_can_impose, check_can_withdraw
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.models import Record, RecordAccess
from lscb.records.operations import exclude
from lscb.trail.recording import operation, record_event

__all__ = ["check_can_impose", "declare_conflict", "withdraw_declaration"]


@operation
def declare_conflict(*, record: Record, user: User, kind: str, detail: str, by: User) -> Declaration:
    """A conflict on a case: declared by the person, or imposed by the manager or a chair, and on these two as well.

    Agency interest: reads and speaks, but does not chair, sign or count. Personal: leaves and is shut out of the case
    everywhere at the next request (§0.2).
    """
    case = record.case
    if by.pk != user.pk:
        check_can_impose(by, case)
    if not detail.strip():
        raise BadInput("Say in a few words what the conflict is.")
    refuse_names(case, detail, "Say what the conflict is without the name of anybody in the case.")
    declaration, made = Declaration.objects.standing().get_or_create(
        record=case, user=user, kind=kind, defaults={"detail": detail.strip(), "declared_by": by}
    )
    if not made and not _was_lifted(case, declaration):
        raise InvalidMove("This conflict is already recorded.")
    if kind == Declaration.Kind.PERSONAL:
        _shut_out(case, user, detail.strip(), by)
    record_event("conflict.declared", by=by, record=case, detail={"person": user.pk, "kind": kind})
    _tell(declaration, by)
    return declaration


@operation
def withdraw_declaration(*, declaration: Declaration, reason: str, by: User) -> Declaration:
    """Takes back an agency interest that was declared by mistake: the person counts, chairs and signs again. It is kept."""
    rows = Declaration.objects.select_for_update(of=("self",)).select_related("record__board", "user")
    declaration = rows.get(pk=declaration.pk)
    check_can_withdraw(by, declaration)
    if declaration.kind != Declaration.Kind.AGENCY:
        raise InvalidMove(
            "A personal conflict is not taken back here.", "The business manager or the chair lifts it, on the case’s page of access."
        )  # fmt: skip
    if declaration.withdrawn_at:
        raise InvalidMove("This interest was taken back already.", "Open the case again to see it.")
    if len(reason.split()) < 3:
        raise BadInput("Say in a sentence why it was a mistake.")
    refuse_names(declaration.record, reason)
    declaration.withdrawn_by, declaration.withdrawn_at = by, timezone.now()
    declaration.withdrawn_reason = reason.strip()[:300]
    declaration.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    detail = {"person": declaration.user_id, "kind": declaration.kind, "reason": reason.strip()}
    record_event("conflict.withdrawn", by=by, record=declaration.record, detail=detail)
    _tell(declaration, by, "conflict-withdrawn")
    return declaration


def _was_lifted(case: Record, declaration: Declaration) -> bool:
    """A personal conflict that somebody lifted since can be recorded again."""
    if declaration.kind != Declaration.Kind.PERSONAL:
        return False
    return not case.exclusions.filter(user_id=declaration.user_id, lifted_at__isnull=True).exists()


def _shut_out(case: Record, user: User, reason: str, by: User) -> None:
    exclude(record=case, user=user, reason=reason, by=by)
    today = timezone.localdate()
    RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today),
        Q(record=case) | Q(record__root=case),
        party__person=user,
    ).update(until_on=today - dt.timedelta(days=1))


def _tell(declaration: Declaration, by: User, key: str = "conflict-declared") -> None:
    """The manager, and the chair when the manager is the one; never the person, whom the notice would not reach."""
    case = declaration.record
    told = holders(case.board, Role.BUSINESS_MANAGER)
    if any(manager.pk == declaration.user_id for manager in told):
        told += holders(case.board, Role.INDEPENDENT_CHAIR)
    shut = set(case.exclusions.filter(lifted_at__isnull=True).values_list("user_id", flat=True))
    for person in told:
        if person.pk not in {declaration.user_id, by.pk} | shut:
            notify(
                to=person, board=case.board, subject_key=key, reference=case.reference,
                link=case.get_absolute_url(), unique_key=f"{key}:{declaration.pk}",
            )  # fmt: skip
