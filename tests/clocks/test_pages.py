"""The two pages: the rules for a day, and the list of bank holidays."""

import pytest
from django.test import Client

from lscb.clocks import operations as clocks
from lscb.clocks.models import HolidaySet
from lscb.clocks.shipped import shipped_days


@pytest.fixture
def page(client_as):
    def get(address, slug="stranger"):
        answer = client_as(slug).get(address)
        return answer.status_code, answer.content.decode()

    return get


def test_any_signed_in_person_sees_every_rule_with_its_days(page):
    status, text = page("/clocks/?regime=EN-WT2015&on=2017-04-12")
    assert status == 200
    assert "Friday 21 April 2017" in text and "LA-NOTIFY" in text and "PANEL-INFO" in text
    assert "Working Together 2015 ch. 4" in text and "The day of the event is day 0" in text
    assert "Not before" in text and "7 working days before" in text


def test_a_day_off_at_the_end_says_when_to_act(page):
    _, text = page("/clocks/?regime=EN-WT2015&on_day=17&on_month=3&on_year=2017")
    assert "Monday 17 April 2017" in text and "act by Thursday 13 April 2017" in text


def test_at_first_it_is_today(page, at):
    at("2026-03-02 09:00")
    assert "Monday 9 March 2026" in page("/clocks/")[1]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("regime=EN-WT2015&on=2017-02-30", "Day of the event must be a real date"),
        ("regime=EN-WT2015&on=", "Enter the day of the event"),
        ("regime=X&on=2017-04-12", "Choose one of the options shown"),
        ("on=2017-04-12", "Choose the rules"),
        ("regime=EN-WT2015&on=9999-12-30", "Day of the event must have a year between"),
    ],
)
def test_bad_input_gets_a_sentence(page, asked, sentence):
    status, text = page(f"/clocks/?{asked}")
    assert status == 422
    assert sentence in text and "There is a problem" in text


def test_years_without_holidays_are_marked(page):
    assert "covers 2010 to 2035" in page("/clocks/?regime=EN-WT2015&on=1999-04-12")[1]
    assert "covers 2010 to 2035" not in page("/clocks/?regime=EN-WT2015&on=2017-04-12")[1]


def test_bank_holidays_by_version(page, cast):
    days = [*shipped_days("england-and-wales").items()][:20]
    clocks.publish_holidays(
        by=cast["administrator"], calendar="england-and-wales", days=days, note="A shorter list"
    )
    status, text = page("/clocks/holidays/")
    assert status == 200
    assert "Days of version 2" in text and "A shorter list" in text and "State Funeral" not in text
    status, text = page("/clocks/holidays/?version=1")
    assert "Monday 19 September 2022: Bank holiday for the State Funeral of Queen Elizabeth II" in text
    assert page("/clocks/holidays/?version=3")[0] == 404
    assert page("/clocks/holidays/?version=x")[0] == 404


def test_bank_holidays_where_the_rows_are_missing(page, cast):
    HolidaySet.objects.all().delete()
    status, text = page("/clocks/holidays/")
    assert status == 200 and "Days of version 1" in text and "State Funeral" in text


@pytest.mark.parametrize("address", ["/clocks/", "/clocks/holidays/"])
def test_only_signed_in_people(db, address):
    answer = Client().get(address)
    assert answer.status_code == 302 and "sign-in" in answer.headers["Location"]
