"""What the timer wakes: the rows say what is to be done."""

from celery import shared_task
from django.utils import timezone

from lscb.clocks.holidays import current_holidays
from lscb.clocks.reminders import sweep_reminders
from lscb.core.workdays import is_working_day
from lscb.notices.sweep import deliver_due

CALENDAR = "england-and-wales"


@shared_task(name="lscb.clocks.tasks.remind")
def remind() -> int:
    """Sends every reminder whose day has come; returns how many deadlines were reminded of."""
    return sweep_reminders(timezone.localdate())


@shared_task(name="lscb.clocks.tasks.deliver")
def deliver() -> None:
    """Sends what is due; digests on working days only."""
    _, holidays = current_holidays(CALENDAR)
    deliver_due(digests=is_working_day(timezone.localdate(), holidays))
