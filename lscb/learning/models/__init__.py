"""One register of findings, recommendations and actions through to verification."""

from lscb.learning.models.actions import Action, ActionQuerySet
from lscb.learning.models.findings import Finding, Recommendation, SourceQuerySet, Theme
from lscb.learning.models.progress import (
    ActionChange,
    DateRevision,
    Evidence,
    OutcomeReview,
    Progress,
    Verification,
)

__all__ = [
    "Action", "ActionChange", "ActionQuerySet", "DateRevision", "Evidence", "Finding", "OutcomeReview", "Progress",
    "Recommendation", "SourceQuerySet", "Theme", "Verification",
]  # fmt: skip
