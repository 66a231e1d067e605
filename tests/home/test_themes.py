"""One theme over everything, its keeping, and the search in the header."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lscb.board.models import Theme, ThemeTag
from lscb.learning import operations as learning
from lscb.learning.models import Action, Finding
from lscb.learning.operations import items
from lscb.records.models import Record
from lscb.records.operations import exclude, open_record
from tests.cast import Cast
from tests.learning.conftest import Maker

Browser = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _monday(at: Callable[[str], object]) -> None:
    at("2026-03-02 09:00")


@pytest.fixture
def source(cast: Cast) -> Record:
    return open_record(
        board=cast.board, kind="review", code="SCR", title="Review of a marker-case", route="learning:action-detail",
        by=cast["business-manager"],
    )  # fmt: skip


@pytest.fixture
def theme(cast: Cast, source: Record) -> Theme:
    """A theme with a finding, a recommendation, an action of each of two groups and a learning item."""
    by = cast["business-manager"]
    theme = learning.add_theme(board=cast.board, name="Voice of the child", by=by)
    finding = learning.add_finding(source=source, kind="concern", title="Wibblefrost", by=by, themes=[theme])
    advice = learning.add_recommendation(
        source=source, text="Ask the child", by=by, finding=finding, agencies=[cast.agency("police")]
    )
    make = Maker(cast, source)
    first = make("started", group=cast.group("monitoring"))
    first.recommendations.add(advice)
    second = make("started", title="Ask in school", group=cast.group("case-review"))
    ThemeTag.objects.create(record=second.record, theme=theme)
    items.add_item(
        board=cast.board, title="Ask the child first", message="At each visit.", by=by, themes=[theme]
    )
    return theme


def test_everything_side_by_side_as_far_as_one_may_see(
    theme: Theme, source: Record, cast: Cast, client_as: Browser
) -> None:
    page = client_as("business-manager").get(f"/themes/{theme.pk}/").content.decode()
    for words in (
        source.reference,
        "Ask in school",
        "Train duty officers",
        "Ask the child first",
        "Several groups work on this theme",
    ):
        assert words in page, words
    assert "Findings (1)" in page
    assert "Actions (2)" in page
    page = client_as("lay-member").get(f"/themes/{theme.pk}/").content.decode()
    assert "Ask the child first" in page
    for hidden in (source.reference, "Train duty officers", "Several groups"):
        assert hidden not in page
    assert "Findings (0)" in page
    for slug in ("stranger", "other-manager"):
        assert client_as(slug).get(f"/themes/{theme.pk}/").status_code == 404
        assert theme.name not in client_as(slug).get("/themes/").content.decode()
    exclude(record=source, user=cast["business-manager"], reason="Related", by=cast["independent-chair"])
    page = client_as("business-manager").get(f"/themes/{theme.pk}/").content.decode()
    for hidden in (source.reference, "Train duty officers", "Ask in school"):
        assert hidden not in page


def test_themes_are_kept_by_the_business_unit(
    theme: Theme, source: Record, cast: Cast, client_as: Browser
) -> None:
    browser = client_as("business-officer")
    assert (
        "The board has this theme already"
        in browser.post("/themes/new/", {"name": "voice of the CHILD"}).content.decode()
    )
    assert browser.post("/themes/new/", {"name": "Neglect"}).status_code == 302
    other = Theme.objects.get(name="Neglect")
    assert browser.post(f"/themes/{other.pk}/rename/", {"name": "Neglect and poverty"}).status_code == 302
    finding = Finding.objects.get()
    finding.themes.add(other)
    for address in ("/themes/new/", f"/themes/{theme.pk}/rename/", f"/themes/{theme.pk}/merge/"):
        assert client_as("lay-member").get(address).status_code == 403, address
        assert client_as("stranger").post(address, {"name": "x"}).status_code in (403, 404), address
    assert browser.post(f"/themes/{other.pk}/merge/", {"into": theme.pk}).status_code == 302
    assert list(finding.themes.all()) == [theme]
    assert not Theme.objects.filter(pk=other.pk).exists()
    assert ThemeTag.objects.filter(theme=theme).count() == 2


def test_the_search_in_the_header(theme: Theme, source: Record, cast: Cast, client_as: Browser) -> None:
    action = Action.objects.get(title="Ask in school")
    browser = client_as("business-manager")
    assert 'action="/search/"' in browser.get("/").content.decode()
    assert "Ask in <mark>school</mark>" in browser.get("/search/?q=schools").content.decode()
    assert action.reference in browser.get(f"/search/?q={action.reference.lower()}").content.decode()
    assert f"{cast.agency('police').name}: its actions" in browser.get("/search/?q=constab").content.decode()
    for slug in ("stranger", "lay-member", "other-manager"):
        page = client_as(slug).get(f"/search/?q={source.reference}").content.decode()
        assert "By reference" not in page, slug
        assert "<mark>" not in client_as(slug).get("/search/?q=wibblefrost").content.decode()
    exclude(record=source, user=cast["business-manager"], reason="Related", by=cast["independent-chair"])
    for words in (source.reference, action.reference, "wibblefrost", "school"):
        page = browser.get(f"/search/?q={words}").content.decode()
        assert "By reference" not in page
        assert "<mark>" not in page


def test_the_same_queries_for_few_and_many(
    theme: Theme, source: Record, cast: Cast, client_as: Browser
) -> None:
    browser = client_as("business-manager")

    def count(address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(address).status_code == 200
        return len(found)

    addresses = ("/themes/", f"/themes/{theme.pk}/", "/search/?q=child")
    few = [count(address) for address in addresses]
    for number in range(10):
        by = cast["business-manager"]
        learning.add_finding(source=source, kind="concern", title=f"Child {number}", by=by, themes=[theme])
        items.add_item(board=cast.board, title=f"Child {number}", message="Ask.", by=by, themes=[theme])
        learning.add_theme(board=cast.board, name=f"Theme {number}", by=by)
    assert [count(address) for address in addresses] == few
