"""Who else reads and sees an entry: business officers, whoever its work falls to; and what it said before."""

import datetime as dt

import pytest

from lscb.board.accounts import appoint, withdraw_role
from lscb.board.documents import operations as documents
from lscb.board.models import Entry
from lscb.board.registers import operations as registers
from lscb.board.registers.reading import open_for
from lscb.core.errors import BadInput
from lscb.records.models import Record, forget_reach
from lscb.records.operations import open_record
from tests.board.entries import TEXT, R, make

pytestmark = pytest.mark.django_db
OFFICER, MANAGER = "business-officer", "business-manager"


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-03-02 09:00")


def reads(user, thing):
    forget_reach(user)
    return Record.objects.visible_to(user).filter(pk=thing.record_id).exists()


def test_officers_read_what_a_group_keeps_to_itself_unless_it_is_of_a_case(cast):
    own = {"group": cast.group("monitoring"), "readers": "group"}
    entry = make(cast, R.RISK, **own)
    case = open_record(
        board=cast.board,
        kind="review",
        code="SCR",
        title="A review",
        route="board:entry-risk",
        by=cast[MANAGER],
    )
    of_case = make(cast, R.RISK, source=case, **own)
    paper = documents.add(
        board=cast.board, title="Handbook", kind="other", summary="For the group", group=cast.group("monitoring"),
        readers="group", by=cast[MANAGER],
    )  # fmt: skip
    assert reads(cast[OFFICER], entry) and reads(cast[OFFICER], paper)
    assert not reads(cast[OFFICER], of_case) and not reads(cast["board-member"], entry)


def test_it_comes_and_goes_with_the_role(cast):
    entry = make(cast, R.RISK, group=cast.group("monitoring"), readers="group")
    new = cast["board-member"]
    grant = appoint(board=cast.board, user=new, role=OFFICER, by=cast[MANAGER])
    assert reads(new, entry)
    withdraw_role(grant=grant, last_day=dt.date(2026, 3, 1), reason="Another post", by=cast[MANAGER])
    assert not reads(new, entry)


def test_what_other_bodies_said_waits_for_the_group_that_answers(cast):
    mine = make(cast, R.SCRUTINY, group=cast.group("monitoring"))
    assert [work.reference for work in open_for(cast["monitoring-chair"], dt.date(2026, 3, 2))] == [
        mine.record.reference
    ]
    nobodys = make(cast, R.SCRUTINY, title="Young carers")
    assert nobodys.record.reference in {
        work.reference for work in open_for(cast[OFFICER], dt.date(2026, 3, 2))
    }


def test_the_page_shows_what_the_entry_said_before_with_who_and_when(cast, client_as, at):
    entry = make(cast, R.CHALLENGE)
    url, manager = entry.get_absolute_url(), client_as(MANAGER)
    assert "Earlier versions" not in manager.get(url).content.decode()
    at("2026-03-05 09:00")
    registers.change(
        entry=entry, text="Why is every second assessment late?", title="Half are late", by=cast[OFFICER]
    )
    page = client_as(MANAGER).get(url).content.decode()
    assert "Earlier versions" in page and page.count(TEXT) == 1
    assert "Until 5 Mar 2026" in page and f"changed by {cast[OFFICER].name}" in page
    assert "before it was “Late assessments”" in page
    assert client_as("stranger").get(url).status_code == 404


def test_changing_something_else_keeps_a_group_that_was_closed(cast, client_as):
    group = cast.group("policy")
    entry = make(cast, R.RISK, group=group)
    group.closed_on = dt.date(2026, 3, 1)
    group.save()
    form = client_as(MANAGER).get(f"{entry.get_absolute_url()}change/").context["form"]
    assert group in form.fields["group"].queryset


def test_an_entry_is_not_of_a_day_to_come(cast):
    with pytest.raises(BadInput, match="in the future"):
        make(cast, R.RISK, raised_on=dt.date(2026, 3, 3))
    assert not Entry.objects.exists()


def test_no_page_names_what_is_linked_to_somebody_who_may_not_open_it(cast, client_as):
    case = open_record(
        board=cast.board,
        kind="review",
        code="SCR",
        title="A review",
        route="board:entry-risk",
        by=cast[MANAGER],
    )
    entry = make(cast, R.RISK)
    registers.link(entry=entry, record=case, by=cast[MANAGER])
    document = documents.add(
        board=cast.board, title="Framework", kind="framework", summary="How we learn", by=cast[MANAGER]
    )
    documents.add_test(document=document, record=case, note="It held.", by=cast[MANAGER])
    for thing in (entry, document):
        assert case.reference in client_as(MANAGER).get(thing.get_absolute_url()).content.decode()
        assert case.reference not in client_as("board-member").get(thing.get_absolute_url()).content.decode()
