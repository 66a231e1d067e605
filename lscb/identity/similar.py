"""Is this child known already? Finds like names and birth dates in a board's cases without reading one name."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lscb.identity import folding, lookups
from lscb.identity.models import LookupHash, ProtectedPerson
from lscb.people.models import Board
from lscb.records.models import Record

Form = LookupHash.Form
Role = ProtectedPerson.Role

#: Points for what agrees, and from how many on somebody is worth a look. One surname alone is not; one date is.
WHOLE, PART, SOUND, NEAR = 60, 24, 20, 18
BIRTH, SWAPPED, SAME_DAY, SAME_MONTH = 40, 28, 16, 10
ENOUGH = 36


@dataclass(frozen=True)
class Match:
    """Somebody in another case who may be the same person: whose case, how sure (0 to 100) and why."""

    person: ProtectedPerson
    record: Record
    score: int
    reasons: tuple[str, ...]


def find_similar(
    *, names: Iterable[str], birth: dt.date | None, board: Board, but_not: Record | None = None,
    roles: Iterable[str] = (Role.CHILD, Role.SIBLING),
) -> list[Match]:  # fmt: skip
    """Likely the same person in the board's other cases, most likely first. Two queries.

    Accents, case, punctuation, order of names, spelling by ear, one slipped letter, and dates with day and month
    swapped are bridged. Show the result only to people who may open the cases.
    """
    sought = {
        _hash: (form, text)
        for form, text in _sought(list(names), birth)
        for _hash in lookups.hashes_of(form, text)
    }
    rows = LookupHash.objects.filter(
        hash__in=list(sought),
        person__record__board=board,
        person__role__in=list(roles),
        person__retired_at__isnull=True,
    )
    if but_not is not None:
        rows = rows.exclude(person__record_id=but_not.case_id)
    hits: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for person_id, form, value in rows.values_list("person_id", "form", "hash"):
        if sought[value][0] == form:
            hits[person_id].add(sought[value])
    return _matches(hits, birth)


def _sought(names: list[str], birth: dt.date | None) -> set[tuple[str, str]]:
    found = lookups.forms_of(names, birth)
    if birth and (other := folding.swapped(birth)):
        found.add((Form.BIRTH, other.isoformat()))
    return found


def _matches(hits: dict[int, set[tuple[str, str]]], birth: dt.date | None) -> list[Match]:
    weighed = {pk: weigh(found, birth) for pk, found in hits.items()}
    enough = {pk: one for pk, one in weighed.items() if one[0] >= ENOUGH}
    people = ProtectedPerson.objects.filter(pk__in=list(enough)).select_related("record__board")
    found = [Match(person, person.record, *enough[person.pk]) for person in people]
    return sorted(found, key=lambda match: (-match.score, -match.record.pk))


def weigh(found: set[tuple[str, str]], birth: dt.date | None) -> tuple[int, tuple[str, ...]]:
    """Score and reasons of one person's hits, (form, text sought)."""
    texts: dict[str, set[str]] = defaultdict(set)
    for form, text in found:
        texts[form].add(text)
    name = _weigh_name(texts)
    born = _weigh_birth(texts, birth)
    reasons = tuple(reason for points, reason in (name, born) if points)
    return min(100, name[0] + born[0]), reasons


def _weigh_name(texts: dict[str, set[str]]) -> tuple[int, str]:
    if texts[Form.WHOLE]:
        return WHOLE, "same name"
    same, said = texts[Form.PART], texts[Form.SOUND]
    heard = len(said - {folding.sound(part) for part in same})
    explained = set().union(*(folding.near(part) for part in same))
    slips = 1 if texts[Form.NEAR] - explained and not heard else 0
    points = min(56, PART * len(same) + SOUND * heard + NEAR * slips)
    if len(same) > 1:
        return points, "several parts of the name are the same"
    if same and heard:
        return points, "part of the name is the same, the rest sounds alike"
    if same and slips:
        return points, "part of the name is the same, the rest is almost the same"
    if same:
        return points, "part of the name is the same"
    return points, "name sounds alike" if heard else "name is spelt almost the same"


def _weigh_birth(texts: dict[str, set[str]], birth: dt.date | None) -> tuple[int, str]:
    if birth is None:
        return 0, ""
    if birth.isoformat() in texts[Form.BIRTH]:
        return BIRTH, "same date of birth"
    if texts[Form.BIRTH]:
        return SWAPPED, "same date of birth with day and month the other way round"
    if texts[Form.BIRTH_DAY]:
        return SAME_DAY, "born on the same day of another year"
    return (SAME_MONTH, "born in the same month") if texts[Form.BIRTH_MONTH] else (0, "")
