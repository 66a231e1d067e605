"""Quorum: distinct agencies present, after conflicted members are taken out (domain report §0.2, §0.11, §8.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lscb.board.models import Group
from lscb.meetings.conflicts import conflicted_on, not_counting
from lscb.meetings.models import AgendaItem, Attendance, Meeting

__all__ = ["Quorum", "conflicted_on", "quorum_of", "quorums_of"]


@dataclass(frozen=True)
class Quorum:
    """How many distinct agencies count for an item, and how many the group needs.

    needed   0 when the group's terms state no quorum
    removed  names of agencies that are present but do not count for this item
    """

    counted: int
    needed: int
    cannot_start: bool
    removed: tuple[str, ...] = ()

    @property
    def quorate(self) -> bool:
        return self.counted >= self.needed

    @property
    def sentence(self) -> str:
        if not self.needed:
            here = "1 agency is" if self.counted == 1 else f"{self.counted} agencies are"
            return f"{here} present; the group has no stated quorum."
        state = "quorate" if self.quorate else "not quorate"
        here = "1 agency counts" if self.counted == 1 else f"{self.counted} agencies count"
        return f"{here}, {self.needed} are needed: {state}."

    @property
    def consequence(self) -> str:
        """What follows when it is not quorate, by the group's own terms (§0.11)."""
        if self.quorate:
            return ""
        if self.cannot_start:
            return "The group's terms say that it cannot take a case below its quorum."
        return "The group may go on; what it recommends is marked as not quorate."


def quorum_of(meeting: Meeting, item: AgendaItem | None = None) -> Quorum:
    """Quorum of a meeting, or of one item on its agenda: a declared conflict takes that person out of the item, and so
    does leaving the room for it."""
    out = not_counting([item])[item.pk] if item is not None else set()
    return _counted(meeting, _present(meeting), out)


def quorums_of(meeting: Meeting, items: Iterable[AgendaItem]) -> dict[int, Quorum]:
    """The quorum of each item, by its id: four queries however many there are."""
    items = list(items)
    rows, out = _present(meeting), not_counting(items)
    return {item.pk: _counted(meeting, rows, out[item.pk]) for item in items}


def _present(meeting: Meeting) -> list[Attendance]:
    rows = Attendance.objects.filter(
        meeting=meeting, presence=Attendance.Presence.PRESENT, counts_for_quorum=True
    )
    return list(rows.exclude(agency=None).select_related("agency"))


def _counted(meeting: Meeting, rows: list[Attendance], conflicted: set[int]) -> Quorum:
    counted = {row.agency_id for row in rows if row.user_id not in conflicted}
    removed = {row.agency.name for row in rows if row.agency and row.agency_id not in counted}
    return Quorum(
        counted=len(counted),
        needed=meeting.group.quorum_agencies,
        cannot_start=meeting.group.quorum_rule == Group.QuorumRule.CANNOT_START,
        removed=tuple(sorted(removed)),
    )
