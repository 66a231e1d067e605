"""Reads what the page of an action shows, in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from lscb.clocks.holidays import current_holidays
from lscb.files.models import FileUse
from lscb.files.presenters import attachments
from lscb.learning.clocks import CALENDAR
from lscb.learning.models import Action, ActionQuerySet, Evidence, OutcomeReview, Progress, Recommendation
from lscb.learning.presenters import ActionFacts
from lscb.learning.verbs import PAGES, refusals
from lscb.people.models import User
from lscb.records.models import Record


def actions_for_page() -> ActionQuerySet:
    """Actions with what their page and their checks need; open_or_404 narrows them to the reader's."""
    return Action.objects.for_page()


def facts_of(action: Action, user: User, today: dt.date) -> ActionFacts:
    reference = action.record.reference
    source = Record.objects.visible_to(user).filter(pk=action.source_id).first()
    # What a recommendation says belongs to the case, so it is shown to its readers alone.
    answered = Recommendation.objects.visible_to(user).filter(actions=action)
    progress = list(action.progress.select_related("written_by").prefetch_related("evidence"))
    _, holidays = current_holidays(CALENDAR)
    urls = {name: reverse(f"learning:action-{name}", args=[reference]) for name in PAGES}
    urls |= {"source": source.get_absolute_url()} if source else {}
    if action.replaced_by and Action.objects.visible_to(user).filter(pk=action.replaced_by.pk).exists():
        urls["replaced_by"] = action.replaced_by.get_absolute_url()
    return ActionFacts(
        action=action, refusals=refusals(user, action), source=source, recommendations=list(answered), progress=progress,
        revisions=list(action.date_revisions.select_related("revised_by")), today=today, holidays=holidays, urls=urls,
        changes=list(action.changes.select_related("changed_by")), files=_files(progress),
        review=OutcomeReview.objects.filter(action=action).first(),
    )  # fmt: skip


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
    for use in (
        FileUse.objects.in_use().filter(pk__in=of_use).select_related("file", "added_by").order_by("pk")
    ):
        found.setdefault(of_use[use.pk], []).extend(attachments([use], revealed=True))
    return found


def _evidence(progress: list[Progress]) -> list[Evidence]:
    return [row for each in progress for row in each.evidence.all()]
