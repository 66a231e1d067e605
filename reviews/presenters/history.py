"""The timeline of a case, in sentences, as far as the reader may see it."""

from __future__ import annotations

from typing import Any

from lscb.people.models import User
from lscb.records.models import Record
from lscb.records.timeline import timeline


def history(record: Record, user: User) -> list[dict[str, Any]]:
    return timeline(record, user)
