"""From a proposal to an agreed action (R175, R176)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from lscb.board.models import Agency, Group
from lscb.core import wording
from lscb.core.errors import BadInput
from lscb.core.workdays import LONDON
from lscb.learning import acts, clocks, parties, permissions, said, telling
from lscb.learning.acts import need
from lscb.learning.models import Action, ActionChange, Recommendation
from lscb.learning.operations.reopening import NOT_TAKEN_UP, left_without, look_again
from lscb.people.models import User
from lscb.records import operations as records
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

MARKING = "For partners of the board only"
#: What a source is called for those who may not open it, by its record's kind.
KINDS = {
    "review": "From a case review", "scr": "From a serious case review", "referral": "From a referral",
    "meeting": "From a meeting", "audit": "From an audit", "return": "From an agency's return",
    "observation": "From a practice observation", "dataset": "From the board's data",
}  # fmt: skip
#: Capacities in which an agreed action is open to people other than the business unit.
PARTNERS = ("monitoring", "escalation", "owner", "owner-agency")
KIND = "From the board's learning"
EDITABLE = {
    "title", "activity", "difference_expected", "resources", "agency", "owner", "group", "start_on", "end_on", "review_on",
}  # fmt: skip


def monitoring_group(source: Record) -> Group:
    """Who watches over actions from a source: the case review group for cases, else monitoring and evaluation (R179)."""
    case = source.kind in ("review", "scr", "referral")
    kinds = (
        [Group.Kind.CASE_REVIEW, Group.Kind.MONITORING]
        if case
        else [Group.Kind.MONITORING, Group.Kind.CASE_REVIEW]
    )
    open_groups = list(
        Group.objects.filter(board=source.board, kind__in=kinds, closed_on__isnull=True).order_by("pk")
    )
    for kind in kinds:
        for group in open_groups:
            if group.kind == kind:
                return group
    raise BadInput(
        "The board has no group yet that could monitor an action.", "Ask the business manager to form one."
    )


S = Action.Status


@operation
def propose(
    *, source: Record, title: str, activity: str, by: User, agency: Agency | None = None, owner: User | None = None,
    group: Group | None = None, start_on: dt.date | None = None, end_on: dt.date | None = None,
    difference_expected: str = "", resources: str = "", recommendations: Iterable[Recommendation] = (),
    source_kind: str = "",
) -> Action:  # fmt: skip
    """A proposed action with its own record: nobody but the proposer and the manager's office sees it yet.

    title        names the action without the case; it becomes the record's title when the action is agreed
    group        monitors it; without it the group that follows the source's kind
    source_kind  what readers who may not open the source are told, for example "From a serious case review"
    """
    permissions.check_can_propose(by, source, group)
    return enter_proposal(
        source=source, title=title, activity=activity, by=by, agency=agency, owner=owner, group=group,
        start_on=start_on, end_on=end_on, difference_expected=difference_expected, resources=resources,
        recommendations=recommendations, source_kind=source_kind,
    )  # fmt: skip


@operation
def enter_proposal(
    *, source: Record, title: str, activity: str, by: User, agency: Agency | None, owner: User | None,
    group: Group | None, start_on: dt.date | None, end_on: dt.date | None, difference_expected: str, resources: str,
    recommendations: Iterable[Recommendation], source_kind: str,
) -> Action:  # fmt: skip
    """As propose(), for operations that have asked for another right: an agency's answer, an outcome not achieved."""
    group = group or monitoring_group(source)
    _check_same_board(source, group)
    linked = list(recommendations)
    if any(each.source_id != source.pk for each in linked):
        raise BadInput("An action can only answer recommendations of the record that it comes from.")
    title, activity = _worded(title, activity)
    _check_dates(start_on, end_on)
    record = records.open_record(
        board=source.board, kind="action", code="ACT", title="Proposed action", route="learning:action-detail", by=by,
        marking=MARKING, shut_with=source,
    )  # fmt: skip
    action = Action.objects.create(
        record=record, board=source.board, source=source, title=title, activity=activity, agency=agency, owner=owner,
        group=group, start_on=start_on, end_on=end_on, difference_expected=difference_expected.strip(),
        resources=resources.strip(), source_kind=source_kind or KINDS.get(source.kind, KIND), created_by=by,
    )  # fmt: skip
    action.recommendations.set(linked)
    ActionChange.objects.create(action=action, verb="propose", status=action.status, changed_by=by)
    said.of_action(action)
    _open_to_proposers(action, by=by)
    record_event("action.propose", by=by, record=record, detail={"recommendations": len(linked)})
    return action


@operation
def edit_proposal(*, action: Action, by: User, version: int | None = None, **values: Any) -> Action:
    """Changes the wording, people and dates of a proposal. `values`: any of EDITABLE, and `recommendations`.

    A confirmed wording is never carried over: it is confirmed again when the action is agreed.
    """
    action = acts.require("edit_proposal", action, by=by, version=version)
    linked = values.pop("recommendations", None)
    if unknown := set(values) - EDITABLE:
        raise TypeError(f"Not part of a proposal: {', '.join(sorted(unknown))}")
    title, activity = _worded(values.get("title", action.title), values.get("activity", action.activity))
    values |= {"title": title, "activity": activity}
    _check_dates(values.get("start_on", action.start_on), values.get("end_on", action.end_on))
    _check_same_board(action.source, values.get("group") or action.group)
    if linked is not None:
        action.recommendations.set(linked)
    acts.change(action, "edit_proposal", by=by, **values)
    said.of_action(action)
    return action


