"""The stages of a review in words, generated from its machine."""

from __future__ import annotations

from typing import Any

from lscb.clocks.words import day_in_words
from reviews import states
from reviews.facts import ReviewFacts
from reviews.models import Review

S = Review.Status
#: The way of a review; being stopped is no stage of it.
STAGES = tuple(S(stage.value) for stage in states.REVIEW.states if stage != S.STOPPED)
COLUMNS = [{"label": "Stage"}, {"label": "State"}, {"label": "Since"}]


def stages(facts: ReviewFacts) -> list[dict[str, Any]]:
    """Every stage of the machine in its order, in words: done with its day, now, or to come."""
    if facts.review.status == S.STOPPED:
        return _until_stopped(facts)
    order, rows = list(STAGES), []
    here = order.index(S(facts.review.status))
    for place, stage in enumerate(order):
        day = facts.reached.get(stage)
        if place == here:
            state = {"text": "Now", "colour": "blue"}
        elif place < here:
            state = {"text": "Done", "colour": "green"} if day else {"text": "Not needed", "colour": "grey"}
        else:
            state = {"text": "To come", "colour": "grey"}
        rows.append({"cells": [str(stage.label), state, day_in_words(day) if day and place <= here else "–"]})
    return rows


def _until_stopped(facts: ReviewFacts) -> list[dict[str, Any]]:
    """The stages that it came to, each with its day, and the day on which it was stopped."""
    rows = []
    for stage in (*STAGES, S.STOPPED):
        if day := facts.reached.get(stage):
            state = (
                {"text": "Now", "colour": "blue"}
                if stage == S.STOPPED
                else {"text": "Done", "colour": "green"}
            )
            rows.append({"cells": [str(stage.label), state, day_in_words(day)]})
    return rows


def stage_count(facts: ReviewFacts) -> str:
    if facts.review.status == S.STOPPED:
        return "Before its end"
    return f"Stage {STAGES.index(S(facts.review.status)) + 1} of {len(STAGES)}"
