"""What a step found: a stretch of the source, masked or left for a person to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MaskOrDoubt:
    """`replacement` None means doubtful: the words stay until somebody rules on them."""

    start: int
    end: int
    label: str
    replacement: str | None
    reason: str = ""
    ids: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        return self.replacement is None


def longest(findings: Iterable[MaskOrDoubt]) -> list[MaskOrDoubt]:
    """Drop what overlaps something better: masks before doubts, then the longer, then the earlier.

    A pattern that only shares a few words with a name of the register yields to the name; of
    a doubt that a mask cuts into, the rest stays doubtful.
    """
    everything = list(findings)
    known = Spans()
    for finding in everything:
        if finding.ids and not finding.doubtful:
            known.add(finding.start, finding.end)
    taken: list[MaskOrDoubt] = []
    spans = Spans()
    for finding in sorted(everything, key=lambda f: (f.doubtful, f.start - f.end, f.start)):
        start, end = finding.start, finding.end
        if not finding.ids and not finding.doubtful and known.cuts(start, end):
            continue
        if not spans.touches(start, end):
            spans.add(start, end)
            taken.append(finding)
        elif finding.doubtful:
            for first, last in spans.gaps(start, end):
                spans.add(first, last)
                taken.append(MaskOrDoubt(first, last, finding.label, None, finding.reason, finding.ids))
    return sorted(taken, key=lambda f: f.start)


class Spans:
    """Stretches already spoken for, looked up in constant time by blocks of 64 characters."""

    def __init__(self) -> None:
        self._blocks: dict[int, list[tuple[int, int]]] = {}

    def add(self, start: int, end: int) -> None:
        for block in range(start >> 6, (end - 1 >> 6) + 1):
            self._blocks.setdefault(block, []).append((start, end))

    def touches(self, start: int, end: int) -> bool:
        blocks = self._blocks
        for block in range(start >> 6, (end - 1 >> 6) + 1):
            for first, last in blocks.get(block, ()):
                if first < end and start < last:
                    return True
        return False

    def cuts(self, start: int, end: int) -> bool:
        """Does a stretch cross this one's border, neither lying wholly inside the other?"""
        return any(
            a < end and start < b and not (start <= a and b <= end) and not (a <= start and end <= b)
            for a, b in self._near(start, end)
        )

    def gaps(self, start: int, end: int) -> list[tuple[int, int]]:
        """What is left of start-end, in pieces of two characters and more."""
        place, left = start, []
        for first, last in sorted(set(self._near(start, end))):
            if first < end and start < last:
                if first - place > 1:
                    left.append((place, first))
                place = max(place, last)
        if end - place > 1:
            left.append((place, end))
        return left

    def _near(self, start: int, end: int) -> list[tuple[int, int]]:
        return [s for block in range(start >> 6, (end - 1 >> 6) + 1) for s in self._blocks.get(block, ())]
