"""What the timer wakes: the rows say what is to be done."""

from celery import shared_task

from lscb.board.harmful import tell_waiting


@shared_task(name="lscb.board.tasks.tell_of_harm")
def tell_of_harm() -> int:
    """Tells of files in which the virus check found something harmful; returns how many."""
    return tell_waiting()
