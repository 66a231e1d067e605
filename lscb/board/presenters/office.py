"""The board's own page, setting up, e-mail, people from a spreadsheet."""

from __future__ import annotations

from typing import Any

from lscb.board.loading import PersonRow
from lscb.board.roles import Permission
from lscb.core.templatetags.lscb import datetime_local, plural
from lscb.notices.models import Delivery, Notice
from lscb.people.models import Board, User

Row = dict[str, Any]
P = Permission
OFFICE = {P.BOARD_ADMIN, P.ACCOUNTS_ADMIN}
READERS = OFFICE | {P.BOARD_DASHBOARD}

#: label, hint, address, who it opens for (everybody who is something on the board where nobody is named)
LINKS: tuple[tuple[str, str, str, set[P]], ...] = (
    ("Business plan", "Priorities, and everything that serves them", "/board/plan/", set()),
    ("Registers", "Challenges, risks, inspections and the others", "/board/registers/", set()),
    ("Reports", "What agencies and services report, and by when", "/board/assurance/", set()),
    ("Documents", "The framework and others, with versions and reviews", "/board/documents/", set()),
    ("People", "Roles, seats, sign-ins, joiners and leavers", "/board/people/", OFFICE),
    ("Reviews of access", "Every quarter: who is still what", "/board/people/access-review/", OFFICE),
    ("Joiners, movers and leavers", "Roles and seats that began or ended", "/board/people/changes/", OFFICE),
    ("Agencies", "The register, with safeguarding leads", "/board/agencies/", READERS),
    ("Groups", "Seats, chair, quorum and terms of reference", "/board/groups/", READERS),
    ("The board's own record", "How it is reached, and which statutory rules hold", "/board/details/", set()),
    ("Neighbouring boards", "With whom groups and agencies are shared", "/board/partners/", set()),
    ("Your board's own names", "What you call groups and reviews", "/board/labels/", {P.BOARD_ADMIN}),
    ("Letters", "The wording of the board's letters", "/board/letters/", {P.BOARD_ADMIN}),
    ("Bank holidays", "Days that are not counted as working days", "/board/holidays/", OFFICE),
    (
        "School holidays",
        "Weeks in which people of schools are not reminded",
        "/board/term-breaks/",
        {P.BOARD_ADMIN},
    ),
    ("Setting up", "What a new board needs before it starts", "/board/set-up/", {P.BOARD_ADMIN}),
    ("E-mails", "What has been sent, what waits and what failed", "/notices/outbox/", {P.OUTBOX_READ}),
    ("Test the e-mail", "Send yourself a test", "/board/mail/", {P.OUTBOX_READ}),
    ("History of the board", "Who did and read what", "/trail/", {P.TRAIL_READ}),
    (
        "Open a case in an emergency",
        "For four hours; the manager and the chair are told",
        "/access/break-glass/",
        {P.BREAK_GLASS},
    ),
)


#: Where the list of links is parted: a heading, and the first address under it.
PARTS = (
    ("What the Board does", "/board/plan/"),
    ("Who is who", "/board/people/"),
    ("How it is set up", "/board/labels/"),
)


def board_links(held: frozenset[Permission]) -> list[Row]:
    """Headings, each with the links below it that open for this person."""
    starts = {url: heading for heading, url in PARTS}
    found: list[Row] = []
    for label, hint, url, opens in LINKS:
        if url in starts:
            found.append({"heading": starts[url], "links": []})
        if not opens or held & opens:
            found[-1]["links"].append({"label": label, "hint": hint, "url": url})
    return [part for part in found if part["links"]]


def set_up_tasks(board: Board, counts: dict[str, int], mailed: bool) -> list[Row]:
    def task(label: str, url: str, hint: str, done: bool, status: str) -> Row:
        return {
            "label": label,
            "url": url,
            "hint": hint,
            "status": status if done else "To do",
            "colour": "green" if done else "blue",
        }

    people = counts["people"]
    return [
        task("Agencies", "/board/agencies/", "Everybody who works with children in your area", counts["agencies"] > 0,
             plural(counts["agencies"], "agency,agencies")),
        task("Groups", "/board/groups/", "The Board, the case review group and the others", counts["groups"] > 0,
             plural(counts["groups"], "group")),
        task("People from a spreadsheet", "/board/people/load/", "Nobody comes in before every row is right", people > 1,
             plural(people, "person,people")),
        task("Your board's own names", "/board/labels/", "Optional", bool(board.labels), "Done"),
        task("Test the e-mail", "/board/mail/", "Send yourself one", mailed, "Sent"),
    ]  # fmt: skip


def mail_page(user: User, rows: list[Delivery]) -> Row:
    colours = {Notice.State.SENT: "green", Notice.State.FAILED: "red"}
    return {
        "title": "Test the e-mail", "address": user.email,
        "breadcrumbs": [
            {"label": "Board", "url": "/board/"}, {"label": "E-mails", "url": "/notices/outbox/"}, {"label": "Test"},
        ],
        "columns": ["Asked for", "State", "What went wrong"],
        "rows": [
            {
                "cells": [
                    datetime_local(row.created_at),
                    {"text": Notice.State(row.state).label, "colour": colours.get(row.state, "blue")},
                    row.error or "Nothing",
                ]
            }
            for row in rows
        ],
    }  # fmt: skip


def people_preview(rows: list[PersonRow]) -> Row:
    return {
        "columns": ["Name", "E-mail address", "Job title", "Role", "Agency", "Group", "Office"],
        "people": [
            {
                "cells": [
                    r.name,
                    r.email,
                    r.job_title,
                    r.role or "None",
                    r.agency or "None",
                    r.group or "None",
                    r.office or "Member",
                ]
            }
            for r in rows
        ],
        "count_text": plural(len(rows), "person,people"),
    }
