"""Actions of Westmere in every state, reached through operations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from lscb.learning import operations as learning
from lscb.learning.models import Action, OutcomeReview
from lscb.records.models import Record
from lscb.records.operations import open_record
from tests.cast import Cast
from tests.remembered import starting_point

S = Action.Status
TODAY = "2026-03-02 09:00"  # a Monday
END = dt.date(2026, 6, 30)
DONE = "Trained 24 of 30 duty officers on 27 February; six are booked."
NEXT = "Train the last six officers and collect their feedback forms."
NEXT_ON = dt.date(2026, 4, 14)
PROOF = "Signed register of all 30 officers, held by the training team."
ANSWERS = dict.fromkeys(OutcomeReview.QUESTIONS, "no")


@pytest.fixture(autouse=True)
def _monday(at: Callable[[str], dt.datetime]) -> None:
    at(TODAY)


@pytest.fixture
def source(cast: Cast) -> Record:
    """A serious case review that only the manager's office reads."""
    return open_record(
        board=cast.board, kind="review", code="SCR", title="Review of a marker-case", route="learning:action-detail",
        by=cast["business-manager"],
    )  # fmt: skip


class Maker:
    """make(S.CLAIMED) is an action of the police in that state; values replace those of the proposal."""

    def __init__(self, cast: Cast, source: Record) -> None:
        self.cast, self.source = cast, source

    def __call__(self, status: str = S.PROPOSED, **values: Any) -> Action:
        return _made(self.cast, self.source, status, **values)

    def bring(self, action: Action, status: str) -> Action:
        return _brought(self.cast, action, status)


@starting_point
def _made(cast: Cast, source: Record, status: str, **values: Any) -> Action:
    proposal = {
        "title": "Train duty officers", "activity": "Train all 30 duty officers in hearing the voice of the child.",
        "agency": cast.agency("police"), "group": cast.group("monitoring"), "end_on": END,
        "difference_expected": "Every strategy discussion records what the child said.", "resources": "None",
    } | values  # fmt: skip
    action = learning.propose(source=source, by=cast["business-manager"], **proposal)
    return _brought(cast, action, status)


def _brought(cast: Cast, action: Action, status: str) -> Action:
    for step in PATHS[status]:
        step(cast, action)
    action = Action.objects.with_parties().select_related("source").get(pk=action.pk)
    assert action.status == status
    return action


def _agree(cast: Cast, action: Action) -> None:
    learning.agree(action=action, wording_confirmed_safe=True, by=cast["business-manager"])


def _start(cast: Cast, action: Action) -> None:
    learning.start(action=action, by=cast["police-lead"])


def _claim(cast: Cast, action: Action) -> None:
    learning.claim(action=action, done=DONE, evidence_text=PROOF, by=cast["police-lead"])


def _verify(cast: Cast, action: Action) -> None:
    learning.verify(action=action, reason="The register shows all 30 names.", by=cast["monitoring-chair"])


def _close(cast: Cast, action: Action) -> None:
    learning.close(action=action, difference="Not known yet", by=cast["monitoring-chair"])


def _reject(cast: Cast, action: Action) -> None:
    learning.reject(action=action, reason="Another plan covers it.", by=cast["business-manager"])


def _fail(cast: Cast, action: Action) -> None:
    learning.not_achieved(
        action=action,
        answers=ANSWERS,
        conclusion="The course was cancelled twice.",
        by=cast["monitoring-chair"],
    )


def _supersede(cast: Cast, action: Action) -> None:
    learning.supersede(
        action=action, new_action=None, reason="A national course.", by=cast["monitoring-chair"]
    )


def _accept(cast: Cast, action: Action) -> None:
    learning.accept_without_action(
        action=action,
        until=dt.date(2026, 9, 30),
        reason="A national course starts then.",
        by=cast["monitoring-chair"],
    )


_STARTED = (_agree, _start)
PATHS: dict[str, tuple[Callable[[Cast, Action], None], ...]] = {
    S.PROPOSED: (),
    S.AGREED: (_agree,),
    S.STARTED: _STARTED,
    S.CLAIMED: (*_STARTED, _claim),
    S.VERIFIED: (*_STARTED, _claim, _verify),
    S.CLOSED: (*_STARTED, _claim, _verify, _close),
    S.REJECTED: (_reject,),
    S.NOT_ACHIEVED: (*_STARTED, _fail),
    S.SUPERSEDED: (*_STARTED, _supersede),
    S.ACCEPTED_WITHOUT: (*_STARTED, _accept),
}


@pytest.fixture
def make(cast: Cast, source: Record) -> Maker:
    return Maker(cast, source)
