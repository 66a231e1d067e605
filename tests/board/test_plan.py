"""The business plan: priorities, what is tagged to them, and a group's progress."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb.board import planning
from lscb.board.models import BusinessPlan, Entry
from lscb.board.registers import operations as registers
from lscb.core.errors import BadInput, NotAllowed
from lscb.records.operations import exclude, open_record
from tests.board.entries import OUTCOME, make

R = Entry.Register


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-03-02 09:00")


@pytest.fixture
def priority(cast):
    plan = planning.make_plan(
        board=cast.board, title="Business plan 2026–28", from_on=dt.date(2026, 1, 1), until_on=dt.date(2028, 3, 31),
        by=cast["business-manager"],
    )  # fmt: skip
    return planning.add_priority(
        plan=plan, title="Neglect is seen early", outcome="Children are helped at the first sign.",
        group=cast.group("monitoring"), by=cast["business-officer"],
    )  # fmt: skip


def test_a_plan_has_an_end_and_priorities_have_numbers(cast, priority):
    second = planning.add_priority(plan=priority.plan, title="Fathers are asked", by=cast["business-manager"])
    assert (priority.number, second.number) == (1, 2)
    changed = planning.change_priority(
        priority=second, title="Fathers are heard", by=cast["business-manager"]
    )
    assert changed.history.count() == 2
    with pytest.raises(BadInput, match="first day"):
        planning.change_plan(
            plan=priority.plan,
            title="Plan",
            from_on=dt.date(2026, 2, 1),
            until_on=dt.date(2026, 1, 1),
            by=cast["business-manager"],
        )
    with pytest.raises(BadInput, match="same board"):
        planning.add_priority(
            plan=priority.plan,
            title="Other",
            group=cast.neighbour.group("board"),
            by=cast["business-manager"],
        )
    for by in ("police-lead", "lay-member", "monitoring-chair", "other-manager", "stranger"):
        with pytest.raises(NotAllowed, match="business unit"):
            planning.add_priority(plan=priority.plan, title="Mine", by=cast[by])


def test_a_priority_lists_what_its_reader_may_see(cast, priority, client_as):
    case = open_record(
        board=cast.board,
        kind="review",
        code="SCR",
        title="A review",
        route="board:entry-risk",
        by=cast["business-manager"],
    )
    make(cast, title="Wibblefrost", source=case, priorities=[priority])
    closed = make(cast, R.RISK, title="Shown to all", priorities=[priority])
    registers.close(entry=closed, outcome=OUTCOME, by=cast["business-manager"])
    make(
        cast,
        R.HORIZON,
        title="For one group",
        readers="group",
        group=cast.group("executive"),
        priorities=[priority],
    )
    path = f"/board/plan/{priority.plan.pk}/priorities/1/"
    page = client_as("lay-member").get(path).content.decode()
    assert "Wibblefrost" in page and "Shown to all" in page and "For one group" not in page
    assert "2 things that you may see, 1 open." in page
    exclude(record=case, user=cast["lay-member"], reason="Related", by=cast["business-manager"])
    page = client_as("lay-member").get(path).content.decode()
    assert "Wibblefrost" not in page and "1 thing that you may see, 0 open." in page
    progress = client_as("monitoring-chair").get("/board/plan/progress/monitoring/").content.decode()
    assert "Neglect is seen early" in progress and "1 of 2 things closed." in progress


def test_pages_of_the_plan(cast, priority, client_as):
    manager = client_as("business-manager")
    base = f"/board/plan/{priority.plan.pk}/"
    for path in ("/board/plan/", base, f"{base}priorities/1/", "/board/plan/progress/policy/"):
        assert client_as("police-lead").get(path).status_code == 200
        assert client_as("stranger").get(path).status_code == 404
    for path in (base, f"{base}priorities/1/", "/board/plan/progress/monitoring/"):
        assert client_as("other-manager").get(path).status_code == 404
    for path in (
        "/board/plan/add/",
        f"{base}change/",
        f"{base}priorities/add/",
        f"{base}priorities/1/change/",
    ):
        assert manager.get(path).status_code == 200
        refused = client_as("lay-member").get(path)
        assert refused.status_code == 403 and "business unit" in refused.content.decode()
    typed = {"title": "Kept words", "from_on": "2026-04-01", "until_on": "2025-04-01"}
    bad = manager.post("/board/plan/add/", typed)
    assert bad.status_code == 422 and "Kept words" in bad.content.decode()
    assert manager.post("/board/plan/add/", typed | {"until_on": "2027-03-31"}).status_code == 302
    assert BusinessPlan.objects.count() == 2
    assert "Kept words" in manager.get("/board/plan/").content.decode()
    assert manager.get(f"{base}priorities/1/?after=x").status_code == 200


def test_the_plan_costs_the_same_for_two_and_for_twenty(cast, priority, client_as):
    browser = client_as("lay-member")

    def queries(path):
        browser.get(path)
        with CaptureQueriesContext(connection) as counted:
            browser.get(path)
        return len(counted)

    path = f"/board/plan/{priority.plan.pk}/priorities/1/"
    for _ in range(2):
        make(cast, priorities=[priority])
    few, some = queries("/board/plan/"), queries(path)
    for number in range(18):
        planning.add_priority(plan=priority.plan, title=f"Number {number}", by=cast["business-manager"])
        make(cast, priorities=[priority])
    assert (queries("/board/plan/"), queries(path)) == (few, some)
