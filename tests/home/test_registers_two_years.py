"""The demonstration's registers, reports and documents: told through operations, and something of everything is there."""

from __future__ import annotations

from django.db.models import Count
from django.utils import timezone

from lscb.board.models import AccessReview, AssuranceReport, BoardDocument, Entry, Priority
from lscb.board.registers import reading
from lscb.home.demonstration import registers_two_years as story
from lscb.home.demonstration.clock import pretending


def test_every_register_has_entries_and_every_state(cast, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    anchor = timezone.localdate()
    with pretending():
        story.tell(cast, anchor)
    kinds = dict(Entry.objects.order_by().values_list("register").annotate(n=Count("pk")))
    assert set(kinds) == set(Entry.Register.values) and min(kinds.values()) >= 3
    assert set(Entry.objects.values_list("status", flat=True)) == set(Entry.Status.values)
    counts = {each.register.kind: each for each in reading.counts(cast.board, anchor)}
    assert counts["challenge"].overdue and counts["risk"].overdue and counts["failure"].overdue
    assert sum(map(sum, reading.heat_map(cast.board))) >= 5
    assert {"expected", "received", "closed"} <= set(AssuranceReport.objects.values_list("status", flat=True))
    assert AssuranceReport.objects.overdue(anchor).exists()
    assert BoardDocument.objects.filter(review_on__lt=anchor).exists()
    assert Priority.objects.count() == 4 and AccessReview.objects.get().finished_at
