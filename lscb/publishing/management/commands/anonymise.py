"""Anonymise a text with a register, from files to the screen; nothing is stored."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lscb.publishing.anonymiser.cli import BadInput, run_anonymise


class Command(BaseCommand):
    help = "Anonymise a text file with a register of names. Doubtful words stay in the text and are listed with --json."
    # The anonymiser needs no database and no settings: a broken installation must not stop it.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--register", required=True, help="JSON file: a list of entries, or an object with entries"
        )
        parser.add_argument(
            "--json", action="store_true", help="print text, replacements and doubtful words as JSON"
        )
        parser.add_argument("text", help="text file in UTF-8")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = run_anonymise(options["register"], options["text"])
        except BadInput as error:
            self.stderr.write(str(error))
            sys.exit(2)
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(result["text"], ending="" if result["text"].endswith("\n") else "\n")
