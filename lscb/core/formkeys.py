"""Keys of drawn forms: tied to the person a form was drawn for, and never used for two drawings."""

import hmac
import uuid
from contextvars import ContextVar

from django.http import QueryDict

from lscb.core.crypto import keyed_hash, keyed_hashes

PURPOSE = "form key"

#: What a person had typed before their session ended, while the page that it belongs to is drawn again.
kept_values: ContextVar[QueryDict | None] = ContextVar("kept_values", default=None)


def new_key(user_id: int | None) -> str:
    """A key for one drawing of a form; 0 stands for somebody who has not signed in."""
    body = f"{user_id or 0}-{uuid.uuid4().hex}"
    return f"{body}-{keyed_hash(body, purpose=PURPOSE)}"


def drawn_for(key: str) -> int | None:
    """The id of the person whom the form was drawn for (0: nobody signed in); None for a key that is not ours."""
    body, _, seal = key.rpartition("-")
    owner = body.partition("-")[0]
    if len(key) > 80 or not owner.isascii() or not owner.isdigit():
        return None
    if not any(hmac.compare_digest(seal, known) for known in keyed_hashes(body, purpose=PURPOSE)):
        return None
    return int(owner)


def restored(names: dict[str, str]) -> dict[str, object]:
    """Initial values from what was kept: {field name: name in the form} in, {field name: value} out.

    A date comes back as its three boxes, a group of boxes as a list.
    """
    kept = kept_values.get()
    if kept is None:
        return {}
    found: dict[str, object] = {}
    for name, posted in names.items():
        parts = [f"{posted}_{part}" for part in ("day", "month", "year")]
        if posted in kept:
            listed = kept.getlist(posted)
            found[name] = listed if len(listed) > 1 else listed[0]
        elif any(part in kept for part in parts):
            found[name] = [kept.get(part, "") for part in parts]
    return found
