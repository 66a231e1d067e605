"""Every address of the resolver × every role × own and other board's thing × GET and POST. No blank cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.backends.django import Template
from django.urls import reverse

from tests.matrix.asking import HIDDEN, METHOD, OPEN, REFUSED, SIGN_IN, Answer, ask, bare_pages
from tests.matrix.document import FILE, written
from tests.matrix.expectations import PUBLIC, TABLE
from tests.matrix.objects import ARGUMENTS, OWN_SECRET, absent
from tests.matrix.world import ANONYMOUS, ROLES, World, remembered
from tests.rules.source import Address, addresses

pytestmark = pytest.mark.matrix
METHODS = ("get", "post")
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
#: Judged with pages drawn: the answer for another board's thing is, letter by letter, that for a missing one. The first of
#: them also sends the form.
COMPARED = ("business-manager", "scr-chair", "police-lead", "stranger")

#: Tables that a GET may write to, by address: what it writes is a trace of reading, never a change.
TRACES: dict[str, set[str]] = {}


#: The form of an emergency answers alike for a case of any board and for one that does not exist.
SAME_FOR_MISSING = {"people:access-break-glass"}
#: About a thing that the public may read: whether it exists is no secret.
EVERYBODY_KNOWS = {
    "publishing:publication-withdraw", "publishing:publication-on-request", "publishing:publication-request",
}  # fmt: skip


def signed_in() -> list[Address]:
    """Addresses behind the sign-in; one that the table does not know fails in a test of its own."""
    return [address for address in addresses() if address.name in TABLE and about(address)]


def about(address: Address) -> bool:
    return not address.arguments or address.name in ARGUMENTS or address.name in OWN_SECRET


def differences(world: World, address: Address, method: str) -> list[str]:
    """What is wrong with the address for the thing of the own board."""
    found = []
    arguments = world.arguments(address, world.own)
    for role, expected in TABLE[address.name].expected(method).items():
        answer = ask(world.client(role), method, address.name, arguments)
        cell = f"{method.upper()} {address.name} as {role}"
        if answer.outcome != expected:
            found.append(f"{cell}: {answer.outcome} ({answer.status}), expected {expected}")
        found += changes(cell, method, address, answer)
    return found


def changes(cell: str, method: str, address: Address, answer: Answer) -> list[str]:
    """A GET changes nothing, and a refused POST changes nothing."""
    if method == "post" and answer.outcome == OPEN:
        return []
    unwanted = answer.writes - TRACES.get(address.name, set())
    return [f"{cell}: {answer.outcome}, but wrote to {', '.join(sorted(unwanted))}"] if unwanted else []


def elsewhere(world: World, address: Address, method: str) -> list[str]:
    """What is wrong with the address for the thing of the other board."""
    found = []
    arguments = world.arguments(address, world.other)
    for role, own in TABLE[address.name].expected(method).items():
        answer = ask(world.client(role), method, address.name, arguments)
        cell = f"{method.upper()} {address.name} of the other board as {role}"
        if role == "other-manager":
            expected = {TABLE[address.name].expected(method)["business-manager"]}
        elif address.name in SAME_FOR_MISSING:
            expected = {own}
        elif address.name in EVERYBODY_KNOWS:
            expected = {METHOD} if own == METHOD else {HIDDEN, REFUSED}
        else:
            expected = {METHOD} if own == METHOD else {HIDDEN, REFUSED} if own == REFUSED else {HIDDEN}
        if answer.outcome not in expected:
            found.append(
                f"{cell}: {answer.outcome} ({answer.status}), expected {' or '.join(sorted(expected))}"
            )
        if role != "other-manager":
            found += changes(cell, method, address, answer)
    return found


def test_the_table_names_every_address_and_no_other():
    known = {address.name for address in addresses()}
    tabled = set(TABLE) | set(PUBLIC)
    assert not known - tabled, f"Add to tests/matrix/expectations.py: {sorted(known - tabled)}"
    assert not tabled - known, f"No longer in the resolver: {sorted(tabled - known)}"
    assert not set(TABLE) & set(PUBLIC)
    wanting = (
        {address.name for address in addresses() if address.arguments} - set(ARGUMENTS) - set(OWN_SECRET)
    )
    assert not wanting, f"Add to tests/matrix/objects.py: {sorted(wanting)}"


@pytest.mark.django_db  # one such test has the test database made, which the world needs
def test_no_cell_is_blank():
    for name, row in TABLE.items():
        for method in METHODS:
            try:
                assert set(row.expected(method)) == set(ROLES)
            except AssertionError as problem:
                raise AssertionError(f"{name}: {problem}") from problem


def test_only_public_pages_are_open_without_signing_in():
    """LoginRequiredMiddleware asks everywhere else."""
    unguarded = {a.name for a in addresses() if not getattr(a.pattern.callback, "login_required", True)}
    assert unguarded == set(PUBLIC), f"not on the list, or no longer open: {sorted(unguarded ^ set(PUBLIC))}"


def test_every_address_for_every_role_and_the_own_board(world: World):
    wrong = []
    with bare_pages(), remembered():
        for address in signed_in():
            for method in METHODS:
                wrong += differences(world, address, method)
    assert not wrong, f"{len(wrong)} cells are wrong:\n" + "\n".join(wrong)


def test_every_address_for_every_role_and_the_other_board(world: World):
    wrong = []
    with bare_pages(), remembered():
        for address in signed_in():
            if address.arguments and address.name not in OWN_SECRET:
                for method in METHODS:
                    wrong += elsewhere(world, address, method)
    assert not wrong, f"{len(wrong)} cells are wrong:\n" + "\n".join(wrong)


def test_the_other_boards_thing_looks_like_a_missing_one(world: World):
    wrong = []
    for address in signed_in():
        if not address.arguments or address.name in OWN_SECRET or address.name in EVERYBODY_KNOWS:
            continue
        theirs = world.arguments(address, world.other)
        for role in COMPARED:
            for method in METHODS if role == COMPARED[0] else METHODS[:1]:
                one = ask(world.client(role), method, address.name, theirs)
                none = ask(world.client(role), method, address.name, absent(theirs))
                asked, missing = (reverse(address.name, kwargs=found) for found in (theirs, absent(theirs)))
                if (one.status, plain(one, asked)) != (none.status, plain(none, missing)):
                    wrong.append(f"{method.upper()} {address.name} as {role}: {one.status} and {none.status}")
    assert not wrong, "\n".join(wrong)


def plain(answer: Answer, asked: str) -> bytes:
    """The body without what differs by itself: the address that was asked for, and the mask of the form's token."""
    return _TOKEN.sub(b"", answer.body).replace(asked.encode(), b"-")


def test_an_anonymous_visitor_signs_in_first(world: World):
    wrong = []
    with bare_pages(), remembered():
        for address in signed_in():
            arguments = world.arguments(address, world.own)
            for method in METHODS:
                answer = ask(world.client(ANONYMOUS), method, address.name, arguments)
                if answer.outcome != SIGN_IN or answer.writes:
                    wrong.append(
                        f"{method.upper()} {address.name}: {answer.outcome}, wrote {sorted(answer.writes)}"
                    )
    assert not wrong, "\n".join(wrong)


def test_the_printed_table_is_fresh():
    assert Path(FILE).exists() and Path(FILE).read_text() == written(), "Run python -m tests.matrix.document"


def test_pages_are_drawn_again():
    assert Template.render.__name__ == "render"
