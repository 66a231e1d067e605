"""Search files for names of a register: 0 none found, 1 found, 2 something could not be read."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lscb.publishing.anonymiser.cli import BadInput, read_register_file
from lscb.publishing.leakscan import Unreadable, scan_file


class Command(BaseCommand):
    help = "Search files, whatever is packed in them, for any name of a register."
    # The scan needs no database and no settings: a broken installation must not stop it.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--register", required=True, help="JSON file: a list of entries, or an object with entries"
        )
        parser.add_argument("files", nargs="+", metavar="FILE", help="files that are to be published")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            register = read_register_file(options["register"])
        except BadInput as error:
            self.stderr.write(str(error))
            sys.exit(2)
        code = 0
        for path in options["files"]:
            try:
                hits = scan_file(path, register)
            except Unreadable as error:
                self.stderr.write(str(error))
                code = 2
                continue
            for hit in hits:
                self.stdout.write(f"{hit.file}: {hit.where}: {hit.register_id}")
            code = code or (1 if hits else 0)
        sys.exit(code)
