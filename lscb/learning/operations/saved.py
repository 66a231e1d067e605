"""A person's own filters of the register: kept by a name, renamed, taken away. Nobody else sees them."""

from __future__ import annotations

from django.http import QueryDict

from lscb.core.errors import BadInput
from lscb.learning.acts import need
from lscb.learning.models import SavedFilter
from lscb.people.models import User
from lscb.trail.recording import operation, record_event

MOST = 30
#: Parts of an address that belong to one page of the list.
OF_PAGE = ("after", "before", "as", "csrfmiddlewaretoken", "idempotency_key")


@operation
def save_filter(*, name: str, query: str, by: User) -> SavedFilter:
    """Keeps the part of the address after the question mark; the same name takes the place of the old one."""
    name = need(name, "Give the filter a name.")[:80]
    asked = QueryDict(query, mutable=True)
    for part in OF_PAGE:
        asked.pop(part, None)
    kept = asked.urlencode()
    if not kept:
        raise BadInput("Choose at least one filter first.")
    if len(kept) > 600:
        raise BadInput("These are more filters than can be kept. Take some of them off.")
    mine = SavedFilter.objects.filter(user=by)
    if mine.exclude(name=name).count() >= MOST:
        raise BadInput(f"You have {MOST} filters. Take one away first.")
    saved, _ = SavedFilter.objects.update_or_create(user=by, name=name, defaults={"query": kept})
    record_event("filter.saved", by=by, detail={"filters": mine.count()})
    return saved


@operation
def rename_filter(*, saved: SavedFilter, name: str, by: User) -> SavedFilter:
    row = SavedFilter.objects.select_for_update().get(pk=saved.pk, user=by)
    name = need(name, "Give the filter a name.")[:80]
    if SavedFilter.objects.filter(user=by, name=name).exclude(pk=row.pk).exists():
        raise BadInput("You have a filter of this name already.")
    row.name = name
    row.save(update_fields=["name"])
    record_event("filter.renamed", by=by, detail={"filter": row.pk})
    return row


@operation
def delete_filter(*, saved: SavedFilter, by: User) -> None:
    SavedFilter.objects.filter(pk=saved.pk, user=by).delete()
    record_event("filter.deleted", by=by, detail={"filter": saved.pk})
