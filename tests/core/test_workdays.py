"""The calendar arithmetic: the agreed examples, and properties that hold for every date."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lscb
from lscb.core.workdays import (
    add_minimum_months,
    add_months,
    add_working_days,
    end_of_day,
    is_working_day,
    on_or_before,
    previous_working_day,
    working_days_between,
)

FILE = Path(lscb.__file__).parent / "clocks" / "data" / "holidays_england.csv"
with FILE.open(encoding="utf-8") as lines:
    ENGLAND = frozenset(date.fromisoformat(row["day"]) for row in csv.DictReader(lines))

many = settings(max_examples=200, deadline=None)
days = st.dates(min_value=date(2009, 1, 1), max_value=date(2037, 12, 31))
some_days_off = st.frozensets(st.dates(date(2015, 1, 1), date(2016, 12, 31)), max_size=60)
counts = st.integers(min_value=-250, max_value=250)
months = st.integers(min_value=-120, max_value=120)


@pytest.mark.parametrize(
    ("event", "count", "due"),
    [
        pytest.param("2017-04-12", 5, "2017-04-21", id="over Easter"),
        pytest.param("2017-12-20", 5, "2017-12-29", id="over Christmas"),
        pytest.param("2018-03-28", 5, "2018-04-06", id="over Easter 2018"),
        pytest.param("2018-03-28", 15, "2018-04-20", id="three weeks over Easter 2018"),
        pytest.param("2017-04-15", 5, "2017-04-24", id="event on Easter Saturday"),
        pytest.param("2022-09-14", 5, "2022-09-22", id="state funeral"),
        pytest.param("2026-12-21", 5, "2026-12-30", id="Boxing Day substitute"),
        pytest.param("2026-12-21", 15, "2027-01-14", id="Boxing Day substitute and New Year"),
        pytest.param("2027-12-22", 5, "2027-12-31", id="two substitute days"),
        pytest.param("2018-01-02", -7, "2017-12-19", id="back over Christmas"),
        pytest.param("2022-06-08", -7, "2022-05-26", id="back over the Platinum Jubilee"),
        pytest.param("2023-05-05", 1, "2023-05-09", id="coronation"),
        pytest.param("2020-05-07", 1, "2020-05-11", id="early May moved to Friday 8 May"),
        pytest.param("2020-05-01", 1, "2020-05-04", id="Monday 4 May 2020 was worked"),
        pytest.param("2017-04-16", 0, "2017-04-16", id="nothing to count"),
    ],
)
def test_working_days_of_england(event, count, due):
    assert add_working_days(date.fromisoformat(event), count, ENGLAND) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("event", "count", "due"),
    [
        ("2017-01-31", 1, "2017-02-28"),
        ("2016-01-31", 1, "2016-02-29"),
        ("2017-08-30", 6, "2018-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2017-12-15", 1, "2018-01-15"),
        ("2017-01-15", -1, "2016-12-15"),
        ("2017-03-31", -1, "2017-02-28"),
        ("2017-03-31", 0, "2017-03-31"),
    ],
)
def test_months(event, count, due):
    assert add_months(date.fromisoformat(event), count) == date.fromisoformat(due)


def test_a_minimum_that_was_clipped_ends_one_day_later():
    assert add_minimum_months(date(2024, 2, 29), 12) == date(2025, 3, 1)
    assert add_minimum_months(date(2017, 1, 31), 1) == date(2017, 3, 1)
    assert add_minimum_months(date(2017, 4, 12), 12) == date(2018, 4, 12)


def test_months_beyond_the_calendar_are_refused():
    with pytest.raises(ValueError, match="is not a date"):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(ValueError, match="is not a date"):
        add_months(date(1, 1, 1), -1)


def test_weekends_and_holidays_are_not_worked():
    assert is_working_day(date(2017, 4, 13), ENGLAND)
    assert not is_working_day(date(2017, 4, 14), ENGLAND)
    assert not is_working_day(date(2017, 4, 15), ENGLAND)
    assert previous_working_day(date(2017, 4, 18), ENGLAND) == date(2017, 4, 13)
    assert on_or_before(date(2017, 4, 13), ENGLAND) == date(2017, 4, 13)
    assert on_or_before(date(2017, 4, 17), ENGLAND) == date(2017, 4, 13)


def test_counting_days_left_is_signed():
    assert working_days_between(date(2017, 4, 12), date(2017, 4, 21), ENGLAND) == 5
    assert working_days_between(date(2017, 4, 21), date(2017, 4, 12), ENGLAND) == -5
    assert working_days_between(date(2017, 4, 14), date(2017, 4, 14), ENGLAND) == 0
    assert working_days_between(date(2017, 4, 13), date(2017, 4, 16), ENGLAND) == 0


def test_a_day_ends_in_london_in_summer_and_in_winter():
    assert end_of_day(date(2017, 6, 1)) < datetime(2017, 6, 1, 23, 0, tzinfo=UTC)
    assert end_of_day(date(2017, 6, 1)) > datetime(2017, 6, 1, 22, 59, 59, tzinfo=UTC)
    assert end_of_day(date(2017, 12, 1)) > datetime(2017, 12, 1, 23, 59, 59, tzinfo=UTC)
    assert end_of_day(date(2017, 3, 26)).utcoffset() == timedelta(hours=1)


@many
@given(days, counts.filter(bool), some_days_off)
def test_the_result_is_a_working_day_and_counting_back_agrees(day, count, holidays):
    due = add_working_days(day, count, holidays)
    assert is_working_day(due, holidays)
    assert working_days_between(day, due, holidays) == count
    assert (due > day) == (count > 0)


@many
@given(days, days, counts.filter(lambda n: n > 0), some_days_off)
def test_a_later_event_is_never_due_earlier(a, b, count, holidays):
    a, b = min(a, b), max(a, b)
    assert add_working_days(a, count, holidays) <= add_working_days(b, count, holidays)


@many
@given(days, st.integers(1, 60), st.integers(1, 60), some_days_off)
def test_steps_add_up(day, first, second, holidays):
    in_two = add_working_days(add_working_days(day, first, holidays), second, holidays)
    assert in_two == add_working_days(day, first + second, holidays)


@many
@given(days, counts, some_days_off, days)
def test_one_more_holiday_never_makes_it_due_earlier(day, count, holidays, extra):
    due, with_extra = (add_working_days(day, count, off) for off in (holidays, holidays | {extra}))
    assert with_extra >= due if count > 0 else with_extra <= due


@many
@given(st.dates(date(2012, 1, 1), date(2014, 1, 1)), st.dates(date(2012, 1, 1), date(2014, 1, 1)))
def test_days_between_two_dates_are_those_that_are_worked(a, b):
    first, last = min(a, b), max(a, b)
    worked = [
        first + timedelta(days=n)
        for n in range(1, (last - first).days + 1)
        if is_working_day(first + timedelta(days=n), ENGLAND)
    ]
    assert working_days_between(first, last, ENGLAND) == len(worked)


@many
@given(days, months)
def test_months_land_in_the_right_month_on_the_same_or_the_last_day(day, count):
    due = add_months(day, count)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == count
    assert due.day == day.day or (due + timedelta(days=1)).day == 1
    assert add_minimum_months(day, count) - due in (timedelta(0), timedelta(days=1))
    assert (add_minimum_months(day, count) > due) == (due.day != day.day)


@many
@given(days, days, st.integers(0, 60))
def test_months_keep_the_order_of_events(a, b, count):
    a, b = min(a, b), max(a, b)
    assert add_months(a, count) <= add_months(b, count)


@many
@given(days)
def test_the_end_of_a_day_is_the_last_moment_of_it(day):
    assert end_of_day(day).date() == day
    next_midnight = end_of_day(day).astimezone(UTC) + timedelta(microseconds=1)
    assert next_midnight.astimezone(end_of_day(day).tzinfo).date() == day + timedelta(days=1)
