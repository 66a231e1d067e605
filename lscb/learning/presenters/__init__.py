"""What the pages of actions show; no queries, templates decide nothing."""

from lscb.learning.presenters.lists import count_text, list_links, list_page, list_rows, saved_page
from lscb.learning.presenters.loading import load_page, load_preview, load_result, loaded_text
from lscb.learning.presenters.plans import approved_text, plan_approve_page, plan_list, plan_page
from lscb.learning.presenters.register import chosen_page, filters_page, hand_over_list, hand_over_page
from lscb.learning.presenters.shared import done_text, short_rows
from lscb.learning.presenters.things import ActionFacts, thing_page

__all__ = [
    "ActionFacts", "approved_text", "chosen_page", "count_text", "done_text", "filters_page", "hand_over_list",
    "hand_over_page", "list_links", "list_page", "list_rows", "load_page", "load_preview", "load_result",
    "loaded_text", "plan_approve_page", "plan_list", "plan_page", "saved_page", "short_rows", "thing_page",
]  # fmt: skip
