"""Forms of meetings; import them from here."""

from lscb.meetings.forms.agenda import DeclareForm, ItemForm, PaperForm, RemoveItemForm
from lscb.meetings.forms.issues import (
    AnswerForm,
    FeedForm,
    PassOnForm,
    RaiseIssueForm,
    RateFilter,
    TakeBackForm,
)
from lscb.meetings.forms.minutes import (
    AgreeForm,
    CorrectForm,
    DecisionForm,
    FedBackForm,
    MinuteForm,
    RaiseActionForm,
)
from lscb.meetings.forms.planning import (
    ApologiesForm,
    AttendanceForm,
    CancelForm,
    GuestForm,
    MeetingFilter,
    PlanForm,
    RescheduleForm,
    ScheduleForm,
)

__all__ = [
    "AgreeForm", "AnswerForm", "ApologiesForm", "AttendanceForm", "CancelForm", "CorrectForm", "DecisionForm", "DeclareForm",
    "FedBackForm", "FeedForm", "GuestForm", "ItemForm", "MeetingFilter", "MinuteForm", "PaperForm", "PassOnForm",
    "PlanForm", "RaiseActionForm", "RaiseIssueForm", "RateFilter", "RemoveItemForm", "RescheduleForm", "ScheduleForm",
    "TakeBackForm",
]  # fmt: skip
