"""loadactions FILE --board SLUG: brings a board's spreadsheet of actions in, all of it or nothing of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandParser

from lscb.board.permissions import holders
from lscb.board.roles import Role
from lscb.core.errors import BadInput, Refusal
from lscb.learning.operations import Loaded, load_actions
from lscb.learning.sheets import MOST_BYTES, read_sheet
from lscb.people.models import Board, User
from lscb.people.operations import person_with_email


class Command(BaseCommand):
    help = (
        "Loads actions from an Excel or CSV file whose first row names the columns. A row with a reference changes that"
        " action, an identical one is left alone. One faulty row, and nothing is stored. Whoever loads it says thereby that"
        " its wording can be read by people who do not know the cases."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--board", required=True, help="the board's slug")
        parser.add_argument(
            "--by", default="", help="e-mail of whoever loads it; without it the business manager"
        )
        parser.add_argument("--title", default="", help="of the plan that new actions hang on")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = self._load(options)
        except Refusal as refusal:
            for line in [*refusal.reason.splitlines(), refusal.who_can_help]:
                if line:
                    self.stderr.write(line)
            sys.exit(1)
        self.stdout.write(f"{done.new} new, {done.changed} changed, {done.same} left alone.")
        if done.plan is not None:
            self.stdout.write(f"The new actions hang on the plan {done.plan.record.reference}.")

    def _load(self, options: dict[str, Any]) -> Loaded:
        board = Board.objects.filter(slug=options["board"]).first()
        if board is None:
            raise BadInput(f"There is no board called “{options['board']}” here.")
        path: Path = options["file"]
        if not path.is_file():
            raise BadInput(f"There is no file {path}.")
        if path.stat().st_size > MOST_BYTES:
            raise BadInput("The file is larger than 10 MB. Split it into parts.")
        sheet = read_sheet(SimpleUploadedFile(path.name, path.read_bytes(), content_type=""))
        by = _loader(board, options["by"])
        return load_actions(
            board=board, sheet=sheet, wording_confirmed_safe=True, by=by, title=options["title"]
        )


def _loader(board: Board, email: str) -> User:
    """Whoever is named, else the board's business manager: everything that is stored says who stored it."""
    found = person_with_email(email) if email else next(iter(holders(board, Role.BUSINESS_MANAGER)), None)
    if found is None:
        whom = f"the e-mail address “{email}”" if email else "the role of business manager on this board"
        raise BadInput(f"Nobody has {whom}, and somebody has to be named as having loaded it.", "Use --by.")
    return found
