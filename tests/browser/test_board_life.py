"""Board life in a browser: a meeting until its minutes are agreed, an action until its impact, a list that comes in."""

from __future__ import annotations

from pathlib import Path

from tests.browser.journey import Journey
from tests.browser.steps import loading, meeting, minuting, proving
from tests.browser.test_flow import journey  # noqa: F401  the fixture


def test_a_meeting_from_its_plan_to_its_agreed_minutes(journey: Journey, tmp_path: Path) -> None:  # noqa: F811
    meeting.is_prepared(journey)
    meeting.has_a_deputy(journey)
    meeting.is_planned(journey)
    meeting.gets_its_agenda(journey)
    meeting.gets_papers(journey)
    meeting.is_read(journey)
    meeting.makes_packs(journey, tmp_path)
    meeting.shuts_out_a_conflict(journey, tmp_path)
    minuting.begins(journey)
    minuting.loses_its_quorum(journey)
    minuting.raises_things(journey)
    minuting.is_held(journey)
    minuting.goes_round(journey)
    minuting.is_agreed(journey)


def test_an_action_until_it_is_checked_for_impact(journey: Journey) -> None:  # noqa: F811
    proving.is_agreed(journey)
    proving.is_updated(journey)
    proving.is_sent_back(journey)
    proving.is_verified(journey)
    proving.is_looked_at_again(journey)


def test_a_spreadsheet_comes_in_whole_or_not_at_all(journey: Journey, tmp_path: Path) -> None:  # noqa: F811
    """CSV with scripts by the manager, Excel without scripts by the officer."""
    journey.without_scripts("business-officer")
    for slug, kind in (("business-manager", "csv"), ("business-officer", "xlsx")):
        loading.is_refused(journey, slug, kind)
        loading.is_loaded(journey, slug, kind)
        loading.changes_nothing(journey, slug, kind, tmp_path)
