"""The list of bank holidays that comes with the product; read without a database.

data/holidays_england.csv is version 1 and is never edited: deadlines remember it. A later change is a new
version, published by somebody with the right to (operations.publish_holidays).
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
VERSION = 1
NOTE = (
    "Shipped with the product: bank holidays of England 2010 to 2035, substitute and one-off days included."
)
FILES = {"england-and-wales": "holidays_england.csv"}


@cache
def shipped_days(calendar: str) -> dict[date, str]:
    """Day and name of every holiday shipped for a calendar. Raises LookupError with a sentence."""
    if calendar not in FILES:
        raise LookupError(f"There is no list of holidays called {calendar}.")
    with (DATA / FILES[calendar]).open(encoding="utf-8", newline="") as lines:
        return {date.fromisoformat(row["day"]): row["name"] for row in csv.DictReader(lines)}
