"""Read questions of the people and groups pages; each answers with a constant number of queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from lscb.board.belonging import people_of
from lscb.board.models import (
    Agency,
    AgencyContribution,
    Grant,
    Group,
    GroupPartner,
    GroupTerms,
    Seat,
    running_on,
)
from lscb.board.roles import Role
from lscb.notices.models import Delivery
from lscb.people.models import Board, User
from lscb.records.models import Record

PER_PAGE = 50
ASLEEP = dt.timedelta(days=90)


def people_page(board: Board, wanted: dict[str, Any], number: str | None) -> Page:
    """People with their running roles and seats, fifty a page."""
    today = timezone.localdate()
    grants = Grant.objects.filter(running_on(today), board=board).select_related("agency")
    seats = Seat.objects.filter(running_on(today), group__board=board).select_related("group", "agency")
    rows = people_of(board).prefetch_related(
        Prefetch("grants", grants, to_attr="roles_now"), Prefetch("seats", seats, to_attr="seats_now")
    )
    return Paginator(_narrow(rows, board, wanted, today).order_by("name", "pk"), PER_PAGE).get_page(number)


def _narrow(rows: QuerySet[User], board: Board, wanted: dict[str, Any], today: dt.date) -> QuerySet[User]:
    now = Grant.objects.filter(running_on(today), board=board)
    sits = Seat.objects.filter(running_on(today), group__board=board)
    if wanted.get("words"):
        rows = rows.filter(Q(name__icontains=wanted["words"]) | Q(email__icontains=wanted["words"]))
    if wanted.get("role"):
        rows = rows.filter(pk__in=now.filter(role=wanted["role"]).values("user_id"))
    if wanted.get("agency"):
        agency = wanted["agency"]
        found = Q(pk__in=now.filter(agency=agency).values("user_id")) | Q(
            pk__in=sits.filter(agency=agency).values("user_id")
        )
        rows = rows.filter(found)
    state = wanted.get("state") or "now"
    here = Q(pk__in=now.values("user_id")) | Q(pk__in=sits.filter(user__isnull=False).values("user_id"))
    if state == "left":
        return rows.exclude(here)
    if state == "asleep":
        return rows.filter(here).filter(Q(seen_at__isnull=True) | Q(seen_at__lt=timezone.now() - ASLEEP))
    return rows.filter(here)


def grants_of(board: Board, person: User) -> QuerySet[Grant]:
    rows = Grant.objects.filter(board=board, user=person).select_related(
        "board", "user", "agency", "granted_by"
    )
    return rows.order_by("-from_on", "-pk")


def seats_of(board: Board, person: User) -> QuerySet[Seat]:
    rows = Seat.objects.filter(group__board=board, user=person).select_related(
        "user", "agency", "group__board"
    )
    return rows.order_by("-from_on", "-pk")


def agencies_of(board: Board) -> list[Agency]:
    """Agencies of the board with their leads, and the day of the last contribution to work on quality (R021)."""
    leads = Grant.objects.filter(running_on(timezone.localdate()), board=board, role=Role.AGENCY_LEAD)
    rows = Agency.objects.of_board(board).prefetch_related(
        Prefetch("grants", leads.select_related("user").order_by("pk"), to_attr="leads_now")
    )
    given = AgencyContribution.objects.filter(board=board, agency=OuterRef("pk")).order_by("-happened_on")
    return list(rows.annotate(contributed_on=Subquery(given.values("happened_on")[:1])))


def agency_people(board: Board, agency: Agency) -> tuple[list[Grant], list[Seat]]:
    """Who speaks for an agency today: its roles and its seats."""
    today = timezone.localdate()
    grants = Grant.objects.filter(running_on(today), board=board, agency=agency).select_related("user")
    seats = Seat.objects.filter(running_on(today), group__board=board, agency=agency).select_related(
        "group", "user"
    )
    return list(grants.order_by("user__name")), list(seats.order_by("group__name", "pk"))


def agency_rows(board: Board) -> QuerySet[Agency]:
    """Agencies that work in the board's area: the only ones its pages open."""
    return Agency.objects.of_board(board).select_related("party")


def group_rows(board: Board) -> QuerySet[Group]:
    return Group.objects.filter(board=board).select_related("board__everyone", "parent", "party")


def vacant_seats(group: Group) -> QuerySet[Seat]:
    rows = Seat.objects.filter(group=group, user__isnull=True)
    return rows.select_related("group__board__everyone", "group__party", "agency__party")


def grants_since(board: Board, since: dt.date) -> list[Grant]:
    """Roles that began or ended since a day."""
    rows = Grant.objects.filter(Q(from_on__gte=since) | Q(until_on__gte=since), board=board)
    return list(rows.select_related("user", "agency")[:1000])


def seats_since(board: Board, since: dt.date) -> list[Seat]:
    rows = Seat.objects.filter(Q(from_on__gte=since) | Q(until_on__gte=since), group__board=board)
    return list(rows.select_related("user", "agency", "group")[:1000])


def held_seats(group: Group) -> QuerySet[Seat]:
    """Seats that somebody holds today or will."""
    rows = Seat.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate()), group=group)
    return rows.filter(user__isnull=False).select_related("group__board", "user", "deputy", "agency")


def all_seats(group: Group) -> list[Seat]:
    """Every seat that the group ever had, the newest first."""
    rows = Seat.objects.filter(group=group).select_related("user", "agency", "deputy")
    return list(rows.order_by("-from_on", "-pk"))


def group_partners(group: Group) -> list[GroupPartner]:
    return list(GroupPartner.objects.filter(group=group).select_related("partner"))


def mail_tests(user: User) -> QuerySet[Delivery]:
    """The person's own test e-mails, newest first."""
    return Delivery.objects.filter(key__startswith=f"test:{user.pk}:").order_by("-pk")


def terms_of_record(record: Record) -> GroupTerms:
    """The version of a group's terms whose review hangs on the record, which the caller has fetched through visible_to."""
    return GroupTerms.objects.select_related("group").get(record=record)


def groups_of(board: Board) -> list[Group]:
    """Groups with the number of seats that run today."""
    running = running_on(timezone.localdate(), "seats__")
    rows = Group.objects.filter(board=board).select_related("parent").annotate(
        held=Count("seats", filter=running & Q(seats__user__isnull=False)),
        vacant=Count("seats", filter=running & Q(seats__user__isnull=True)),
    )  # fmt: skip
    return list(rows)


def group_seats(group: Group) -> list[Seat]:
    """Seats that run today or will."""
    today = timezone.localdate()
    rows = group.seats.filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    order = list(Seat.Office.values)
    found = rows.select_related("user", "agency", "deputy").order_by("agency__name", "pk")
    return sorted(found, key=lambda seat: order.index(seat.office))


def set_up_counts(board: Board) -> dict[str, int]:
    return {
        "agencies": Agency.objects.of_board(board).count(),
        "groups": Group.objects.filter(board=board, closed_on__isnull=True).count(),
        "people": people_of(board).count(),
    }
