"""What was shared with neighbours and national bodies (R039), and policies changed because of a recommendation (R213)."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board.models import Agency
from lscb.core.errors import BadInput
from lscb.identity.operations import refuse_names
from lscb.learning import answering, item_rights
from lscb.learning.acts import need
from lscb.learning.models import (
    AskedRecommendation,
    Finding,
    LearningItem,
    LearningShare,
    PolicyChange,
    Recommendation,
)
from lscb.people.models import Board, User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

NAMES = "Somebody of the case is named. Whoever it is shared with does not know the case: leave the name out."
OWN_NAMES = "Somebody of the case is named. Your colleagues read this without the case: leave the name out."


@operation
def share(
    *,
    thing: LearningItem | Finding | Recommendation,
    what: str,
    with_whom: str,
    shared_on: dt.date,
    by: User,
    with_board: Board | None = None,
    confirmed_safe: bool,
) -> LearningShare:
    """Records what was shared, with whom and when. A board of this installation reads these words, and nothing else."""
    record = thing.record if isinstance(thing, LearningItem) else thing.source
    item = thing if isinstance(thing, LearningItem) else None
    if item is not None:
        item_rights.check_can_keep(by, item.board)
    else:
        answering.check_can_ask(by, record)
    what = need(what, "Write what was shared.")
    with_whom = with_board.name if with_board else need(with_whom, "Say with whom it was shared.")
    _check_words(item.source if item else record, what, with_whom, shared_on, confirmed_safe)
    if with_board is not None and with_board.pk == record.board_id:
        raise BadInput("Choose another board than your own.")
    made = LearningShare.objects.create(
        board=record.board,
        item=item,
        finding=thing if isinstance(thing, Finding) else None,
        with_board=with_board,
        recommendation=thing if isinstance(thing, Recommendation) else None,
        with_whom=with_whom,
        what=what,
        shared_on=shared_on,
        shared_by=by,
    )
    record_event("learning.shared", by=by, record=record, detail={"with": with_whom})
    return made


@operation
def add_policy_change(
    *,
    recommendation: Recommendation,
    policy: str,
    what_changed: str,
    changed_on: dt.date,
    by: User,
    agency: Agency | None = None,
) -> PolicyChange:
    """The business unit records a policy or procedure that was changed because of a recommendation: the board's or an
    agency's."""
    answering.check_can_ask(by, recommendation.source)
    made = _changed(recommendation, agency, policy, what_changed, changed_on, by)
    detail = {"number": recommendation.number}
    record_event("recommendation.policy-changed", by=by, record=recommendation.source, detail=detail)
    return made


@operation
def add_own_policy_change(
    *, asked: AskedRecommendation, policy: str, what_changed: str, changed_on: dt.date, by: User
) -> PolicyChange:
    """An agency records its own, because of a recommendation that it was asked about; also after its answers are
    complete, since a policy takes its time. Partners answer for their own policies (Southampton §2)."""
    request = asked.request
    answering.check_can_answer(by, request)
    refuse_names(request.source.case, f"{policy} {what_changed}", OWN_NAMES)
    made = _changed(asked.recommendation, request.agency, policy, what_changed, changed_on, by)
    detail = {"number": asked.recommendation.number}
    record_event("recommendation.policy-changed", by=by, record=request.record, detail=detail)
    return made


def _changed(
    recommendation: Recommendation,
    agency: Agency | None,
    policy: str,
    what_changed: str,
    day: dt.date,
    by: User,
) -> PolicyChange:
    if day > timezone.localdate():
        raise BadInput("The day of the change cannot be in the future.")
    return PolicyChange.objects.create(
        recommendation=recommendation, agency=agency, policy=need(policy, "Name the policy.")[:200], changed_on=day,
        what_changed=need(what_changed, "Say what was changed."), added_by=by,
    )  # fmt: skip


def _check_words(
    source: Record | None, what: str, with_whom: str, shared_on: dt.date, confirmed_safe: bool
) -> None:
    if not confirmed_safe:
        raise BadInput("Confirm that the words can be read by people who do not know the case.")
    if shared_on > timezone.localdate():
        raise BadInput("The day on which it was shared cannot be in the future.")
    if source is not None:
        refuse_names(source.case, f"{what} {with_whom}", NAMES)
