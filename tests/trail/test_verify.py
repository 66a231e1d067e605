"""The trail shows every tampering, and says nothing about a whole chain."""

import io
import json
import random

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from lscb.people.operations import create_board
from lscb.trail import guards
from lscb.trail.models import AuditEvent
from lscb.trail.recording import record_event
from lscb.trail.verifying import heads, verify
from tests.cast import SINCE
from tests.trail import tampering

REASONS = ["Zoë’s ‘reason’", "line\nbreak", "𝄞 \u2028 \x00 end", "<b>", "\ud800 half"]


@pytest.fixture
def trail(db):
    """A board with a chain of 40 rows in every shape."""
    board = create_board(slug="northmere", code="NOR", name="Northmere", regime="EN-WT2015", from_on=SINCE)
    for number in range(40):
        detail = {
            "reason": REASONS[number % len(REASONS)], "n": number, "share": 0.1 + number, 7: [True, None, {"b": 1, "a": 2}],
            "big": 10**22, "day": SINCE, "small": 1e-7, "ids": {3, 1, 2},
        }  # fmt: skip
        record_event("board.created" if not number else "note.written", by=None, board=board, detail=detail)
    return board


@pytest.fixture
def unguarded(trail):
    """The trail as seen by somebody who may do anything to the database."""
    guards.remove(connection)
    return trail


class Undo(Exception):
    pass


def found(tamper, seed, exported=()):
    """The faults that one tampering leads to; the trail is whole again afterwards."""
    faults, did = [], ""
    try:
        with transaction.atomic():
            did = tamper(random.Random(seed), tampering.rows_of("NOR"))
            faults = list(verify(exported=exported))
            raise Undo
    except Undo:
        return did, faults


def try_out(count):
    exported = heads()
    unseen = []
    for seed in range(count):
        tamper = random.Random(seed).choice(tampering.PLAIN + tampering.CAREFUL)
        did, faults = found(tamper, seed, exported)
        if not faults:
            unseen.append(f"{seed}: {tamper.__name__}: {did}")
    assert not unseen, f"{len(unseen)} of {count} tamperings were not found: {unseen[:5]}"
    assert list(verify(exported=exported)) == []


def test_a_whole_trail_has_no_faults(trail):
    assert list(verify()) == []
    assert list(verify("NOR", heads())) == []


def test_what_is_stored_comes_back_as_it_was_hashed(trail):
    """Fractions, big numbers, keys, half characters: each row's hash is that of its stored values."""
    rows = AuditEvent.objects.filter(board_code="NOR")
    assert rows.count() == 40
    assert all(row.digest() == row.hash for row in rows)


def test_a_hundred_random_tamperings_are_found(unguarded):
    try_out(100)


@pytest.mark.matrix
@pytest.mark.slow
def test_a_thousand_random_tamperings_are_found(unguarded):
    try_out(1000)


@pytest.mark.parametrize("tamper", tampering.PLAIN, ids=lambda tamper: tamper.__name__)
def test_the_chain_alone_finds_simple_tampering(unguarded, tamper):
    did, faults = found(tamper, 7)
    assert faults, did


@pytest.mark.parametrize("tamper", tampering.CAREFUL, ids=lambda tamper: tamper.__name__)
def test_only_an_exported_head_finds_a_careful_hand(unguarded, tamper):
    exported = heads()
    assert found(tamper, 3)[1] == []
    assert found(tamper, 3, exported)[1]


def test_a_board_that_lost_its_whole_chain_is_named(unguarded):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM trail_auditevent")
        cursor.execute("DELETE FROM trail_trailhead")
    assert list(verify()) == ["Board NOR has no chain: its trail was removed."]


def test_events_written_after_an_export_are_no_fault(trail):
    exported = heads()
    record_event("note.written", by=None, board=trail)
    assert list(verify(exported=exported)) == []


def run(*arguments):
    out = io.StringIO()
    try:
        call_command("trail", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_the_command_says_in_sentences_what_is_wrong(unguarded, tmp_path):
    kept = tmp_path / "heads.json"
    assert run("head", "--to", str(kept))[0] == 0
    written = {chain["board"]: chain for chain in json.loads(kept.read_text())["chains"]}
    assert (written["NOR"]["seq"], written["NOR"]["count"]) == (40, 40)
    assert run("verify", "--head", str(kept)) == (0, "The trail is whole: 40 rows.\n")

    tampering.cut(random.Random(1), tampering.rows_of("NOR"))
    assert run("verify")[0] == 0
    code, text = run("verify", "--head", str(kept), "--board", "NOR")
    assert code == 1
    assert "its head was once at row 40: its end was cut off." in text
    assert "The trail is not whole." in text


def test_the_pieces_of_a_long_trail_join_up(trail, monkeypatch):
    monkeypatch.setattr("lscb.trail.verifying.BATCH", 7)
    assert list(verify()) == []
