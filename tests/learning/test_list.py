"""The list and its export: filters, pages, cards, the same number of queries for few and many."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lscb.core.tables import cell
from lscb.learning.models import Action
from lscb.records.models import Record, RecordAccess
from lscb.trail.models import AuditEvent
from tests.cast import Cast
from tests.learning.conftest import Maker

S = Action.Status
Browser = Callable[[str], Client]


def more_of(action: Action, count: int, **values: object) -> None:
    """Copies of an action as the database would hold them, by bulk, each with its access."""
    access = list(RecordAccess.objects.filter(record=action.record))
    records = Record.objects.bulk_create(
        Record(
            board=action.board, kind="action", reference=f"WES-ACT-2031-{n:03d}", title="Copy", route=action.record.route
        )
        for n in range(count)
    )  # fmt: skip
    kept = {field.attname: getattr(action, field.attname) for field in Action._meta.concrete_fields}
    for name in ("id", "record_id"):
        kept.pop(name)
    Action.objects.bulk_create(Action(**{**kept, **values}, record=record) for record in records)
    RecordAccess.objects.bulk_create(
        RecordAccess(
            record=record, party_id=row.party_id, capacity=row.capacity, from_on=row.from_on, reason="Copy"
        )
        for record in records
        for row in access
    )


def references(page: str) -> list[str]:
    return re.findall(r'lscb-table__hint">(\w+-ACT-\d+-\d+)<', page)


def test_pages_by_key(make: Maker, client_as: Browser) -> None:
    more_of(make(S.STARTED), 120)
    browser = client_as("police-lead")
    first = browser.get("/actions/").content.decode()
    assert "121 actions" in first
    seen, page = references(first), first
    while older := re.search(r'href="(\?after=[^"]+)" rel="next"', page):
        page = browser.get("/actions/" + older[1].replace("&amp;", "&")).content.decode()
        seen += references(page)
    assert len(seen) == len(set(seen)) == 121
    newer = re.search(r'href="(\?before=[^"]+)" rel="prev"', page)
    assert newer
    assert references(browser.get("/actions/" + newer[1]).content.decode()) == seen[75:100]


@pytest.mark.parametrize(
    "key", ["x", "none.", "2026-13-01.4", "2026-01-01.99999999999999999999999", "none.4"]
)
def test_a_made_up_key_is_harmless(key: str, make: Maker, client_as: Browser) -> None:
    make(S.STARTED)
    assert client_as("police-lead").get("/actions/", {"after": key}).status_code == 200
    assert client_as("police-lead").get("/actions/", {"before": key}).status_code == 200


@pytest.mark.parametrize("address", ["/actions/", "/actions/download/", "detail"])
@pytest.mark.parametrize("slug", ["police-lead", "business-manager", "monitoring-chair"])
def test_queries_do_not_grow(
    address: str, slug: str, make: Maker, client_as: Browser, django_assert_num_queries: object
) -> None:
    action = make(S.STARTED)
    more_of(action, 1)
    address = action.get_absolute_url() if address == "detail" else address
    browser = client_as(slug)
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(address)
    Action.objects.filter(record__reference="WES-ACT-2031-000").delete()
    Record.objects.filter(reference="WES-ACT-2031-000").delete()
    more_of(action, 199)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(few) == len(many)
    assert len(many) < 30


def test_filters(make: Maker, cast: Cast, client_as: Browser) -> None:
    late = make(S.STARTED, end_on=dt.date(2026, 3, 3))
    soon = make(S.AGREED, end_on=dt.date(2026, 4, 1), owner=cast["police-lead"])
    claimed = make(S.CLAIMED, group=cast.group("case-review"))
    proposed, closed = make(S.PROPOSED), make(S.CLOSED)
    Action.objects.filter(pk=late.pk).update(end_on=dt.date(2026, 2, 27))
    browser = client_as("business-manager")

    def shown(**query: str) -> set[str]:
        return set(references(browser.get("/actions/", query).content.decode()))

    def these(*actions: Action) -> set[str]:
        return {action.record.reference for action in actions}

    assert shown() == these(late, soon, claimed)
    assert shown(status="all") == these(late, soon, claimed, proposed, closed)
    assert shown(status="proposed") == these(proposed)
    assert shown(overdue="on") == these(late)
    assert shown(due_to="2026-03-31") == these(late)
    assert shown(due_from="2026-04-01", due_to="2026-04-01") == these(soon)
    assert shown(group=str(cast.group("case-review").pk)) == these(claimed)
    assert shown(agency=str(cast.agency("housing").pk)) == set()
    assert shown(agency="999999", due_to="31 2 2026") == these(late, soon, claimed)
    assert shown(whose="me") == set()
    browser = client_as("police-lead")
    assert shown(whose="me") == these(soon)
    assert shown(whose="agency") == these(late, soon, claimed)
    browser = client_as("scr-chair")
    assert shown(whose="group") == shown() == these(claimed)


def test_filters_in_use_can_be_taken_off(make: Maker, client_as: Browser) -> None:
    page = client_as("police-lead").get("/actions/", {"status": "started", "overdue": "on"}).content.decode()
    assert "?overdue=on" in page
    assert "?status=started" in page
    assert "No action fits these filters." in page


def test_the_stranger_sees_an_empty_list(make: Maker, client_as: Browser) -> None:
    action = make(S.STARTED)
    for slug in ("stranger", "other-manager", "lay-member"):
        page = client_as(slug).get("/actions/?status=all").content.decode()
        assert action.title not in page
        assert "No action fits" in page
    assert "There are no open actions" in client_as("stranger").get("/actions/").content.decode()


def test_sign_in_first(client: Client, db: None) -> None:
    assert client.get("/actions/").status_code == 302


def test_overdue_is_computed_and_shown(make: Maker, client_as: Browser) -> None:
    action = make(S.STARTED)
    Action.objects.filter(pk=action.pk).update(end_on=dt.date(2026, 2, 26))
    page = client_as("police-lead").get("/actions/").content.decode()
    assert "lscb-row--overdue" in page
    assert "2 working days overdue" in page


def test_the_export_is_what_is_shown(make: Maker, cast: Cast, client_as: Browser) -> None:
    shown = make(S.STARTED, title="=HYPERLINK(0)")
    make(S.CLOSED)
    answer = client_as("police-lead").get("/actions/download/?status=started")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="actions-2026-03-02.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["reference"] for row in rows] == [shown.record.reference]
    assert rows[0]["title"] == "'=HYPERLINK(0)"
    assert rows[0]["owner agency"] == "Westmere Constabulary"
    event = AuditEvent.objects.filter(event="actions.exported").first()
    assert (event.detail, event.actor_id) == ({"count": 1}, cast["police-lead"].pk)
    assert client_as("stranger").get("/actions/download/").content.decode("utf-8-sig").count("\r\n") == 1


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1", "＝1", "\u00a0=1"])
def test_no_cell_starts_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


def test_plain_cells_stay() -> None:
    assert (cell("Train 30"), cell(None), cell(3), cell("a=b")) == ("Train 30", "", "3", "a=b")
