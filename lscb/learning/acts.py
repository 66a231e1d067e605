"""What every verb of an action shares: lock and check, change, record."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lscb.core.errors import BadInput, StaleEdit
from lscb.learning import states
from lscb.learning.models import Action, ActionChange
from lscb.people.models import User
from lscb.trail.recording import record_event

S = Action.Status
ENDED = (S.CLOSED, S.NOT_ACHIEVED, S.SUPERSEDED, S.REJECTED)


def lock(action: Action) -> Action:
    """The action as it is now, with everything that its checks need."""
    row: Action = (
        Action.objects.select_for_update(of=("self",))
        .select_related("record__board", "board", "source", "agency__party", "owner", "group__party")
        .get(pk=action.pk)
    )
    return row


def require(verb: str, action: Action, *, by: User, version: int | None = None) -> Action:
    """The action as it is now, locked, once the person and its state allow the verb.

    version  the one that the person had before their eyes; StaleEdit when it has moved on since
    """
    row = lock(action)
    states.check_of(verb)(by, row)
    states.require(verb, row)
    if version is not None and version != row.version:
        raise StaleEdit(
            "Somebody changed this action after you opened the page, so your change was not stored.",
            "What you typed is below: open the action as it is now and send it again if it still holds.",
        )
    return row


def change(
    action: Action, verb: str, *, by: User, reason: str = "", to: str | None = None, **fields: Any
) -> Action:
    """Stores new values, the change on the action's own timeline, and a trail event without any wording."""
    for name, value in fields.items():
        setattr(action, name, value)
    if to is not None:
        action.status = to
        _end_record(action)
    action.version += 1
    action.save()
    ActionChange.objects.create(
        action=action, verb=verb, status=action.status, reason=reason.strip(), changed_by=by
    )
    record_event(
        f"action.{verb}",
        by=by,
        record=action.record,
        detail={"status": str(action.status), "version": action.version},
    )
    return action


def _end_record(action: Action) -> None:
    closed_at = (action.record.closed_at or timezone.now()) if action.status in ENDED else None
    if closed_at != action.record.closed_at:
        action.record.closed_at = closed_at
        action.record.save(update_fields=["closed_at"])


def need(text: str, sentence: str) -> str:
    """The text without blanks around it. Raises BadInput with the sentence when nothing is left."""
    text = text.strip()
    if not text:
        raise BadInput(sentence)
    return text
