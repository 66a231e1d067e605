"""Nothing typed is lost, nothing is done twice: forms that arrive after a session ended, or a second time.

A form carries a key that was made for one person when the page was drawn ({% idempotency_key %}).
A form from an expired session is kept, encrypted, under that key; the same person finds it again after sign-in.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from cryptography.fernet import InvalidToken
from django.db import IntegrityError, transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from lscb.core import formkeys
from lscb.core.crypto import decrypt, encrypt
from lscb.core.middleware import UNKEPT
from lscb.people.models import PostedForm, User

FIELD = "idempotency_key"
KEPT_HOURS = 24
REMEMBERED_DAYS = 7


def new_key(user: User | None) -> str:
    """The hidden key of a form that is drawn for this person."""
    return formkeys.new_key(user.pk if user and user.is_authenticated else None)


def posted_key(request: HttpRequest) -> tuple[str, int | None]:
    """The form's key and the id of the person it was drawn for (None: no key of ours)."""
    key = request.POST.get(FIELD, "") if request.method == "POST" else ""
    return key, formkeys.drawn_for(key) if key else None


def claim(*, key: str, owner: int, path: str) -> tuple[PostedForm, bool]:
    """The row of a form's key, and whether this request is the first to bring it.

    On PostgreSQL a second request waits here until the first one has ended.
    """
    try:
        with transaction.atomic():
            return PostedForm.objects.create(key=key, user_id=owner or None, path=path[:300]), True
    except IntegrityError:
        return PostedForm.objects.get(key=key), False


def settle(row: PostedForm, done_url: str) -> None:
    """Remembers where the form led, or forgets the key when nothing was done, so that it may be sent again."""
    if done_url:
        row.done_url = done_url[:400]
        row.save(update_fields=["done_url"])
    else:
        row.delete()


def keep(request: HttpRequest, key: str, owner: int) -> str:
    """Keeps what was typed under the form's key. Returns the address at which it comes back."""
    done = PostedForm.objects.filter(key=key).exclude(done_url="").first()
    if done:
        return done.done_url
    fields = {name: values for name, values in request.POST.lists() if name not in UNKEPT}
    PostedForm.objects.update_or_create(
        key=key, defaults={"user_id": owner, "path": request.path[:300], "data": encrypt(json.dumps(fields))}
    )
    return with_query(request.get_full_path(), kept=key)


def restore(request: HttpRequest) -> tuple[PostedForm, QueryDict] | None:
    """What this person had typed on this page, if ?kept= names it; nobody else's, and never after a day."""
    key = request.GET.get("kept", "")
    if not key or formkeys.drawn_for(key) != request.user.pk:
        return None
    row = PostedForm.objects.filter(
        key=key, user_id=int(request.user.pk or 0), path=request.path[:300],
        created_at__gt=timezone.now() - dt.timedelta(hours=KEPT_HOURS),
    ).exclude(data="").first()  # fmt: skip
    if row is None:
        return None
    try:
        fields = json.loads(decrypt(row.data))
    except (InvalidToken, ValueError):
        return None
    values = QueryDict(mutable=True)
    for name, listed in fields.items():
        values.setlist(name, listed)
    return row, values


def initial_from_kept(request: HttpRequest) -> dict[str, Any]:
    """Initial values for a hand-made form; forms of lscb.core.forms take theirs by themselves."""
    values = formkeys.kept_values.get()
    if values is None:
        return {}
    return {name: listed[0] if len(listed) == 1 else listed for name, listed in values.lists()}


def sweep_posted_forms() -> int:
    """Wipes kept text after a day and forgets keys after a week. Returns how many rows went."""
    now = timezone.now()
    old = PostedForm.objects.filter(created_at__lte=now - dt.timedelta(hours=KEPT_HOURS)).exclude(data="")
    gone, _ = old.delete()
    more, _ = PostedForm.objects.filter(created_at__lte=now - dt.timedelta(days=REMEMBERED_DAYS)).delete()
    return gone + more


def with_query(address: str, **more: str) -> str:
    """The address with more in its query."""
    parts = urlsplit(address)
    query = "&".join(part for part in (parts.query, urlencode(more)) if part)
    return urlunsplit(("", "", parts.path, query, ""))
