"""Agencies, the areas they work in, and when a row with two days holds."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.people.models import Board, Party


def running_on(day: dt.date, prefix: str = "") -> Q:
    """Rows with from_on/until_on that hold on a day (both ends included)."""
    return Q(**{f"{prefix}from_on__lte": day}) & (
        Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gte": day})
    )


class AgencyQuerySet(models.QuerySet["Agency"]):
    def of_board(self, board: Board, day: dt.date | None = None) -> Self:
        return self.filter(running_on(day or timezone.localdate(), "areas__"), areas__board=board).distinct()


class Agency(models.Model):
    """An organisation that works with children; installation-wide, may serve several boards."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        CHILDRENS_SERVICES = "childrens-services", "Children's services"
        POLICE = "police", "Police"
        HEALTH = "health", "Health service"
        GP = "gp", "GP surgery"
        SCHOOL = "school", "School or college"
        EDUCATION = "education", "Education service"
        HOUSING = "housing", "Housing"
        PROBATION = "probation", "Probation"
        YOUTH_JUSTICE = "youth-justice", "Youth justice"
        VOLUNTARY = "voluntary", "Voluntary organisation"
        OTHER = "other", "Other"

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="agency")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind)
    section11_body = models.BooleanField(default=False)
    address = models.TextField(blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    urn = models.CharField(
        max_length=10, blank=True, db_index=True, help_text="Schools: unique reference number."
    )
    phase = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=40, blank=True)

    objects: ClassVar[Any] = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class AgencyArea(models.Model):
    """An agency works in a board's area."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="areas")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="agency_areas")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "board", "from_on"], name="one_area_row_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.agency} in {self.board}"
