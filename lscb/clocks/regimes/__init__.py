"""Regimes as data: en_wt2015.toml, en_wt2023.toml and every other *.toml here, checked when they are read.

    from lscb.clocks import regimes

    regimes.regime("EN-WT2015").rule("LA-NOTIFY").amount    # 5 (working days)

A regime is added by adding a file; a mistake in one names the file, the entry and the field.
"""

import tomllib
import types
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from lscb.clocks.regimes.shapes import (
    AllOf,
    AnyOf,
    Basis,
    Choice,
    Confidence,
    Criteria,
    Criterion,
    Direction,
    Force,
    Lead,
    Logic,
    PublicationDuty,
    Recipient,
    Regime,
    ReviewType,
    Rule,
    Unit,
)

__all__ = [
    "AllOf", "AnyOf", "Basis", "Choice", "Confidence", "Criteria", "Criterion", "Direction", "Force",
    "Lead", "Logic", "PublicationDuty", "Recipient", "Regime", "RegimeError", "ReviewType", "Rule", "Unit",
    "UnknownRegime", "all_regimes", "read_regime", "regime",
]  # fmt: skip

FOLDER = Path(__file__).parent
T = TypeVar("T")


class RegimeError(ValueError):
    """A regime file is wrong; the message says where and how."""


class UnknownRegime(LookupError):
    """There is no regime of that code; the message is a sentence for the screen."""


def regime(code: str) -> Regime:
    """The regime with this code, such as "EN-WT2015". Raises UnknownRegime with a sentence."""
    for known in all_regimes():
        if known.code == code:
            return known
    codes = " or ".join(known.code for known in all_regimes())
    raise UnknownRegime(f"There is no regime called {code}. Choose {codes}.")


@cache
def all_regimes() -> tuple[Regime, ...]:
    """Every regime that is shipped, the oldest first. Read and checked once per process."""
    found = [read_regime(path.read_text(encoding="utf-8"), path.name) for path in FOLDER.glob("*.toml")]
    return tuple(sorted(found, key=lambda each: (each.in_force_from, each.code)))


def read_regime(text: str, file_name: str) -> Regime:
    """The regime in the text of one file. Raises RegimeError naming the file, the entry and the field."""
    try:
        read: Regime = _build(Regime, tomllib.loads(text), file_name)
    except tomllib.TOMLDecodeError as error:
        raise RegimeError(f"{file_name}: {error}") from error
    _check(read, file_name)
    return read


def _build(shape: type[T], values: Any, where: str) -> T:
    """A dataclass from a table: no field missing, none unknown, every value of its type."""
    if not isinstance(values, dict):
        raise RegimeError(f"{where}: a table is expected")
    where = f"{where}: {values['code']}" if "code" in values else where
    hints = get_type_hints(shape)
    unknown = sorted(set(values) - {field.name for field in fields(shape)})  # type: ignore[arg-type]
    if unknown:
        raise RegimeError(f"{where}: unknown field {', '.join(unknown)}")
    arguments = {}
    for field in fields(shape):  # type: ignore[arg-type]
        if field.name in values:
            arguments[field.name] = _value(hints[field.name], values[field.name], f"{where}: {field.name}")
        elif field.default is MISSING:
            raise RegimeError(f"{where}: {field.name} is missing")
    return shape(**arguments)


def _value(hint: Any, value: Any, where: str) -> Any:
    if hint == Logic:
        return _logic(value, where)
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise RegimeError(f"{where}: a list is expected")
        return tuple(_value(get_args(hint)[0], item, where) for item in value)
    if is_dataclass(hint):
        return _build(hint, value, where)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value not in list(hint):
            raise RegimeError(f"{where}: {value!r} is none of {', '.join(hint)}")
        return hint(value)
    if type(value) is not hint:
        raise RegimeError(f"{where}: {value!r} is not of type {hint.__name__}")
    return value


def _logic(value: Any, where: str) -> Logic:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and len(value) == 1:
        (kind, parts), *_ = value.items()
        if kind in ("all", "any") and isinstance(parts, list) and parts:
            built = tuple(_logic(part, where) for part in parts)
            return AllOf(built) if kind == "all" else AnyOf(built)
    raise RegimeError(f"{where}: write a limb, or {{ all = […] }} or {{ any = […] }}")


def _limbs_of(logic: Logic) -> set[str]:
    return {logic} if isinstance(logic, str) else set().union(*map(_limbs_of, logic.parts))


def _check(read: Regime, where: str) -> None:
    """What types cannot say: unique codes, references that exist, and lengths that make sense."""
    criteria = read.criteria
    matters = (*criteria.limbs, *criteria.always, *criteria.considerations, *criteria.flags)
    for group in (
        read.rules,
        read.review_types,
        read.recipients,
        read.recommendations,
        read.outcomes,
        matters,
    ):
        codes = [each.code for each in group]
        _known("repeated code", [code for code in codes if codes.count(code) > 1], set(), where)
    kinds = {each.code for each in read.review_types}
    _known(
        "logic names unknown limb", _limbs_of(criteria.logic), {limb.code for limb in criteria.limbs}, where
    )
    _known("default_clock names unknown clock", [each.default_clock for each in read.review_types if each.default_clock],
           {rule.code for rule in read.rules}, where)  # fmt: skip
    for choice in (*read.recommendations, *read.outcomes):
        _known(f"{choice.code} names unknown review type", choice.review_types, kinds, where)
    for rule in read.rules:
        _known(
            f"{rule.code} tells unknown recipient",
            rule.recipients,
            {each.code for each in read.recipients},
            where,
        )
        _check_length(rule, where)
    if read.in_force_until and read.in_force_until < read.in_force_from:
        raise RegimeError(f"{where}: in_force_until is before in_force_from")


def _check_length(rule: Rule, where: str) -> None:
    if (rule.amount is None) != (rule.unit is None):
        raise RegimeError(f"{where}: {rule.code}: amount and unit go together, or both are left out")
    if rule.amount is not None and rule.amount < 1:
        raise RegimeError(f"{where}: {rule.code}: amount is at least 1")
    if rule.minimum and rule.direction is Direction.BACKWARD:
        raise RegimeError(f"{where}: {rule.code}: a clock that runs backward is not a minimum")


def _known(complaint: str, codes: Any, known: set[str], where: str) -> None:
    strangers = sorted(set(codes) - known)
    if strangers:
        raise RegimeError(f"{where}: {complaint}: {', '.join(strangers)}")
