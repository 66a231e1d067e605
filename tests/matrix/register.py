"""Plans, hand-overs and a person's own filters, for the addresses of the matrix."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from lscb.home.demonstration.cast import Cast
from lscb.learning.models import Action
from lscb.learning.operations.handing import offer_hand_over
from lscb.learning.operations.plans import gather, open_plan
from lscb.learning.operations.saved import save_filter
from tests.learning.conftest import Maker
from tests.reviews import making

S = Action.Status


class RegisterSide:
    """One board's own: a plan of the monitoring group with a proposal, and actions that are offered to that group."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.by = cast, cast["business-manager"]

    def _action(self, status: str, group: str) -> Action:
        record = making.submitted(self.cast).record
        return Maker(self.cast, record)(status, group=self.cast.group(group))

    @functools.cached_property
    def plan(self) -> Any:
        made = open_plan(
            board=self.cast.board,
            kind="review",
            title="A plan",
            group=self.cast.group("monitoring"),
            by=self.by,
        )
        gather(plan=made, actions=[self._action(S.PROPOSED, "monitoring")], by=self.by)
        return made

    @functools.cached_property
    def offer(self) -> Any:
        action = self._action(S.STARTED, "case-review")
        return offer_hand_over(
            actions=[action], to=self.cast.group("monitoring"), reason="Done here.", by=self.by
        )

    @functools.cached_property
    def saved(self) -> Any:
        return save_filter(name="Overdue", query="overdue=on", by=self.by)


Arguments = Callable[[Any], dict[str, Any]]


def plan(side: Any) -> dict[str, Any]:
    return {"reference": side.register.plan.record.reference}


REGISTER: dict[str, Arguments] = {
    "learning:plan-detail": plan,
    "learning:plan-approve": plan,
    "learning:hand-over-detail": lambda side: {"number": side.register.offer.pk},
    "learning:filter-edit": lambda side: {"number": side.register.saved.pk},
    "learning:filter-delete": lambda side: {"number": side.register.saved.pk},
}
