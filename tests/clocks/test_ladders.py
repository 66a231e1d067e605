"""The reminder ladders, in working days from the day to act by."""

from datetime import date, timedelta
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from lscb.clocks import regimes
from lscb.clocks.ladders import Level, Rung, all_ladders, climb, first_rung, ladder, ladder_for

NONE = frozenset()
MONDAY = date(2026, 3, 2)


def steps(code, count=9):
    return list(islice(ladder(code).from_step(-100), count))


def test_the_action_ladder():
    assert steps("action") == [-10, 0, 5, 10, 15, 20, 25, 30, 35]
    action = ladder("action")
    assert action.tells(-10) == action.tells(0) == action.tells(15) == action.tells(25) == {Level.OWNER}
    assert action.tells(5) == {Level.OWNER, Level.LEAD}
    assert action.tells(10) == {Level.OWNER, Level.BOARD_MEMBER}
    assert action.tells(20) == {Level.OWNER, Level.EXECUTIVE}
    assert action.tells(7) == frozenset()


def test_the_management_review_ladder_tells_the_panel_chair_when_late():
    assert steps("management-review", 6) == [-10, -3, 0, 1, 5, 10]
    assert ladder("management-review").tells(1) == {Level.LEAD}


def test_every_clock_has_a_ladder_and_every_ladder_a_known_clock():
    codes = {rule.code for each in regimes.all_regimes() for rule in each.rules}
    assert set().union(*(each.clocks for each in all_ladders())) <= codes
    assert ladder_for("ACTION", None, False).code == "action"
    assert ladder_for("IMR", "working day", False).code == "management-review"
    assert ladder_for("ON-SITE-12M", "month", True).code == "minimum"
    assert ladder_for("CDOP-NOTIFY", "hour", False).urgent
    assert ladder_for("DECISION", "month", False).code == "default"
    assert ladder("no longer there").code == "default"


def test_a_clock_that_starts_leaves_out_steps_that_have_passed():
    action = ladder("action")
    assert first_rung(action, MONDAY + timedelta(28), MONDAY, NONE) == Rung(-10, date(2026, 3, 16))
    assert first_rung(action, MONDAY + timedelta(3), MONDAY, NONE) == Rung(0, MONDAY + timedelta(3))
    assert first_rung(action, MONDAY, MONDAY, NONE) == Rung(0, MONDAY)
    assert first_rung(action, date(2026, 2, 27), MONDAY, NONE) == Rung(0, MONDAY), (
        "entered late: told at once"
    )
    assert first_rung(action, date(2025, 3, 3), MONDAY, NONE).on == MONDAY


def test_a_minimum_reminds_once():
    minimum = ladder("minimum")
    assert first_rung(minimum, MONDAY, MONDAY - timedelta(3), NONE) == Rung(0, MONDAY)
    assert climb(minimum, 0, MONDAY, MONDAY, NONE) == ([0], None)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([each.code for each in all_ladders()]),
    st.dates(date(2020, 1, 1), date(2021, 1, 1)),
    st.dates(date(2020, 1, 1), date(2021, 1, 1)),
)
def test_climbing_never_stands_still_and_never_looks_back(code, act_by, today):
    rung = first_rung(ladder(code), act_by, today, NONE)
    if rung is None:
        return
    assert rung.on >= today
    reached, following = climb(ladder(code), rung.step, act_by, max(today, rung.on), NONE)
    assert reached[0] == rung.step
    assert following is None or (following.on > today and following.step > reached[-1])
