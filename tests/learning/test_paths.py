"""Every state can be reached, and each leaves its marks."""

from __future__ import annotations

import pytest

from lscb.clocks.models import Deadline
from lscb.learning.models import Action
from lscb.trail.models import AuditEvent
from tests.learning.conftest import PATHS, Maker

S = Action.Status


@pytest.mark.parametrize("status", PATHS)
def test_each_state(make: Maker, status: str) -> None:
    action = make(status)
    events = AuditEvent.objects.filter(record_id=action.record_id).values_list("event", flat=True)
    assert "action.propose" in events
    assert action.changes.count() >= len(PATHS[status]) + 1
    running = Deadline.objects.of(action.record).running().filter(code="ACTION").exists()
    assert running == (status in Action.WITH_OWNER)
    ended = status in (S.CLOSED, S.NOT_ACHIEVED, S.SUPERSEDED, S.REJECTED)
    assert (action.record.closed_at is not None) == ended
