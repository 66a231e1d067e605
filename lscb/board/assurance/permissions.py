"""Who may ask for a report, write it and check it. Every check returns None or raises NotAllowed with a sentence."""

from __future__ import annotations

from lscb.board.models import AssuranceReport, Group
from lscb.board.permissions import standing_of
from lscb.board.registers.permissions import keeps
from lscb.core.errors import NotAllowed
from lscb.people.models import Board, User
from lscb.records.models import reach_of


def check_can_ask(user: User, board: Board, group: Group | None = None) -> None:
    """The business unit, and the chair of the group that receives the report."""
    if keeps(user, board) or (group is not None and standing_of(user).chairs(group)):
        return
    raise NotAllowed("Reports are asked for by the business unit.", "Ask the business manager.")


def check_can_write(user: User, report: AssuranceReport) -> None:
    """Whoever is asked for the report: the person, everybody of the agency, and the business unit for them."""
    if report.owner_id == user.pk or keeps(user, report.board_id):
        return
    if report.agency is not None and report.agency.party_id in reach_of(user).parties:
        return
    who = report.agency or report.owner or report.service or "whoever was asked"
    raise NotAllowed(f"This report is written by {who}.", "Ask the business unit.")


def check_can_check(user: User, report: AssuranceReport) -> None:
    """The chair or vice chair of the group that receives the report, and the business unit."""
    if keeps(user, report.board_id) or standing_of(user).chairs(report.group_id):
        return
    raise NotAllowed(
        f"Reports are checked by the chair of {report.group} and by the business unit.",
        "Ask the business manager.",
    )
