"""Two years of learning: themes, lessons in every stage, answers of agencies, impact checks made and due, what was shared,
and the board's old spreadsheet of actions, which brings them to three hundred.

Each function is a step: (cast, anchor), told after the cases and their reviews.
"""

from __future__ import annotations

import datetime as dt

from lscb.board.models import Group, Theme
from lscb.board.tagging import set_tags
from lscb.home.demonstration.cast import Cast
from lscb.home.demonstration.clock import travel, weekday
from lscb.home.demonstration.learning_texts import (
    ACTIVITIES,
    ANSWERS,
    CHECKED,
    CHECKS,
    DIFFERENCES,
    IMPACTS,
    ITEMS,
    SHARED,
    THEMES,
    THINGS,
    WAYS,
    ItemStory,
)
from lscb.learning import operations as learning
from lscb.learning.answering import lines_of
from lscb.learning.models import (
    Action,
    AnswerRequest,
    Cascade,
    Finding,
    ImpactCheck,
    LearningItem,
    Recommendation,
)
from lscb.learning.operations import answers, cascades, impact, items, shares
from lscb.learning.sheets import Sheet, SheetRow
from lscb.learning.telling import leads_of
from lscb.people.models import User
from lscb.records.models import Record

S, Stage = Action.Status, LearningItem.Stage
#: So many actions stand in the register at the end.
ALTOGETHER = 300
#: Impact checks that are late.
STILL_WAITING = 4
#: How the rows of the old spreadsheet stand: status, how many in a round, days from the anchor to the last of their end
#: dates, and over how many days before it they are spread.
ROUND = (
    (S.CLOSED, 8, -45, 660), (S.VERIFIED, 4, -30, 150), (S.CLAIMED, 2, 10, 17), (S.STARTED, 4, 60, 17), (S.STARTED, 2, -18, 17),
    (S.AGREED, 2, 110, 17), (S.NOT_ACHIEVED, 1, -60, 400), (S.SUPERSEDED, 1, -60, 400), (S.REJECTED, 1, 0, 17),
    (S.PROPOSED, 1, 150, 17), (S.ACCEPTED_WITHOUT, 1, 0, 17),
)  # fmt: skip


def themes_told(cast: Cast, anchor: dt.date) -> None:
    """The board's own words, some months after it began."""
    travel(anchor - dt.timedelta(days=700))
    there = set(Theme.objects.filter(board=cast.board).values_list("name", flat=True))
    for name in THEMES:
        if name not in there:
            learning.add_theme(board=cast.board, name=name, by=cast["business-manager"])


def lessons_told(cast: Cast, anchor: dt.date) -> None:
    """Lessons in every stage, each passed on by some agencies."""
    for story in ITEMS:
        _lesson(cast, anchor, story)
    travel(anchor - dt.timedelta(days=30))
    themes = list(Theme.objects.filter(board=cast.board).order_by("pk"))
    rows = Finding.objects.filter(
        source__board=cast.board, source__closed_at__isnull=True, themes__isnull=True
    )
    for number, row in enumerate(rows.select_related("source").order_by("pk")):
        learning.edit_finding(
            finding=row,
            kind=row.kind,
            title=row.title,
            text=row.text,
            themes=[themes[number % 5]],
            by=cast["business-manager"],
        )


def _lesson(cast: Cast, anchor: dt.date, story: ItemStory) -> None:
    by, day = cast["business-officer"], anchor - dt.timedelta(days=story.ago)
    travel(weekday(day))
    item = items.add_item(
        board=cast.board, title=story.title, message=story.message, by=by, group=cast.group("learning"),
        themes=Theme.objects.filter(board=cast.board, name__in=story.themes),
    )  # fmt: skip
    agencies = [cast.agency(slug) for slug in story.agencies.split()]
    if agencies:
        cascades.ask_to_cascade(
            item=item, agencies=agencies, due_on=weekday(day + dt.timedelta(days=42)), by=by
        )
    for number, row in enumerate(Cascade.objects.filter(item=item).order_by("pk")):
        if number < story.confirmed:
            _confirmed(cast, row, weekday(day + dt.timedelta(days=20 + number)), number)
    for number, stage in enumerate(list(Stage)[1 : list(Stage).index(story.stage) + 1]):
        travel(weekday(day + dt.timedelta(days=60 + 60 * number)))
        items.move_item(item=item, stage=stage, evidence=story.evidence[number], impact=story.impact, by=by)


