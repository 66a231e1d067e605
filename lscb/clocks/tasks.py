"""What the timer wakes: the rows say what is to be done."""

from celery import shared_task
from django.utils import timezone

from lscb.clocks.reminders import sweep_reminders


@shared_task(name="lscb.clocks.tasks.remind")
def remind() -> int:
    """Sends every reminder whose day has come; returns how many deadlines were reminded of."""
    return sweep_reminders(timezone.localdate())
