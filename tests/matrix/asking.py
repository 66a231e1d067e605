"""One request of the matrix: who asks which address for whose thing, what they got, and what it wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from unittest import mock

from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.cache import cache
from django.db import connection, transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

OPEN, REFUSED, HIDDEN, SIGN_IN, METHOD = "open", "refused", "hidden", "sign-in", "method"
_WRITE = re.compile(r"^\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM)\s+\"?(\w+)\"?", re.I)

#: What any request may write: the session, that it was seen, and the trail.
HARMLESS = {
    "django_session", "usersessions_usersession", "trail_auditevent", "trail_trailhead", "people_postedform",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    status: int
    outcome: str
    writes: frozenset[str]
    body: bytes


class Undo(Exception):
    pass


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside did not happen."""
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


@contextmanager
def written() -> Iterator[set[str]]:
    """The tables that are written to inside."""
    tables: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := _WRITE.match(sql):
            tables.add(found.group(1))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


@contextmanager
def bare_pages() -> Iterator[None]:
    """Pages are not drawn, which is what most of the time goes into; each app's own tests draw them."""
    with (
        mock.patch.object(Template, "render", lambda self, context=None, request=None: ""),
        mock.patch.object(DefaultMFAAdapter, "build_totp_svg", lambda self, url: ""),
    ):
        yield


def ask(client: Client, method: str, name: str, arguments: dict[str, Any]) -> Answer:
    address = reverse(name, kwargs=arguments)
    cookies = SimpleCookie({key: morsel.value for key, morsel in client.cookies.items()})
    cache.clear()  # rate limits
    with undone(), written() as tables:
        response = client.post(address) if method == "post" else client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        location = response.headers.get("Location", "")
    client.cookies = cookies  # signing out was undone too
    return Answer(
        response.status_code, outcome(response.status_code, location), frozenset(tables - HARMLESS), body
    )


def outcome(status: int, location: str) -> str:
    if status == 302 and location.startswith("/sign-in/"):
        return SIGN_IN
    if status in (200, 302, 409, 422):
        return OPEN
    return {403: REFUSED, 404: HIDDEN, 405: METHOD}.get(status, f"status {status}")
