"""What the pages of people, agencies, groups and access show. No queries here."""

from lscb.board.presenters.access import access_page
from lscb.board.presenters.groups import group_names, partner_rows, partners_page, seat_history, terms_page
from lscb.board.presenters.holidays import holidays_page
from lscb.board.presenters.office import board_links, mail_page, people_preview, set_up_tasks
from lscb.board.presenters.people import account_rows, factor_reset_words, people_list, person_page
from lscb.board.presenters.structure import agency_list, agency_page, group_list, group_page

__all__ = [
    "access_page", "account_rows", "agency_list", "agency_page", "board_links", "factor_reset_words", "group_list",
    "group_names", "group_page", "holidays_page", "mail_page", "partner_rows", "partners_page", "people_list",
    "people_preview", "person_page", "seat_history", "set_up_tasks", "terms_page",
]  # fmt: skip
