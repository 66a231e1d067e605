"""School holidays of the area: whoever looks after the board keeps the list."""

import datetime as dt

import pytest

from lscb.notices.models import TermBreak

pytestmark = pytest.mark.django_db
DAYS = {"name": "Easter holidays", "from_on": "2026-03-30", "until_on": "2026-04-10"}


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-03-02 09:00")


def test_holidays_are_added_shown_and_taken_off(cast, client_as):
    manager = client_as("business-manager")
    assert "No school holidays" in manager.get("/board/term-breaks/").content.decode()
    assert manager.post("/board/term-breaks/add/", DAYS).status_code == 302
    row = TermBreak.objects.get()
    assert (row.board, row.until_on) == (cast.board, dt.date(2026, 4, 10))
    assert "Easter holidays" in manager.get("/board/term-breaks/").content.decode()
    assert client_as("other-manager").post(f"/board/term-breaks/{row.pk}/remove/").status_code == 404
    assert manager.post(f"/board/term-breaks/{row.pk}/remove/").status_code == 302
    assert not TermBreak.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"until_on": "2026-03-29"}, "must not be before"),
        ({"until_on": "2027-04-10"}, "not as long as this"),
        ({"name": ""}, "Enter what the holidays are called"),
        ({"from_on": "2026-02-31"}, "must be a real date"),
    ],
)
def test_bad_days_are_refused_and_kept_in_the_form(client_as, change, said):
    answer = client_as("business-manager").post("/board/term-breaks/add/", DAYS | change)
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and not TermBreak.objects.exists()


def test_holidays_do_not_overlap(client_as):
    manager = client_as("business-manager")
    manager.post("/board/term-breaks/add/", DAYS)
    answer = manager.post(
        "/board/term-breaks/add/", DAYS | {"from_on": "2026-04-10", "until_on": "2026-04-12"}
    )
    assert answer.status_code == 422 and "overlap" in answer.content.decode()


def test_nobody_else_keeps_the_list(client_as):
    for slug, status in (("business-officer", 403), ("police-lead", 403), ("stranger", 404)):
        assert client_as(slug).get("/board/term-breaks/").status_code == status
        assert client_as(slug).post("/board/term-breaks/add/", DAYS).status_code == status
    assert not TermBreak.objects.exists()
