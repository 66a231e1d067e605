"""A board's agencies, groups, seats and roles; its themes, plan and figures; case notes and letters."""

from lscb.board.models.agencies import Agency, AgencyArea, AgencyQuerySet, running_on
from lscb.board.models.documents import (
    BoardDocument,
    BoardDocumentQuerySet,
    BoardDocumentVersion,
    DocumentTest,
)
from lscb.board.models.duties import AgencyContact, AgencyContribution, AgencyObligation
from lscb.board.models.figures import BoardReport, FigureSet
from lscb.board.models.grants import Grant
from lscb.board.models.groups import Group, GroupTerms, Seat, SeatQuerySet
from lscb.board.models.papers import FileNote, Letter, LetterTemplate, OnRecordQuerySet
from lscb.board.models.partners import GroupPartner, PartnerBoard
from lscb.board.models.plan import BusinessPlan, Priority, PriorityTag
from lscb.board.models.registers import Entry, EntryLink, EntryQuerySet, EntryReview
from lscb.board.models.reports import (
    AssuranceQuerySet,
    AssuranceReport,
    ReportCheck,
    ReportPart,
    ReportSchedule,
    ReportShape,
)
from lscb.board.models.reviewing import AccessReview, AccessReviewRow
from lscb.board.models.themes import Theme, ThemeTag

__all__ = [
    "AccessReview", "AccessReviewRow", "Agency", "AgencyArea", "AgencyContact", "AgencyContribution",
    "AgencyObligation", "AgencyQuerySet", "AssuranceQuerySet", "AssuranceReport", "BoardDocument",
    "BoardDocumentQuerySet", "BoardDocumentVersion", "BoardReport", "BusinessPlan", "DocumentTest", "Entry",
    "EntryLink", "EntryQuerySet", "EntryReview", "FigureSet", "FileNote", "Grant", "Group", "GroupPartner",
    "GroupTerms", "Letter", "LetterTemplate", "OnRecordQuerySet", "PartnerBoard", "Priority", "PriorityTag",
    "ReportCheck", "ReportPart", "ReportSchedule", "ReportShape", "Seat", "SeatQuerySet", "Theme", "ThemeTag",
    "running_on",
]  # fmt: skip
