"""What a regime is made of: frozen values read from the TOML files beside this module."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Unit(StrEnum):
    WORKING_DAY = "working day"
    CALENDAR_DAY = "calendar day"
    MONTH = "month"
    HOUR = "hour"


class Direction(StrEnum):
    FORWARD = "forward"
    BACKWARD = "backward"


class Force(StrEnum):
    """Whether a length is laid down, or what one aims at."""

    HARD = "hard"
    TARGET = "target"


class Basis(StrEnum):
    """Where a clock comes from: the law and its guidance, or a board's own practice."""

    STATUTORY = "statutory"
    LOCAL = "local"


class Confidence(StrEnum):
    """How sure we are of a rule: read in the source itself, met in several places, or not confirmed."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Lead(StrEnum):
    """Whether somebody independent leads a review of this type."""

    MUST = "must"
    POSSIBLE = "possible"
    NO = "no"


class PublicationDuty(StrEnum):
    REQUIRED = "required"
    CHOICE = "choice"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One clock of a regime.

    amount is a number of `unit`; None where no length is set. direction "backward" counts back from
    the day (advance copies from publication). minimum: a period that must have passed, not a day to be
    met. recipients are codes of the regime's recipients.
    """

    code: str
    label: str
    starts_on: str
    stops_on: str
    amount: int | None = None
    unit: Unit | None = None
    direction: Direction = Direction.FORWARD
    minimum: bool = False
    force: Force = Force.HARD
    basis: Basis = Basis.STATUTORY
    recipients: tuple[str, ...] = ()
    source: str
    confidence: Confidence
    note: str = ""

    @property
    def hard(self) -> bool:
        return self.force is Force.HARD

    @property
    def local(self) -> bool:
        return self.basis is Basis.LOCAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewType:
    """One entry of the catalogue of reviews (what it is for, who leads, who decides, what is published)."""

    code: str
    name: str
    local_names: tuple[str, ...] = ()
    threshold: str
    participants: str
    independent_lead: Lead
    deciders: tuple[str, ...]
    deciders_are_a_setting: bool = False
    oversight_group: str
    reports_to: str
    default_clock: str | None = None
    timescale: str = ""
    publication: PublicationDuty
    publication_rule: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One limb of the test that opens a case to review, or one matter to be taken into account."""

    code: str
    name: str
    text: str
    help: str = ""
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Logic", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Logic", ...]


Logic = str | AllOf | AnyOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """The test. `automatic`: meeting it obliges a review; otherwise it is weighed with `considerations`.

    always: circumstances that open a case by themselves; flags: noted, without effect on the test.
    """

    automatic: bool
    explanation: str
    logic: Logic
    limbs: tuple[Criterion, ...]
    always: tuple[Criterion, ...] = ()
    considerations: tuple[Criterion, ...] = ()
    flags: tuple[Criterion, ...] = ()

    def met(self, findings: dict[str, bool | None]) -> bool | None:
        """Whether the limbs found (True, False, None = not settled) meet the test; None = cannot be said yet."""
        return _evaluate(self.logic, findings)


def _evaluate(logic: Logic, findings: dict[str, bool | None]) -> bool | None:
    if isinstance(logic, str):
        return findings.get(logic)
    values = [_evaluate(part, findings) for part in logic.parts]
    decisive = isinstance(logic, AnyOf)
    if decisive in values:
        return decisive
    return None if None in values else not decisive


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One recommendation or one outcome; review_types are the types that may follow from it."""

    code: str
    name: str
    meaning: str
    review_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """The rules a case is worked under; a case keeps the regime under which it started."""

    code: str
    name: str
    body: str
    calendar: str
    in_force_from: date
    in_force_until: date | None = None
    source: str
    note: str = ""
    recipients: tuple[Recipient, ...]
    criteria: Criteria
    recommendations: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    review_types: tuple[ReviewType, ...]
    rules: tuple[Rule, ...]

    def rule(self, code: str) -> Rule:
        """The clock with this code. Raises LookupError with a sentence."""
        return self._find("clock", self.rules, code)

    def review_type(self, code: str) -> ReviewType:
        """The review type with this code. Raises LookupError with a sentence."""
        return self._find("review type", self.review_types, code)

    def recipient_name(self, code: str) -> str:
        """The name shown for a recipient; a code that the regime does not know is shown as it is."""
        return next((recipient.name for recipient in self.recipients if recipient.code == code), code)

    def _find(self, kind: str, things: tuple[Any, ...], code: str) -> Any:
        for thing in things:
            if thing.code == code:
                return thing
        raise LookupError(f"{self.code} has no {kind} called {code}.")
