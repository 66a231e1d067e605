"""Planning meetings, their agendas and papers, who came, what was said, and what was raised: one noun a file."""

from lscb.meetings.operations.agenda import close_item, put_on_agenda, refresh_access, take_off_agenda
from lscb.meetings.operations.attendance import (
    add_guest,
    leave_for_item,
    record_attendance,
    remove_guest,
    send_apologies,
    take_back_apologies,
)
from lscb.meetings.operations.conflicts import check_can_impose, declare_conflict, withdraw_declaration
from lscb.meetings.operations.entries import raise_entry
from lscb.meetings.operations.feeds import end_feed, make_feed
from lscb.meetings.operations.issues import answer_issue, pass_on, raise_issue, take_back
from lscb.meetings.operations.items import (
    add_heading,
    add_record,
    add_standing_items,
    declare_on_item,
    edit_item,
    move_item,
    record_of,
    remove_item,
)
from lscb.meetings.operations.minutes import (
    agree_minutes,
    circulate_minutes,
    correct_minutes,
    raise_action,
    record_decision,
    record_fed_back,
    write_minute,
)
from lscb.meetings.operations.packs import order_pack, take_pack
from lscb.meetings.operations.papers import (
    add_paper,
    mark_paper_read,
    note_minutes,
    remove_paper,
    send_papers,
    set_agenda,
)
from lscb.meetings.operations.planning import cancel, mark_held, papers_day, plan, plan_schedule, reschedule

__all__ = [
    "add_guest", "add_heading", "add_paper", "add_record", "add_standing_items", "agree_minutes", "answer_issue", "cancel",
    "check_can_impose", "circulate_minutes", "close_item", "correct_minutes", "declare_conflict", "declare_on_item", "edit_item", "end_feed",
    "leave_for_item", "make_feed", "mark_held", "mark_paper_read", "move_item", "note_minutes", "order_pack", "papers_day", "pass_on",
    "plan", "plan_schedule", "put_on_agenda", "raise_action", "raise_entry", "raise_issue", "record_attendance", "record_decision",
    "record_fed_back", "record_of", "refresh_access", "remove_guest", "remove_item", "remove_paper", "reschedule",
    "send_apologies", "send_papers", "set_agenda", "take_back", "take_pack", "take_back_apologies", "take_off_agenda",
    "withdraw_declaration", "write_minute",
]  # fmt: skip
