"""Writing a report as one goes: part by part, by several people of an agency, nobody over what somebody else wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.utils import timezone

from lscb.board import states
from lscb.board.assurance import telling
from lscb.board.assurance.permissions import check_can_write
from lscb.board.assurance.shapes import PARTS
from lscb.board.models import AssuranceReport, ReportPart
from lscb.core.errors import StaleEdit
from lscb.people.models import User
from lscb.trail.recording import operation, record_event


@operation
def save_parts(
    *, report: AssuranceReport, texts: Mapping[str, str], by: User, began: Mapping[str, str] | None = None
) -> AssuranceReport:
    """Keeps what has been written so far; nobody is told.

    began  mark_of() each part as the page showed it: what was not touched since is left alone, and what somebody else
           has written meanwhile is not written over
    """
    row = telling.locked(report)
    check_can_write(by, row)
    states.ASSURANCE_MACHINE.require("hand_in", row)
    codes = {code for code, _, _ in PARTS[row.form]}
    if unknown := set(texts) - codes:
        raise TypeError(f"Not part of this report: {', '.join(sorted(unknown))}")
    for code, text in _touched(row, texts, began or {}, by).items():
        ReportPart.objects.update_or_create(
            report=row, code=code, defaults={"text": text.strip(), "saved_by": by, "saved_at": timezone.now()}
        )
    record_event("assurance.saved", by=by, record=row.record)
    return row


def mark_of(text: str) -> str:
    """A short mark of a part's text, by which a page knows later whether it was changed."""
    return hashlib.sha256(text.strip().replace("\r\n", "\n").encode()).hexdigest()[:16]


def _touched(
    report: AssuranceReport, texts: Mapping[str, str], began: Mapping[str, str], by: User
) -> Mapping[str, str]:
    """The parts that this person changed. Raises StaleEdit when somebody else changed one of them meanwhile."""
    kept = {part.code: part for part in report.parts.all()}
    found = {}
    for code, text in texts.items():
        part = kept.get(code)
        now = mark_of(part.text if part else "")
        if began.get(code) == mark_of(text) or now == mark_of(text):
            continue
        if code in began and began[code] != now and part and part.saved_by_id != by.pk:
            raise StaleEdit(
                "Somebody else has written this part meanwhile, so yours was not saved over theirs.",
                "What you typed is below. Open the page again, and add it to what is there now.",
            )
        found[code] = text
    return found
