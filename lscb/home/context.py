"""What the frame around every page needs. No queries beyond the person's standing, which is read once."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from lscb.board.permissions import Standing
from lscb.board.roles import Permission
from lscb.people.models import Board

P = Permission
#: What the delivery sweep leaves behind when mail does not go out: a sentence for those who run the board.
MAIL_WARNING = "mail-warning"
NO_MAIL = "E-mail is not configured: nothing leaves this service. Notices still show on everybody's Home."
ON_THE_BOARD_PAGE = {P.BOARD_ADMIN, P.ACCOUNTS_ADMIN, P.TRAIL_READ, P.OUTBOX_READ}


@lru_cache(maxsize=64)
def exists(path: str) -> bool:
    """Whether a door leads anywhere."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def frame(request: HttpRequest) -> dict[str, Any]:
    """board, doors, me, demonstration, mail_warning, search_url, may_tag and the banner of a restored form."""
    context: dict[str, Any] = {"demonstration": settings.DEMONSTRATION, "search_url": "", "mail_warning": ""}
    user = getattr(request, "user", None)
    seat = getattr(request, "seat", None)
    if user is None or not user.is_authenticated or seat is None:
        return context
    board, standing = seat.board, seat.standing
    held = standing.permissions(board) if board else frozenset()
    return context | {
        "board": board,
        "me": _me(user, seat),
        "doors": doors(request.path, board, standing),
        "search_url": "/search/" if exists("/search/") else "",
        "mail_warning": _mail_warning() if P.OUTBOX_READ in held else "",
        "status_url": reverse("outbox:outbox") if P.OUTBOX_READ in held else "",
        "kept_form": _kept(request),
        "may_tag": P.REGISTER_KEEP in held,
    }


def _mail_warning() -> str:
    """What those who run the board must know about mail: loud where none can go out at all."""
    if settings.MODE != "test" and not settings.EMAIL_URL:
        return NO_MAIL
    warning: str = cache.get(MAIL_WARNING, "")
    return warning


def _me(user: Any, seat: Any) -> dict[str, str]:
    several = len(seat.choices) > 1
    return {
        "name": user.name,
        "seat_label": seat.label,
        "seats_url": reverse("people:seats") if several else "",
        "account_url": reverse("people:account"),
    }


def doors(path: str, board: Board | None, standing: Standing) -> list[dict[str, Any]]:
    """At most seven, only those that open for this person."""
    held = standing.permissions(board) if board else frozenset()
    office = bool(held & ON_THE_BOARD_PAGE)
    table = [
        ("Home", "/", True),
        ("Cases", "/referrals/", bool(board)),
        ("Actions", "/actions/", bool(board)),
        ("Learning", "/learning/", bool(board)),
        ("Meetings", "/meetings/", bool(standing.seats) or office),
        ("Publications", "/publications/", True),
        ("Board", "/board/", bool(board)),
        ("Help", "/help/", not board),  # for everybody else it stands at the foot of the page
    ]
    return [
        {"label": label, "url": url, "current": path == url or (url != "/" and path.startswith(url))}
        for label, url, opens in table
        if opens and exists(url)
    ]


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed before the person had to sign in again, as label and value."""
    values = getattr(request, "kept_form", None)
    if values is None:
        return []
    return [
        (n.replace("_", " ").capitalize(), v) for n, listed in values.lists() for v in listed if v.strip()
    ]
