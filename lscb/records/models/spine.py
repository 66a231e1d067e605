"""Record: the one thing that access, conflicts, files, clocks, agenda items and search hang on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q, Value
from django.urls import reverse
from django.utils import timezone

from lscb.core.prepared import known, timeless
from lscb.people.models import Board, Party, PartyMember, User

#: The capacity of somebody who sent a case in.
REFERRER = "referrer"


@dataclass(frozen=True)
class Reach:
    """What one person can reach today, read once per request: who they count as, and what is shut to them.

    parties    ids of every party they count as (themselves, agencies, groups, circles)
    boards     ids of boards whose seat-holder circle they belong to
    offices    ids of boards whose business manager's office they belong to
    excluded   record ids shut to them by a personal conflict (domain report §0.2)
    broken     record ids open to them by a running break-glass
    """

    parties: frozenset[int]
    boards: frozenset[int]
    offices: frozenset[int]
    excluded: frozenset[int]
    broken: frozenset[int]


def reach_of(user: User, today: dt.date | None = None) -> Reach:
    """The person's reach, kept on the user object, which lives for one request."""
    kept = user.__dict__.get("_reach")
    today = today or timezone.localdate()
    if kept and kept[0] == today:
        return kept[1]
    if not user.is_active:
        none: frozenset[int] = frozenset()
        return Reach(none, none, none, none, none)
    rows = _reach_rows(user.pk, today, timezone.now())
    reach = Reach(
        parties=frozenset(row[1] for row in rows if row[0] == "party"),
        boards=frozenset(row[2] for row in rows if row[2]),
        offices=frozenset(row[3] for row in rows if row[3]),
        excluded=frozenset(row[1] for row in rows if row[0] == "shut"),
        broken=frozenset(row[1] for row in rows if row[0] == "broken"),
    )
    user.__dict__["_reach"] = (today, reach)
    return reach


@timeless
def _reach_rows(user_id: int, today: dt.date, now: dt.datetime) -> models.QuerySet[Any, Any]:
    """In one query: parties with the board of a circle or office, what is shut to the person and what is shut with it (an
    issue about a case, an action from the issue, an issue about the action), and what a running break-glass opens."""
    nothing = Value(None, output_field=models.BigIntegerField())
    members = PartyMember.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), user=user_id, from_on__lte=today
    ).values_list(Value("party"), "party_id", "party__seats_of__id", "party__office_of__id")
    shut = RecordExclusion.objects.filter(user=user_id, lifted_at__isnull=True)
    along = [Record.objects.filter(shut_with__in=shut.values("record_id"))]
    along += [Record.objects.filter(shut_with__in=along[0].values("pk"))]
    along += [Record.objects.filter(shut_with__in=along[1].values("pk"))]
    broken = BreakGlass.objects.filter(user=user_id, until_at__gt=now)
    return members.union(
        shut.values_list(Value("shut"), "record_id", nothing, nothing),
        *(rows.values_list(Value("shut"), "pk", nothing, nothing) for rows in along),
        broken.values_list(Value("broken"), "record_id", nothing, nothing),
        all=True,
    )


def _like(user_id: int, active: bool, reach: Reach) -> User:
    """Somebody with such a reach, for a query that is being prepared (lscb.core.prepared)."""
    user = User(pk=user_id, is_active=active)
    user.__dict__["_reach"] = (timezone.localdate(), reach)
    return user


known(Reach, lambda one: (one.parties, one.boards, one.offices, one.excluded, one.broken), Reach)
known(User, lambda user: (user.pk, user.is_active, reach_of(user)), _like)


def forget_reach(user: User) -> None:
    """After a change of access inside one request (tests, sign-in as)."""
    user.__dict__.pop("_reach", None)


def readable(user: User, prefix: str = "") -> Q:
    """The one definition of "may be seen by this person", for a Record or anything that hangs on one.

    prefix  path to the record, for example "record__"; the same condition serves lists and single objects.
    An exclusion shuts the record and everything below its case root, whatever else would open it.
    """
    if not getattr(user, "is_authenticated", False):
        return Q(pk__in=[])
    reach = reach_of(user)
    today = timezone.localdate()
    access = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), from_on__lte=today, party_id__in=reach.parties
    )
    opened = Q()  # in this order: the database looks into the access rows only for what nothing else opens
    if reach.offices:
        opened |= Q(**{f"{prefix}board_id__in": reach.offices})
    if reach.boards:
        opened |= Q(**{f"{prefix}mode": Record.Mode.BOARD, f"{prefix}board_id__in": reach.boards})
    opened |= Q(**{f"{prefix}mode": Record.Mode.PUBLIC})
    if reach.broken:
        opened |= Q(**{f"{prefix}pk__in": reach.broken}) | Q(**{f"{prefix}root_id__in": reach.broken})
    opened |= Q(**{f"{prefix}pk__in": access.values("record_id")})
    if reach.excluded:
        opened &= ~Q(**{f"{prefix}pk__in": reach.excluded})
        opened &= ~Q(**{f"{prefix}root_id__isnull": False, f"{prefix}root_id__in": reach.excluded})
    return opened


