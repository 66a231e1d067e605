"""Tests that commit leave the database as the migrations made it."""

import pytest

from lscb.clocks.models import Holiday
from lscb.trail.models import AuditEvent


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_a_flush_empties_the_trail_and_gives_back_what_migrations_wrote(cast, time: int) -> None:
    assert Holiday.objects.exists()
    assert AuditEvent.objects.filter(board_code="WES").exists()


@pytest.mark.django_db(transaction=True)
def test_the_trail_is_empty_at_first() -> None:
    assert not AuditEvent.objects.exists()
