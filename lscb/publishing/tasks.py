"""Celery only wakes the sweep; the rows are the truth."""

from celery import shared_task

from lscb.publishing.sweep import render_waiting


@shared_task(name="lscb.publishing.tasks.render")
def render() -> int:
    return render_waiting()
