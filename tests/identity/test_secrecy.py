"""Nothing of a person stands in the clear in the database, and keys can be changed."""

import datetime as dt
import io

import pytest
from cryptography.fernet import InvalidToken
from django.core.management import CommandError, call_command
from django.db import connection

from lscb.identity.models import Identifier, LookupHash
from lscb.identity.operations import add_person, change_person, reveal
from lscb.identity.reading import people_of, register, values_of
from lscb.identity.similar import find_similar

pytestmark = pytest.mark.django_db


def everything_stored() -> bytes:
    """Every byte of the database, or every row of every table as text."""
    if connection.vendor == "sqlite":
        return connection.connection.serialize()
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found).encode()


def test_no_canary_in_the_raw_bytes(case, cast):
    by = cast["scr-chair"]
    values = [("first-name", "Canarina"), ("surname", "Zzyzwick"), ("birth", "2011-09-08"), ("address", "7 Quagga Mews"),
              ("number", "4857773456"), ("religion", "Jainism"), ("note", "limps on the left")]  # fmt: skip
    person = add_person(record=case, kind="PERSON", role="child", values=values, by=by)
    change_person(person=person, values=[*values, ("other-name", "Nina Quetzal")], by=by)
    reveal(record=case, reason="To write the letters", by=by)
    people_of(case, by)
    find_similar(names=["Canarina Zzyzwick"], birth=dt.date(2011, 9, 8), board=cast.board)
    stored = everything_stored().lower()
    assert b"child a" in stored and case.reference.lower().encode() in stored
    for canary in (
        "canarina",
        "zzyzwick",
        "2011-09-08",
        "quagga",
        "4857773456",
        "jainism",
        "limps",
        "quetzal",
        "knrn",
    ):
        assert canary.encode() not in stored, canary


def test_equal_values_do_not_look_equal(case, cast):
    for _ in range(2):
        add_person(record=case, kind="PERSON", role="sibling", values=[("name", "Ann Lee")], by=None)
    assert len(set(Identifier.objects.values_list("value", flat=True))) == 2


def test_a_look_up_needs_the_key(case, child, settings):
    before = set(LookupHash.objects.values_list("hash", flat=True))
    settings.IDENTITY_KEYS = ["another-key"]
    from lscb.identity.lookups import forms_of, hash_of

    assert not before & {
        hash_of(form, text) for form, text in forms_of(["Jayden Okafor-Smyth"], dt.date(2014, 3, 12))
    }


def test_keys_are_changed_without_losing_anybody(case, child, cast, settings):
    old = settings.IDENTITY_KEYS
    before = register(case)

    def known():
        return len(find_similar(names=["Jaiden Smith"], birth=None, board=cast.board))

    settings.IDENTITY_KEYS = ["new-key", *old]
    assert known() == 1 and register(case) == before  # both keys work while the change is under way
    out = io.StringIO()
    call_command("rotate_identity_keys", stdout=out)
    assert "1 people and places" in out.getvalue()
    settings.IDENTITY_KEYS = ["new-key"]
    assert known() == 1 and register(case) == before
    call_command("rotate_identity_keys", stdout=io.StringIO())  # again changes nothing that matters
    assert register(case) == before
    settings.IDENTITY_KEYS = list(old)
    with pytest.raises(InvalidToken):
        values_of(child)


def test_a_key_that_was_taken_away_too_early_is_said_and_changes_nothing(case, child, settings):
    stored = list(Identifier.objects.values_list("value", flat=True))
    settings.IDENTITY_KEYS = ["new-key"]
    with pytest.raises(CommandError, match="Put the older keys back"):
        call_command("rotate_identity_keys")
    assert list(Identifier.objects.values_list("value", flat=True)) == stored
