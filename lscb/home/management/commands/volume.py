"""bin/manage volume: a database as large as ten years of a board, for trying lists at size. For an empty database alone."""

import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from lscb.home import bulk
from lscb.home.volume import multiply
from lscb.people.models import Board

#: A year of a board with many cases: referrals, reviews, actions, trail rows.
YEAR = {"referrals": 25, "reviews": 4, "actions": 900, "events": 50_000}


class Command(BaseCommand):
    help = (
        "Fills an empty, throwaway database: the demonstration board, and many years of copies of its cases."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--years", type=int, default=10)
        parser.add_argument(
            "--share", type=float, default=100, help="per cent of that volume, for a comparison (default 100)"
        )

        parser.add_argument("--boards", type=int, default=1, help="many boards: with --only actions")
        parser.add_argument(
            "--only",
            choices=["actions"],
            help="actions alone, made in bulk by PostgreSQL: 9,400 a board in ten years",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Volume is for measuring: it is not made in production mode.")
        if Board.objects.exists():
            raise CommandError(
                "This database has a board already. Volume is for an empty database that is thrown away: set DATABASE_URL"
                " or LSCB_VAR to a new one and migrate it first."
            )
        if options["only"] == "actions":
            self._actions(options)
            return
        if options["boards"] != 1:
            raise CommandError("Many boards are made with --only actions.")
        start = time.perf_counter()
        call_command("demonstration", stdout=self.stdout)
        self.stdout.write(f"Demonstration: {time.perf_counter() - start:.0f} s")
        start, years = time.perf_counter(), options["years"]
        wanted = {name: int(count * years * options["share"] / 100) for name, count in YEAR.items()}
        for name, count in multiply(Board.objects.get(), years=years, **wanted).items():
            self.stdout.write(f"{name}: {count:,} more")
        self.stdout.write(f"Volume: {time.perf_counter() - start:.0f} s")

    def _actions(self, options: dict[str, Any]) -> None:
        """A share of the volume is that share of the boards, each of them whole."""
        if connection.vendor != "postgresql":
            raise CommandError(bulk.ONLY_POSTGRES)
        start = time.perf_counter()
        call_command("demonstration", core=True, stdout=self.stdout)
        self.stdout.write(f"Demonstration: {time.perf_counter() - start:.0f} s")
        start, boards = time.perf_counter(), max(1, round(options["boards"] * options["share"] / 100))

        def say(line: str) -> None:
            self.stdout.write(f"{time.perf_counter() - start:5.0f} s  {line}")
            self.stdout.flush()

        count = bulk.fill(boards=boards, years=options["years"], say=say)
        say(f"{count:,} actions on {boards} boards")
