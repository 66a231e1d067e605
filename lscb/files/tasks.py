"""Celery only wakes the sweeps; the rows are the truth."""

from celery import shared_task
from django.core.cache import cache

from lscb.files.sweep import clear_orphans, scan_waiting


@shared_task(name="lscb.files.tasks.scan")
def scan() -> None:
    scan_waiting()
    if cache.add("files:cleared", True, timeout=24 * 60 * 60):
        clear_orphans()
