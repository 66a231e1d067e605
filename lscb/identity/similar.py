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
Pair = tuple[str, str]  # form and text sought

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
    names = list(names)
    sought = {one: pair for pair in _sought(names, birth) for one in lookups.hashes_of(*pair)}
    rows = LookupHash.objects.filter(
        hash__in=list(sought),
        person__record__board=board,
        person__role__in=list(roles),
        person__retired_at__isnull=True,
    )
    if but_not is not None:
        rows = rows.exclude(person__record_id=but_not.case_id)
    hits: dict[int, set[Pair]] = defaultdict(set)
    for person_id, form, value in rows.values_list("person_id", "form", "hash"):
        if sought[value][0] == form:
            hits[person_id].add(sought[value])
    return _matches(hits, names, birth)


def _sought(names: list[str], birth: dt.date | None) -> set[tuple[str, str]]:
    found = lookups.forms_of(names, birth)
    if birth and (other := folding.swapped(birth)):
        found.add((Form.BIRTH, other.isoformat()))
    return found


def _matches(hits: dict[int, set[Pair]], names: list[str], birth: dt.date | None) -> list[Match]:
    weighed = {pk: weigh(found, names, birth) for pk, found in hits.items()}
    enough = {pk: one for pk, one in weighed.items() if one[0] >= ENOUGH}
    people = ProtectedPerson.objects.filter(pk__in=list(enough)).select_related("record__board")
    found = [Match(person, person.record, *enough[person.pk]) for person in people]
    return sorted(found, key=lambda match: (-match.score, -match.record.pk))


def weigh(found: set[Pair], names: list[str], birth: dt.date | None) -> tuple[int, tuple[str, ...]]:
    """Score and reasons of what one person has in common with the one who is sought."""
    name = max((_weigh_name(found, name) for name in names), default=(0, ""))
    born = _weigh_birth(found, birth)
    return min(100, name[0] + born[0]), tuple(reason for points, reason in (name, born) if points)


def _weigh_name(found: set[Pair], name: str) -> tuple[int, str]:
    """Points for each part of the name by the closest way in which it was found again."""
    if (Form.WHOLE, folding.whole(name)) in found:
        return WHOLE, "same name"
    same = heard = slipped = 0
    for part in folding.parts(name):
        if (Form.PART, part) in found:
            same += 1
        elif (Form.SOUND, folding.sound(part)) in found:
            heard += 1
        elif any((Form.NEAR, text) in found for text in folding.near(part)):
            slipped += 1
    points = min(56, PART * same + SOUND * heard + NEAR * slipped)
    return points, _in_words(same, heard, slipped)


def _in_words(same: int, heard: int, slipped: int) -> str:
    rest = " and ".join(
        word for count, word in ((heard, "sounds alike"), (slipped, "is almost the same")) if count
    )
    if same and rest:
        return f"part of the name is the same, the rest {rest}"
    if same:
        return "several parts of the name are the same" if same > 1 else "part of the name is the same"
    return f"name {rest}"


def _weigh_birth(found: set[Pair], birth: dt.date | None) -> tuple[int, str]:
    if birth is None:
        return 0, ""
    forms = {form for form, _ in found}
    if (Form.BIRTH, birth.isoformat()) in found:
        return BIRTH, "same date of birth"
    if Form.BIRTH in forms:
        return SWAPPED, "same date of birth with day and month the other way round"
    if Form.BIRTH_DAY in forms:
        return SAME_DAY, "born on the same day of another year"
    return (SAME_MONTH, "born in the same month") if Form.BIRTH_MONTH in forms else (0, "")
