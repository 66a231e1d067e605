"""A board's agencies, groups, seats and roles; its themes, plan and figures; case notes and letters."""

from lscb.board.models.agencies import Agency, AgencyArea, AgencyQuerySet, running_on
from lscb.board.models.figures import BoardReport, FigureSet
from lscb.board.models.grants import Grant
from lscb.board.models.groups import Group, GroupTerms, Seat, SeatQuerySet
from lscb.board.models.papers import FileNote, Letter, LetterTemplate, OnRecordQuerySet
from lscb.board.models.plan import BusinessPlan, Priority, PriorityTag
from lscb.board.models.registers import Entry, EntryLink, EntryQuerySet, EntryReview
from lscb.board.models.themes import Theme, ThemeTag

__all__ = [
    "Agency", "AgencyArea", "AgencyQuerySet", "BoardReport", "BusinessPlan", "EntryLink", "EntryQuerySet",
    "EntryReview", "FigureSet", "FileNote", "Grant", "Group",
    "GroupTerms", "Letter", "LetterTemplate", "OnRecordQuerySet", "Priority", "PriorityTag",
    "Entry", "Seat", "SeatQuerySet",
    "Theme", "ThemeTag", "running_on",
]  # fmt: skip
