"""May this person do it? Each check returns None or raises NotAllowed with a sentence for the screen.

Whether it can be done in this state is the states' business; whether the thing is seen at all is visible_to's.
"""

from __future__ import annotations

from lscb.board.permissions import capacities, check, deciders_today, has, standing_of
from lscb.board.roles import Permission
from lscb.clocks.regimes import regime
from lscb.core.errors import NotAllowed
from lscb.meetings.models import AgendaItem
from lscb.meetings.quorum import conflicted_on
from lscb.people.models import Board, User
from lscb.records.models import Record
from reviews.models import AgencyReport, Decision, Referral, Report, Review, ScopingRequest

P = Permission
UNIT = "Ask the business manager."


# --- referral -------------------------------------------------------------------------------------
def check_can_refer(user: User, board: Board) -> None:
    """Anyone who works for an agency of the board."""
    check(user, P.REFER, board, "You are not set up to refer a case to this board.", UNIT)


def check_can_submit(user: User | None, referral: Referral) -> None:
    """Whoever started the form, and nobody on their behalf; an outsider through the door of their link."""
    if referral.started_by_id != (user.pk if user else None):
        raise NotAllowed("Only the person who started this form can change or send it.", UNIT)


def check_can_answer_questions(user: User | None, referral: Referral) -> None:
    """The referrer; or the business manager, who writes down what the referrer said."""
    if user is None or referral.started_by_id != user.pk:
        _outsider_or_unit(user, referral, "Only the referrer answers these questions.")


def check_can_triage(user: User, referral: Referral) -> None:
    """The business manager."""
    check(
        user, P.REFERRAL_TRIAGE, referral.record.board, "Only the business manager sorts new referrals.", UNIT
    )


def check_can_withdraw(user: User | None, referral: Referral) -> None:
    """The referrer, or the business manager."""
    if user is None or referral.started_by_id != user.pk:
        _outsider_or_unit(user, referral, "Only the referrer takes a referral back.")


def _outsider_or_unit(user: User | None, referral: Referral, sentence: str) -> None:
    if user is None:  # the door of a link let them in
        if referral.started_by_id is not None:
            raise NotAllowed(sentence, UNIT)
        return
    check(user, P.REFERRAL_TRIAGE, referral.record.board, sentence, UNIT)


def check_can_scope(user: User, referral: Referral) -> None:
    """The business unit."""
    check(
        user,
        P.REFERRAL_SCOPE,
        referral.record.board,
        "Only the business unit asks agencies for information.",
        UNIT,
    )


def check_can_list(user: User, referral: Referral) -> None:
    """The business unit."""
    check(
        user, P.REFERRAL_LIST, referral.record.board, "Only the business unit puts a case on an agenda.", UNIT
    )


def check_can_sign(user: User, item: AgendaItem) -> None:
    """The chair or vice chair of the meeting's group, without any conflict on the case (§0.2)."""
    group = item.meeting.group
    if not standing_of(user).chairs(group):
        raise NotAllowed(
            "Only the chair or vice chair of the group signs its recommendation.",
            f"Ask the chair of {group}.",
        )
    assert item.record is not None  # a case, not a heading
    if has_conflict(user, item.record):
        raise NotAllowed(
            "You have declared an interest in this case, so you may not chair or sign this item.",
            f"The other chair of {group} signs it. If both have an interest, the business manager gives another "
            "member the vice chair's seat.",
        )


def check_can_record_consideration(user: User, item: AgendaItem) -> None:
    """The group's chair or vice chair, or the business unit on their behalf."""
    board = item.meeting.group.board_id
    if standing_of(user).chairs(item.meeting.group) or has(user, P.REFERRAL_LIST, board):
        return
    raise NotAllowed("The chair, the vice chair or the business unit writes down the consideration.", UNIT)


def check_can_send_to_chair(user: User, referral: Referral) -> None:
    """The business unit."""
    check_can_list(user, referral)


def offices_of(referral: Referral) -> tuple[str, ...]:
    """The deciding offices that the case's regime names for a serious case review (§0.5)."""
    return tuple(regime(referral.regime).review_type("SCR").deciders)


def deciders_of(referral: Referral, office: str) -> list[User]:
    """Who may decide for an office today: its holders without any conflict on the case (§0.2, §0.5)."""
    shut = conflicted_on([referral.record_id])[referral.record_id]
    found = deciders_today(referral.record.board, office, referral.record)
    return [person for person in found if person.pk not in shut]


def office_held(user: User, referral: Referral) -> str:
    """The deciding office that the person holds for this case today, or an empty string."""
    for office in offices_of(referral):
        if any(person.pk == user.pk for person in deciders_of(referral, office)):
            return office
    return ""


def check_can_decide(user: User, referral: Referral) -> None:
    """A decider whom the regime names: the independent chair, or the acting chair in their place."""
    if office_held(user, referral):
        return
    if has(user, P.REFERRAL_DECIDE, referral.record.board) and has_conflict(user, referral.record):
        raise NotAllowed(
            "You have declared an interest in this case, so you may not decide on it.",
            "The acting chair decides. Ask the business manager to hand the case on.",
        )
    raise NotAllowed("Only the independent chair, or an acting chair, decides on a referral.", UNIT)


def check_can_notify_bodies(user: User, referral: Referral) -> None:
    """The business manager."""
    check(
        user, P.BODIES_NOTIFY, referral.record.board, "Only the business manager records what was sent.", UNIT
    )


def check_can_close(user: User, referral: Referral) -> None:
    """The business manager, once every notification was sent."""
    check_can_notify_bodies(user, referral)


def has_conflict(user: User, record: Record) -> bool:
    """Whether any conflict of the person on the case is in force."""
    return user.pk in conflicted_on([record.case_id])[record.case_id]


