"""A new board and its business manager, at the command line: nobody is above the boards to do it on a page."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from lscb.board.accounts import bring_in, invite
from lscb.board.operations import create_board
from lscb.board.roles import Role
from lscb.core.errors import Refusal
from lscb.people.models import Board, User
from lscb.people.operations import person_with_email
from lscb.trail.recording import operation

BUILT = "EN-WT2015"
KNOWN = (BUILT, "EN-WT2023")
NOT_YET = (
    "The steps of Working Together 2023 (rapid reviews and local reviews) are not built yet. "
    "The board starts on EN-WT2015; its cases keep the rules under which they started."
)


@operation
def open_board(*, slug: str, code: str, name: str, email: str, person: str) -> tuple[Board, str]:
    """The board, its manager and the manager's invitation (empty when they have an account already)."""
    board = create_board(slug=slug, code=code, name=name, regime=BUILT, by=None)
    known: User | None = person_with_email(email)
    bring_in(
        board=board,
        email=email,
        name=person,
        by=None,
        role=Role.BUSINESS_MANAGER,
        reason="The board's first manager",
    )
    user = person_with_email(email)
    assert user is not None  # bring_in has just made the account
    return board, "" if known and known.has_usable_password() else invite(user=user, board=board, by=None)


class Command(BaseCommand):
    help = "Makes a board and prints its manager's invitation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="short name in lower case, for example westmere")
        parser.add_argument("--name", required=True, help="the board's whole name")
        parser.add_argument("--regime", required=True, help=f"{BUILT} or EN-WT2023")
        parser.add_argument("--manager-email", required=True)
        parser.add_argument("--manager-name", default="Business manager")
        parser.add_argument(
            "--code", help="starts every reference; the first three letters of the slug unless given"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        slug, email = options["slug"], options["manager_email"].strip().lower()
        code = (options["code"] or slug.replace("-", "")[:3]).upper()
        self._check(slug, code, options["name"], options["regime"], email)
        try:
            board, link = open_board(
                slug=slug,
                code=code,
                name=options["name"].strip(),
                email=email,
                person=options["manager_name"],
            )
        except Refusal as refused:
            raise CommandError(refused.reason) from None
        if options["regime"] != BUILT:
            self.stdout.write(NOT_YET)
        self.stdout.write(f"{board.name} is made. Its references start with {board.code}.")
        if link:
            self.stdout.write("Give this link to the business manager. It works once, for fourteen days:")
            self.stdout.write(link)
        else:
            self.stdout.write(f"{email} has an account already and is now the manager of this board too.")

    def _check(self, slug: str, code: str, name: str, regime: str, email: str) -> None:
        """Every fault is a sentence that says what to do."""
        if not re.fullmatch(r"[a-z][a-z0-9-]{1,48}", slug):
            raise CommandError(
                "The short name takes lower-case letters, digits and hyphens, for example: westmere"
            )
        if not re.fullmatch(r"[A-Z][A-Z0-9]{1,5}", code):
            raise CommandError("The code takes two to six capital letters or digits, for example: --code WES")
        if not name.strip():
            raise CommandError(
                'The board needs its whole name, for example: --name "Westmere Safeguarding Board"'
            )
        if regime not in KNOWN:
            raise CommandError(f"There is no regime {regime}. Choose one of: {', '.join(KNOWN)}.")
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(
                "The manager's e-mail address is not complete, for example: name@example.org"
            ) from None
        if Board.objects.filter(slug=slug).exists():
            raise CommandError(f"There is already a board with the short name {slug}.")
        if Board.objects.filter(code=code).exists():
            raise CommandError(
                f"There is already a board whose references start with {code}. Choose another --code."
            )
