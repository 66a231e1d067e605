"""Reports and documents that are due come onto a group's agenda like everything else."""

from __future__ import annotations

import datetime as dt

from lscb.board.assurance import operations as assurance
from lscb.home.agenda_offers import add_ticked, offers_for
from lscb.meetings import operations as meetings

TODAY = dt.date(2026, 3, 2)


def test_a_report_that_the_group_receives_is_offered_once(cast, at):
    at("2026-03-02 09:00")
    by, group = cast["business-manager"], cast.group("monitoring")
    assurance.schedule(
        board=cast.board, title="Yearly report on missing children", group=group, due_on=dt.date(2026, 3, 20),
        agency=cast.agency("police"), every_months=12, by=by,
    )  # fmt: skip
    meeting = meetings.plan(group=group, held_on=dt.date(2026, 3, 25), by=by)
    keys = [offer.key for offer in offers_for(meeting, by, TODAY) if offer.source == "Reports and documents"]
    assert keys == ["paper-WES-ASR-2026-001"]
    assert add_ticked(meeting, by, keys, TODAY) == 1
    assert not [o for o in offers_for(meeting, by, TODAY) if o.source == "Reports and documents"]
