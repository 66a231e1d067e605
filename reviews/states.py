"""What may follow what, for a referral, a scoping request, a review and an agency's report."""

from lscb.core.states import Machine, Move, register
from reviews import permissions as may
from reviews.models import AgencyReport, Referral, Report, Review, ScopingRequest

S = Referral.Status
_OPEN = (S.SUBMITTED, S.RETURNED, S.ACCEPTED, S.GATHERING, S.LISTED, S.CONSIDERED, S.WITH_CHAIR)

REFERRAL = register(
    Machine(
        "referral",
        S,
        S.DRAFT,
        [
            Move("submit", (S.DRAFT,), S.SUBMITTED, may.check_can_submit),
            Move("return_with_questions", (S.SUBMITTED,), S.RETURNED, may.check_can_triage),
            Move("answer_questions", (S.RETURNED,), S.SUBMITTED, may.check_can_answer_questions),
            Move(
                "redirect",
                (S.SUBMITTED, S.RETURNED, S.ACCEPTED, S.GATHERING),
                S.REDIRECTED,
                may.check_can_triage,
            ),
            Move(
                "mark_duplicate",
                (S.SUBMITTED, S.RETURNED, S.ACCEPTED, S.GATHERING),
                S.DUPLICATE,
                may.check_can_triage,
            ),
            Move("withdraw", (S.DRAFT, S.SUBMITTED, S.RETURNED), S.WITHDRAWN, may.check_can_withdraw),
            Move("accept", (S.SUBMITTED,), S.ACCEPTED, may.check_can_triage),
            Move("gather", (S.ACCEPTED,), S.GATHERING, may.check_can_scope),
            Move("list_for_meeting", (S.ACCEPTED, S.GATHERING, S.LISTED), S.LISTED, may.check_can_list),
            Move("sign_recommendation", (S.LISTED,), S.CONSIDERED, may.check_can_sign),
            Move("send_to_chair", (S.CONSIDERED,), S.WITH_CHAIR, may.check_can_send_to_chair),
            Move("decide", (S.WITH_CHAIR,), S.DECIDED, may.check_can_decide),
            Move("close", (S.DECIDED,), S.CLOSED, may.check_can_close),
            Move("reopen", (S.DECIDED, S.CLOSED), S.WITH_CHAIR, may.check_can_decide),
        ],
    )
)

Q = ScopingRequest.Status
SCOPING = register(
    Machine(
        "scoping request",
        Q,
        Q.REQUESTED,
        [
            Move("save_answer", (Q.REQUESTED, Q.STARTED), Q.STARTED, may.check_can_answer),
            Move("send_answer", (Q.REQUESTED, Q.STARTED), Q.ANSWERED, may.check_can_answer),
            Move("ask_again", (Q.ANSWERED,), Q.STARTED, may.check_can_scope_request),
            Move("ask_after_all", (Q.CANCELLED,), Q.REQUESTED, may.check_can_scope_request),
            Move("cancel_request", (Q.REQUESTED, Q.STARTED), Q.CANCELLED, may.check_can_scope_request),
        ],
    )
)

R = Review.Status
#: While its work is going on; once the report is published, or only its actions are left, there is nothing to stop.
BEFORE_PUBLICATION = (
    R.INITIATED, R.COMMISSIONING, R.SCOPING, R.GATHERING, R.ANALYSIS, R.DRAFT_REPORT, R.PANEL_AGREED, R.BOARD_APPROVAL,
    R.RESPONSE_AGREED, R.PRE_PUBLICATION,
)  # fmt: skip
#: Where the report has been agreed by somebody; a correction leads back to the draft.
AFTER_DRAFT = (
    R.PANEL_AGREED, R.BOARD_APPROVAL, R.RESPONSE_AGREED, R.PRE_PUBLICATION, R.PUBLISHED, R.MONITORING,
)  # fmt: skip
REVIEW = register(
    Machine(
        "review",
        R,
        R.INITIATED,
        [
            Move("commission", (R.INITIATED,), R.COMMISSIONING, may.check_can_manage),
            Move("start_scoping", (R.COMMISSIONING,), R.SCOPING, may.check_can_manage),
            Move("start_gathering", (R.SCOPING,), R.GATHERING, may.check_can_manage),
            Move("start_analysis", (R.GATHERING,), R.ANALYSIS, may.check_can_manage),
            Move("start_draft", (R.ANALYSIS,), R.DRAFT_REPORT, may.check_can_manage),
            Move("agree_by_panel", (R.DRAFT_REPORT,), R.PANEL_AGREED, may.check_can_agree_for_panel),
            Move("return_to_draft", (R.PANEL_AGREED, R.BOARD_APPROVAL), R.DRAFT_REPORT, may.check_can_manage),
            Move("send_to_board", (R.PANEL_AGREED,), R.BOARD_APPROVAL, may.check_can_manage),
            Move("agree_response", (R.BOARD_APPROVAL,), R.RESPONSE_AGREED, may.check_can_agree_for_board),
            Move("prepare_publication", (R.RESPONSE_AGREED,), R.PRE_PUBLICATION, may.check_can_manage),
            Move("mark_published", (R.PRE_PUBLICATION,), R.PUBLISHED, None),
            Move("start_monitoring", (R.RESPONSE_AGREED, R.PUBLISHED), R.MONITORING, may.check_can_manage),
            Move("close", (R.MONITORING,), R.CLOSED, may.check_can_manage),
            Move("reopen_report", AFTER_DRAFT, R.DRAFT_REPORT, None),
            Move("stop", BEFORE_PUBLICATION, R.STOPPED, None),
        ],
    )
)

A = AgencyReport.Status
AGENCY_REPORT = register(
    Machine(
        "agency report",
        A,
        A.REQUESTED,
        [
            Move(
                "name_author",
                (A.REQUESTED, A.AUTHOR_NAMED, A.IN_WRITING),
                A.AUTHOR_NAMED,
                may.check_can_lead_agency_report,
            ),
            Move("start_writing", (A.AUTHOR_NAMED,), A.IN_WRITING, may.check_can_write_agency_report),
            Move(
                "submit",
                (A.AUTHOR_NAMED, A.IN_WRITING, A.RETURNED),
                A.SUBMITTED,
                may.check_can_write_agency_report,
            ),
            Move("accept", (A.SUBMITTED,), A.ACCEPTED, may.check_can_answer_agency_report),
            Move("send_back", (A.SUBMITTED,), A.RETURNED, may.check_can_answer_agency_report),
            Move(
                "cancel_request",
                (A.REQUESTED, A.AUTHOR_NAMED, A.IN_WRITING, A.RETURNED),
                A.CANCELLED,
                may.check_can_manage_agency_report,
            ),
        ],
    )
)

T = Report.Status
REPORT = register(
    Machine(
        "report",
        T,
        T.WRITING,
        [
            Move("send_to_panel", (T.WRITING,), T.WITH_PANEL, may.check_can_write_report),
            Move("agree_by_panel", (T.WITH_PANEL,), T.PANEL_AGREED, may.check_can_agree_report_for_panel),
            Move("agree_by_board", (T.PANEL_AGREED,), T.BOARD_AGREED, may.check_can_agree_report_for_board),
            Move("reopen", (T.BOARD_AGREED,), T.WRITING, may.check_can_reopen_report),
            Move("take_back", (T.WITH_PANEL, T.PANEL_AGREED), T.WRITING, may.check_can_write_report),
        ],
    )
)
