"""Forms of an action; every one carries the version that the person had before their eyes."""

from lscb.learning.forms.base import ActionForm
from lscb.learning.forms.endings import (
    ActionAcceptForm,
    ActionAgreeForm,
    ActionBringBackForm,
    ActionNotAchievedForm,
    ActionRejectForm,
    ActionSupersedeForm,
    ReplacedActionForm,
)
from lscb.learning.forms.proposals import ActionAssignForm, ActionEditForm
from lscb.learning.forms.work import (
    ActionClaimForm,
    ActionCloseForm,
    ActionRefuseForm,
    ActionReopenForm,
    ActionReviewDateForm,
    ActionReviseDateForm,
    ActionStartForm,
    ActionUpdateForm,
    ActionVerifyForm,
)

__all__ = [
    "ActionAcceptForm",
    "ActionAgreeForm",
    "ActionAssignForm",
    "ActionBringBackForm",
    "ActionClaimForm",
    "ActionCloseForm",
    "ActionEditForm",
    "ActionForm",
    "ActionNotAchievedForm",
    "ActionRefuseForm",
    "ActionRejectForm",
    "ActionReopenForm",
    "ActionReviewDateForm",
    "ActionReviseDateForm",
    "ActionStartForm",
    "ActionSupersedeForm",
    "ActionUpdateForm",
    "ActionVerifyForm",
    "ReplacedActionForm",
]
