"""The rule that holds for a board: the regime's, with the board's own length, unit and recipients."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet

from lscb.clocks.models import RuleOverride
from lscb.clocks.regimes import Rule, Unit, regime
from lscb.core.prepared import timeless
from lscb.people.models import Board


def rule_of(board: Board, regime_code: str, code: str) -> Rule:
    """The rule of a regime as it holds for a board. Raises LookupError for an unknown regime or code."""
    rule = regime(regime_code).rule(code)
    own = _own.one(board.pk, regime_code, code)
    return _with(rule, own) if own else rule


@timeless
def _own(board: int, regime_code: str, code: str) -> QuerySet[RuleOverride]:
    return RuleOverride.objects.filter(board=board, regime=regime_code, code=code, active=True).order_by("pk")


def rules_of(board: Board, regime_code: str) -> tuple[Rule, ...]:
    """Every rule of a regime, in its order, as they hold for a board. One query."""
    own = {row.code: row for row in RuleOverride.objects.filter(board=board, regime=regime_code, active=True)}
    return tuple(
        _with(rule, own[rule.code]) if rule.code in own else rule for rule in regime(regime_code).rules
    )


def _with(rule: Rule, own: RuleOverride) -> Rule:
    return replace(
        rule,
        amount=own.amount,
        unit=Unit(own.unit) if own.unit else None,
        recipients=tuple(own.recipients),
        source=f"{rule.source}. Changed by the board: {own.reason}",
    )
