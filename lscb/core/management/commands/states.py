"""states [--check]: draws every state machine into docs/states/, or says which drawings are out of date."""

import importlib.util
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.text import slugify

from lscb.core.states import MACHINES, Machine, Move


def load_machines() -> dict[str, Machine]:
    """Every machine of every app, by name: importing an app's states module makes its machines known."""
    for app in apps.get_app_configs():
        if importlib.util.find_spec(f"{app.name}.states"):
            importlib.import_module(f"{app.name}.states")
    return dict(sorted(MACHINES.items()))


def page(machine: Machine) -> str:
    """The diagram and the table of moves as Markdown."""
    rows = [
        f"| {move.name} | {', '.join(state.label for state in move.frm)} | {move.to.label} | {who(move)} |"
        for move in machine.moves.values()
    ]
    return "\n".join(
        [
            f"# {machine.name.replace('-', ' ').replace('_', ' ').capitalize()}",
            "",
            "Drawn by `bin/manage states` from the table in `states.py`; do not edit.",
            "",
            "```mermaid",
            machine.diagram().rstrip(),
            "```",
            "",
            "| move | from | to | who |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def who(move: Move) -> str:
    """The first line of the check's docstring: who may make the move."""
    if move.check is None:
        return "the system, or whoever made the move that leads here"
    words = (move.check.__doc__ or "").strip().split("\n")[0]
    return (words or move.check.__name__.replace("_", " ")).replace("|", "/")


class Command(BaseCommand):
    help = "Draws every state machine into docs/states/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail when a drawing is out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "states"
        wanted = {folder / f"{slugify(name)}.md": page(machine) for name, machine in load_machines().items()}
        stale = [path for path, text in wanted.items() if not path.exists() or path.read_text() != text]
        stale += [path for path in sorted(folder.glob("*.md")) if path not in wanted]
        if options["check"]:
            for path in stale:
                self.stdout.write(
                    f"{path.relative_to(settings.BASE_DIR)} is out of date: run bin/manage states."
                )
            sys.exit(1 if stale else 0)
        folder.mkdir(parents=True, exist_ok=True)
        for path in stale:
            if path in wanted:
                path.write_text(wanted[path])
            else:
                path.unlink()
        self.stdout.write(f"{len(wanted)} machines, {len(stale)} drawings changed.")
