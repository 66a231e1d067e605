"""Quorum: distinct agencies present, after conflicted members are taken out (domain report §0.2, §0.11, §8.4)."""

from __future__ import annotations

from dataclasses import dataclass

from lscb.board.models import Group
from lscb.meetings.models import AgendaItem, Attendance, Declaration, Meeting


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
            return f"{self.counted} agencies are present; the group has no stated quorum."
        state = "quorate" if self.quorate else "not quorate"
        return f"{self.counted} of the {self.needed} agencies needed are counted: {state}."


def quorum_of(meeting: Meeting, item: AgendaItem | None = None) -> Quorum:
    """Quorum of a meeting, or of one item on its agenda: a declared conflict takes that person out of the item."""
    rows = list(
        Attendance.objects.filter(
            meeting=meeting, presence=Attendance.Presence.PRESENT, counts_for_quorum=True
        )
        .exclude(agency=None)
        .select_related("agency")
    )
    conflicted: set[int] = set()
    if item is not None:
        conflicted = set(
            Declaration.objects.filter(record_id=item.record.case_id).values_list("user_id", flat=True)
        )
    counted = {row.agency_id for row in rows if row.user_id not in conflicted}
    removed = {row.agency.name for row in rows if row.agency and row.agency_id not in counted}
    return Quorum(
        counted=len(counted),
        needed=meeting.group.quorum_agencies,
        cannot_start=meeting.group.quorum_rule == Group.QuorumRule.CANNOT_START,
        removed=tuple(sorted(removed)),
    )
