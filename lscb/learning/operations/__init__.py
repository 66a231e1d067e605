"""The verbs of learning; import them from here."""

from lscb.learning.operations.decisions import (
    close,
    refuse_claim,
    reopen,
    revise_date,
    set_review_date,
    verify,
)
from lscb.learning.operations.endings import accept_without_action, bring_back, not_achieved, supersede
from lscb.learning.operations.findings import add_finding, edit_finding, remove_finding, reorder_findings
from lscb.learning.operations.handing import accept_hand_over, decline_hand_over, offer_hand_over
from lscb.learning.operations.loading import Loaded, load_actions
from lscb.learning.operations.proposals import agree, edit_proposal, propose, reject
from lscb.learning.operations.recommendations import (
    add_recommendation,
    edit_recommendation,
    remove_recommendation,
    reorder_recommendations,
)
from lscb.learning.operations.themes import add_theme
from lscb.learning.operations.work import assign, claim, start, update_progress

__all__ = [
    "Loaded", "accept_hand_over", "accept_without_action", "add_finding", "add_recommendation", "add_theme",
    "agree", "assign", "bring_back", "claim", "close", "decline_hand_over", "edit_finding", "edit_proposal",
    "edit_recommendation", "load_actions", "not_achieved", "offer_hand_over", "propose", "refuse_claim", "reject",
    "remove_finding", "remove_recommendation", "reopen", "reorder_findings", "reorder_recommendations",
    "revise_date", "set_review_date", "start", "supersede", "update_progress", "verify",
]  # fmt: skip
