"""Meetings on their way, reached through operations: planned, with papers, held, in draft, agreed."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lscb.home.demonstration.cast import Cast
from lscb.meetings import operations as meetings
from lscb.meetings.models import AgendaItem, Attendance, Meeting

PRESENT, APOLOGIES = Attendance.Presence.PRESENT, Attendance.Presence.APOLOGIES
MANAGER, CHAIR = "business-manager", "scr-chair"


def planned(cast: Cast, days: int = 3, group: str = "case-review", **values: Any) -> Meeting:
    held_on = timezone.localdate() + dt.timedelta(days=days)
    return meetings.plan(group=cast.group(group), held_on=held_on, by=None, **values)


def with_heading(cast: Cast, meeting: Meeting, title: str = "Budget", **values: Any) -> AgendaItem:
    return meetings.add_heading(meeting=meeting, title=title, by=cast[MANAGER], **values)


def text_pdf(words: str, pages: int = 1) -> bytes:
    """A small PDF with words on every page."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[-1]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
        page.obj.Contents = pdf.make_stream(f"BT /F1 24 Tf 72 700 Td ({words}) Tj ET".encode())
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def paper(
    cast: Cast,
    item: AgendaItem,
    words: str = "Paper",
    *,
    name: str = "paper.pdf",
    pages: int = 1,
    **values: Any,
) -> Any:
    data = text_pdf(words, pages) if name.endswith("pdf") else words.encode()
    kind = "application/pdf" if name.endswith("pdf") else "text/plain"
    upload = SimpleUploadedFile(name, data, content_type=kind)
    return meetings.add_paper(
        item=item, upload=upload, may_identify=values.pop("may_identify", False), by=cast[MANAGER]
    )


def everyone_here(meeting: Meeting, by: Any, but: tuple[str, ...] = ()) -> None:
    seats = meeting.group.seats.filter(user__isnull=False).select_related("user")
    present = {seat.pk: APOLOGIES if seat.user.slug in but else PRESENT for seat in seats}
    meetings.record_attendance(meeting=meeting, present=present, by=by)
    meeting.refresh_from_db()


def in_session(cast: Cast, group: str = "case-review", but: tuple[str, ...] = ()) -> Meeting:
    """Today's meeting, its attendance recorded, with one heading."""
    meeting = planned(cast, 0, group)
    with_heading(cast, meeting)
    everyone_here(meeting, cast[MANAGER], but)
    return meeting


def minuted(cast: Cast, group: str = "case-review", words: str = "The budget was noted.") -> Meeting:
    meeting = in_session(cast, group)
    meetings.write_minute(item=meeting.items.get(title="Budget"), text=words, by=cast[MANAGER])
    meetings.mark_held(meeting=meeting, by=cast[MANAGER])
    return meeting


def in_draft(cast: Cast, group: str = "case-review") -> Meeting:
    return meetings.circulate_minutes(meeting=minuted(cast, group), by=cast[MANAGER])


def agreed(cast: Cast, group: str = "case-review") -> Meeting:
    return meetings.agree_minutes(meeting=in_draft(cast, group), by=cast[MANAGER])
