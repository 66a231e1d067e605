"""Celery only wakes the sweep; the rows are the truth."""

from celery import shared_task

from lscb.notices.sweep import deliver_due


@shared_task(name="lscb.notices.tasks.deliver")
def deliver() -> None:
    deliver_due()
