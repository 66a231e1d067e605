"""Answers to recommendations, learning items, impact checks and themes, for the addresses of the matrix."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from lscb.home.demonstration.cast import Cast
from lscb.learning import operations as learning
from lscb.learning.models import Action
from lscb.learning.operations import answers, cascades, items
from lscb.records.operations import open_record
from tests.learning.conftest import Maker

S = Action.Status


class LearningSide:
    """One board's own things: a source that only the manager's office reads, and what hangs on it."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.by = cast, cast["business-manager"]

    @functools.cached_property
    def source(self) -> Any:
        record = open_record(
            board=self.cast.board,
            kind="review",
            code="SCR",
            title="A review",
            route="learning:action-detail",
            by=self.by,
        )
        learning.add_recommendation(
            source=record, text="Ask the child", by=self.by, agencies=[self.cast.agency("police")]
        )
        return record

    @functools.cache  # noqa: B019  a side lives as long as its test
    def asked(self, state: str = "open") -> Any:
        """The request to the police; the complete one hangs on a source of its own."""
        source = self.source if state == "open" else LearningSide(self.cast).source
        row = source.recommendations.get()
        made = answers.ask(source=source, words={row.pk: "Ask the child"}, confirmed_safe=True, by=self.by)[0]
        if state == "complete":
            answers.answer(
                asked=made.asked.get(), reply="declined", reason="Not ours", by=self.cast["police-lead"]
            )
        return made

    @functools.cached_property
    def item(self) -> Any:
        return items.add_item(board=self.cast.board, title="Ask first", message="Ask the child.", by=self.by)

    @functools.cached_property
    def cascade(self) -> Any:
        agencies = [self.cast.agency("housing")]
        return cascades.ask_to_cascade(item=self.item, agencies=agencies, due_on=None, by=self.by)[0]

    @functools.cached_property
    def theme(self) -> Any:
        return learning.add_theme(board=self.cast.board, name="Voice of the child", by=self.by)

    @functools.cached_property
    def stuck(self) -> Any:
        """An action whose end date was moved three times."""
        action = Maker(self.cast, self.source)(S.STARTED)
        for number in range(3):
            day = timezone.localdate() + dt.timedelta(days=200 + number)
            learning.revise_date(action=action, end_on=day, reason="Late", by=self.cast["monitoring-chair"])
        return action

    @functools.cached_property
    def verified(self) -> Any:
        return Maker(self.cast, self.source)(S.VERIFIED)


def source(side: Any) -> dict[str, Any]:
    return {"reference": side.learning.source.reference}


def asked(state: str) -> Callable[[Any], dict[str, Any]]:
    return lambda side: {"reference": side.learning.asked(state).record.reference}


def asked_line(side: Any) -> dict[str, Any]:
    request = side.learning.asked("open")
    return {"reference": request.record.reference, "number": request.asked.get().pk}


def item(side: Any) -> dict[str, Any]:
    return {"reference": side.learning.item.record.reference}


def theme(side: Any) -> dict[str, Any]:
    return {"number": side.learning.theme.pk}


LEARNING: dict[str, Callable[[Any], dict[str, Any]]] = {
    "learning:source-answers": source,
    "learning:source-ask": source,
    "learning:source-share": source,
    "learning:source-policy": source,
    "learning:answer-detail": asked("open"),
    "learning:answer-propose": asked("open"),
    "learning:answer-chase": asked("open"),
    "learning:answer-ask-again": asked("complete"),
    "learning:answer-line": asked_line,
    "learning:answer-policy": asked_line,
    "learning:item-detail": item,
    "learning:item-edit": item,
    "learning:item-move": item,
    "learning:item-pass-on": item,
    "learning:item-share": item,
    "learning:item-passed-on": lambda side: {
        "reference": side.learning.item.record.reference, "number": side.learning.cascade.pk,
    },
    "learning:impact-check": lambda side: {"reference": side.learning.verified.record.reference, "number": 3},
    "learning:action-talked-over": lambda side: {"reference": side.learning.stuck.record.reference},
    "home:theme": theme,
    "home:theme-rename": theme,
    "home:theme-merge": theme,
}  # fmt: skip
