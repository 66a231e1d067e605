"""Likely the same case: the same child by name or birth date, or an incident on the same day (§2.1)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lscb.identity.models import Identifier, ProtectedPerson
from lscb.identity.reading import values_of
from lscb.identity.similar import find_similar
from lscb.people.models import User
from reviews.models import Referral
from reviews.operations.family import people_in

K = Identifier.Kind


def similar_referrals(referral: Referral, user: User) -> list[dict[str, Any]]:
    """Other referrals that the person may see and that look like the same case, with the reasons, likeliest first."""
    child = next(iter(people_in(referral, ProtectedPerson.Role.CHILD)), None)
    found: dict[int, dict[str, Any]] = {}
    if child is not None:
        values = dict(values_of(child))
        names = [
            " ".join(filter(None, [values.get(K.FIRST_NAME), values.get(K.SURNAME)])),
            values.get(K.OTHER_NAME, ""),
        ]
        birth = dt.date.fromisoformat(values[K.BIRTH]) if values.get(K.BIRTH) else None
        board = referral.record.board
        for match in find_similar(
            names=filter(None, names), birth=birth, board=board, but_not=referral.record
        ):
            found.setdefault(match.record.pk, {"reasons": list(match.reasons)})
    if referral.incident_on:
        same_day = Referral.objects.visible_to(user).submitted().for_board(referral.record.board)
        for other in same_day.filter(incident_on=referral.incident_on).exclude(pk=referral.pk)[:10]:
            found.setdefault(other.record_id, {"reasons": []})["reasons"].append(
                "the incident was on the same day"
            )
    rows = Referral.objects.visible_to(user).submitted().filter(record_id__in=found).select_related("record")
    return [
        {"referral": row, "url": row.record.get_absolute_url(), "reference": row.record.reference,
         "status": row.get_status_display(), "reasons": ", ".join(found[row.record_id]["reasons"])}
        for row in rows
    ]  # fmt: skip
