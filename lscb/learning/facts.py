"""Reads what the page of an action shows, in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lscb.clocks.holidays import current_holidays
from lscb.core.errors import NotAllowed
from lscb.core.prepared import attach, belonging_to, prepared, timeless
from lscb.files.models import FileUse
from lscb.files.presenters import attachments
from lscb.learning import executive, impact_reading
from lscb.learning.clocks import CALENDAR, REVISIONS_FOR_EXECUTIVE
from lscb.learning.models import (
    Action,
    ActionChange,
    ActionPlan,
    ActionQuerySet,
    DateRevision,
    Evidence,
    OutcomeReview,
    Progress,
    Recommendation,
)
from lscb.learning.permissions import check_can_talk_over
from lscb.learning.presenters import ActionFacts
from lscb.learning.verbs import PAGES, refusals
from lscb.people.models import User
from lscb.records.models import Record

#: States in which an action may have impact checks, of this round or an earlier one.
AFTER = (
    Action.Status.STARTED, Action.Status.CLAIMED, Action.Status.VERIFIED, Action.Status.CLOSED, Action.Status.NOT_ACHIEVED,
)  # fmt: skip


def actions_for_page() -> ActionQuerySet:
    """Actions with what their page and their checks need; open_or_404 narrows them to the reader's."""
    return Action.objects.for_page()


def facts_of(action: Action, user: User, today: dt.date) -> ActionFacts:
    reference = action.record.reference
    source = next(iter(_source(user, action.source_id)), None)
    progress = belonging_to(action, "action", _progress(action.pk))
    attach(progress, "evidence", _evidence_on(action.pk) if progress else [])
    _, holidays = current_holidays(CALENDAR)
    urls = {name: reverse(f"learning:action-{name}", args=[reference]) for name in PAGES}
    urls |= {"source": source.get_absolute_url()} if source else {}
    if action.replaced_by and Action.objects.visible_to(user).filter(pk=action.replaced_by.pk).exists():
        urls["replaced_by"] = action.replaced_by.get_absolute_url()
    plan = next(iter(_plan(user, action.plan_id)), None) if action.plan_id else None
    urls |= {"plan": plan.get_absolute_url()} if plan else {}
    return ActionFacts(
        action=action, refusals=refusals(user, action), source=source, plan=plan, recommendations=_answered(user, action.pk),
        progress=progress, today=today, holidays=holidays, urls=urls, files=_files(progress),
        revisions=belonging_to(action, "action", _revisions(action.pk)),
        changes=belonging_to(action, "action", _changes(action.pk)),
        checks=impact_reading.checks_of(action.pk) if action.status in AFTER else [],
        executive=_for_executive(action, user, today),
        review=next(iter(belonging_to(action, "action", _outcome(action.pk))), None),
    )  # fmt: skip


def _for_executive(action: Action, user: User, today: dt.date) -> str:
    """Where the Executive's word is recorded, for those who may, while the action is on its list."""
    stuck = action.revisions >= REVISIONS_FOR_EXECUTIVE or executive.is_late(action, today)
    if not stuck or not executive.is_due(action, today):
        return ""
    try:
        check_can_talk_over(user, action)
    except NotAllowed:
        return ""
    return reverse("learning:action-talked-over", args=[action.record.reference])


@prepared
def _source(user: User, pk: int) -> QuerySet[Record]:
    found: QuerySet[Record] = Record.objects.visible_to(user).filter(pk=pk)
    return found


@prepared
def _plan(user: User, pk: int) -> QuerySet[ActionPlan]:
    found: QuerySet[ActionPlan] = ActionPlan.objects.visible_to(user).filter(pk=pk)
    return found.select_related("record")


@prepared
def _answered(user: User, action: int) -> QuerySet[Recommendation]:
    """What a recommendation says belongs to the case, so it is shown to its readers alone."""
    found: QuerySet[Recommendation] = Recommendation.objects.visible_to(user).filter(actions=action)
    return found


@timeless
def _progress(action: int) -> QuerySet[Progress]:
    return Progress.objects.filter(action=action).select_related("written_by")


@timeless
def _evidence_on(action: int) -> QuerySet[Evidence]:
    return Evidence.objects.filter(progress__action=action)


@timeless
def _revisions(action: int) -> QuerySet[DateRevision]:
    return DateRevision.objects.filter(action=action).select_related("revised_by")


@timeless
def _changes(action: int) -> QuerySet[ActionChange]:
    return ActionChange.objects.filter(action=action).select_related("changed_by")


@timeless
def _outcome(action: int) -> QuerySet[OutcomeReview]:
    return OutcomeReview.objects.filter(action=action).order_by("pk")[:1]


def claim_of(action: Action) -> Progress | None:
    """The claim that waits to be verified."""
    if action.status != Action.Status.CLAIMED:
        return None
    claims = action.progress.filter(claims_completion=True).select_related("written_by")
    return claims.prefetch_related("evidence__file__file").first()


def _files(progress: list[Progress]) -> dict[int, list[dict[str, Any]]]:
    """Evidence files by update; evidence is given for everybody who reads the action, so its names are shown."""
    of_use = {row.file_id: row.progress_id for row in _evidence(progress) if row.file_id}
    found: dict[int, list[dict[str, Any]]] = {}
    if not of_use:
        return found
    for use in (
        FileUse.objects.in_use().filter(pk__in=of_use).select_related("file", "added_by").order_by("pk")
    ):
        found.setdefault(of_use[use.pk], []).extend(attachments([use], revealed=True))
    return found


def _evidence(progress: list[Progress]) -> list[Evidence]:
    return [row for each in progress for row in each.evidence.all()]
