"""What the pages of actions show; no queries, templates decide nothing."""

from lscb.learning.presenters.lists import count_text, list_page, list_rows
from lscb.learning.presenters.shared import done_text, short_rows
from lscb.learning.presenters.things import ActionFacts, thing_page

__all__ = ["ActionFacts", "count_text", "done_text", "list_page", "list_rows", "short_rows", "thing_page"]
