"""Actions from a spreadsheet: every row is judged first, and either all of them come in or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from lscb.board.models import Group
from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.clocks.words import day_in_words
from lscb.core.errors import BadInput
from lscb.learning import acts, clocks, impacts, parties, said, telling
from lscb.learning.incoming import TITLE, IncomingRow, judge
from lscb.learning.models import Action, ActionChange, ActionPlan, Progress, Recommendation
from lscb.learning.operations.changing import change_row
from lscb.learning.operations.plans import open_to_unit
from lscb.learning.operations.proposals import MARKING, monitoring_group
from lscb.learning.sheets import Sheet
from lscb.notices.operations import notify
from lscb.people.models import Board, Party, User
from lscb.records import operations as records
from lscb.trail.recording import operation, record_event

S = Action.Status
ONLY_UNIT = "Actions are loaded from spreadsheets by the business unit."
#: What is kept where a spreadsheet is silent on what an agreed action needs (R176).
NOT_STATED = "Not stated in the spreadsheet that it was loaded from."
SOURCE = "From a spreadsheet of the board"
NO_PROGRESS = "The spreadsheet that it was loaded from did not say what was done."


@dataclass(frozen=True)
class Loaded:
    """How many rows did what; people: how many were told of new actions."""

    new: int
    changed: int
    same: int
    plan: ActionPlan | None
    people: int = 0


@operation
def load_actions(
    *, board: Board, sheet: Sheet, wording_confirmed_safe: bool, by: User, title: str = ""
) -> Loaded:
    """Brings every row in, or none: BadInput holds a line for each faulty row.

    wording_confirmed_safe  somebody has read the file and says that it can be read without the cases it came from
    title                   of the plan that new actions hang on: never the file's name, which may name somebody
    """
    check(by, Permission.ACTION_MANAGE, board, ONLY_UNIT)
    Board.objects.select_for_update().get(pk=board.pk)  # two loads of one file do not meet half-way
    judged = judge(board, sheet, by=by)
    if judged.faults:
        raise BadInput("\n".join(judged.faults), "Nothing was stored. Correct the file and load it again.")
    if not wording_confirmed_safe:
        raise BadInput("Confirm that the wording can be read by people who do not know the cases.")
    plan = _plan(board, title.strip(), by) if judged.new else None
    people = 0
    if plan is not None:
        people = _Loader(plan, by).load(judged.new)
        said.of_source(plan.record)
    for row in judged.changed:
        change_row(row=row, by=by)
    counts = {"new": len(judged.new), "changed": len(judged.changed), "same": judged.same}
    record_event("actions.loaded", by=by, board=board, detail=counts)
    return Loaded(plan=plan, people=people, **counts)


def _plan(board: Board, title: str, by: User) -> ActionPlan:
    """The plan that the new actions hang on, open to the group that monitors what comes from no case."""
    record = records.open_record(
        board=board, kind="action-plan", code="PLAN", title="Actions from a spreadsheet", by=by,
        route="learning:plan-detail", marking=MARKING,
    )  # fmt: skip
    group = monitoring_group(record)
    named = title[:160] or f"Actions loaded on {day_in_words(timezone.localdate())}"
    plan = ActionPlan.objects.create(
        record=record, board=board, kind=ActionPlan.Kind.LOADED, title=named, group=group, created_by=by
    )
    reason = "Monitors the actions that were loaded"
    records.grant_access(record=record, party=group.party, capacity="monitoring", reason=reason, by=by)
    open_to_unit(record=record, by=by)
    record_event("plan.opened", by=by, record=record, detail={"kind": str(plan.kind)})
    return plan


class _Loader:
    """Loads new rows; what is the same for many of them (who leads an agency, who escalates) is asked once."""

    def __init__(self, plan: ActionPlan, by: User) -> None:
        self.plan, self.by, self.board = plan, by, plan.board
        self.now, self.today = timezone.now(), timezone.localdate()
        self.recommendations: dict[str, Recommendation] = {}
        self.around: dict[tuple[int | None, int], dict[Party, str]] = {}
        self.reminded: dict[tuple[int | None, int | None], Any] = {}
        self.checked: dict[int, impacts.Tell] = {}
        self.told: dict[int, User] = {}
        self.unit = telling.unit_parties(self.board, by)

    def load(self, rows: Iterable[IncomingRow]) -> int:
        """Returns how many people were told."""
        for row in rows:
            self._load(row)
        for user in self.told.values():
            notify(
                to=user, board=self.board, subject_key="actions-loaded", reference=self.plan.record.reference,
                link="/actions/?whose=agency", unique_key=f"actions-loaded:{self.plan.pk}",
            )  # fmt: skip
        return len(self.told)

    def _load(self, row: IncomingRow) -> None:
        action = self._made(row)
        self._recommend(action, row.values.get("recommendation", ""))
        self._report(action, row.values)
        words = f"Row {row.number}, as “{S(action.status).label}”."
        ActionChange.objects.create(
            action=action, verb="load", status=action.status, reason=words, changed_by=self.by
        )
        self._open(action)
        if action.status in Action.WITH_OWNER:
            self._remind(action)
        if action.status == S.VERIFIED:
            self._check_later(action)
        detail = {"status": str(action.status), "row": row.number}
        record_event("action.load", by=self.by, record=action.record, detail=detail)

    def _made(self, row: IncomingRow) -> Action:
        values, status = row.values, row.values["status"]
        title = values.get("title") or _title_of(values["action"])
        agreed = status not in Action.UNAGREED
        record = records.open_record(
            board=self.board, kind="action", code="ACT", title=title if agreed else "Proposed action", by=self.by,
            route="learning:action-detail", marking=MARKING, shut_with=self.plan.record,
        )  # fmt: skip
        if status in acts.ENDED:
            record.closed_at = self.now
            record.save(update_fields=["closed_at"])
        group: Group = values.get("monitored by") or self.plan.group
        due = values.get("due")
        made: Action = Action.objects.create(
            record=record, board=self.board, source=self.plan.record, plan=self.plan, title=title, group=group,
            activity=values["action"], agency=values.get("owner agency"), owner=values.get("owner e-mail"),
            difference_expected=values.get("difference expected", NOT_STATED if agreed else ""),
            resources=values.get("resources", NOT_STATED if agreed else ""), start_on=values.get("start"), end_on=due,
            first_end_on=due if agreed else None, review_on=values.get("review date"), status=status,
            accepted_until=values.get("accepted until"), source_kind=values.get("source", SOURCE), created_by=self.by,
            wording_confirmed_safe=agreed, agreed_at=self.now if agreed else None, agreed_by=self.by if agreed else None,
            loaded_as=row.digest,
        )  # fmt: skip
        return made

    def _recommend(self, action: Action, text: str) -> None:
        """Rows with the same recommendation share it."""
        if not text:
            return
        found = self.recommendations.get(text)
        if found is None:
            number = len(self.recommendations) + 1
            found = Recommendation.objects.create(
                source=self.plan.record, number=number, text=text, added_by=self.by
            )
            self.recommendations[text] = found
        if action.agency is not None:
            found.agencies.add(action.agency)
        action.recommendations.add(found)

    def _report(self, action: Action, values: dict[str, Any]) -> None:
        claimed = action.status == S.CLAIMED
        done, following = values.get("progress", ""), values.get("next", "")
        if not (done or following or values.get("next date") or claimed):
            return
        Progress.objects.create(
            action=action, done=done or (NO_PROGRESS if claimed else "Not stated."), next_activity=following,
            next_on=values.get("next date"), claims_completion=claimed, loaded=True, written_by=self.by,
        )  # fmt: skip

    def _open(self, action: Action) -> None:
        """To the same people as when an action is proposed and agreed."""
        for party in self.unit:
            records.grant_access(
                record=action.record, party=party, capacity="proposer", reason="Prepares actions", by=self.by
            )
        if action.status in Action.UNAGREED:
            return
        key = (action.agency_id, action.group_id)
        if key not in self.around:
            opened = {action.group.party: "monitoring"}
            opened |= {group.party: "escalation" for group in parties.executive_groups(action)}
            opened |= dict.fromkeys(telling.parties_of(parties.board_members(action)), "board-member")
            opened |= {action.agency.party: "owner-agency"} if action.agency else {}
            self.around[key] = opened
        opened = self.around[key] | ({action.owner.party: "owner"} if action.owner else {})
        for party, capacity in opened.items():
            reason = f"Action {action.reference} was loaded"
            records.grant_access(
                record=action.record, party=party, capacity=capacity, reason=reason, by=self.by
            )

    def _remind(self, action: Action) -> None:
        key = (action.agency_id, action.owner_id)
        if key not in self.reminded:
            self.reminded[key] = clocks.recipients(action), parties.doers(action)
        recipients, doers = self.reminded[key]
        clocks.start_loaded(action, by=self.by, tell=recipients)
        self.told |= {user.pk: user for user in doers if user.pk != self.by.pk}

    def _check_later(self, action: Action) -> None:
        """What the board says is verified, and not closed yet, is looked at again; what is closed is history."""
        if action.group_id not in self.checked:
            self.checked[action.group_id] = impacts.recipients(action)
        impacts.plan(action, by=self.by, tell=self.checked[action.group_id])


def _title_of(activity: str) -> str:
    """The first sentence of what will be done, cut at a word where it is too long for a title."""
    first = activity.split("\n", 1)[0]
    sentence = first.split(". ", 1)[0].rstrip(".") if ". " in first else first.rstrip(".")
    title = sentence or activity
    if len(title) <= TITLE:
        return title
    return title[: TITLE - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
