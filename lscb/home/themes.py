"""One theme over everything the board does (R037), and whether several groups work on the same (R205)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from lscb.board.models import Theme, ThemeTag
from lscb.board.permissions import standing_of
from lscb.board.registers.kinds import REGISTERS
from lscb.core import charts
from lscb.learning.models import Action, Finding, LearningItem, Recommendation
from lscb.people.models import User
from lscb.records.models import Record, readable

#: So many of one kind are listed; the count says how many there are.
MOST = 25
QUARTERS = 8
#: The newest ones of a kind, from which the quarters are drawn; whatever there is beyond them is counted.
LOOKED_AT = 1000
#: Kinds of records that have a section of their own.
OWN = ("action", "learning-item")
#: What other records are called, by kind; others by the kind itself.
KINDS = {register.kind: register.name for register in REGISTERS} | {
    "review": "Case reviews", "meeting": "Meetings", "audit": "Audits", "plan": "Action plans", "document": "Documents",
    "assurance-report": "Reports", "raised-issue": "Issues that were raised", "group-terms": "Terms of reference",
    "referral": "Referrals",
}  # fmt: skip


@dataclass(frozen=True)
class ThemeEntry:
    """One thing on a theme: what it is, where it is, and the day it came up."""

    text: str
    url: str
    hint: str
    on: dt.date


@dataclass(frozen=True)
class ThemePart:
    """Everything of one kind on a theme that the reader may see."""

    label: str
    count: int
    entries: list[ThemeEntry]
    days: list[dt.date]


def themes_of(user: User) -> QuerySet[Theme]:
    """Themes of the boards that the person is anything on."""
    return Theme.objects.filter(board__in=standing_of(user).boards()).select_related("board")


def listed(user: User) -> list[dict[str, Any]]:
    """Every theme with how much there is on it that the person may see; three queries."""
    themes = list(themes_of(user))
    by_finding = Finding.objects.visible_to(user).filter(themes__in=themes).order_by()
    findings = dict(by_finding.values_list("themes").annotate(Count("pk", distinct=True)))
    tags = ThemeTag.objects.filter(readable(user, "record__"), theme__in=themes).order_by()
    tagged = dict(tags.values_list("theme").annotate(Count("pk", distinct=True)))
    return [
        {"theme": theme, "findings": findings.get(theme.pk, 0), "tagged": tagged.get(theme.pk, 0)}
        for theme in themes
    ]


def parts_of(user: User, theme: Theme) -> list[ThemePart]:
    """Side by side: findings, recommendations, actions, learning items, and whatever else is tagged with it."""
    findings = (
        Finding.objects.visible_to(user).filter(themes=theme).select_related("source").order_by("-added_at")
    )
    advice = (
        Recommendation.objects.visible_to(user)
        .filter(finding__themes=theme)
        .select_related("source")
        .order_by("-added_at")
    )
    actions, items = (
        _actions(user, theme),
        LearningItem.objects.visible_to(user).filter(record__theme_tags__theme=theme),
    )
    parts = [
        _part("Findings", findings, lambda row: (row.source.reference, row.source, row.get_kind_display(), row.added_at)),
        _part(
            "Recommendations", advice, lambda row: (f"{row.source.reference}, number {row.number}", row.source, "", row.added_at)
        ),
        _part(
            "Actions", actions,
            lambda row: (row.title, row.record, f"{row.record.reference}, {row.get_status_display()}", row.created_at),
        ),
        _part(
            "Learning items", items.select_related("record__board"),
            lambda row: (row.title, row.record, f"{row.record.reference}, {row.get_stage_display()}", row.created_at),
        ),
    ]  # fmt: skip
    return [*parts, *_tagged(user, theme)]


def _actions(user: User, theme: Theme) -> QuerySet[Action]:
    """Tagged with it, or answering a recommendation that rests on a finding of it."""
    about = Q(record__theme_tags__theme=theme) | Q(recommendations__finding__themes=theme)
    wanted = Action.objects.filter(about).order_by().values("pk")
    found: QuerySet[Action] = Action.objects.visible_to(user).filter(pk__in=wanted)
    return found.select_related("record__board", "group").order_by("-created_at")


def _part(label: str, rows: QuerySet[Any], said: Any) -> ThemePart:
    found = list(rows[:LOOKED_AT])
    entries, days = [], []
    for number, row in enumerate(found):
        text, record, hint, at = said(row)
        days.append(timezone.localdate(at))
        if number < MOST:
            entries.append(ThemeEntry(text, record.get_absolute_url(), hint, days[-1]))
    count = len(found) if len(found) < LOOKED_AT else rows.count()
    return ThemePart(label, count, entries, days)


def _tagged(user: User, theme: Theme) -> list[ThemePart]:
    """Records of other kinds: registers, reviews, audits, meetings."""
    rows = (
        Record.objects.visible_to(user)
        .filter(theme_tags__theme=theme)
        .exclude(kind__in=OWN)
        .order_by("-opened_at")
    )
    by_kind: dict[str, list[Record]] = {}
    for row in rows[:LOOKED_AT]:
        by_kind.setdefault(row.kind, []).append(row)
    whole = sum(len(records) for records in by_kind.values()) < LOOKED_AT
    counts = {} if whole else dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    found = []
    for kind, records in sorted(by_kind.items()):
        days = [timezone.localdate(record.opened_at) for record in records]
        entries = [
            ThemeEntry(record.title, record.get_absolute_url(), record.reference, day)
            for record, day in list(zip(records, days, strict=True))[:MOST]
        ]
        label = KINDS.get(kind, kind.replace("-", " ").capitalize())
        found.append(ThemePart(label, counts.get(kind, len(records)), entries, days))
    return found


def drawn(parts: list[ThemePart], today: dt.date) -> dict[str, Any]:
    """How much came up in each of the last quarters."""
    quarters = _quarters(today)
    counts = Counter(_quarter(day) for part in parts for day in part.days)
    points = [(f"{year} Q{number}", counts[year, number]) for year, number in quarters]
    said = f"From {points[0][0]} to {points[-1][0]}: {sum(count for _, count in points)} in all, {points[-1][1]} in the newest quarter."
    return charts.line_chart(
        points,
        chart_id="theme",
        title="How much came up in each quarter",
        description=said,
        label_heading="Quarter",
        value_heading="Entries",
    )


def groups_at_work(user: User, theme: Theme) -> list[tuple[str, int]]:
    """Groups with open actions on the theme that the person may see, and how many: two or more should know of each other."""
    actions = _actions(user, theme).filter(status__in=Action.OPEN)
    items = LearningItem.objects.visible_to(user).filter(record__theme_tags__theme=theme, group__isnull=False)
    counted: Counter[str] = Counter()
    for rows in (actions, items.exclude(stage=LearningItem.Stage.EVALUATED)):
        named = rows.order_by().values_list("group__name").annotate(Count("pk", distinct=True))
        counted.update(dict(named))
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _quarter(day: dt.date) -> tuple[int, int]:
    return day.year, (day.month + 2) // 3


def _quarters(today: dt.date) -> list[tuple[int, int]]:
    year, number = _quarter(today)
    found = []
    for _ in range(QUARTERS):
        found.append((year, number))
        year, number = (year, number - 1) if number > 1 else (year - 1, 4)
    return found[::-1]
