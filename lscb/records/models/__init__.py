"""The record that everything hangs on, who may read it, and the words by which it is found."""

from lscb.records.models.kinds import readable_of_kind
from lscb.records.models.search import SearchRow, SearchRowQuerySet
from lscb.records.models.spine import (
    REFERRER,
    BreakGlass,
    Reach,
    Record,
    RecordAccess,
    RecordExclusion,
    RecordQuerySet,
    ReferenceCounter,
    forget_reach,
    is_excluded,
    only_referred,
    reach_of,
    readable,
)

__all__ = [
    "REFERRER", "BreakGlass", "Reach", "Record", "RecordAccess", "RecordExclusion", "RecordQuerySet",
    "ReferenceCounter", "SearchRow", "SearchRowQuerySet", "forget_reach", "is_excluded", "only_referred", "reach_of",
    "readable", "readable_of_kind",
]  # fmt: skip
