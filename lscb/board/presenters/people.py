"""People: one's own account, the list, one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse

from lscb.board.models import Grant, Seat
from lscb.core.templatetags.lscb import datetime_local, longdate, plural
from lscb.people.models import FactorReset, User

Row = dict[str, Any]


def account_rows(user: User) -> list[Row]:
    """The person's own details."""
    change = {"action_url": "/account/details/"}
    return [
        {"key": "Name", "value": user.name},
        {"key": "E-mail address", "value": user.email, "note": "The business unit changes it."},
        {"key": "Job title", "value": user.job_title, **change},
        {"key": "Daily e-mail", "value": f"At {user.digest_hour:02d}:00", **change},
        {"key": "Term time only", "value": "Yes" if user.term_time_only else "No", **change},
    ]


def people_list(page: Page, query: QueryDict, *, may_add: bool) -> Row:
    rows = [_person_row(user) for user in page.object_list]
    context: Row = {
        "title": "People", "lead": "Everybody who has a role or a seat on the board.",
        "columns": ["Name", "Roles", "Seats", "Last signed in"], "rows": rows, "caption": "People", "caption_hidden": True,
        "count_text": plural(page.paginator.count, "person,people"), "clear_url": "?", "active": active(query),
        "empty_text": "Nobody fits these filters.",
        "newer_url": other_page(query, page.previous_page_number()) if page.has_previous() else "",
        "older_url": other_page(query, page.next_page_number()) if page.has_next() else "",
        "newer_label": "Previous", "older_label": "Next",
    }  # fmt: skip
    if may_add:
        context |= {"action_url": "/board/people/add/", "action_label": "Add a person"}
    return context


def active(query: QueryDict) -> list[Row]:
    """Filters in use, each with the address without it."""
    words = {"words": "Name or e-mail", "role": "Role", "agency": "Agency", "state": "Show"}
    return [
        {"label": words[name], "value": value, "remove_url": without(query, name)}
        for name, value in query.items()
        if name in words and value and not (name == "state" and value == "now")
    ]


def without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    rest.pop(name, None)
    rest.pop("page", None)
    return f"?{rest.urlencode()}"


def other_page(query: QueryDict, number: int) -> str:
    rest = query.copy()
    rest["page"] = str(number)
    return f"?{rest.urlencode()}"


def _person_row(user: Any) -> Row:
    roles = [g.get_role_display() + (f", {g.agency}" if g.agency else "") for g in user.roles_now]
    seats = [f"{s.get_office_display()}, {s.group}" for s in user.seats_now]
    name = {"text": user.name, "url": reverse("board:person", args=[user.pk]), "hint": user.job_title}
    return {"cells": [name, "; ".join(roles) or "None", "; ".join(seats) or "None", seen(user)]}


def seen(user: User) -> str:
    return longdate(user.seen_at) if user.seen_at else "Never"


def running(row: Grant | Seat, today: dt.date) -> bool:
    return row.until_on is None or row.until_on >= today


def days(row: Grant | Seat) -> str:
    until = f"until {longdate(row.until_on)}" if row.until_on else "without an end"
    return f"From {longdate(row.from_on)} {until}"


def person_page(
    person: User, grants: Iterable[Grant], seats: Iterable[Seat], waiting: FactorReset | None, today: dt.date, *,
    manages: bool, me: User, belongs: bool = True,
) -> Row:  # fmt: skip
    grants, seats = list(grants), list(seats)
    base = reverse("board:person", args=[person.pk])
    other = person.pk != me.pk
    account = _actions(person, base, waiting, other=other) if belongs else []
    return {
        "person": person,
        "title": person.name,
        "rows": [
            {"key": "E-mail address", "value": person.email},
            {"key": "Job title", "value": person.job_title},
            {"key": "Last signed in", "value": seen(person)},
            {"key": "Account", "value": "Open" if person.is_active else "Closed"},
        ],
        "roles": {
            "columns": ["Role", "When", "Reason", "Given by", ""],
            "rows": [_role(g, base, today, manages) for g in grants],
        },
        "seats": {"columns": ["Seat", "When", ""], "rows": [_seat(s, base, today, manages) for s in seats]},
        "leave_columns": ["Away", "Told meanwhile", ""],
        "actions": account + _role_action(base, manages and other),
    }


def _role(grant: Grant, base: str, today: dt.date, manages: bool) -> Row:
    end: Row | str = ""
    if manages and running(grant, today):
        end = {"text": "End this role", "url": f"{base}roles/{grant.pk}/end/"}
    name = grant.get_role_display() + (f", {grant.agency}" if grant.agency else "")
    by = grant.granted_by.name if grant.granted_by else "When the board was made"
    return {"cells": [name, days(grant), grant.reason or "Not stated", by, end]}


def _seat(seat: Seat, base: str, today: dt.date, manages: bool) -> Row:
    end: Row | str = ""
    if manages and running(seat, today):
        end = {"text": "End this seat", "url": f"{base}seats/{seat.pk}/end/"}
    name = f"{seat.get_office_display()}, {seat.group}" + (f", for {seat.agency}" if seat.agency else "")
    return {"cells": [name, days(seat), end]}


def _role_action(base: str, manages: bool) -> list[Row]:
    if not manages:
        return []
    return [
        {"label": "Give a role", "url": f"{base}roles/give/"},
        {"label": "Hand over what is open with them", "url": f"{base}hand-over/"},
        {"label": "End everything on this board", "url": f"{base}end/"},
    ]


def _actions(person: User, base: str, waiting: FactorReset | None, *, other: bool) -> list[Row]:
    found: list[Row] = [{"label": "Set leave for them", "url": f"{base}leave/add/"}] if other else []
    if not person.has_usable_password():
        found.append({"label": "Send a new invitation", "url": f"{base}invite/"})
    if other:
        reset = "Confirm the reset of the second step" if waiting else "Ask to reset the second step"
        found += [
            {"label": "Sign them out everywhere", "url": f"{base}sessions/end/"},
            {"label": reset, "url": f"{base}factor/reset/"},
        ]
    return found


def factor_reset_words(person: User, waiting: FactorReset | None) -> Row:
    """Words of the reset page: asking, or confirming what another person asked."""
    if waiting is None:
        return {
            "title": f"Ask to reset the second step of {person.name}", "submit": "Ask for the reset",
            "lead": "For somebody who has lost their telephone or key and their recovery codes. Make sure that it is them: "
            "see them, or ring a number that you already had. A second person must confirm it.",
            "done": "The reset is asked for. The business manager or the administrator must confirm it within seven days.",
        }  # fmt: skip
    asked = f"{waiting.asked_by.name} asked for this at {datetime_local(waiting.asked_at)}: {waiting.reason}"
    return {
        "title": f"Confirm the reset of the second step of {person.name}", "submit": "Confirm the reset", "lead": asked,
        "warning": "They are signed out everywhere, and set up a new second step when they sign in.",
        "done": "The second step is taken away. The person and the managers of all their boards have been told.",
    }  # fmt: skip
