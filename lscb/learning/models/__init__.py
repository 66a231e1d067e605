"""One register of findings, recommendations and actions through to proven impact."""

from lscb.learning.models.actions import Action, ActionQuerySet
from lscb.learning.models.answers import AnswerRequest, AskedRecommendation, ExecutiveTalk
from lscb.learning.models.findings import (
    Finding,
    PolicyChange,
    Recommendation,
    RecommendationAnswer,
    SourceQuerySet,
)
from lscb.learning.models.impact import Cascade, ImpactCheck, LearningItem, LearningShare, LearningStep
from lscb.learning.models.plans import ActionPlan, ActionPlanQuerySet, HandOver, SavedFilter
from lscb.learning.models.progress import (
    ActionChange,
    DateRevision,
    Evidence,
    OutcomeReview,
    Progress,
    Verification,
)

__all__ = [
    "Action", "ActionChange", "ActionPlan", "ActionPlanQuerySet",
    "ActionQuerySet", "AnswerRequest", "AskedRecommendation", "Cascade",
    "DateRevision", "Evidence", "ExecutiveTalk", "Finding", "HandOver", "ImpactCheck", "LearningItem",
    "LearningShare", "LearningStep", "OutcomeReview", "PolicyChange", "Progress", "Recommendation",
    "RecommendationAnswer", "SavedFilter", "SourceQuerySet", "Verification",
]  # fmt: skip
