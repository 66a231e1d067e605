"""The only door to a record's page: fetch through visible_to, and tell the trail that it was read."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.db.models import Manager, Model, QuerySet
from django.http import Http404, HttpRequest

from lscb.core.prepared import prepared
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.middleware import when_shown
from lscb.trail.recording import record_event

M = TypeVar("M", bound=Model)


def open_or_404(
    request: HttpRequest, rows: Callable[[], QuerySet[M]] | Manager[M] | QuerySet[M], reference: str, *, page: str = "page"
) -> M:  # fmt: skip
    """The thing with this reference if the person may see it, else the same 404 as for one that does not exist.

    rows      a manager, a function that gives a queryset, or a queryset, with visible_to() and whose rows have .record
              (or are Records); the SQL of the first two is written once
    page      what was opened; looking at a closed record is recorded in the trail: GET and HEAD at once, and a form
              that is sent back with its page at the end of the request ("" for an answer that shows nothing of it)
    """
    user: Any = request.user
    if isinstance(rows, QuerySet):
        found = list(_of(rows, user, reference))
    else:
        found = _prepared(user, rows.all if isinstance(rows, Manager) else rows, reference)
    if not found:
        raise Http404
    thing: M = found[0]
    record = thing if isinstance(thing, Record) else thing.record  # type: ignore[attr-defined]
    if record.mode == Record.Mode.CLOSED and page:
        tell = partial(record_event, "record.read", by=request.user, record=record, detail={"page": page})  # type: ignore[arg-type]
        if request.method in ("GET", "HEAD"):
            tell()
        else:
            when_shown(request, tell)
    return thing


@prepared
def _prepared(user: User, rows: Callable[[], QuerySet[Any]], reference: str) -> QuerySet[Any]:
    return _of(rows(), user, reference)


def _of(rows: Any, user: User, reference: str) -> QuerySet[Any]:
    lookup = "reference" if rows.model is Record else "record__reference"
    found: QuerySet[Any] = rows.visible_to(user).filter(**{lookup: reference})
    return found