@operation
def agree(
    *,
    action: Action,
    wording_confirmed_safe: bool,
    by: User,
    on: dt.date | None = None,
    version: int | None = None,
) -> Action:
    """The plan is approved: the owner's agency and the monitoring group see the action, and its clock starts.

    wording_confirmed_safe  somebody has read the wording and says that it can be read without the case
    on                      the day it was agreed, when an older plan is entered afterwards
    """
    action = acts.require("agree", action, by=by, version=version)
    agreed_on = on or timezone.localdate()
    _check_whole(action, agreed_on)
    if not wording_confirmed_safe:
        raise BadInput("Confirm that the wording can be read by people who do not know the case.")
    if agreed_on > timezone.localdate():
        raise BadInput("The day it was agreed cannot be in the future.")
    agreed_at = timezone.now() if on is None else dt.datetime.combine(on, dt.time(12), tzinfo=LONDON)
    action.record.title = action.title
    action.record.save(update_fields=["title"])
    acts.change(
        action, "agree", by=by, to=S.AGREED, wording_confirmed_safe=True, first_end_on=action.end_on,
        agreed_at=agreed_at, agreed_by=by,
    )  # fmt: skip
    open_to_partners(action=action, by=by)
    clocks.start(action, by=by, reason="The action was agreed again.")
    parties.tell(action, [*parties.doers(action), *parties.leads(action)], "action-agreed", by=by)
    return action


@operation
def reject(*, action: Action, reason: str, by: User, version: int | None = None) -> Action:
    """The proposal is not taken up; the reason is kept, and told to whoever proposed it."""
    action = acts.require("reject", action, by=by, version=version)
    reason = need(reason, "Say why the proposal is not taken up.")
    acts.change(action, "reject", by=by, reason=reason, to=S.REJECTED)
    if request := left_without(action):
        look_again(request=request, reason=NOT_TAKEN_UP, due_on=None, by=by)
    parties.tell(action, [action.created_by], "action-rejected", by=by)
    return action


@operation
def open_to_partners(*, action: Action, by: User) -> None:
    """Opens the action to the responsible agency and person, the monitoring group and those on the ladder."""
    opened = {action.group.party: "monitoring"}
    opened |= {group.party: "escalation" for group in parties.executive_groups(action)}
    opened |= dict.fromkeys(telling.parties_of(parties.board_members(action)), "board-member")
    if action.owner is not None:
        opened[action.owner.party] = "owner"
    if action.agency is not None:
        opened[action.agency.party] = "owner-agency"
    for party, capacity in opened.items():
        records.grant_access(
            record=action.record,
            party=party,
            capacity=capacity,
            reason=f"Action {action.reference} was agreed",
            by=by,
        )
    record_event("action.opened", by=by, record=action.record, detail={"parties": len(opened)})


def _open_to_proposers(action: Action, *, by: User) -> None:
    """To whoever proposed it, and to those who agree proposals; the manager's office reads by itself."""
    for party in telling.unit_parties(action.board, by):
        records.grant_access(
            record=action.record, party=party, capacity="proposer", reason="Prepares proposed actions", by=by
        )


def _worded(title: str, activity: str) -> tuple[str, str]:
    title = need(title, "Give the action a short title that does not name anybody.")
    activity = need(activity, "Say what will be done.")
    if len(title) > 160:
        raise BadInput("Keep the title to 160 characters.")
    wording.require_telling(activity, what="what will be done", example=wording.EXAMPLE_ACTIVITY)
    return title, activity


def _check_dates(start_on: dt.date | None, end_on: dt.date | None) -> None:
    if start_on and end_on and end_on < start_on:
        raise BadInput("The end date cannot be before the start date.")


def _check_same_board(source: Record, group: Group) -> None:
    if group.board_id != source.board_id:
        raise BadInput("The group that monitors an action must belong to the same board.")


def _check_whole(action: Action, agreed_on: dt.date) -> None:
    """Raises BadInput unless an agreement has everything it needs (R176, trap 32)."""
    if missing := action.missing():
        words = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
        raise BadInput(f"This cannot be agreed yet: it still needs {words}.", "Complete the proposal first.")
    for text, what in (
        (action.activity, "what will be done"),
        (action.difference_expected, "what will be different for children"),
    ):
        wording.require_telling(text, what=what, example=wording.EXAMPLE_ACTIVITY)
    if action.owner and action.agency and not permissions.of_agency(action.owner, action.agency):
        raise BadInput(f"{action.owner} is not listed at {action.agency}.", "Choose somebody of that agency.")
    if action.end_on is not None and action.end_on < agreed_on:
        raise BadInput(
            "The end date has passed. Choose a date that can still be met.", "Change the proposal first."
        )
