"""How far a meeting has come (domain report §2.12), and what may follow on a raised issue."""

from lscb.core.states import Machine, Move, register
from lscb.meetings import permissions as may
from lscb.meetings.models import Meeting, RaisedIssue

S = Meeting.Status
I = RaisedIssue.Status  # noqa: E741

MEETING = register(
    Machine(
        "meeting",
        S,
        S.PLANNED,
        [
            Move("set_agenda", (S.PLANNED,), S.AGENDA_SET, may.check_can_run),
            Move("send_papers", (S.PLANNED, S.AGENDA_SET), S.PAPERS_OUT, may.check_can_run),
            Move("call_papers_back", (S.PAPERS_OUT,), S.AGENDA_SET, may.check_can_run),
            Move("mark_held", Meeting.TO_COME, S.HELD, may.check_can_run),
            Move("circulate_minutes", (S.HELD,), S.MINUTES_DRAFT, may.check_can_run),
            Move("agree_minutes", (S.MINUTES_DRAFT,), S.MINUTES_AGREED, may.check_can_agree_minutes),
            Move("cancel", Meeting.TO_COME, S.CANCELLED, may.check_can_cancel),
        ],
    )
)

ISSUE = register(
    Machine(
        "issue",
        I,
        I.RAISED,
        [
            Move("answer_issue", (I.RAISED,), I.ANSWERED, may.check_can_answer),
            Move("pass_on", (I.RAISED,), I.PASSED_ON, may.check_can_answer),
            Move("answer_from_above", (I.PASSED_ON,), I.ANSWERED, None),
            Move("take_back", (I.ANSWERED,), I.RETURNED, may.check_can_take_back),
        ],
    )
)
