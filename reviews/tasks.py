"""What the timer wakes: the rows say what is to be done."""

from celery import shared_task
from django.utils import timezone

from reviews.operations.upkeep import keep_access_current


@shared_task(name="reviews.tasks.keep_access")
def keep_access() -> int:
    """Access follows the people who lead, sit and decide today; returns how many things were changed."""
    return keep_access_current(timezone.localdate())
