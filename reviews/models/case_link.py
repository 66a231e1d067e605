"""Cases that belong together: of this board, of a child death process, or of another area (R050)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.people.models import User
from lscb.records.models import Record
from reviews.models.referral import Referral


class CaseLink(models.Model):
    """One link from a referral. Another case of this board is shown only to whoever may open it."""

    class Kind(models.TextChoices):
        CASE = "case", "A case of this board"
        CHILD_DEATH = "child-death", "A child death process, here or in another area"
        ELSEWHERE = "elsewhere", "A case of another board or process"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=12, choices=Kind)
    other = models.ForeignKey(Record, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(
        max_length=60, blank=True, help_text="As the other area or process calls it."
    )
    area = models.CharField(max_length=120, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["referral", "other"], name="one_link_between_two_cases"),
            models.CheckConstraint(
                condition=Q(kind="case", other__isnull=False)
                | (~Q(kind="case") & Q(other__isnull=True) & ~Q(reference="")),
                name="case_link_names_the_other",
            ),
        ]

    def __str__(self) -> str:
        return f"Link of {self.referral}"