def _confirmed(cast: Cast, row: Cascade, day: dt.date, number: int) -> None:
    travel(day)
    by = leads_of(row.agency, cast.board)[0]
    way, note, reached = WAYS[number % len(WAYS)]
    if way:
        cascades.confirm_cascade(cascade=row, way=way, done_on=day, note=note, reached=reached, by=by)
    else:
        cascades.confirm_cascade(cascade=row, not_relevant=note, by=by)


def answers_told(cast: Cast, anchor: dt.date) -> None:
    """Agencies are asked about the recommendations of two reviews: some have answered, some not, one is late."""
    sources = Record.objects.filter(
        board=cast.board, kind="review", recommendations__agencies__isnull=False
    ).distinct()
    for ago, source in zip((160, 35), sources.order_by("pk"), strict=False):
        travel(weekday(anchor - dt.timedelta(days=ago)))
        rows = Recommendation.objects.filter(source=source, agencies__isnull=False).distinct()
        words = {row.pk: ANSWERS.words[row.number % len(ANSWERS.words)] for row in rows}
        made = answers.ask(source=source, words=words, confirmed_safe=True, by=cast["business-manager"])
        for number, request in enumerate(made):
            if ago > 100 or number % 3:
                travel(weekday(anchor - dt.timedelta(days=ago - 14 - number)))
                _answered(cast, request, number)


def _answered(cast: Cast, request: AnswerRequest, number: int) -> None:
    by = leads_of(request.agency, cast.board)[0]
    for at, asked in enumerate(request.asked.order_by("pk")):
        reply, reason, none = ANSWERS.replies[(number + at) % len(ANSWERS.replies)]
        answers.answer(
            asked=asked, reply=reply, reason=reason, no_action_needed=bool(none), no_action_reason=none, by=by
        )
        if any(line.asked == asked and line.needs_action for line in lines_of(request)):
            what = ANSWERS.actions[(number + at) % len(ANSWERS.actions)]
            end_on = weekday(request.due_on + dt.timedelta(days=150))
            answers.propose_action(
                request=request, asked=[asked], title=what[0], activity=what[1], difference_expected=what[2],
                resources="Time of the staff who do it", end_on=end_on, by=by,
            )  # fmt: skip


def impact_told(cast: Cast, anchor: dt.date) -> None:
    """Actions that were verified over the last two years, with their checks; some are due, some late."""
    source = Record.objects.filter(board=cast.board, kind="review").order_by("pk").first()
    if source is None:
        return
    for number, (title, activity, difference) in enumerate(IMPACTS):
        _impact(cast, anchor, source, number, (title, activity, difference))


def _impact(cast: Cast, anchor: dt.date, source: Record, number: int, words: tuple[str, str, str]) -> None:
    manager, judge = cast["business-manager"], cast["monitoring-chair"]
    agency = cast.agency(("police", "housing", "community-health", "voluntary")[number % 4])
    lead = leads_of(agency, cast.board)[0]
    verified = weekday(
        anchor - dt.timedelta(days=(430, 400, 290, 250, 200, 120, 95, 85, 60, 30)[number % 10])
    )
    travel(weekday(verified - dt.timedelta(days=120)))
    action = learning.propose(
        source=source, title=words[0], activity=words[1], difference_expected=words[2], resources="None", agency=agency,
        group=cast.group("monitoring"), end_on=verified, by=manager,
    )  # fmt: skip
    learning.agree(action=action, wording_confirmed_safe=True, by=manager)
    themes = Theme.objects.filter(board=cast.board, name=THEMES[number % 5])
    set_tags(record=action.record, themes=themes, priorities=[], by=manager)
    learning.start(action=action, by=lead)
    travel(verified - dt.timedelta(days=4))
    learning.claim(action=action, done=CHECKED.done, evidence_text=CHECKED.evidence, by=lead)
    travel(verified)
    learning.verify(action=action, reason=CHECKED.verified, by=judge)
    learning.close(action=action, difference="Not known yet: the checks will show it.", by=judge)
    _check(action, anchor, number, judge)


