"""bin/manage clocks --regime EN-WT2015 --on 2017-04-12 --json"""

import json
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from lscb.clocks import regimes
from lscb.clocks.calc import Due, due, local_day
from lscb.clocks.holidays import holidays_or_shipped, years_covered
from lscb.clocks.regimes import Regime, UnknownRegime
from lscb.clocks.words import length_in_words

BAD_INPUT = 2


class Command(BaseCommand):
    help = "Lists every clock of a regime with the day it is due, for an event on a day (or at a moment)."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--regime", default="EN-WT2015", help="EN-WT2015 (the default) or EN-WT2023")
        parser.add_argument("--on", help="day of the event, 2017-04-12, or moment, 2017-04-12T15:30 (today)")
        parser.add_argument("--json", action="store_true", help="print a list of {code, due, act_by}")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            chosen = regimes.regime(options["regime"])
            on = moment(options["on"]) if options["on"] is not None else timezone.localdate()
            _, holidays = holidays_or_shipped(chosen.calendar)
            found = {rule.code: due(rule, on, holidays) for rule in chosen.rules}
        except UnknownRegime as error:
            self.refuse(str(error))
        except (ValueError, OverflowError):
            self.refuse(f"“{options['on']}” is not a date that can be counted from. Write it as 2017-04-12.")
        first, last = years_covered(holidays)
        if not first <= local_day(on).year <= last:
            self.stderr.write(
                f"The list of bank holidays covers {first} to {last}; only weekends were left out."
            )
        self.stdout.write(as_json(found) if options["json"] else as_table(chosen, found))

    def refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        raise SystemExit(BAD_INPUT)


def moment(text: str) -> date | datetime:
    """A date, or a moment when a time is given. Raises ValueError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(text)


def as_json(found: dict[str, Due]) -> str:
    rows = [
        {
            "code": code,
            "due": each.due.isoformat() if each.due else None,
            "act_by": each.act_by.isoformat() if each.act_by else None,
        }
        for code, each in found.items()
    ]
    return json.dumps(rows, indent=2)


def as_table(chosen: Regime, found: dict[str, Due]) -> str:
    lines = [f"{'code':<16} {'due':<26} {'act by':<26} length"]
    for rule in chosen.rules:
        each = found[rule.code]
        lines.append(
            f"{rule.code:<16} {each.due or '-'!s:<26} {each.act_by or '-'!s:<26} {length_in_words(rule)}"
        )
    return "\n".join(lines)
