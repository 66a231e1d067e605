"""What begins by itself when its day has come: members' updates before a meeting, the quarterly review of access, clocks of
terms of reference (R023, R215, R198).

All of them are idempotent: what was begun, by hand or by another sweep, is not begun again.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db import IntegrityError

from lscb.board import access_review, terms_review
from lscb.board.assurance.updates import ask_updates, members_to_ask, updates_due
from lscb.clocks.holidays import current_holidays
from lscb.core.errors import Refusal
from lscb.core.workdays import add_working_days
from lscb.meetings.models import Meeting

log = logging.getLogger(__name__)
#: Members are asked so many working days before their update is due; no meeting further off than this is looked at.
NOTICE, FAR = 10, dt.timedelta(days=150)


def sweep(today: dt.date) -> int:
    """How many things were begun."""
    return access_review.begin_due(today) + ask_for_updates(today) + terms_review.watch_all()


def ask_for_updates(today: dt.date) -> int:
    """Asks the members of every group that wants updates, ten working days before they are due. How many were asked."""
    _, holidays = current_holidays("england-and-wales")
    coming = Meeting.objects.to_be_held().filter(
        held_on__gt=today, held_on__lte=today + FAR, group__update_days__gt=0, group__closed_on__isnull=True
    )
    asked = 0
    for meeting in coming.select_related("group__board", "record__board").order_by("held_on", "pk"):
        if add_working_days(updates_due(meeting.group, meeting.held_on), -NOTICE, holidays) > today:
            continue
        try:
            asked += _ask(meeting)
        except IntegrityError:
            continue  # another sweep was faster
        except Refusal as no:  # its sentence is for a person, and may name one: it stays out of the log
            log.warning("updates for meeting %s were not asked for: %s", meeting.pk, type(no).__name__)
        except Exception:
            log.exception("updates for meeting %s were not asked for", meeting.pk)
    return asked


def _ask(meeting: Meeting) -> int:
    if not members_to_ask(meeting.group, meeting.record, meeting.held_on):
        return 0
    made = ask_updates(group=meeting.group, meeting=meeting.record, held_on=meeting.held_on, by=None)
    return len(made)
