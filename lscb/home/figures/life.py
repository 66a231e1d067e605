"""Learning items, registers, reports and attendance: the life of the board between its cases."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count

from lscb.learning.models import Cascade, LearningItem
from lscb.people.models import Board


def measure(board: Board, today: dt.date) -> dict[str, Any]:
    items = LearningItem.objects.filter(board=board).order_by()
    stages = dict(items.values_list("stage").annotate(n=Count("pk")))
    outstanding = Cascade.objects.filter(item__board=board, confirmed_at__isnull=True).count()
    return {
        "counts": {
            "learning-open": sum(n for stage, n in stages.items() if stage != LearningItem.Stage.EVALUATED),
            "cascades-outstanding": outstanding,
        },
        "series": {
            "learning-by-stage": [[stage.label, stages.get(stage.value, 0)] for stage in LearningItem.Stage]
        },
    }
