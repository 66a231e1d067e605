"""What the pages of actions show; no queries, templates decide nothing."""

from lscb.learning.presenters.lists import COLUMNS, active_filters, count_text, list_rows, turned
from lscb.learning.presenters.shared import done_text, short_rows
from lscb.learning.presenters.things import ThingFacts, thing_page

__all__ = [
    "COLUMNS", "ThingFacts", "active_filters", "count_text", "done_text", "list_rows", "short_rows", "thing_page",
    "turned",
]  # fmt: skip
