"""Forms of meetings; import them from here."""

from lscb.meetings.forms.agenda import DeclareForm, ItemForm, MeetingPaperForm, RemoveItemForm
from lscb.meetings.forms.issues import (
    AnswerIssueForm,
    FeedForm,
    PassOnForm,
    RaiseIssueForm,
    RateFilter,
    TakeBackIssueForm,
)
from lscb.meetings.forms.minutes import (
    AgreeMinutesForm,
    CorrectForm,
    FedBackForm,
    MinuteDecisionForm,
    MinuteForm,
    RaiseActionForm,
    RaiseEntryForm,
)
from lscb.meetings.forms.planning import (
    ApologiesForm,
    AttendanceForm,
    CancelForm,
    GuestForm,
    MeetingFilter,
    PlanMeetingForm,
    RescheduleForm,
    ScheduleForm,
)

__all__ = [
    "AgreeMinutesForm", "AnswerIssueForm", "ApologiesForm", "AttendanceForm", "CancelForm", "CorrectForm", "MinuteDecisionForm", "DeclareForm",
    "FedBackForm", "FeedForm", "GuestForm", "ItemForm", "MeetingFilter", "MinuteForm", "MeetingPaperForm", "PassOnForm",
    "PlanMeetingForm", "RaiseActionForm", "RaiseEntryForm", "RaiseIssueForm", "RateFilter", "RemoveItemForm", "RescheduleForm", "ScheduleForm",
    "TakeBackIssueForm",
]  # fmt: skip
