"""A personal conflict on every case of the board: its text and its references are then nowhere, on no page and in no file.

Two words are planted in whatever hangs on a case. WORD is looked for; SOUGHT, beside it, is what searches ask for, since
a page of results repeats the question.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat, Left
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lscb.board.documents import operations as documents
from lscb.board.models import Agency, Entry, Group, Priority
from lscb.board.registers import operations as registers
from lscb.board.registers.kinds import REGISTERS
from lscb.board.tagging import set_tags
from lscb.files.models import FileUse, StoredFile
from lscb.meetings import operations as meetings
from lscb.meetings.models import Meeting
from lscb.people.models import User
from lscb.records.models import Record, forget_reach
from tests.matrix.asking import undone
from tests.matrix.expectations import PUBLIC
from tests.matrix.objects import TEXT as WORD
from tests.matrix.reading import readable
from tests.matrix.test_matrix import about
from tests.matrix.world import World, remembered
from tests.rules.source import addresses

pytestmark = pytest.mark.matrix
REFERENCE = re.compile(r"[A-Z]{3}-[A-Z]+-\d{4}-\d{3,}")
SOUGHT = "Quaggadrift"
PLANTED = f" {WORD} {SOUGHT}"
#: Deep inside cases: the office reads all of them, the chair by the seat.
SHUT = ("business-manager", "scr-chair")

#: What of a case may be read in spite of a conflict, by the beginning of the address, with the reason.
NOT_OF_A_CASE = {
    "/reports/": "what is published is read by everybody",
}

#: Stands as an example in a hint.
EXAMPLE = "WES-REF-2026-007"

#: Ways up from a row to the record that it says something about.
UP = {
    "record", "source", "about", "item", "action", "finding", "recommendation", "request", "entry", "case",
    "referral", "review", "report", "section", "decision", "consideration", "member", "terms", "document",
    "release", "progress", "plan", "person",
}  # fmt: skip
#: Columns that are not words for a reader, and what is out in public.
NOT_WORDS = {
    "code",
    "key",
    "route",
    "kind",
    "capacity",
    "reference",
    "slug",
    "regime",
    "calendar",
    "purpose",
    "recipients",
    "value",
}
PUBLISHED = {"Publication", "CopyRequest"}


def ways(model: type[models.Model], deep: int = 4) -> Iterator[str]:
    """Lookups from a model to a record it is about."""
    for field in model._meta.concrete_fields:
        if field.is_relation and field.name in UP and deep:
            if field.related_model is Record:
                yield field.name
            elif field.related_model is not model:
                yield from (f"{field.name}__{rest}" for rest in ways(field.related_model, deep - 1))  # type: ignore[arg-type]


def of_cases(board: Any) -> tuple[list[Record], set[int]]:
    """The cases of a board, and whatever is shut with them."""
    cases = list(Record.objects.filter(board=board, root=None, kind__in=("referral", "review")))
    shut = {case.pk for case in cases}
    while more := set(
        Record.objects.filter(Q(root__in=shut) | Q(shut_with__in=shut))
        .exclude(pk__in=shut)
        .values_list("pk", flat=True)
    ):
        shut |= more
    return cases, shut


def is_text(field: Any) -> bool:
    """Whether a reader may see words in the column."""
    written = isinstance(field, models.CharField | models.TextField) and not field.choices
    return written and (field.max_length or 10_000) > 60 and field.name not in NOT_WORDS


def with_words(field: Any) -> Case:
    """What stands in the column with both words at its end; what is empty stays empty."""
    text = models.TextField()
    most = (field.max_length or 10_000) - len(PLANTED)
    written = Concat(Left(field.name, most), Value(PLANTED), output_field=text)
    return Case(When(**{field.name: ""}, then=Value("")), default=written, output_field=text)


def plant(shut: set[int]) -> int:
    """Both words in every line of text of every row about the records."""
    planted = Record.objects.filter(pk__in=shut).update(title=Concat(Left("title", 100), Value(PLANTED)))
    for model in apps.get_models():
        if not model.__module__.startswith(("lscb.", "reviews.")) or model.__name__ in PUBLISHED:
            continue
        if not (found := list(ways(model))):
            continue
        rows = model._default_manager.filter(
            pk__in=model._default_manager.filter(
                Q(*((f"{way}__in", shut) for way in found), _connector=Q.OR)
            ).values("pk")
        )
        changed = {field.name: with_words(field) for field in model._meta.concrete_fields if is_text(field)}
        if changed:
            planted += rows.update(**changed)
    files = FileUse.objects.filter(record__in=shut).values("file_id")
    return planted + StoredFile.objects.filter(pk__in=files).update(name=Concat(Value(PLANTED), F("name")))


def hang_more(world: World, cases: list[Record]) -> None:
    """What leads from other things to cases: tags, links of register entries, things raised at a meeting about a case."""
    cast, office = world.own.cast, world.own.cast["business-manager"]
    theme, priority = world.own.learning.theme, Priority.objects.filter(plan__board=cast.board).first()
    entry = Entry.objects.filter(board=cast.board, record__root=None, record__shut_with=None).first()
    meeting = meetings.plan(group=cast.group("executive"), held_on=timezone.localdate(), by=None)
    for record in Record.objects.filter(pk__in=[case.pk for case in cases[:3]]).select_related("board"):
        set_tags(record=record, themes=[theme], priorities=[priority], by=office)
        registers.link(entry=entry, record=record, by=office)
        documents.add_test(
            document=world.own.board_life.version().document, record=record, note="Held", by=office
        )
        issue = meetings.raise_issue(
            group=cast.group("executive"),
            title=f"{WORD} is stuck",
            reason=f"{WORD} {SOUGHT}",
            about=record,
            by=office,
        )
        meetings.add_record(meeting=meeting, record=issue.record, by=office)


def pages(world: World) -> Iterator[str]:
    """Every address of the resolver for the own board's things, and every list with what it can be asked for."""
    board = world.own.cast.board
    for address in addresses():
        if (about(address) or address.name in PUBLIC) and not address.name.startswith("demonstration:"):
            try:
                yield reverse(address.name, kwargs=world.arguments(address, world.own))
            except KeyError:
                continue
    lists = [
        reverse(a.name) for a in addresses() if not a.arguments and not a.name.startswith("demonstration:")
    ]
    for asked in ("?status=all", f"?q={SOUGHT}", "?show=all", "?state=all", "?show=everything"):
        yield from (address + asked for address in lists)
    for register in REGISTERS:
        yield from (
            f"/board/registers/{register.slug}/{rest}" for rest in ("", "?status=all", "export/?status=all")
        )
    for meeting in Meeting.objects.filter(group__board=board).select_related("record"):
        base = meeting.record.get_absolute_url()
        yield from (
            base + rest for rest in ("", "minutes/", "papers/", "agenda/", "agenda/build/", "room/", "pack/")
        )
    for group, agency in itertools.zip_longest(
        Group.objects.filter(board=board), Agency.objects.filter(areas__board=board)
    ):
        yield from (
            reverse(name, args=[group.slug]) for name in ("board:group", "home:dashboard-group") if group
        )
        yield from (
            reverse(name, args=[agency.slug]) for name in ("board:agency", "home:dashboard-agency") if agency
        )
    for person in User.objects.filter(grants__board=board).distinct():
        yield reverse("board:person", args=[person.pk])
        yield reverse("home:hand-over", args=[person.pk])


