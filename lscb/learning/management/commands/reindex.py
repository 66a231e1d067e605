"""bin/manage reindex: writes the words by which things are found again, from the things themselves."""

from typing import Any

from django.core.management.base import BaseCommand

from lscb.learning.said import reindex


class Command(BaseCommand):
    help = "Writes the index of the search again. Nothing is lost when it is stopped; run it again."

    def handle(self, *args: Any, **options: Any) -> None:
        total = reindex(lambda kind, count: self.stdout.write(f"{kind}: {count:,}", ending="\r"))
        self.stdout.write(f"{total:,} things can be found.")
