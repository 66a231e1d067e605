"""What the pages of learning items read."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import QueryDict

from lscb.board.models import ThemeTag
from lscb.learning.forms.items import OPEN
from lscb.learning.models import Cascade, Finding, LearningItem
from lscb.learning.paging import Keyset, keyset
from lscb.people.models import User

Stage = LearningItem.Stage


def items_for_page() -> QuerySet[LearningItem]:
    found: QuerySet[LearningItem] = LearningItem.objects.select_related(
        "record__board", "board", "source", "group", "owner", "finding"
    )
    return found


def list_page(user: User, picked: dict[str, Any], query: QueryDict) -> Keyset:
    rows: QuerySet[LearningItem] = LearningItem.objects.visible_to(user)
    stage = picked.get("stage")
    rows = (
        rows.exclude(stage=Stage.EVALUATED) if stage == OPEN else rows.filter(stage=stage) if stage else rows
    )
    rows = rows.filter(group=picked["group"]) if picked.get("group") else rows
    rows = rows.filter(record__theme_tags__theme=picked["theme"]) if picked.get("theme") else rows
    if picked.get("waits_for"):
        waiting = Cascade.objects.filter(agency=picked["waits_for"], confirmed_at__isnull=True)
        rows = rows.filter(pk__in=waiting.values("item_id"))
    tags = Prefetch("record__theme_tags", ThemeTag.objects.select_related("theme").order_by("theme__name"))
    confirmed = Count("cascades", filter=Q(cascades__confirmed_at__isnull=False), distinct=True)
    rows = rows.select_related("record", "group").prefetch_related(tags)
    return keyset(rows.annotate(asked=Count("cascades", distinct=True), confirmed=confirmed), query)


def cascades_of(item: LearningItem) -> list[Cascade]:
    rows = item.cascades.select_related("agency__party", "confirmed_by", "item__board")
    return list(rows.order_by("agency__name"))


def finding_of(user: User, text: str) -> Finding | None:
    """The finding that a new item comes from (?finding=12), when the person may read it."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    found: Finding | None = (
        Finding.objects.visible_to(user).filter(pk=int(text)).select_related("source__board").first()
    )
    return found
