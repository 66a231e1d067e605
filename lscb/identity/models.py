"""The gated store of a case's real people and places. Values are encrypted; screens show pseudonyms."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.people.models import User
from lscb.records.models import Record


class ProtectedPersonQuerySet(models.QuerySet["ProtectedPerson"]):
    def of_case(self, record: Record) -> Self:
        """Everybody in the register of the record's case, the retired too."""
        return self.filter(record_id=record.case_id)

    def current(self) -> Self:
        return self.filter(retired_at__isnull=True)


class ProtectedPerson(models.Model):
    """A person, place, body or number that a case must not give away, and what it is called instead."""

    class Kind(models.TextChoices):
        PERSON = "PERSON", "Person"
        ORG = "ORG", "Organisation"
        LOC = "LOC", "Place"
        CODE = "CODE", "Number or code"

    class Role(models.TextChoices):
        CHILD = "child", "Child"
        SIBLING = "sibling", "Sibling"
        PARENT = "parent", "Parent or carer"
        RELATIVE = "relative", "Other family"
        STAFF = "staff", "Member of staff"
        OTHER = "other", "Somebody else"
        PLACE = "place", "Place"
        SCHOOL = "school", "School"
        SERVICE = "service", "Service or team"
        NUMBER = "number", "Number or code"

    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, related_name="protected", help_text="The case's root."
    )
    kind = models.CharField(max_length=10, choices=Kind)
    role = models.CharField(max_length=10, choices=Role)
    pseudonym = models.CharField(max_length=80)
    protect = models.BooleanField(default=True)
    protect_reason = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    retired_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True, help_text="A pseudonym is never used again.")
    retired_reason = models.CharField(max_length=200, blank=True)
    former_pseudonyms = models.JSONField(
        default=list, blank=True, help_text="Given up by this person; taken for ever."
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[Any] = ProtectedPersonQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["record", "pseudonym"], name="one_pseudonym_in_a_case"),
            models.CheckConstraint(
                # Nobody stands for somebody without an account, who fills in a form by a link.
                condition=Q(retired_by__isnull=True) | Q(retired_at__isnull=False),
                name="protected_person_retired_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym


class Identifier(models.Model):
    """One real value of a protected person: encrypted, found only through keyed hashes."""

    class Kind(models.TextChoices):
        NAME = "name", "Name"
        FIRST_NAME = "first-name", "First name"
        SURNAME = "surname", "Surname"
        OTHER_NAME = "other-name", "Other name"
        BIRTH = "birth", "Date of birth"
        DEATH = "death", "Date of death"
        ADDRESS = "address", "Address"
        PREVIOUS_ADDRESS = "previous-address", "Previous address"
        NUMBER = "number", "Number"
        ETHNICITY = "ethnicity", "Ethnicity"
        RELIGION = "religion", "Religion"
        NOTE = "note", "Note"

    person = models.ForeignKey(ProtectedPerson, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=20, choices=Kind)
    value = models.TextField(help_text="Encrypted.")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Identifier {self.pk}"


class LookupHash(models.Model):
    """One form of a name or birth date, as a keyed hash: finds spelling variants without holding a name."""

    class Form(models.TextChoices):
        WHOLE = "whole", "Whole name"
        PART = "part", "Part of a name"
        SOUND = "sound", "Sound of a part"
        NEAR = "near", "A part with one letter left out"
        BIRTH = "birth", "Date of birth"
        BIRTH_DAY = "birth-day", "Day and month of birth"
        BIRTH_MONTH = "birth-month", "Month and year of birth"

    person = models.ForeignKey(ProtectedPerson, on_delete=models.CASCADE, related_name="lookups")
    form = models.CharField(max_length=12, choices=Form)
    hash = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "form", "hash"], name="one_lookup_per_form")]
        indexes = [models.Index(fields=["hash", "form"])]

    def __str__(self) -> str:
        return f"Lookup {self.pk}"


class Reveal(models.Model):
    """Somebody looked at a case's real names, and why. Every showing is in the trail as well."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="reveals")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    revealed_at = models.DateTimeField(default=timezone.now)
    until_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["record", "user", "-until_at"])]

    def __str__(self) -> str:
        return f"Reveal {self.pk}"
