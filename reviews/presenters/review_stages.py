"""The stages of a review in words, generated from its machine."""

from __future__ import annotations

from typing import Any

from lscb.clocks.words import day_in_words
from reviews import states
from reviews.facts import ReviewFacts
from reviews.models import Review

S = Review.Status
COLUMNS = [{"label": "Stage"}, {"label": "State"}, {"label": "Since"}]


def stages(facts: ReviewFacts) -> list[dict[str, Any]]:
    """Every stage of the machine in its order, in words: done with its day, now, or to come."""
    order = list(states.REVIEW.states)
    here = order.index(S(facts.review.status))
    rows = []
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


def stage_count(facts: ReviewFacts) -> str:
    order = list(states.REVIEW.states)
    return f"Stage {order.index(S(facts.review.status)) + 1} of {len(order)}"
