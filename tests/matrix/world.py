"""The two boards of the matrix and the signed-in browsers of everybody."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import auth
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from lscb.board.permissions import standing_of
from lscb.home.demonstration.cast import Cast
from lscb.records.models import reach_of
from tests.cast import OTHER_SLUGS, SLUGS, make_cast, sign_in
from tests.matrix.objects import ARGUMENTS, OWN_SECRET, Side, mirror
from tests.rules.source import Address

ANONYMOUS = "anonymous"
#: Everybody with an account; the anonymous visitor is asked apart.
ROLES = (*SLUGS, *OTHER_SLUGS)


class World:
    """Both boards. Once `settle` was called nothing more is made, so that everybody's standing is read only once."""

    def __init__(self, at: Callable[[str], Any]) -> None:
        self.cast: Cast = make_cast()
        assert self.cast.neighbour
        self.own = Side(self.cast, at)
        self.other = Side(mirror(self.cast.neighbour), at)
        self._clients: dict[str, Client] = {}

    def settle(self) -> None:
        """Makes every thing that an address is about, and signs everybody in."""
        for side in (self.own, self.other):
            for make in ARGUMENTS.values():
                make(side)
        for role in (*ROLES, ANONYMOUS):
            self.client(role)

    def client(self, role: str) -> Client:
        """A browser in which the role has signed in. Whatever it does is undone, so one does for all."""
        if role not in self._clients:
            browser = Client(raise_request_exception=False)
            self._clients[role] = browser if role == ANONYMOUS else sign_in(browser, self.cast[role])
            self._clients[role].get("/help/")  # what a first request stores: when the session began
        return self._clients[role]

    def arguments(self, address: Address, side: Side) -> dict[str, Any]:
        if not address.arguments:
            return {}
        if address.name in OWN_SECRET:
            return OWN_SECRET[address.name]
        found = ARGUMENTS[address.name](side)
        assert set(found) == set(address.arguments), f"{address.name} wants {address.arguments}"
        return found


@contextmanager
def remembered() -> Iterator[None]:
    """Every person and session is read once, and with the person their standing: nothing changes in between."""
    read, lazily, load = ModelBackend.get_user, AuthenticationMiddleware.process_request, SessionStore.load
    people: dict[Any, Any] = {}
    sessions: dict[str, dict[str, Any]] = {}

    def get_user(self: ModelBackend, user_id: Any) -> Any:
        if user_id not in people:
            user = people[user_id] = read(self, user_id)
            standing_of(user)
            reach_of(user)
        return people[user_id]

    def at_once(self: AuthenticationMiddleware, request: Any) -> None:
        request.user = auth.get_user(
            request
        )  # the person, not a stand-in that remembers nothing after the request

    def load_once(self: SessionStore) -> dict[str, Any]:
        key = str(self.session_key)
        if key not in sessions:
            sessions[key] = load(self)
        return copy.deepcopy(sessions[key])

    SessionStore.load = load_once  # type: ignore[method-assign]
    ModelBackend.get_user = get_user  # type: ignore[method-assign]
    AuthenticationMiddleware.process_request = at_once  # type: ignore[method-assign]
    try:
        yield
    finally:
        ModelBackend.get_user = read  # type: ignore[method-assign]
        AuthenticationMiddleware.process_request = lazily  # type: ignore[method-assign]
        SessionStore.load = load  # type: ignore[method-assign]
