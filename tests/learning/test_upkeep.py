"""Reminders follow the people: another lead, chair, member of the Board or officer, while an action is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lscb.board.models import Grant, Seat
from lscb.board.operations import add_person, end_role, give_role, give_seat
from lscb.board.roles import Role
from lscb.clocks.models import Deadline, DeadlineParty
from lscb.clocks.reminders import sweep_reminders
from lscb.learning.models import Action, Cascade, LearningItem
from lscb.learning.operations import cascades, items
from lscb.learning.tasks import keep_people
from lscb.notices.models import Notice
from lscb.people.models import User
from lscb.records.models import forget_reach
from tests.cast import Cast
from tests.learning.conftest import Maker

S = Action.Status
At = Callable[[str], dt.datetime]


@pytest.fixture
def newcomer(cast: Cast) -> User:
    return add_person(
        board=cast.board, email="new@police.example", name="Ines Marlow", by=None, slug="newcomer"
    )


def told(action: Action, key: str) -> set[str]:
    rows = Notice.objects.filter(reference=action.record.reference, subject_key=key)
    return set(rows.values_list("to__slug", flat=True))


def reminded(item: LearningItem) -> set[str]:
    rows = DeadlineParty.objects.filter(
        deadline__record=item.record, deadline__met_on=None, deadline__cancelled_at=None
    )
    return set(rows.values_list("party__person__slug", flat=True))


def test_the_new_lead_is_reminded_and_the_old_one_is_not(
    make: Maker, cast: Cast, newcomer: User, at: At
) -> None:
    action = make(S.STARTED)  # the end of June; nobody in particular
    at("2026-07-06 09:00")
    old = Grant.objects.get(user=cast["police-lead"], role=Role.AGENCY_LEAD)
    end_role(grant=old, by=cast["business-manager"], on=dt.date(2026, 7, 6))
    give_role(board=cast.board, user=newcomer, role=Role.AGENCY_LEAD, agency=cast.agency("police"), by=None)
    assert keep_people() > 0
    assert keep_people() == 0
    sweep_reminders(dt.date(2026, 7, 7))
    assert told(action, "clock-overdue") == {"newcomer"}


def test_the_new_member_of_the_board_is_let_in(make: Maker, cast: Cast, newcomer: User, at: At) -> None:
    action = make(S.STARTED)
    at("2026-07-06 09:00")
    seat = Seat.objects.filter(group=cast.group("board"), agency=cast.agency("police")).first()
    assert seat is None or seat.user != newcomer
    give_seat(group=cast.group("board"), user=newcomer, agency=cast.agency("police"), by=None)
    assert not Action.objects.visible_to(newcomer).filter(
        pk=action.pk, record__access__capacity="board-member"
    )
    keep_people()
    forget_reach(newcomer)
    assert action.record.access.filter(party=newcomer.party, capacity="board-member", until_on=None).exists()
    levels = DeadlineParty.objects.filter(deadline__record=action.record, party=newcomer.party)
    assert set(levels.values_list("level", flat=True)) >= {2}


def test_the_new_chair_is_reminded_of_the_impact_check(
    make: Maker, cast: Cast, newcomer: User, at: At
) -> None:
    action = make(S.CLOSED)
    at("2026-05-20 09:00")
    give_seat(
        group=cast.group("monitoring"), user=newcomer, office=Seat.Office.VICE_CHAIR, agency=cast.agency("police"), by=None
    )  # fmt: skip
    keep_people()
    sweep_reminders(dt.date(2026, 6, 2))
    assert {"newcomer", "monitoring-chair", "business-manager"} <= told(action, "clock-due")


def test_a_new_officer_reads_what_is_there(make: Maker, cast: Cast, newcomer: User, at: At) -> None:
    actions = [make(S.PROPOSED), make(S.STARTED), make(S.CLOSED)]
    at("2026-03-09 09:00")
    give_role(board=cast.board, user=newcomer, role=Role.BUSINESS_OFFICER, by=None)
    keep_people()
    assert keep_people() == 0
    forget_reach(newcomer)
    assert set(Action.objects.visible_to(newcomer)) == set(actions)


def test_nothing_changes_where_nobody_changed(make: Maker, at: At) -> None:
    make(S.STARTED)
    make(S.CLOSED)
    at("2026-05-20 09:00")
    assert keep_people() == 0


def test_agencies_that_are_late_stay_reminded_when_others_are_asked(cast: Cast, at: At) -> None:
    by = cast["business-manager"]
    item = items.add_item(board=cast.board, title="Ask about adults", message="Ask who lives here.", by=by)
    police, housing = cast.agency("police"), cast.agency("housing")
    cascades.ask_to_cascade(item=item, agencies=[police], due_on=dt.date(2026, 4, 1), by=by)
    at("2026-04-13 09:00")
    cascades.ask_to_cascade(item=item, agencies=[housing], due_on=dt.date(2026, 6, 1), by=by)
    running = Deadline.objects.of(item.record).running()
    assert [each.due_on for each in running] == [dt.date(2026, 4, 1)]
    assert reminded(item) == {"police-lead"}  # housing is not told that it is overdue
    at("2026-05-27 09:00")
    keep_people()
    assert reminded(item) == {"police-lead", "housing-lead"}  # its day is near now
    at("2026-05-28 09:00")
    late = Cascade.objects.get(agency=police)
    cascades.confirm_cascade(cascade=late, by=cast["police-lead"], not_relevant="Nobody visits homes.")
    assert [(each.due_on, reminded(item)) for each in running.all()] == [
        (dt.date(2026, 6, 1), {"housing-lead"})
    ]
