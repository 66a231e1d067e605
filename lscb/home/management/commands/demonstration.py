"""bin/manage demonstration [--core]: the fictional board. Twice changes nothing."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lscb.core.errors import BadInput
from lscb.home.demonstration.loading import load

#: How far the loader stands behind the web server when both want the processor.
BEHIND = 10


class Command(BaseCommand):
    help = "Loads the demonstration board into an empty database; --core loads what a first visit needs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--core", action="store_true", help="only what a first visit needs")
        parser.add_argument(
            "--pause", type=float, default=0, help="seconds between two steps, while others use the site"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demonstration cannot be loaded in production mode.")
        if options["pause"]:
            os.nice(BEHIND)
        try:
            for line in load(core_only=options["core"], pause=options["pause"]):
                self.stdout.write(line)
                self.stdout.flush()
        except BadInput as refusal:
            raise CommandError(refusal.reason) from refusal
        self.stdout.write("The demonstration board is ready.")
