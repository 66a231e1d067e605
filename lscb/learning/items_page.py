"""Reads the page of one learning item, in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lscb.board.models import ThemeTag
from lscb.files.models import FileUse
from lscb.files.presenters import attachments
from lscb.learning import item_rights, items_reading, waiting
from lscb.learning.answers_reading import may
from lscb.learning.models import LearningItem, LearningStep
from lscb.learning.presenters import items as show
from lscb.people.models import User
from lscb.records.models import Record


def page_of(item: LearningItem, user: User, today: dt.date) -> dict[str, Any]:
    cascades = items_reading.cascades_of(item)
    led = waiting.answering(user, today)
    steps = list(item.steps.select_related("moved_by"))
    source = Record.objects.visible_to(user).filter(pk=item.source_id).first() if item.source_id else None
    themes = (
        ThemeTag.objects.filter(record=item.record)
        .order_by("theme__name")
        .values_list("theme__name", flat=True)
    )
    return show.detail_page(
        item, steps, cascades, list(item.shares.all()), keeps=may(item_rights.check_can_keep, user, item.board),
        may_confirm={each.pk for each in cascades if (item.board_id, each.agency_id) in led}, files=_files(steps),
        today=today,
        source_url=source.get_absolute_url() if source else "", themes=list(themes),
    )  # fmt: skip


def _files(steps: list[LearningStep]) -> dict[int, list[dict[str, Any]]]:
    """Evidence files by step; evidence is given for everybody who reads the item, so its names are shown."""
    of_use = {step.file_id: step.pk for step in steps if step.file_id}
    if not of_use:
        return {}
    uses = FileUse.objects.in_use().filter(pk__in=of_use).select_related("file", "added_by")
    return {of_use[use.pk]: attachments([use], revealed=True) for use in uses}
