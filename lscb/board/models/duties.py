"""What an agency owes the board: contacts, obligations with their evidence, a contribution every year (R017, R020, R021)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models.agencies import Agency
from lscb.people.models import Board, User
from lscb.records.models import Record


class AgencyContact(models.Model):
    """Whom the board turns to at an agency, by what it is about."""

    class About(models.TextChoices):
        SAFEGUARDING = "safeguarding", "Lead for safeguarding"
        REVIEWS = "reviews", "Point of contact for case reviews"
        QUALITY = "quality", "Point of contact for quality assurance"
        REPRESENTATIVE = "representative", "Representative in groups"
        COMMISSIONED = "commissioned", "Commissioned provider"

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="agency_contacts")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="contacts")
    about = models.CharField(max_length=14, choices=About)
    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["about", "name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_about_display()}"


class AgencyObligation(models.Model):
    """How an agency meets one of its obligations towards a board, with the evidence (R020)."""

    class Obligation(models.TextChoices):
        ENDORSE = "endorse", "Endorses the framework"
        RESOURCES = "resources", "Provides staff and resources"
        REVIEWS = "reviews", "Contributes to reviews"
        DISSEMINATE = "disseminate", "Passes on what was learned"
        EMBED = "embed", "Embeds what was learned: audits, staff surveys"

    class Met(models.TextChoices):
        YES = "yes", "Met"
        PARTLY = "partly", "Partly met"
        NO = "no", "Not met"

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="obligations")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="obligations")
    obligation = models.CharField(max_length=12, choices=Obligation)
    met = models.CharField(max_length=6, choices=Met)
    evidence = models.TextField()
    record = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.SET_NULL, related_name="obligations_shown"
    )
    seen_on = models.DateField()
    kept_at = models.DateTimeField(default=timezone.now)
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ["obligation"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "agency", "obligation"], name="one_row_per_obligation_of_an_agency"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_obligation_display()}"


class AgencyContribution(models.Model):
    """What an agency contributed in a year: a multi-agency audit or other work on quality (R021)."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="contributions")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="contributions")
    happened_on = models.DateField()
    activity = models.CharField(max_length=300)
    record = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    kept_at = models.DateTimeField(default=timezone.now)
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["board", "agency", "-happened_on"])]

    def __str__(self) -> str:
        return f"{self.agency} on {self.happened_on}"
