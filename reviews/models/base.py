from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from lscb.people.models import Board, User
from lscb.records.models import readable


class CaseQuerySet(models.QuerySet[Any]):
    """Things with a record of their own."""

    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))

    def for_board(self, board: Board) -> Self:
        return self.filter(record__board=board)


def who_and_when(stem: str, name: str) -> models.CheckConstraint:
    """`<stem>_at` and `<stem>_by` are both set or both empty."""
    at, by = f"{stem}_at__isnull", f"{stem}_by__isnull"
    return models.CheckConstraint(
        condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}), name=name
    )
