"""Neighbouring boards, and groups that are shared with them (R018, R212)."""

from __future__ import annotations

from django.db import models

from lscb.board.models.groups import Group
from lscb.people.models import Board


class PartnerBoard(models.Model):
    """A neighbouring board as this board knows it; `here` when it is kept in the same installation."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="partner_boards")
    name = models.CharField(max_length=160)
    area = models.CharField(max_length=160, blank=True)
    contact_email = models.EmailField(blank=True)
    web_address = models.URLField(blank=True)
    shared = models.TextField(blank=True, help_text="What is done together: procedures, agencies, groups.")
    here = models.ForeignKey(
        Board, null=True, blank=True, on_delete=models.SET_NULL, related_name="known_as_partner"
    )
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["board", "name"], name="one_partner_board_per_name")]

    def __str__(self) -> str:
        return self.name


class GroupPartner(models.Model):
    """A group is shared with a neighbouring board from a day: who sits there for it, by name of office."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="partners")
    partner = models.ForeignKey(PartnerBoard, on_delete=models.CASCADE, related_name="groups")
    seats = models.CharField(max_length=300, blank=True, help_text="Who sits for them.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["partner__name", "from_on"]
        constraints = [
            models.UniqueConstraint(fields=["group", "partner", "from_on"], name="one_sharing_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.group} with {self.partner}"
