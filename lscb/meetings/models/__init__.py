"""Meetings of a group, what is on their agenda, who came, who declared what, and what was said and decided."""

from lscb.meetings.models.agenda import ITEM_KIND, PAPER, AgendaItem, AgendaItemQuerySet, PaperRead
from lscb.meetings.models.attendance import Attendance, Declaration, DeclarationQuerySet, ItemAbsence
from lscb.meetings.models.feeds import CalendarFeed
from lscb.meetings.models.issues import RaisedIssue
from lscb.meetings.models.meetings import Meeting, MeetingQuerySet
from lscb.meetings.models.minutes import FedBack, ItemMinute, MinutesCorrection, RaisedRecord, Resolution
from lscb.meetings.models.packs import PackOrder

__all__ = [
    "ITEM_KIND", "PAPER", "AgendaItem", "AgendaItemQuerySet", "Attendance", "CalendarFeed", "Declaration", "DeclarationQuerySet",
    "FedBack", "ItemAbsence", "ItemMinute", "Meeting", "MeetingQuerySet", "MinutesCorrection", "PackOrder", "PaperRead",
    "RaisedIssue", "RaisedRecord", "Resolution",
]  # fmt: skip
