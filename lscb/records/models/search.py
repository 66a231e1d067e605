"""What can be found by its words."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from lscb.people.models import Board, User
from lscb.records.models.spine import Record, only_referred, readable


class SearchRowQuerySet(models.QuerySet["SearchRow"]):
    def visible_to(self, user: User) -> Self:
        """What hangs on a record that the person reads; never what only the referrer of a case is let see."""
        return self.filter(readable(user, "record__")).exclude(only_referred(user, "record__"))

    def of_case(self, case: Record) -> Self:
        """Whatever hangs on the case, or came from it and is shut with it: of an issue about it too, and of that again."""
        steps: tuple[str, ...] = ("record", "record__root", "record__shut_with", "record__shut_with__root")
        steps += (
            "record__root__shut_with",
            "record__shut_with__shut_with",
            "record__shut_with__shut_with__shut_with",
        )
        return self.filter(reduce(or_, (Q(**{step: case}) for step in steps)))


class SearchRow(models.Model):
    """What can be found by its words: masked through the case's pseudonyms, so that it holds no registered name.

    key      names the thing once, for example "finding:12"
    said_on  the day it was said, for "how long ago"
    The index over the words is a column or a table of the database (lscb/records/wordindex.py). A later migration that
    alters this table on SQLite has to install it again.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="search_rows")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    said_on = models.DateField()

    objects: ClassVar[Any] = SearchRowQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key
