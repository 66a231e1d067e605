"""Due dates of rules: pure, with the shipped list of holidays."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lscb.clocks import regimes
from lscb.clocks.calc import Due, due, due_on_named_day
from lscb.clocks.shipped import shipped_days
from lscb.core.workdays import LONDON

ENGLAND = frozenset(shipped_days("england-and-wales"))


def days(code, on, regime="EN-WT2015"):
    found = due(regimes.regime(regime).rule(code), date.fromisoformat(on), ENGLAND)
    return str(found.due), str(found.act_by)


@pytest.mark.parametrize(
    ("regime", "code", "on", "when"),
    [
        ("EN-WT2015", "LA-NOTIFY", "2017-04-12", "2017-04-21"),
        ("EN-WT2015", "NOTIFY-DECISION", "2017-12-20", "2017-12-29"),
        ("EN-WT2023", "LA-NOTIFY", "2018-03-28", "2018-04-06"),
        ("EN-WT2023", "RAPID-REVIEW", "2018-03-28", "2018-04-20"),
        ("EN-WT2015", "LA-NOTIFY", "2017-04-15", "2017-04-24"),
        ("EN-WT2023", "LA-NOTIFY", "2022-09-14", "2022-09-22"),
        ("EN-WT2023", "PARTNERS-TOLD", "2026-12-21", "2026-12-30"),
        ("EN-WT2023", "RAPID-REVIEW", "2026-12-21", "2027-01-14"),
        ("EN-WT2023", "LAC-DEATH", "2027-12-22", "2027-12-31"),
        ("EN-WT2015", "ADVANCE-7WD", "2018-01-02", "2017-12-19"),
        ("EN-WT2023", "ADVANCE-7WD", "2022-06-08", "2022-05-26"),
        ("EN-WT2015", "DECISION", "2017-01-31", "2017-02-28"),
        ("EN-WT2015", "COMPLETE-SCR", "2017-08-30", "2018-02-28"),
        ("EN-WT2015", "YEARLY-REPORT", "2024-02-29", "2025-02-28"),
        ("EN-WT2015", "ON-SITE-12M", "2024-02-29", "2025-03-01"),
        ("EN-WT2015", "RETURN-FACTS", "2018-03-30", "2018-04-13"),
    ],
)
def test_examples(regime, code, on, when):
    assert days(code, on, regime)[0] == when


def test_a_month_that_ends_on_a_day_off_keeps_its_day_and_says_when_to_act():
    assert days("DECISION", "2017-03-17") == ("2017-04-17", "2017-04-13"), "Easter Monday"
    assert days("DECISION", "2017-04-13") == ("2017-05-13", "2017-05-12"), "a Saturday"
    assert days("DECISION", "2017-04-12") == ("2017-05-12", "2017-05-12")


def test_a_minimum_is_never_to_be_done_early():
    assert days("ON-SITE-12M", "2024-02-29") == ("2025-03-01", "2025-03-01"), "a Saturday"


def test_no_length_no_day():
    assert due(regimes.regime("EN-WT2015").rule("NON-PUB"), date(2017, 4, 12), ENGLAND) == Due(None, None)


def test_hours_are_counted_around_the_clock_and_over_the_change_of_it():
    rule = regimes.regime("EN-WT2015").rule("CDOP-NOTIFY")
    spring = due(rule, datetime(2017, 3, 25, 12, 0), ENGLAND).due
    assert spring.isoformat() == "2017-03-26T13:00:00+01:00"
    autumn = due(rule, datetime(2017, 10, 28, 12, 0, tzinfo=LONDON), ENGLAND).due
    assert autumn.isoformat() == "2017-10-29T11:00:00+00:00"
    plain = due(rule, date(2017, 4, 12), ENGLAND)
    assert plain.due.isoformat() == plain.act_by.isoformat() == "2017-04-13T00:00:00+01:00"


def test_a_moment_counts_on_its_day_in_london():
    rule = regimes.regime("EN-WT2015").rule("LA-NOTIFY")
    late_evening = datetime(2017, 6, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 June in London
    assert due(rule, late_evening, ENGLAND) == due(rule, date(2017, 6, 2), ENGLAND)
    assert due(rule, datetime(2017, 6, 1, 23, 30), ENGLAND) == due(rule, date(2017, 6, 1), ENGLAND)


def test_a_named_day_that_is_a_day_off():
    assert due_on_named_day(date(2017, 4, 17), ENGLAND) == Due(date(2017, 4, 17), date(2017, 4, 13))


def test_a_board_s_own_length():
    rule = replace(
        regimes.regime("EN-WT2015").rule("NOTIFY-DECISION"), amount=14, unit=regimes.Unit.CALENDAR_DAY
    )
    assert due(rule, date(2017, 4, 12), ENGLAND).due == date(2017, 4, 26)


@pytest.mark.parametrize(
    ("day", "off"),
    [
        ("2020-05-04", False),
        ("2020-05-08", True),
        ("2022-05-30", False),
        ("2022-06-02", True),
        ("2022-06-03", True),
        ("2022-09-19", True),
        ("2023-05-08", True),
        ("2016-12-27", True),
        ("2022-12-27", True),
        ("2026-12-28", True),
        ("2027-12-28", True),
        ("2017-03-17", False),
        ("2017-08-07", False),
    ],
)
def test_the_shipped_list_is_that_of_england(day, off):
    assert (date.fromisoformat(day) in ENGLAND) is off


def test_the_shipped_list_has_eight_holidays_or_more_a_year():
    for year in range(2010, 2036):
        assert sum(day.year == year and day.weekday() < 5 for day in ENGLAND) >= 8, year
    with pytest.raises(LookupError, match="no list of holidays called mars"):
        shipped_days("mars")
