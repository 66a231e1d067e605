"""The only door to a record's page: fetch through visible_to, and tell the trail that it was read."""

from functools import partial
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from lscb.records.models import Record
from lscb.trail.middleware import when_shown
from lscb.trail.recording import record_event

M = TypeVar("M", bound=Model)


def open_or_404(request: HttpRequest, queryset: QuerySet[M], reference: str, *, page: str = "page") -> M:
    """The thing with this reference if the person may see it, else the same 404 as for one that does not exist.

    queryset  a manager or queryset with visible_to(), whose rows have .record (or are Records)
    page      what was opened; looking at a closed record is recorded in the trail: GET and HEAD at once, and a form
              that is sent back with its page at the end of the request ("" for an answer that shows nothing of it)
    """
    rows = queryset.visible_to(request.user)  # type: ignore[attr-defined]
    lookup = "reference" if rows.model is Record else "record__reference"
    thing = get_object_or_404(rows, **{lookup: reference})
    record = thing if isinstance(thing, Record) else thing.record  # type: ignore[attr-defined]
    if record.mode == Record.Mode.CLOSED and page:
        tell = partial(record_event, "record.read", by=request.user, record=record, detail={"page": page})  # type: ignore[arg-type]
        if request.method in ("GET", "HEAD"):
            tell()
        else:
            when_shown(request, tell)
    return thing
