"""Registers: who enters, answers, reviews and closes what; history, clocks, notices, readers."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lscb.board.models import Entry, Priority, Theme
from lscb.board.models.plan import BusinessPlan
from lscb.board.registers import operations as registers
from lscb.board.registers import reading
from lscb.board.registers.kinds import REGISTERS
from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove, NotAllowed, StaleEdit
from lscb.notices.models import Notice
from lscb.records.models import Record
from lscb.records.operations import exclude, open_record
from tests.board.entries import ANSWER, DUE, OUTCOME, OWN, make

R, S = Entry.Register, Entry.Status
TODAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-03-02 09:00")


def sees(user, entry):
    return Entry.objects.visible_to(user).filter(pk=entry.pk).exists()


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.slug)
def test_every_register_keeps_an_entry_with_its_clock(cast, register):
    entry = make(cast, register.kind)
    assert entry.record.reference == f"WES-{register.code}-2026-001"
    assert entry.record.mode == Record.Mode.BOARD
    assert Deadline.objects.of(entry.record).running().get().code == register.clock
    assert sees(cast["lay-member"], entry) and not sees(cast["stranger"], entry)
    assert not sees(cast["other-manager"], entry)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.slug)
def test_what_a_register_asks_for_is_asked_for(cast, register):
    for column in [column for column in register.columns if column.required]:
        with pytest.raises(BadInput):
            make(cast, register.kind, **{column.name: ""})
    with pytest.raises(BadInput, match="title"):
        make(cast, register.kind, title=" ")
    with pytest.raises(TypeError):
        make(cast, register.kind, nothing_of_ours="x")


def test_answered_and_closed_with_who_when_and_outcome(cast):
    entry = make(cast, owner=cast["police-lead"], group=cast.group("executive"))
    told = Notice.objects.filter(to=cast["police-lead"], subject_key="entry-asked")
    assert told.count() == 1
    answered = registers.answer(entry=entry, answer=ANSWER, by=cast["police-lead"])
    assert (answered.status, answered.answered_on, answered.answered_by) == (
        S.ANSWERED,
        TODAY,
        cast["police-lead"],
    )
    assert not Deadline.objects.of(entry.record).running().exists()
    assert Notice.objects.filter(to=cast["executive-member"], subject_key="entry-answered").exists()
    closed = registers.close(entry=entry, outcome=OUTCOME, by=cast["executive-member"])
    assert closed.status == S.CLOSED and closed.record.closed_at
    opened = registers.reopen(
        entry=entry, reason="The figures fell again", due_on=DUE, by=cast["executive-member"]
    )
    assert opened.status == S.OPEN and opened.answer == "" and opened.history.filter(answer=ANSWER).exists()
    assert Deadline.objects.of(entry.record).running().get().due_on == DUE


def test_standstill_is_no_answer_and_no_outcome(cast):
    entry = make(cast)
    for act in (
        lambda: registers.answer(entry=entry, answer="Ongoing", by=cast["police-lead"]),
        lambda: registers.close(entry=entry, outcome="To be confirmed", by=cast["business-manager"]),
    ):
        with pytest.raises(BadInput, match="alone does not say"):
            act()


def test_a_risk_keeps_the_history_of_its_score(cast):
    entry = make(cast, R.RISK, owner=cast["health-lead"])
    assert entry.score == 12
    registers.review(
        entry=entry,
        note="One post is filled since February.",
        likelihood=2,
        next_on=dt.date(2026, 6, 1),
        by=cast["health-lead"],
    )
    entry.refresh_from_db()
    assert (entry.likelihood, entry.impact, entry.score, entry.due_on) == (2, 4, 8, dt.date(2026, 6, 1))
    assert list(entry.reviews.values_list("score", flat=True)) == [8, 12]
    assert Deadline.objects.of(entry.record).running().get().due_on == dt.date(2026, 6, 1)
    with pytest.raises(BadInput, match="next"):
        registers.review(entry=entry, note="Nothing is different since then.", by=cast["health-lead"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(score=25)


def test_what_is_asked_is_answered_and_what_is_watched_is_reviewed(cast):
    with pytest.raises(InvalidMove):
        registers.review(
            entry=make(cast), note="The agency has been asked again.", by=cast["business-manager"]
        )
    with pytest.raises(InvalidMove):
        registers.answer(entry=make(cast, R.RISK), answer=ANSWER, by=cast["business-manager"])


def test_who_may_enter(cast):
    assert make(cast, R.RISK, by="police-lead", agency=cast.agency("police"))
    assert make(cast, by="monitoring-chair", group=cast.group("monitoring"))
    for kind, by, values in (
        (R.CHALLENGE, "police-lead", {}), (R.RISK, "police-lead", {"agency": cast.agency("housing")}),
        (R.RISK, "police-lead", {"group": cast.group("executive"), "agency": cast.agency("police")}),
        (R.CHALLENGE, "monitoring-chair", {"group": cast.group("executive")}), (R.RISK, "lay-member", {}),
        (R.CHALLENGE, "other-manager", {}), (R.CHALLENGE, "stranger", {}),
    ):  # fmt: skip
        with pytest.raises(NotAllowed) as refusal:
            make(cast, kind, by=by, **values)
        assert refusal.value.reason.endswith(".") and refusal.value.who_can_help


def test_who_may_answer_and_close(cast):
    entry = make(cast, group=cast.group("monitoring"))
    for by in ("housing-lead", "lay-member", "monitoring-chair"):
        with pytest.raises(NotAllowed, match="Westmere Constabulary was asked"):
            registers.answer(entry=entry, answer=ANSWER, by=cast[by])
    registers.answer(entry=entry, answer=ANSWER, by=cast["scr-member-police"])
    for by in ("police-lead", "executive-member"):
        with pytest.raises(NotAllowed, match="chair of Monitoring"):
            registers.close(entry=entry, outcome=OUTCOME, by=cast[by])
    registers.close(entry=entry, outcome=OUTCOME, by=cast["monitoring-chair"])


def test_only_a_group_reads_what_is_for_it_alone(cast):
    entry = make(cast, R.HORIZON, group=cast.group("executive"), readers="group", owner=cast["reviewer"])
    assert (
        sees(cast["executive-member"], entry)
        and sees(cast["business-manager"], entry)
        and sees(cast["reviewer"], entry)
    )
    assert not sees(cast["lay-member"], entry) and not sees(cast["monitoring-chair"], entry)
    registers.change(
        entry=entry, by=cast["business-manager"], owner=None, group=cast.group("monitoring"), readers="group"
    )
    assert sees(cast["monitoring-chair"], entry)
    assert not sees(cast["reviewer"], entry) and not sees(cast["executive-member"], entry)
    registers.change(entry=entry, by=cast["business-manager"], readers="board")
    assert sees(cast["lay-member"], entry)
    with pytest.raises(BadInput, match="group"):
        make(cast, R.HORIZON, readers="group")


def test_a_personal_conflict_with_the_case_shuts_the_entry(cast):
    case = open_record(
        board=cast.board,
        kind="referral",
        code="REF",
        title="Case",
        route="board:entry-risk",
        by=cast["business-manager"],
    )
    entry = make(cast, source=case, owner=cast["board-member"])
    assert sees(cast["board-member"], entry)
    exclude(record=case, user=cast["board-member"], reason="Related", by=cast["business-manager"])
    assert not sees(cast["board-member"], entry) and sees(cast["lay-member"], entry)
    assert entry.record.reference not in [
        each.reference for each in reading.open_for(cast["board-member"], TODAY)
    ]
    registers.answer(entry=entry, answer=ANSWER, by=cast["police-lead"])
    told = Notice.objects.filter(to=cast["board-member"]).count()
    registers.reopen(entry=entry, reason="Not enough", due_on=DUE, by=cast["business-manager"])
    assert Notice.objects.filter(to=cast["board-member"]).count() == told
    # what was said in a meeting about a case is shut with the case, though the meeting is not
    meeting = open_record(
        board=cast.board,
        kind="meeting",
        code="MTG",
        title="Meeting",
        route="board:entry-risk",
        by=cast["business-manager"],
    )
    about = make(cast, R.RISK, source=meeting, case=case)
    assert not sees(cast["board-member"], about)
    assert make(cast, R.RISK, source=meeting).record.root is None
    with pytest.raises(NotAllowed):
        make(cast, by="monitoring-chair", group=cast.group("monitoring"), source=case)


def test_a_change_on_an_older_page_is_refused_and_keeps_the_day(cast):
    entry = make(cast)
    registers.change(
        entry=entry, by=cast["business-manager"], title="Late assessments again", version=entry.version
    )
    with pytest.raises(StaleEdit):
        registers.change(entry=entry, by=cast["business-manager"], text="Another", version=1)
    entry.refresh_from_db()
    assert (entry.record.title, entry.due_on, entry.asked_by) == (
        "Late assessments again",
        DUE,
        OWN[R.CHALLENGE]["asked_by"],
    )


def test_what_it_led_to_and_what_it_is_tagged_with(cast):
    theme = Theme.objects.create(board=cast.board, name="Neglect")
    plan = BusinessPlan.objects.create(
        board=cast.board,
        title="Plan",
        from_on=TODAY,
        until_on=dt.date(2027, 3, 31),
        created_by=cast["business-manager"],
    )
    priority = Priority.objects.create(plan=plan, number=1, title="Seen and heard")
    entry, other = make(cast, themes=[theme], priorities=[priority]), make(cast, R.RISK)
    assert (
        entry.record.theme_tags.get().theme == theme and entry.record.priority_tags.get().priority == priority
    )
    registers.link(entry=entry, record=other.record, by=cast["business-manager"])
    with pytest.raises(BadInput, match="nothing with this reference"):
        registers.link(entry=entry, record=entry.record, by=cast["business-manager"])
    with pytest.raises(BadInput, match="same board"):
        elsewhere = Theme.objects.create(board=cast.neighbour.board, name="Neglect")
        make(cast, themes=[elsewhere])


def test_figures_of_the_board(cast):
    make(cast, due_on=dt.date(2026, 2, 20), raised_on=dt.date(2026, 1, 5))
    make(cast)
    make(cast, R.RISK, likelihood=5, impact=5)
    make(cast, R.ESCALATION, level=5)
    make(cast, R.ESCALATION)
    found = {each.register.kind: each for each in reading.counts(cast.board, TODAY)}
    assert (found[R.CHALLENGE].open, found[R.CHALLENGE].overdue, found[R.SCRUTINY].open) == (2, 1, 0)
    assert reading.unanswered_challenges(cast.board, TODAY) == (2, 1)
    assert reading.heat_map(cast.board)[0] == [0, 0, 0, 0, 1]
    assert reading.escalations(cast.board, dt.date(2026, 1, 1), TODAY) == (2, 1)


def test_what_waits_for_whom(cast):
    entry = make(
        cast, group=cast.group("monitoring"), due_on=dt.date(2026, 3, 1), raised_on=dt.date(2026, 2, 1)
    )
    risk = make(cast, R.RISK, owner=cast["housing-lead"], agency=cast.agency("housing"))
    make(cast, R.RISK, owner=cast["housing-lead"], due_on=dt.date(2027, 1, 1))
    (mine,) = reading.open_for(cast["police-lead"], TODAY)
    assert (mine.verb, mine.reference, mine.is_overdue) == ("Answer", entry.record.reference, True)
    assert [each.reference for each in reading.open_for(cast["housing-lead"], TODAY)] == [
        risk.record.reference
    ]
    assert reading.open_for(cast["monitoring-chair"], TODAY) == []
    registers.answer(entry=entry, answer=ANSWER, by=cast["police-lead"])
    assert [each.verb for each in reading.open_for(cast["monitoring-chair"], TODAY)] == [
        "Look at the answer to"
    ]
    assert [each.verb for each in reading.due_for_group(cast.group("monitoring"), TODAY)] == ["Discuss"]
    assert reading.open_for(cast["stranger"], TODAY) == []
