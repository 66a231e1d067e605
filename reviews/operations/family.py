"""The real people and places of a referral: they go to the gated store, never into the referral itself."""

from __future__ import annotations

from lscb.core.errors import BadInput
from lscb.identity import operations as identity
from lscb.identity import pseudonyms
from lscb.identity.models import Identifier, ProtectedPerson
from lscb.identity.reading import values_of
from lscb.people.models import User
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews.models import Referral
from reviews.operations.referrals import check_open, expect_page, locked, mark_page

K = Identifier.Kind
R = ProtectedPerson.Role


def people_in(referral: Referral, role: str) -> list[ProtectedPerson]:
    rows = ProtectedPerson.objects.of_case(referral.record).current().filter(role=role)
    return list(rows.order_by("order", "id").prefetch_related("identifiers"))


def _open(referral: Referral, by: User | None, page: str = "", version: int | None = None) -> Referral:
    referral = locked(referral)
    may.check_can_submit(by, referral)
    check_open(referral)
    expect_page(referral, page, version)
    return referral


@operation
def save_child(
    *, referral: Referral, values: dict[str, str], by: User | None, version: int | None = None, done: bool | None = True
) -> None:  # fmt: skip
    """The child. `values` maps identifier kinds to texts (dates as 2014-03-12); the whole entry is replaced, except an
    address, which belongs to another page. Version and done are as in `referrals.save_page`."""
    referral = _open(referral, by, "child", version)
    child = next(iter(people_in(referral, R.CHILD)), None)
    if values.get(K.BIRTH) and values.get(K.DEATH) and values[K.DEATH] < values[K.BIRTH]:
        raise BadInput("The date of death is before the date of birth.")
    kept = _kept(child, (K.ADDRESS, K.PREVIOUS_ADDRESS))
    pairs = [(kind, text) for kind, text in values.items() if text] + kept
    if pairs or done:
        _write(referral, child, R.CHILD, pairs, by)
    mark_page(referral=referral, page="child", by=by, done=done)


@operation
def save_home(
    *, referral: Referral, address: str, previous: str, carers: list[tuple[str, str]], by: User | None,
    version: int | None = None, done: bool | None = True,
) -> None:  # fmt: skip
    """Addresses (kept with the child) and up to four parents or carers as (name, how they are related)."""
    referral = _open(referral, by, "home", version)
    child = next(iter(people_in(referral, R.CHILD)), None)
    if child is None:
        raise BadInput("Fill in the page about the child first.")
    names = [pair for pair in _kept(child, None) if pair[0] not in (K.ADDRESS, K.PREVIOUS_ADDRESS)]
    places = [(K.ADDRESS, address), (K.PREVIOUS_ADDRESS, previous)]
    _write(referral, child, R.CHILD, names + [(kind, text) for kind, text in places if text], by)
    known = people_in(referral, R.PARENT)
    for number, (name, relation) in enumerate(carers):
        entry = known[number] if number < len(known) else None
        if name.strip():
            _write(
                referral, entry, R.PARENT, [(K.NAME, name.strip()), (K.NOTE, relation)], by, called=relation
            )
        elif entry is not None and done is not None:  # a box that is empty while somebody types is no removal
            identity.retire_person(person=entry, reason="Taken off the form", by=by)
    mark_page(referral=referral, page="home", by=by, done=done)


@operation
def add_sibling(*, referral: Referral, values: dict[str, str], by: User | None) -> ProtectedPerson:
    """One brother or sister; any number can be added."""
    referral = _open(referral, by)
    pairs = [(kind, text) for kind, text in values.items() if text]
    person = identity.add_person(
        record=referral.record, kind=ProtectedPerson.Kind.PERSON, role=R.SIBLING, values=pairs, by=by
    )
    mark_page(referral=referral, page="siblings", by=by)
    return person


@operation
def remove_sibling(*, referral: Referral, person: ProtectedPerson, by: User | None) -> None:
    """Takes a brother or sister off the form."""
    referral = _open(referral, by)
    if person.record_id != referral.record_id or person.role != R.SIBLING:
        raise BadInput("That person is not on this form.")
    identity.retire_person(person=person, reason="Taken off the form", by=by)
    record_event("referral.saved", by=by, record=referral.record, detail={"page": "siblings"})


def _kept(person: ProtectedPerson | None, kinds: tuple[str, ...] | None) -> list[tuple[str, str]]:
    if person is None:
        return []
    found = values_of(person)
    return [pair for pair in found if kinds is None or pair[0] in kinds]


def _write(
    referral: Referral,
    person: ProtectedPerson | None,
    role: str,
    pairs: list[tuple[str, str]],
    by: User | None,
    called: str = "",
) -> None:
    if person is None:
        identity.add_person(
            record=referral.record,
            kind=ProtectedPerson.Kind.PERSON,
            role=role,
            values=pairs,
            by=by,
            called=called,
        )
        return
    pseudonym = None
    if called and called not in dict.fromkeys(text for kind, text in values_of(person) if kind == K.NOTE):
        pseudonym = pseudonyms.next_free(
            referral.record, role, called
        )  # a mother who turns out to be a grandmother
    identity.change_person(person=person, values=pairs, pseudonym=pseudonym, by=by)
