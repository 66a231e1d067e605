"""Everything that the register can be filtered and put in order by; and what a personal conflict leaves of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client

from lscb.board.models import BusinessPlan, Priority, PriorityTag, Theme, ThemeTag
from lscb.learning import listing
from lscb.learning import operations as learning
from lscb.learning.models import Action
from lscb.learning.operations.plans import gather, open_plan
from lscb.learning.presenters import count_text
from lscb.records.models import Record
from lscb.records.operations import exclude, open_record
from tests.cast import Cast
from tests.learning.conftest import Maker
from tests.learning.test_list import more_of, references

S = Action.Status
Browser = Callable[[str], Client]


def shown(browser: Client, **query: object) -> list[str]:
    return references(browser.get("/actions/", query).content.decode())


@pytest.fixture
def three(make: Maker, cast: Cast) -> list[Action]:
    return [
        make(S.AGREED, title="Rewrite the letter", owner=cast["police-lead"], end_on=dt.date(2026, 5, 1)),
        make(S.STARTED, title="Train duty officers", end_on=dt.date(2026, 4, 1)),
        make(S.AGREED, title="Ask the schools", agency=cast.agency("housing"), start_on=dt.date(2026, 2, 2)),
    ]


def test_words_people_and_days(three: list[Action], cast: Cast, client_as: Browser) -> None:
    letter, train, schools = [row.reference for row in three]
    browser = client_as("business-manager")
    assert shown(browser, text="LETTER") == [letter]
    assert shown(browser, text=train.lower()) == [train]
    assert shown(browser, owner="marsh") == []
    assert shown(browser, owner=cast["police-lead"].email) == [letter]
    assert shown(browser, owner=cast["police-lead"].name[:4]) == [letter]
    assert shown(browser, agency=cast.agency("housing").pk) == [schools]
    assert shown(browser, due_from="2026-04-01", due_to="2026-05-01") == [train, letter]
    assert shown(browser, late_to_start="on") == [schools]
    page = browser.get("/actions/", {"agency": cast.agency("housing").pk, "text": "ask"}).content.decode()
    assert "Agency: Westmere Housing" in page
    assert "?text=ask" in page


def test_source_theme_priority_and_plan(
    three: list[Action], cast: Cast, source: Record, client_as: Browser, make: Maker
) -> None:
    letter, train, schools = three
    manager = cast["business-manager"]
    theme = learning.add_theme(board=cast.board, name="Sleep", by=manager)
    ThemeTag.objects.create(record=letter.record, theme=theme)
    finding = learning.add_finding(
        source=source, kind="concern", title="A finding", by=manager, themes=[theme]
    )
    behind = learning.add_recommendation(source=source, text="Do better", finding=finding, by=manager)
    train.recommendations.add(behind)
    business = BusinessPlan.objects.create(
        board=cast.board, title="Plan", from_on=dt.date(2025, 4, 1), until_on=dt.date(2027, 3, 31)
    )
    priority = Priority.objects.create(plan=business, number=1, title="Babies")
    PriorityTag.objects.create(record=schools.record, priority=priority)
    plan = open_plan(
        board=cast.board, kind="review", title="Ours", group=cast.group("monitoring"), by=manager
    )
    gather(plan=plan, actions=[schools], by=manager)
    browser = client_as("business-manager")
    assert set(shown(browser, theme=theme.pk)) == {letter.reference, train.reference}
    assert shown(browser, priority=priority.pk) == [schools.reference]
    assert shown(browser, plan=plan.pk) == [schools.reference]
    assert len(shown(browser, kind="review")) == 3
    assert shown(browser, kind="meeting") == []
    assert len(shown(browser, source=source.reference.lower())) == 3
    police = client_as("police-lead")
    assert shown(police, theme=theme.pk) == [
        letter.reference
    ]  # the finding belongs to a case that is not theirs
    assert shown(police, source=source.reference) == []
    assert "Ours" not in police.get("/actions/").content.decode()
    assert "Ours" in client_as("monitoring-chair").get(schools.get_absolute_url()).content.decode()
    assert "Ours" not in client_as("housing-lead").get(schools.get_absolute_url()).content.decode()


@pytest.mark.parametrize("sort", sorted(listing.SORTS))
def test_every_order_pages_through_everything_once(
    sort: str, make: Maker, cast: Cast, client_as: Browser
) -> None:
    for number, values in enumerate(
        ({}, {"agency": cast.agency("housing")}, {"agency": None, "owner": cast["scr-chair"]})
    ):
        more = {"end_on": dt.date(2026, 4, 1 + number)}
        made = make(S.AGREED, **(values | more))
        for row in Action.objects.filter(pk=made.pk):
            copies = Record.objects.filter(reference__startswith="WES-ACT-2031").count()
            if not copies:
                more_of(row, 60)
    make(S.PROPOSED, end_on=None)
    browser = client_as("business-manager")
    seen: list[str] = []
    page = browser.get("/actions/", {"status": "all", "sort": sort}).content.decode()
    pages = [references(page)]
    while older := re.search(r'href="(\?[^"]*after=[^"]+)" rel="next"', page):
        page = browser.get("/actions/" + older[1].replace("&amp;", "&")).content.decode()
        pages.append(references(page))
    seen = [reference for one in pages for reference in one]
    assert len(seen) == len(set(seen)) == 64
    newer = re.search(r'href="(\?[^"]*before=[^"]+)" rel="prev"', page)
    assert newer
    assert references(browser.get("/actions/" + newer[1].replace("&amp;", "&")).content.decode()) == pages[-2]


@pytest.mark.parametrize(
    "key", ["x", "agreed.1", "agreed~x.1", "none~none.1", "~.1", "agreed~2026-01-01.1", "a~b~c.1"]
)
@pytest.mark.parametrize("sort", ["status", "agency", "-due", "nonsense"])
def test_made_up_keys_of_every_order_are_harmless(
    sort: str, key: str, make: Maker, client_as: Browser
) -> None:
    make(S.STARTED)
    for where in ("after", "before"):
        assert client_as("police-lead").get("/actions/", {"sort": sort, where: key}).status_code == 200


def test_a_long_list_is_counted_to_a_limit(
    make: Maker, client_as: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "COUNTED", 3)
    more_of(make(S.STARTED), 9)
    assert client_as("police-lead").get("/actions/", {"status": "started"}).status_code == 200
    assert listing.count_of(Action.objects.all()) == 4
    assert count_text(1001) == "More than 1,000 actions."
    assert count_text(1000) == "1,000 actions."


def test_a_conflict_shuts_the_list_its_number_and_its_download(
    make: Maker, cast: Cast, source: Record, client_as: Browser
) -> None:
    hidden = make(S.STARTED, title="Quillabeth's case")
    elsewhere = open_record(
        board=cast.board, kind="review", code="SCR", title="Another", route="learning:action-detail",
        by=cast["business-manager"],
    )  # fmt: skip
    other = Maker(cast, elsewhere)(S.STARTED, title="Something else")
    exclude(record=source, user=cast["police-lead"], reason="A relative", by=cast["business-manager"])
    browser = client_as("police-lead")
    page = browser.get("/actions/").content.decode()
    assert references(page) == [other.reference]
    assert "1 action." in page
    for kind in ("csv", "xlsx"):
        content = browser.get("/actions/download/", {"as": kind}).content
        assert b"Quillabeth" not in content
    rows = list(csv.DictReader(io.StringIO(browser.get("/actions/download/").content.decode("utf-8-sig"))))
    assert [row["reference"] for row in rows] == [other.reference]
    book = openpyxl.load_workbook(io.BytesIO(browser.get("/actions/download/?as=xlsx").content))
    assert "Quillabeth" not in str([cell.value for line in book.active.iter_rows() for cell in line])  # type: ignore[union-attr]
    assert hidden.reference not in client_as("police-lead").get("/actions/?status=all").content.decode()


def test_no_cell_of_a_workbook_is_a_formula(make: Maker, client_as: Browser) -> None:
    make(S.STARTED, title="=1+1", activity="@SUM(A1) and train 30 officers in hearing children")
    book = openpyxl.load_workbook(
        io.BytesIO(client_as("police-lead").get("/actions/download/?as=xlsx").content)
    )
    cells = [cell for line in book.active.iter_rows() for cell in line]  # type: ignore[union-attr]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "'=1+1" in [cell.value for cell in cells]
    due = next(cell for cell in cells if cell.is_date)
    assert due.value.date() == dt.date(2026, 6, 30)


def test_when_the_group_looks_at_it_next(make: Maker, cast: Cast, client_as: Browser) -> None:
    action = make(S.PROPOSED)
    learning.edit_proposal(action=action, review_on=dt.date(2026, 5, 4), by=cast["business-manager"])
    page = client_as("business-manager").get(action.get_absolute_url()).content.decode()
    assert "Reviewed next" in page
    assert Theme.objects.count() == 0
