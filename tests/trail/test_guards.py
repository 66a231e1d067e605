"""The database itself refuses to change the trail."""

import pytest
from django.db import DatabaseError, connection, transaction

from lscb.people.operations import create_board
from lscb.trail.models import AuditEvent, ImmutableTrail
from lscb.trail.recording import NothingRecorded, operation, record_event
from tests.cast import SINCE


@pytest.fixture
def event(db):
    board = create_board(slug="northmere", code="NOR", name="Northmere", regime="EN-WT2015", from_on=SINCE)
    record_event("board.created", by=None, board=board)
    return AuditEvent.objects.get(board_code="NOR")


STATEMENTS = [
    "UPDATE trail_auditevent SET actor_name = 'x'",
    "DELETE FROM trail_auditevent",
    "TRUNCATE trail_auditevent",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses(event, statement):
    if statement.startswith("TRUNCATE") and connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    with (
        pytest.raises(DatabaseError, match=r"appended|permission"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditEvent.objects.get(pk=event.pk).actor_name == ""


def test_the_model_refuses(event):
    for change in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(event="x"),
    ):
        with pytest.raises(ImmutableTrail):
            change()


def test_what_was_rolled_back_left_no_event(event):
    @operation
    def inner():
        record_event("note.written", by=None)
        raise ValueError

    @operation
    def outer():
        try:
            inner()
        except ValueError:
            record_event("letter.written", by=None)

    outer()
    assert list(AuditEvent.objects.filter(board_code="-").values_list("event", flat=True)) == [
        "letter.written"
    ]


def test_an_operation_without_an_event_is_undone(event):
    @operation
    def silent():
        create_board(slug="quiet", code="QUI", name="Quiet", regime="EN-WT2015", from_on=SINCE)

    with pytest.raises(NothingRecorded):
        silent()
    assert not AuditEvent.objects.filter(board_code="QUI").exists()
