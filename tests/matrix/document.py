"""docs/permissions.md from the table: python -m tests.matrix.document [--check]"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("LSCB_MODE", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb.settings")
    django.setup()

from tests.matrix.asking import HIDDEN, METHOD, OPEN, REFUSED  # noqa: E402
from tests.matrix.expectations import PUBLIC, TABLE  # noqa: E402
from tests.matrix.world import ROLES  # noqa: E402

FILE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
HEAD = """# Who may open what

Made from `tests/matrix/expectations.py`, which the access matrix proves for every address, role, board, GET and POST
(`python -m tests.matrix.document` writes this file). Do not edit.

*Open to*: the page is shown, the form or button works. *Refused*: 403 with a sentence that says who can help.
*Hidden*: the same 404 as for a thing that does not exist. Each row is about a thing of the own board, in the state in which
its verb is possible, and about the cast of `lscb/home/demonstration/cast.py`: police-lead has sent the referral, Housing is
asked what it knows, the police have an action. For a thing of another board everybody is refused or finds nothing, and the
answer is letter by letter that for a missing thing. GET never changes anything, and neither does a refused POST.
"""
COLUMNS = ((OPEN, "open to"), (REFUSED, "refused"), (HIDDEN, "hidden from"))


def app_of(name: str) -> str:
    return name.split(":")[0] if ":" in name else "account"


def written() -> str:
    lines = [HEAD, "## Without signing in", "", "| address | why |", "| --- | --- |"]
    lines += [f"| {name} | {why} |" for name, why in sorted(PUBLIC.items())]
    for app in dict.fromkeys(app_of(name) for name in sorted(TABLE)):
        lines += [
            "",
            f"## {app}",
            "",
            f"| address | {' | '.join(title for _, title in COLUMNS)} |",
            "| --- | --- | --- | --- |",
        ]
        for name in sorted(name for name in TABLE if app_of(name) == app):
            lines += rows_of(name)
    return "\n".join(lines) + "\n"


def rows_of(name: str) -> list[str]:
    get, post = TABLE[name].expected("get"), TABLE[name].expected("post")
    word = name.split(":")[-1]
    if set(get.values()) == {METHOD}:
        return [line(f"{word} (button)", post)]
    if set(post.values()) == {METHOD} or get == post:
        return [line(word, get)]
    return [line(word, get), line(f"{word} (form)", post)]


def line(word: str, outcomes: dict[str, str]) -> str:
    rest = max((outcome for outcome, _ in COLUMNS), key=lambda one: list(outcomes.values()).count(one))
    cells = []
    for outcome, _ in COLUMNS:
        roles = [role for role, found in outcomes.items() if found == outcome]
        shown = (
            "everybody"
            if len(roles) == len(ROLES)
            else "everybody else"
            if outcome == rest
            else ", ".join(roles)
        )
        cells.append(shown if roles else "")
    return f"| {word} | {' | '.join(cells)} |"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if FILE.exists() and FILE.read_text() == written() else 1)
    FILE.write_text(written())
