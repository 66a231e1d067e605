"""An issue goes up to the group above, is answered or passed on, and comes back the way it went (R014)."""

from __future__ import annotations

from django.utils import timezone

from lscb.board.models import Group
from lscb.core.errors import BadInput, NotAllowed
from lscb.identity.operations import refuse_names
from lscb.meetings.conflicts import cases_of
from lscb.meetings.models import Meeting, RaisedIssue
from lscb.meetings.operations.agenda import members_on
from lscb.meetings.permissions import check_can_answer, check_can_raise, check_can_take_back
from lscb.meetings.states import ISSUE
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.models import Record, RecordExclusion
from lscb.records.operations import grant_access, open_record
from lscb.trail.recording import operation, record_event

S = RaisedIssue.Status
KIND = "raised-issue"
MARKING = "For members of the groups concerned only"
#: The way up when a group has no parent: any group to the Executive, the Executive to the Board.
ABOVE = {Group.Kind.EXECUTIVE: Group.Kind.BOARD}


def group_above(group: Group) -> Group | None:
    """The group that an issue goes to: the parent, or what that answers to where it was closed; else the Executive, and
    from there the Board."""
    passed = {group.pk}
    above = group.parent
    while above is not None and above.closed_on and above.pk not in passed:
        passed.add(above.pk)
        above = above.parent
    if above is not None and above.pk not in passed:
        return above
    if group.kind == Group.Kind.BOARD:
        return None
    wanted = ABOVE.get(Group.Kind(group.kind), Group.Kind.EXECUTIVE)
    rows = Group.objects.filter(board=group.board_id, kind=wanted, closed_on__isnull=True)
    return rows.exclude(pk=group.pk).order_by("pk").first()


@operation
def raise_issue(
    *,
    group: Group,
    title: str,
    reason: str,
    by: User,
    about: Record | None = None,
    meeting: Meeting | None = None,
) -> RaisedIssue:
    """The group cannot settle it: it goes to the group above, and stands on the offers for that group's next agenda.

    about  the case or action that it is about; a personal conflict there shuts the issue too
    """
    check_can_raise(by, group)
    above = group_above(group)
    if above is None:
        raise BadInput("There is no group above this one.")
    if (
        about is not None
        and not Record.objects.visible_to(by).filter(pk=about.pk, board=group.board_id).exists()
    ):
        raise NotAllowed("What this is about is not open to you.", "Ask the business manager.")
    return _raise(
        group,
        above,
        _said(title, "Give the issue a title that names nobody."),
        reason,
        by,
        about,
        meeting,
        None,
    )


@operation
def pass_on(*, issue: RaisedIssue, reason: str, by: User) -> RaisedIssue:
    """The group cannot settle it either: it goes one further up. The answer comes back through this one."""
    issue = locked_issue(issue)
    check_can_answer(by, issue)
    ISSUE.require("pass_on", issue)
    above = group_above(issue.to_group)
    if above is None:
        raise BadInput("There is no group above this one. Answer it here.")
    further = _raise(issue.to_group, above, issue.title, reason, by, issue.about, None, issue)
    issue.status = S.PASSED_ON
    issue.save(update_fields=["status"])
    record_event("issue.passed-on", by=by, record=issue.record, detail={"to": above.name})
    return further


@operation
def answer_issue(*, issue: RaisedIssue, answer: str, by: User) -> RaisedIssue:
    """What the group above says. An answer to something that was passed on answers every step below it as well."""
    issue = locked_issue(issue)
    check_can_answer(by, issue)
    ISSUE.require("answer_issue", issue)
    answer = _said(answer, "Write what the group answers.")
    _refuse_names(issue.about, answer)
    step: RaisedIssue | None = issue
    while step is not None:
        if step.pk != issue.pk:
            step = locked_issue(step)
            ISSUE.require("answer_from_above", step)
        step.status, step.answer, step.answered_by, step.answered_at = S.ANSWERED, answer, by, timezone.now()
        step.save(update_fields=["status", "answer", "answered_by", "answered_at"])
        record_event("issue.answered", by=by, record=step.record, detail={"by": issue.to_group.name})
        _tell(step, step.from_group, "issue-answered", by)
        step = step.previous
    return issue


@operation
def take_back(*, issue: RaisedIssue, outcome: str, by: User) -> RaisedIssue:
    """The group that raised it has the answer, and says what it does with it."""
    issue = locked_issue(issue)
    check_can_take_back(by, issue)
    ISSUE.require("take_back", issue)
    outcome = _said(outcome, "Say what the group does with the answer.")
    _refuse_names(issue.about, outcome)
    issue.status, issue.outcome = S.RETURNED, outcome
    issue.returned_by, issue.returned_at = by, timezone.now()
    issue.save(update_fields=["status", "outcome", "returned_by", "returned_at"])
    record_event("issue.returned", by=by, record=issue.record)
    return issue


def locked_issue(issue: RaisedIssue) -> RaisedIssue:
    rows = RaisedIssue.objects.select_for_update(of=("self",)).select_related(
        "record__board", "from_group__board", "to_group__board", "about__root", "previous"
    )
    return rows.get(pk=issue.pk)


def _raise(
    group: Group, above: Group, title: str, reason: str, by: User, about: Record | None, meeting: Meeting | None,
    previous: RaisedIssue | None,
) -> RaisedIssue:  # fmt: skip
    reason = _said(reason, "Say why the group cannot settle it, and what it asks for.")
    _refuse_names(about, f"{title} {reason}")
    record = open_record(
        board=group.board, kind=KIND, code="ISS", title=title, route="meetings:issue-detail", by=by, marking=MARKING,
        shut_with=about,
    )  # fmt: skip
    for party in {group.party, above.party, by.party}:
        grant_access(
            record=record, party=party, capacity="escalation", reason="Raised to the group above", by=by
        )
    issue = RaisedIssue.objects.create(
        record=record, from_group=group, to_group=above, about=about, title=title, reason=reason, raised_by=by,
        raised_at_meeting=meeting, previous=previous,
    )  # fmt: skip
    record_event("issue.raised", by=by, record=record, detail={"from": group.name, "to": above.name})
    _tell(issue, above, "issue-raised", by)
    return issue


def _said(text: str, sentence: str) -> str:
    text = text.strip()
    if not text:
        raise BadInput(sentence)
    return text


def _refuse_names(about: Record | None, text: str) -> None:
    if about:
        refuse_names(about, text, "Write this without the name of anybody in the case.")


def _tell(issue: RaisedIssue, group: Group, key: str, by: User) -> None:
    """The chairs and members of a group, without those whom a conflict shuts out."""
    cases = cases_of(issue.record) | cases_of(issue.about)
    shut = set(
        RecordExclusion.objects.filter(record_id__in=cases, lifted_at__isnull=True).values_list(
            "user_id", flat=True
        )
    )
    for user in members_on(group, timezone.localdate()):
        if user.pk not in shut | {by.pk}:
            notify(
                to=user, board=group.board, subject_key=key, reference=issue.record.reference,
                link=issue.record.get_absolute_url(), unique_key=f"{key}:{issue.pk}",
            )  # fmt: skip