def _check(action: Action, anchor: dt.date, number: int, judge: User) -> None:
    """Checks whose day has passed, but for every fourth action's last one."""
    due = list(ImpactCheck.objects.filter(action=action, due_on__lt=anchor).order_by("due_on"))
    for at, check in enumerate(due if number % 4 else due[:-1]):
        outcome, sustained, difference, evidence = CHECKS[(number + at) % len(CHECKS)]
        travel(weekday(check.due_on))
        again = outcome == ImpactCheck.Outcome.NONE
        impact.check_impact(
            check=check, outcome=outcome, sustained=sustained, difference=difference, evidence=evidence, by=judge,
            end_on=weekday(anchor + dt.timedelta(days=90)) if again else None,
        )  # fmt: skip
        if again:
            return


def earlier_checks_told(cast: Cast, anchor: dt.date) -> None:
    """Checks of what came from the reviews, by whoever answers for them; the last few are still to be made."""
    waiting = (
        ImpactCheck.objects.waiting().filter(board=cast.board, due_on__lt=anchor).order_by("due_on", "pk")
    )
    shown = [row for row in CHECKS if row[0] != ImpactCheck.Outcome.NONE]
    for number, check in enumerate(list(waiting.select_related("action"))[:-STILL_WAITING]):
        outcome, sustained, difference, evidence = shown[number % len(shown)]
        travel(weekday(check.due_on + dt.timedelta(days=number % 5)))
        impact.check_impact(
            check=check, outcome=outcome, sustained=sustained, difference=difference, evidence=evidence,
            by=cast["business-manager"],
        )  # fmt: skip


def shared_told(cast: Cast, anchor: dt.date) -> None:
    """What was shared with others, and when."""
    rows = LearningItem.objects.filter(board=cast.board).order_by("pk")
    for item, (with_whom, ago) in zip(rows, SHARED, strict=False):
        day = weekday(anchor - dt.timedelta(days=ago))
        travel(day)
        shares.share(
            thing=item, what=f"{item.title}. {item.message}", with_whom=with_whom, shared_on=day, by=cast["business-manager"],
            confirmed_safe=True,
        )  # fmt: skip


def three_hundred_told(cast: Cast, anchor: dt.date) -> None:
    """The spreadsheet that the business unit kept before: one operation loads it, whole or not at all."""
    travel(weekday(anchor - dt.timedelta(days=21)))
    missing = ALTOGETHER - Action.objects.filter(board=cast.board).count()
    rows = [_row(cast, anchor, number) for number in range(max(0, missing))]
    if rows:
        columns = frozenset(name for row in rows for name in row.values)
        sheet = Sheet(name="actions.csv", rows=rows, columns=columns)
        learning.load_actions(
            board=cast.board,
            sheet=sheet,
            wording_confirmed_safe=True,
            by=cast["business-officer"],
            title="Actions of 2013 to today",
        )


def _row(cast: Cast, anchor: dt.date, number: int) -> SheetRow:
    status, days, spread = _state(number)
    agency = cast.agency(_AGENCIES[number % len(_AGENCIES)])
    activity, thing = ACTIVITIES[number % len(ACTIVITIES)], THINGS[number // len(ACTIVITIES) % len(THINGS)]
    group = cast.group(Group.Kind.MONITORING if number % 3 else Group.Kind.CASE_REVIEW)
    due = weekday(anchor + dt.timedelta(days=days - number * 37 % spread))
    values: dict[str, str | dt.date] = {
        "action": activity.format(thing=thing), "title": activity.format(thing=thing).split(",")[0][:150], "status": status.label,
        "recommendation": f"What is known about {thing} reaches whoever decides.", "owner agency": agency.name,
        "monitored by": group.name, "difference expected": DIFFERENCES[number % len(DIFFERENCES)], "resources": "None",
        "due": due,
    }  # fmt: skip
    if status == S.ACCEPTED_WITHOUT:
        values["accepted until"] = anchor + dt.timedelta(days=40 + number)
    if status in (S.STARTED, S.CLAIMED):
        values["progress"] = f"Tried with two teams; what was learned about {thing} is written down."
    return SheetRow(number=number + 2, values=values)


_AGENCIES = (
    "police", "hospital", "childrens-services", "community-health", "housing", "probation", "youth-justice", "voluntary", "ccg",
)  # fmt: skip
_STATES = tuple((status, days, spread) for status, count, days, spread in ROUND for _ in range(count))


def _state(number: int) -> tuple[Action.Status, int, int]:
    return _STATES[number % len(_STATES)]