def answer(browser: Client, address: str) -> tuple[int, bytes]:
    cache.clear()  # rate limits
    with undone():
        response = browser.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return response.status_code, body + str(response.headers).encode()


@pytest.mark.django_db  # one such test has the test database made, which the world needs
def test_what_is_planted_is_searched():
    assert {"record", "source"} <= {
        next(ways(apps.get_model(name)), "") for name in ("meetings.AgendaItem", "learning.Finding")
    }


@pytest.mark.parametrize("slug", SHUT)
def test_nobody_with_a_conflict_on_every_case_meets_one(world: World, slug: str):
    person, browser = User.objects.get(pk=world.cast[slug].pk), world.client(slug)
    wrong, drawn = [], 0
    with undone():
        hang_more(world, of_cases(world.own.cast.board)[0])
        cases, shut = of_cases(world.own.cast.board)
        assert len(cases) > 20 and len(shut) > 100 and plant(shut) > 1000
        references = set(
            Record.objects.filter(pk__in=shut).exclude(reference=EXAMPLE).values_list("reference", flat=True)
        )
        for case in cases:
            meetings.declare_conflict(record=case, user=person, kind="personal", detail="Cousin", by=person)
        forget_reach(person)
        with remembered():
            for address in dict.fromkeys(pages(world)):
                status, body = answer(browser, address)
                drawn += status == 200
                said = readable(body).replace(address.encode(), b"-")
                found = [WORD] if WORD.encode().lower() in said.lower() else []
                found += [
                    one
                    for one in REFERENCE.findall(said.decode("utf-8", "replace"))
                    if one in references and one not in address
                ]
                if found and not address.startswith(tuple(NOT_OF_A_CASE)):
                    wrong.append(f"{status} {address}: {', '.join(sorted(set(found)))}")
    assert not wrong, f"{len(wrong)} of {drawn} pages:\n" + "\n".join(wrong)
    assert drawn > 200
