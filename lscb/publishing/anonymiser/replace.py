"""Put the replacements in and describe what was done."""

from __future__ import annotations

from typing import Any

from lscb.publishing.anonymiser.findings import MaskOrDoubt


class Anonymised(list[tuple[int, int, str, str | None]]):
    """A list of (start, end, label, replacement); doubts have a label "REVIEW:..." and no replacement.

    `text` is the anonymised text, in which doubtful words still stand; `replacements` and
    `doubtful` are lists of plain dictionaries; offsets are those of the source.
    """

    def __init__(self, source: str, found: list[MaskOrDoubt]) -> None:
        super().__init__(
            (
                f.start,
                f.end,
                f.label if f.replacement is not None else f"REVIEW:{f.reason.split(':')[0]}",
                f.replacement,
            )
            for f in found
        )
        self.source = source
        self.findings = tuple(found)
        pieces, place = [], 0
        for finding in found:
            if finding.replacement is not None:
                pieces += [source[place : finding.start], finding.replacement]
                place = finding.end
        self.text = "".join([*pieces, source[place:]])

    @property
    def replacements(self) -> list[dict[str, Any]]:
        """What was masked. `kept` tells a date that the policy lets stand as it is."""
        rows = []
        for f in self.findings:
            if f.replacement is None:
                continue
            row: dict[str, Any] = {
                "start": f.start,
                "end": f.end,
                "label": f.label,
                "replacement": f.replacement,
            }
            if f.ids:
                row["register_id"] = f.ids[0] if len(f.ids) == 1 else list(f.ids)
            if f.replacement == self.source[f.start : f.end]:
                row["kept"] = True
            rows.append(row)
        return rows

    @property
    def doubtful(self) -> list[dict[str, Any]]:
        """What a person must decide, with the reason and, for a name, the candidates."""
        rows = []
        for f in self.findings:
            if f.replacement is None:
                row: dict[str, Any] = {
                    "start": f.start,
                    "end": f.end,
                    "text": self.source[f.start : f.end],
                    "reason": f.reason,
                }
                if f.ids:
                    row["candidates"] = list(f.ids)
                rows.append(row)
        return rows
