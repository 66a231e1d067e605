"""What the timer wakes: the rows say what is to be done."""

from celery import shared_task
from django.utils import timezone

from lscb.learning.operations.upkeep import keep_people_current


@shared_task(name="lscb.learning.tasks.keep_people")
def keep_people() -> int:
    """Reminders and access follow the people who lead, sit and work in the office today; returns how many things changed."""
    return keep_people_current(timezone.localdate())
