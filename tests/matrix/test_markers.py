"""Planted words: a child's name and a case's text are searched in everything that people without the right are given.

NAME stands in the identity store, and TEXT in the outline of every referral, in answers, notes, reports and files.
A real name is shown to nobody who has not revealed it; case text only to those for whom the table opens the case.
"""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core import mail

from lscb.notices.models import Delivery, Notice
from lscb.people.models import Board
from lscb.records.models import Record
from lscb.trail.models import AuditEvent
from tests.matrix.asking import OPEN, ask
from tests.matrix.expectations import NAME_SHOWN, TABLE, TEXT_SHOWN
from tests.matrix.objects import NAME, TEXT
from tests.matrix.reading import readable
from tests.matrix.test_matrix import signed_in
from tests.matrix.world import ROLES, World, remembered
from tests.meetings.holding import text_pdf

pytestmark = pytest.mark.matrix


def seen(world: World, role: str, name: str, arguments: dict[str, object]) -> set[str]:
    answer = ask(world.client(role), "get", name, arguments)
    body = readable(answer.body)
    return {word for word in (NAME, TEXT) if word.encode() in body or word.lower().encode() in body.lower()}


@pytest.mark.django_db
def test_the_words_are_looked_for_in_what_is_packed():
    """(Its mark has the test database made, which the world needs.)"""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("notes.txt", f"She told {NAME}.")
    assert NAME.encode() in readable(packed.getvalue())
    assert NAME.encode() in readable(text_pdf(f"She told {NAME}."))


def test_no_page_gives_a_name_or_a_case_away(world: World):
    wrong, shown = [], 0
    with remembered():
        for address in signed_in():
            expected = TABLE[address.name].expected("get")
            arguments = world.arguments(address, world.own)
            for role in ROLES:
                if expected[role] != OPEN:
                    continue  # a refusal is drawn from its sentence alone; the matrix proves the outcome
                found = seen(world, role, address.name, arguments)
                shown += len(found)
                allowed = {NAME} if role in NAME_SHOWN.get(address.name, "").split() else set()
                allowed |= {TEXT} if role in TEXT_SHOWN.get(address.name, "").split() else set()
                wrong += (
                    [f"{address.name} shows {role}: {', '.join(sorted(found - allowed))}"]
                    if found - allowed
                    else []
                )
    assert not wrong, "\n".join(wrong)
    assert shown, "the words were not planted at all"


def test_refusals_give_nothing_away(world: World):
    """The pages of a refusal, a hidden thing and another board's thing, drawn for the most curious."""
    with remembered():
        for address in signed_in():
            for side in (world.own, world.other):
                for role in ("stranger", "housing-lead", "lay-member"):
                    answer = ask(world.client(role), "post", address.name, world.arguments(address, side))
                    if answer.outcome != OPEN:
                        assert NAME.encode() not in answer.body, f"{address.name} as {role}"
                        assert TEXT.encode() not in answer.body, f"{address.name} as {role}"


def test_nothing_that_leaves_the_case_holds_either(world: World):
    """Trail, notices, e-mails, titles and references."""
    told = [str(list(AuditEvent.objects.values_list("detail", "reference", "actor_name", "seat")))]
    told.append(str(list(Notice.objects.values_list("reference", "link", "subject_key", "unique_key"))))
    told.append(str(list(Delivery.objects.values_list("subject", "body", "key"))))
    told.append(str(list(Record.objects.values_list("reference", "title", "kind"))))
    told += [f"{message.subject}{message.body}" for message in mail.outbox]
    assert Board.objects.count() == 2
    for text in told:
        assert NAME not in text
        assert TEXT not in text
