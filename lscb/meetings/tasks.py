"""Celery only wakes the sweep; the rows are the truth."""

from celery import shared_task
from django.utils import timezone

from lscb.meetings.operations.papers import send_due_papers
from lscb.meetings.sweep import forget_old, make_waiting


@shared_task(name="lscb.meetings.tasks.send_papers")
def send_papers() -> int:
    """Papers that are due by their group's days."""
    return send_due_papers(timezone.localdate())


@shared_task(name="lscb.meetings.tasks.make_packs")
def make_packs() -> int:
    """Packs that were asked for; those of yesterday are thrown away."""
    forget_old()
    return make_waiting()