def check_can_read_case(user: User, referral: Referral) -> None:
    """Whoever reads the case whole, and not only where their referral has got to."""
    if has(user, P.REFERRAL_TRIAGE, referral.record.board) or capacities(user, referral.record) - {
        "referrer"
    }:
        return
    raise NotAllowed("You see where your referral has got to, and no more of the case.", UNIT)


def check_can_write_letter(user: User, record: Record) -> None:
    """The business unit and the chair."""
    check(user, P.NOTE_WRITE, record.board, "Only the business unit and the chair write letters.", UNIT)


def check_can_write_note(user: User, record: Record) -> None:
    """The business unit and the chair."""
    check(user, P.NOTE_WRITE, record.board, "Only the business unit and the chair write file notes.", UNIT)


# --- scoping --------------------------------------------------------------------------------------
def check_can_answer(user: User, request: ScopingRequest) -> None:
    """The agency's named respondents."""
    if not capacities(user, request.record) & {"respondent"}:
        raise NotAllowed("Only the agency that was asked can answer this request.", UNIT)


def check_can_scope_request(user: User, request: ScopingRequest) -> None:
    """The business unit."""
    check(user, P.REFERRAL_SCOPE, request.record.board, "Only the business unit changes a request.", UNIT)


# --- review ---------------------------------------------------------------------------------------
def check_can_manage(user: User, review: Review) -> None:
    """The business unit."""
    check(user, P.REVIEW_MANAGE, review.record.board, "Only the business unit moves a review on.", UNIT)


def check_can_commission(user: User, review: Review) -> None:
    """The business manager or the chair."""
    check(
        user, P.REVIEW_COMMISSION, review.record.board, "Only the business manager or the chair appoints people.", UNIT
    )  # fmt: skip


def check_can_declare_independence(user: User, review: Review) -> None:
    """Whoever has a part in the review, for themselves."""
    if not capacities(user, review.record) & {"panel-chair", "reviewer", "author", "panel"}:
        raise NotAllowed("Only people with a part in this review declare their independence.", UNIT)


def check_can_agree_terms(user: User, review: Review) -> None:
    """Each member of the panel, for themselves."""
    if not capacities(user, review.record) & {"panel-chair", "panel"}:
        raise NotAllowed("Only members of the panel agree the terms of reference.", UNIT)


def check_can_close_terms(user: User, review: Review) -> None:
    """The panel chair, or the business unit on their behalf."""
    if "panel-chair" not in capacities(user, review.record):
        check_can_manage(user, review)


def check_can_choose_method(user: User, review: Review) -> None:
    """The panel chair, the reviewer, or the business unit."""
    if not capacities(user, review.record) & {"panel-chair", "reviewer"}:
        check_can_manage(user, review)


def check_can_agree_for_panel(user: User, review: Review) -> None:
    """The panel chair."""
    if "panel-chair" not in capacities(user, review.record):
        raise NotAllowed("Only the panel chair records that the panel agrees.", UNIT)


def check_can_agree_for_board(user: User, review: Review) -> None:
    """The independent chair, for the Board."""
    check(user, P.REPORT_APPROVE, review.record.board, "Only the chair records that the Board agrees.", UNIT)


def check_can_comment_on_review(user: User, review: Review) -> None:
    """Whoever has a part in the review, and the business unit."""
    if not capacities(user, review.record) & {"reviewer", "author", "panel", "panel-chair"}:
        check_can_manage(user, review)


# --- agency reports -------------------------------------------------------------------------------
def check_can_manage_agency_report(user: User, report: AgencyReport) -> None:
    """The business unit."""
    check_can_manage(user, report.review)


def check_can_lead_agency_report(user: User, report: AgencyReport) -> None:
    """The agency's safeguarding lead."""
    if "respondent" not in capacities(user, report.record):
        raise NotAllowed("Only the agency's safeguarding lead names the author.", UNIT)


def check_can_write_agency_report(user: User, report: AgencyReport) -> None:
    """The named author, or the agency's lead."""
    if not capacities(user, report.record) & {"author", "respondent"}:
        raise NotAllowed("Only the author and the agency's safeguarding lead send this report.", UNIT)


def check_can_answer_agency_report(user: User, report: AgencyReport) -> None:
    """The panel chair or the reviewer."""
    if not capacities(user, report.review.record) & {"panel-chair", "reviewer"}:
        raise NotAllowed("Only the panel chair or the reviewer accepts a report or sends it back.", UNIT)


# --- the report -----------------------------------------------------------------------------------
def check_can_write_report(user: User, report: Report) -> None:
    """The reviewer, the overview author, or the business unit."""
    if capacities(user, report.review.record) & {"reviewer", "author"}:
        return
    check_can_manage(user, report.review)


def check_can_comment(user: User, report: Report) -> None:
    """Whoever has a part in the review, and the business unit."""
    if capacities(user, report.review.record) & {"reviewer", "author", "panel", "panel-chair", "decider"}:
        return
    check_can_manage(user, report.review)


def check_can_agree_report_for_panel(user: User, report: Report) -> None:
    """The panel chair."""
    check_can_agree_for_panel(user, report.review)


def check_can_agree_report_for_board(user: User, report: Report) -> None:
    """The independent chair, for the Board."""
    check_can_agree_for_board(user, report.review)


def check_can_reopen_report(user: User, report: Report) -> None:
    """The business manager or the chair."""
    words = "Only the business manager or the chair opens an agreed report again."
    check(user, P.REVIEW_COMMISSION, report.review.record.board, words, UNIT)


def deciding(decision: Decision) -> frozenset[str]:
    """Offices that have not agreed yet."""
    return frozenset(offices_of(decision.referral)) - {maker.office for maker in decision.makers.all()}
