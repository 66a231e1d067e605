"""What the owner does: start, update, claim with evidence; and who it is with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from lscb.core import wording
from lscb.core.errors import BadInput
from lscb.files import operations as files
from lscb.learning import acts, clocks, parties, permissions
from lscb.learning.acts import need
from lscb.learning.models import Action, Evidence, Progress
from lscb.people.models import User
from lscb.records import operations as records
from lscb.trail.recording import operation

S = Action.Status


@operation
def start(*, action: Action, by: User, version: int | None = None) -> Action:
    """Work on the action has begun."""
    action = acts.require("start", action, by=by, version=version)
    return acts.change(action, "start", by=by, to=S.STARTED)


@operation
def update_progress(
    *,
    action: Action,
    done: str,
    next_activity: str,
    next_on: dt.date | None,
    by: User,
    version: int | None = None,
) -> Progress:
    """What was done since the last update, what is next, and when (R177). "Ongoing" alone is refused."""
    action = acts.require("update_progress", action, by=by, version=version)
    done = need(done, "Say what has been done since the last update.")
    next_activity = need(next_activity, "Say what will be done next.")
    wording.require_telling(
        done, what="what has been done since the last update", example=wording.EXAMPLE_DONE
    )
    wording.require_telling(next_activity, what="what will be done next", example=wording.EXAMPLE_NEXT)
    if next_on is None:
        raise BadInput("Enter the date of the next activity.")
    if next_on < timezone.localdate():
        raise BadInput("The date of the next activity must be today or later.")
    progress = Progress.objects.create(
        action=action, done=done, next_activity=next_activity, next_on=next_on, written_by=by
    )
    acts.change(action, "update_progress", by=by)
    return progress


@operation
def claim(
    *, action: Action, done: str, by: User, evidence_text: str = "", uploads: Iterable[UploadedFile] = (),
    version: int | None = None,
) -> Progress:  # fmt: skip
    """The owner says that it is complete and shows it: with words, with files, or with both (R180)."""
    action = acts.require("claim", action, by=by, version=version)
    done = need(done, "Say what has been done.")
    wording.require_telling(done, what="what has been done", example=wording.EXAMPLE_DONE)
    text, given = evidence_text.strip(), list(uploads)
    if not text and not given:
        raise BadInput("Give evidence that it is complete: describe it, or add a file.")
    if text:
        wording.require_telling(
            text, what="how somebody can see that it is complete", example=wording.EXAMPLE_PROOF
        )
    progress = Progress.objects.create(action=action, done=done, claims_completion=True, written_by=by)
    if text:
        Evidence.objects.create(progress=progress, text=text)
    for upload in given:
        use = files.attach(record=action.record, upload=upload, purpose="evidence", by=by, may_identify=False)
        Evidence.objects.create(progress=progress, file=use)
    acts.change(action, "claim", by=by, to=S.CLAIMED)
    clocks.meet(action, on=timezone.localdate(), by=by)
    parties.tell(action, permissions.independent_chairs(action), "action-claimed", by=by)
    return progress


@operation
def assign(*, action: Action, owner: User | None, by: User, version: int | None = None) -> Action:
    """Who does it: a person of the responsible agency (or, without an agency, any person of the board)."""
    action = acts.require("assign", action, by=by, version=version)
    if owner is None and action.agency is None:
        raise BadInput("Choose a person: no agency is responsible for this action.")
    if owner is not None and action.agency is not None and not permissions.of_agency(owner, action.agency):
        raise BadInput(f"Choose somebody of {action.agency}.")
    old = action.owner
    acts.change(action, "assign", by=by, owner=owner)
    if old is not None and old != owner:
        records.end_access(
            record=action.record, party=old.party, capacity="owner", reason="Somebody else has it", by=by
        )
    if owner is not None:
        reason = f"Responsible for {action.reference}"
        records.grant_access(record=action.record, party=owner.party, capacity="owner", reason=reason, by=by)
    if action.status in Action.WITH_OWNER:
        clocks.start(action, by=by, reason="The action was given to somebody else.")
    parties.tell(action, parties.doers(action), "action-assigned", by=by)
    return action
