"""Planning meetings, their agendas, who came, and who declared a conflict: one noun a file."""

from lscb.meetings.operations.agenda import close_item, put_on_agenda, refresh_access, take_off_agenda
from lscb.meetings.operations.attendance import add_guest, record_attendance, remove_guest
from lscb.meetings.operations.conflicts import check_can_impose, declare_conflict, withdraw_declaration
from lscb.meetings.operations.planning import cancel, mark_held, papers_day, plan, reschedule

__all__ = [
    "add_guest", "cancel", "check_can_impose", "close_item", "declare_conflict", "mark_held", "papers_day", "plan",
    "put_on_agenda", "record_attendance", "refresh_access", "remove_guest", "reschedule", "take_off_agenda", "withdraw_declaration",
]  # fmt: skip
