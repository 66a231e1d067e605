"""bin/manage takebounce < report: a mail server's report of an e-mail that came back, piped in by the mail system."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from lscb.notices.bounces import report_of, take_bounce

LARGEST = 2_000_000


class Command(BaseCommand):
    help = "Marks the e-mail that a mail server's report (on standard input) is about as having come back."

    def handle(self, *args: Any, **options: Any) -> None:
        report = report_of(sys.stdin.buffer.read(LARGEST))
        if report is None:
            self.stdout.write("This is not a report of an e-mail that came back. Nothing was changed.")
            return
        delivery = take_bounce(report=report)
        said = (
            "The e-mail is marked as having come back."
            if delivery
            else "No e-mail with this number was sent."
        )
        self.stdout.write(said)
