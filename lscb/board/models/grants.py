"""Roles that people hold on a board."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lscb.board.models.agencies import Agency
from lscb.board.roles import Role
from lscb.people.models import Board, User


class Grant(models.Model):
    """A role that a person holds on a board, for a time and a reason."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="grants")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=Role)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    granted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["user", "from_on", "until_on"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} of {self.board}"
