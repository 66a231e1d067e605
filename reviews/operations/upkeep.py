"""Access that follows the people: who leads an agency, sits on a group or decides may change while a case is open.

Rows are named people's, so that each reading has a name; this brings them up to date, and tells members on the day on
which papers go out. The timer wakes it; everything it does is done once, whoever else is at it.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from typing import Any

from lscb.core.errors import Refusal
from lscb.meetings import operations as meetings
from lscb.meetings.models import AgendaItem
from lscb.meetings.operations.agenda import membership_changes, tell_papers_are_out
from reviews.models import Referral, ScopingRequest
from reviews.operations import respondents
from reviews.operations.readers import differences, share_answers

log = logging.getLogger(__name__)


def keep_access_current(today: dt.date) -> int:
    """Brings open requests, agendas and answers up to date. Returns how many things were changed."""
    return (
        _each(_requests(), _request)
        + _each(_items(), lambda item: _item(item, today))
        + _each(_referrals(), _referral)
    )


def _each(things: Iterable[Any], act: Callable[[Any], bool]) -> int:
    """One thing that cannot be brought up to date is logged; the others go on."""
    changed = 0
    for thing in things:
        try:
            changed += act(thing)
        except Refusal as no:
            log.warning("access of %s could not be brought up to date: %s", thing, no.reason)
        except Exception:
            log.exception("access of %s could not be brought up to date", thing)
    return changed


def _requests() -> Any:
    rows = ScopingRequest.objects.exclude(status=ScopingRequest.Status.CANCELLED)
    open_cases = rows.exclude(referral__status__in=Referral.ENDED)
    return open_cases.select_related("record__board", "record__root__board", "agency").iterator(
        chunk_size=200
    )


def _request(request: ScopingRequest) -> bool:
    new, old = respondents.changes(request)
    if new or old:
        leads = respondents.renew_respondents(request=request, by=None)
        fresh = [lead for lead in leads if lead.pk in {person.pk for person in new}]
        respondents.tell_respondents(request, fresh, "scoping-requested", f"scoping:{request.pk}")
    return bool(new or old)


def _items() -> Any:
    rows = AgendaItem.objects.waiting().select_related(
        "meeting__group__board", "meeting__record", "record__board"
    )
    return rows.iterator(chunk_size=200)


def _item(item: AgendaItem, today: dt.date) -> bool:
    changed = any(membership_changes(item))
    if changed:
        meetings.refresh_access(item=item, by=None)
    due = item.papers_told_on is None and item.meeting.is_to_come
    if due and meetings.papers_day(item.meeting) <= today <= item.meeting.held_on:
        tell_papers_are_out(item=item)
        changed = True
    return changed


def _referrals() -> Any:
    return Referral.objects.open().select_related("record__board").iterator(chunk_size=200)


def _referral(referral: Referral) -> bool:
    different = bool(differences(referral))
    if different:
        share_answers(referral=referral, by=None)
    return different