def only_referred(user: User, prefix: str = "") -> Q:
    """Records that are open to the person only because they referred the case: they see where it has got to, and
    nothing else of it (domain report §4)."""
    reach, today = reach_of(user), timezone.localdate()
    rows = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), from_on__lte=today, party_id__in=reach.parties
    )
    referred, otherwise = rows.filter(capacity=REFERRER), rows.exclude(capacity=REFERRER)
    return (
        Q(**{f"{prefix}pk__in": referred.values("record_id")})
        & ~Q(**{f"{prefix}pk__in": otherwise.values("record_id")})
        & ~Q(**{f"{prefix}pk__in": reach.broken})
        & ~Q(**{f"{prefix}board_id__in": reach.offices})
    )


def is_excluded(record: Record, user: User) -> bool:
    """Whether a personal conflict shuts the record's case to the person."""
    return bool(_exclusions(record.case_id, user.pk))


@timeless
def _exclusions(case_id: int, user_id: int) -> models.QuerySet[RecordExclusion]:
    return RecordExclusion.objects.filter(record=case_id, user=user_id, lifted_at__isnull=True)[:1]


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user))

    def for_board(self, board: Board) -> Self:
        return self.filter(board=board)


class Record(models.Model):
    """The spine. Every thing that people are let into has a one-to-one key down to its Record."""

    class Mode(models.TextChoices):
        CLOSED = "closed", "Closed: only people on its access list"
        BOARD = "board", "Board: everyone with a seat on the board"
        PUBLIC = "public", "Public"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="records")
    kind = models.CharField(max_length=30)
    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=160, help_text="A safe title: it never holds a name.")
    route = models.CharField(max_length=60, help_text="Name of the page that shows it.")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.CLOSED)
    root = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="branches")
    shut_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="shuts",
        help_text="A case whose personal conflicts shut this record too, though its access and identities do not reach it.",
    )  # fmt: skip
    marking = models.CharField(max_length=40, default="Strictly confidential", blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    legal_hold = models.BooleanField(default=False)

    objects: ClassVar[Any] = RecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["board", "kind", "-id"]),
            models.Index(fields=["mode", "board", "-id"]),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse(self.route, args=[self.reference])

    @property
    def case(self) -> Record:
        """The record that the case's identities and exclusions hang on: its root, or itself."""
        return self.root or self

    @property
    def case_id(self) -> int:
        return self.root_id or self.pk

    def lineage(self) -> list[Record]:
        """This record, its case, what these are shut with, and so on: a personal conflict on any of them shuts this one."""
        found = {self.pk: self}
        for each in (heap := [self]):
            more = [one for one in (each.root, each.shut_with) if one is not None and one.pk not in found]
            found |= {one.pk: one for one in more}
            heap += more
        return heap


class ReferenceCounter(models.Model):
    """The last number used for a board, kind and year; gaps reveal nothing."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "kind", "year"], name="one_counter_per_kind_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.board.code}-{self.kind}-{self.year}"


class RecordAccess(models.Model):
    """Opens one record to one party, in a capacity, for a time. Written by operations only."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="access")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=30)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["party", "from_on", "until_on", "record"])]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "party", "capacity"],
                condition=Q(until_on__isnull=True),
                name="one_open_access_row",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.party} as {self.capacity}"


class RecordExclusion(models.Model):
    """A personal conflict: shut everywhere to one person, whatever else would open it (§0.2)."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="exclusions")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="exclusions")
    reason = models.CharField(max_length=300)
    imposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    imposed_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "user"], condition=Q(lifted_at__isnull=True), name="one_running_exclusion"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="exclusion_lifted_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.user} excluded"


class BreakGlass(models.Model):
    """A timed, reasoned opening in an emergency; the manager and the chair are told at once."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="break_glass")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    opened_at = models.DateTimeField(default=timezone.now)
    until_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "until_at"])]

    def __str__(self) -> str:
        return f"{self.record}: opened in an emergency by {self.user}"
