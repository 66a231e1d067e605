"""bin/manage clocks: what other programs and people at a terminal get."""

import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from lscb.clocks import holidays
from lscb.clocks import operations as clocks
from lscb.clocks.regimes import regime
from lscb.clocks.shipped import shipped_days


@pytest.fixture(params=["table", "no table"])
def listed(request, capsys, monkeypatch):
    """Runs the command with a database and without, and reads its JSON by code."""
    if request.param == "table":
        request.getfixturevalue("db")
    else:
        monkeypatch.setattr(holidays, "current_holidays", no_table)

    def run(*arguments):
        call_command("clocks", *arguments, "--json")
        rows = json.loads(capsys.readouterr().out)
        assert all(list(row) == ["code", "due", "act_by"] for row in rows)
        return {row["code"]: (row["due"], row["act_by"]) for row in rows}

    return run


def no_table(calendar):
    raise DatabaseError("no such table: clocks_holidayset")


def test_every_rule_of_the_regime_in_order(listed):
    rows = listed("--regime", "EN-WT2015", "--on", "2017-04-12")
    assert list(rows) == [rule.code for rule in regime("EN-WT2015").rules]
    assert rows["LA-NOTIFY"] == ("2017-04-21", "2017-04-21")
    assert rows["DECISION"] == ("2017-05-12", "2017-05-12")
    assert rows["ADVANCE-7WD"] == ("2017-04-03", "2017-04-03")
    assert rows["CDOP-NOTIFY"] == ("2017-04-13T00:00:00+01:00", "2017-04-13T00:00:00+01:00")
    assert rows["REVIEWER-NAMES"] == rows["NON-PUB"] == rows["PANEL-INFO"] == (None, None)


def test_the_other_regime_and_a_day_off_at_the_end(listed):
    assert listed("--regime", "EN-WT2023", "--on", "2026-12-21")["RAPID-REVIEW"] == (
        "2027-01-14",
        "2027-01-14",
    )
    assert listed("--regime", "EN-WT2015", "--on", "2017-03-17")["DECISION"] == ("2017-04-17", "2017-04-13")


def test_a_moment(listed):
    rows = listed("--regime", "EN-WT2023", "--on", "2017-03-25T12:00")
    assert rows["CDR-NOTIFY"][0] == "2017-03-26T13:00:00+01:00"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--regime", "EN-WT1066"], "There is no regime called EN-WT1066. Choose EN-WT2015 or EN-WT2023.\n"),
        (
            ["--on", "2017-02-30"],
            "“2017-02-30” is not a date that can be counted from. Write it as 2017-04-12.\n",
        ),
        (
            ["--on", "yesterday"],
            "“yesterday” is not a date that can be counted from. Write it as 2017-04-12.\n",
        ),
        (
            ["--on", "9999-12-30"],
            "“9999-12-30” is not a date that can be counted from. Write it as 2017-04-12.\n",
        ),
        (["--on", ""], "“” is not a date that can be counted from. Write it as 2017-04-12.\n"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_two(db, capsys, arguments, sentence):
    with pytest.raises(SystemExit) as stop:
        call_command("clocks", *arguments, "--json")
    assert stop.value.code == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", sentence)


def test_a_published_list_of_holidays_is_used(cast, capsys):
    days = [*shipped_days("england-and-wales").items(), (holidays.date(2017, 4, 20), "A day of mourning")]
    clocks.publish_holidays(
        by=cast["administrator"], calendar="england-and-wales", days=days, note="Proclaimed"
    )
    call_command("clocks", "--on", "2017-04-12")
    assert "LA-NOTIFY        2017-04-24" in capsys.readouterr().out


def test_years_that_the_list_does_not_cover_are_said(db, capsys):
    call_command("clocks", "--on", "1999-04-12")
    assert (
        capsys.readouterr().err
        == "The list of bank holidays covers 2010 to 2035; only weekends were left out.\n"
    )
