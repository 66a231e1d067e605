"""trail verify [--head FILE] [--board CODE] · trail head [--to FILE]"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lscb.trail import verifying


class Command(BaseCommand):
    help = "Proves that the trail is whole, and writes down the end of each chain so that a later day can prove it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        verify = commands.add_parser("verify", help="find any changed, removed, inserted or reordered row")
        verify.add_argument(
            "--head", metavar="FILE", action="append", default=[], help="heads that were exported before"
        )
        verify.add_argument("--board", metavar="CODE", default="", help="only this board's chain")
        head = commands.add_parser("head", help="the end of every chain as JSON: keep it on another machine")
        head.add_argument("--to", metavar="FILE", help="write it there instead of printing it")
        head.add_argument("--board", metavar="CODE", default="", help="only this board's chain")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["command"] == "head":
            self.head(options["board"], options["to"])
        else:
            self.verify(options["board"], options["head"])

    def head(self, board: str, to: str | None) -> None:
        chains = [vars(head) for head in verifying.heads(board, counted=True)]
        text = json.dumps({"written_at": timezone.now().isoformat(), "chains": chains}, indent=2)
        if not to:
            self.stdout.write(text)
            return
        Path(to).write_text(text + "\n")
        self.stdout.write(f"Wrote the heads of {len(chains)} chains to {to}.")

    def verify(self, board: str, files: list[str]) -> None:
        exported = [head for name in files for head in read_heads(name)]
        faults = 0
        for fault in verifying.verify(board, exported):
            faults += 1
            self.stdout.write(fault)
        rows = verifying.count_rows(board)
        if faults:
            self.stdout.write(f"{faults} faults in {rows} rows. The trail is not whole.")
            sys.exit(1)
        self.stdout.write(f"The trail is whole: {rows} rows.")


def read_heads(name: str) -> list[verifying.Head]:
    try:
        written = json.loads(Path(name).read_text())
        return [
            verifying.Head(str(chain["board"]), int(chain["seq"]), str(chain["hash"]))
            for chain in written["chains"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise CommandError(f"{name} is not a file of heads: {problem}", returncode=2) from problem
