"""To whom an item is shut by a personal conflict, and who does not count for it. Reads; two or three queries for a list."""

from __future__ import annotations

from collections.abc import Iterable

from lscb.meetings.models import AgendaItem, Declaration, ItemAbsence
from lscb.people.models import User
from lscb.records.models import Record, RecordExclusion, reach_of


def cases_of(record: Record | None) -> set[int]:
    """Ids of the records whose conflicts shut this one: its case, what it is shut with (an action's source), and what that
    is shut with in turn."""
    return {each.pk for each in record.lineage()} if record else set()


def people_shut_out(items: Iterable[AgendaItem]) -> dict[int, set[int]]:
    """Ids of the people with a personal conflict in force, by item. One query."""
    items = list(items)
    cases = {case for item in items for case in cases_of(item.record)}
    rows = RecordExclusion.objects.filter(record_id__in=cases, lifted_at__isnull=True)
    return _by_item(items, rows.values_list("record_id", "user_id"))


def not_counting(items: Iterable[AgendaItem]) -> dict[int, set[int]]:
    """Ids of the people who do not count for the quorum of an item: with a personal conflict or a declared agency
    interest, or out of the room. Three queries."""
    items = list(items)
    cases = {case for item in items for case in cases_of(item.record)}
    declared = Declaration.objects.standing().filter(record_id__in=cases, kind=Declaration.Kind.AGENCY)
    found, interest = people_shut_out(items), _by_item(items, declared.values_list("record_id", "user_id"))
    absent = ItemAbsence.objects.filter(item__in=items).values_list("item_id", "user_id")
    for item in items:
        found[item.pk] |= interest[item.pk]
    for item_id, user_id in absent:
        found[item_id].add(user_id)
    return found


def conflicted_on(cases: Iterable[int]) -> dict[int, set[int]]:
    """Ids of the people with a conflict in force, by case: a declared agency interest that was not taken back,
    or a personal conflict that nobody lifted, whoever recorded it. Two queries."""
    found: dict[int, set[int]] = {case: set() for case in cases}
    declared = Declaration.objects.standing().filter(record_id__in=found, kind=Declaration.Kind.AGENCY)
    shut = RecordExclusion.objects.filter(record_id__in=found, lifted_at__isnull=True)
    for rows in (declared, shut):
        for case, user in rows.values_list("record_id", "user_id"):
            found[case].add(user)
    return found


def is_shut(item: AgendaItem, user: User) -> bool:
    """Whether a personal conflict shuts the item to the person. No query once their reach is known."""
    return bool(cases_of(item.record) & reach_of(user).excluded)


def _by_item(items: list[AgendaItem], rows: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    by_case: dict[int, set[int]] = {}
    for case, user in rows:
        by_case.setdefault(case, set()).add(user)
    return {
        item.pk: set().union(*(by_case.get(case, set()) for case in cases_of(item.record))) for item in items
    }
