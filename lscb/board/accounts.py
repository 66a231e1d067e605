"""Accounts of a board's people: bringing in, inviting, ending, and help when a second step is lost."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from lscb.board.belonging import boards_of, check_belongs
from lscb.board.leaving import open_with, remind_the_manager, shut_what_ended
from lscb.board.models import Agency, Grant, Group, Seat, running_on
from lscb.board.operations import end_role, end_seat, give_role, give_seat, holders
from lscb.board.permissions import check, has
from lscb.board.roles import Permission, Role
from lscb.core.errors import BadInput, NotAllowed
from lscb.notices.operations import notify, send_message
from lscb.people import operations as people
from lscb.people.models import Board, FactorReset, Invitation, User
from lscb.trail.recording import operation, record_event

INVITED_DAYS = 14
RESET_DAYS = 7
ADMIN_ONLY = "Only the business manager changes who is what on the board."
EITHER = "Only the business manager and the system administrator do this."


def check_accounts(user: User, board: Board) -> None:
    """Accounts are looked after by the business manager and by the administrator."""
    if not (has(user, Permission.BOARD_ADMIN, board) or has(user, Permission.ACCOUNTS_ADMIN, board)):
        raise NotAllowed(EITHER, "Ask the business manager.")


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@operation
def invite(*, user: User, board: Board, by: User | None) -> str:
    """E-mails a link that works once, for fourteen days; earlier links stop working. Returns the link."""
    if by is not None:
        check_accounts(by, board)
        check_belongs(user, board)
    if user.has_usable_password():
        raise BadInput(
            "This person has signed in already and needs no invitation.",
            "They can set a new password themselves.",
        )
    now = timezone.now()
    Invitation.objects.filter(user=user, used_at__isnull=True).update(expires_at=now)
    token = secrets.token_urlsafe(32)
    row = Invitation.objects.create(
        user=user, token_hash=token_hash(token), expires_at=now + dt.timedelta(days=INVITED_DAYS)
    )
    link = f"{settings.PUBLIC_URL}/join/{token}/"
    send_message(
        address=user.email, to=user, key=f"invitation:{row.pk}", subject=f"Open your account: {board.code}", sensitive=True,
        board=board, expires_at=row.expires_at,
        body=f"An account has been made for you. Open the link and choose a password; it works once, for {INVITED_DAYS} "
        f"days. If you did not expect this, do nothing.\n\n{link}\n",
    )  # fmt: skip
    record_event("person.invited", by=by, board=board, detail={"person": user.pk})
    return link


def open_invitation(token: str) -> Invitation | None:
    """The invitation that a link belongs to, if it may still be used."""
    row = (
        Invitation.objects.select_related("user")
        .filter(token_hash=token_hash(token), used_at__isnull=True)
        .first()
    )
    return row if row and row.expires_at > timezone.now() and row.user.is_active else None


@operation
def accept_invitation(*, token: str, password: str) -> User:
    """Uses the link up and sets the first password."""
    row = (
        Invitation.objects.select_for_update()
        .filter(token_hash=token_hash(token), used_at__isnull=True)
        .first()
    )
    if row is None or row.expires_at <= timezone.now() or not row.user.is_active:
        raise BadInput(
            "This link has been used or is too old.", "Ask the business unit of your board for a new one."
        )
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])
    row.user.set_password(password)
    row.user.save(update_fields=["password"])
    record_event("person.joined", by=row.user)
    return row.user


@operation
def bring_in(
    *, board: Board, email: str, name: str, by: User | None, job_title: str = "", role: str = "",
    agency: Agency | None = None, group: Group | None = None, office: str = Seat.Office.MEMBER,
    from_on: dt.date | None = None, until_on: dt.date | None = None, reason: str = "",
) -> User:  # fmt: skip
    """A person becomes something on the board: with a role, a seat or both. Somebody new is invited."""
    if by is not None:
        check(by, Permission.BOARD_ADMIN, board, ADMIN_ONLY)
    if not (role or group):
        raise BadInput("Choose a role, a group, or both. Somebody who is neither could open nothing.")
    user = people.person_with_email(email)
    new = user is None
    if user is None:
        user = people.create_person(email=email, name=name, job_title=job_title)
        record_event("person.added", by=by, board=board, detail={"person": user.pk})
    if role:
        appoint(
            board=board,
            user=user,
            role=role,
            agency=agency,
            by=by,
            from_on=from_on,
            until_on=until_on,
            reason=reason,
        )
    if group:
        give_seat(
            group=group, user=user, agency=agency, office=office, by=by, from_on=from_on, until_on=until_on
        )
    if new:
        invite(user=user, board=board, by=by)
    return user


@operation
def appoint(
    *, board: Board, user: User, role: str, by: User | None, agency: Agency | None = None, reason: str = "",
    from_on: dt.date | None = None, until_on: dt.date | None = None,
) -> Grant:  # fmt: skip
    """Gives a role: never to oneself, never the same one twice."""
    if by is not None:
        check(by, Permission.BOARD_ADMIN, board, ADMIN_ONLY)
        if by.pk == user.pk:
            raise NotAllowed(
                "You cannot give yourself a role.", "Ask the chair to have it done by somebody else."
            )
    from_on = from_on or timezone.localdate()
    if until_on and until_on < from_on:
        raise BadInput("The last day must not be before the first day.")
    if Grant.objects.filter(running_on(from_on), board=board, user=user, role=role, agency=agency).exists():
        raise BadInput("This person has that role already.")
    return give_role(
        board=board,
        user=user,
        role=role,
        agency=agency,
        reason=reason,
        from_on=from_on,
        until_on=until_on,
        by=by,
    )


@operation
def withdraw_role(*, grant: Grant, last_day: dt.date, reason: str, by: User) -> None:
    """Ends a role. The only business manager of a board stays until there is another one."""
    check(by, Permission.BOARD_ADMIN, grant.board, ADMIN_ONLY)
    if grant.role == Role.BUSINESS_MANAGER and len(holders(grant.board, Role.BUSINESS_MANAGER)) < 2:
        raise BadInput("A board needs a business manager. Give somebody else the role first.")
    after = max(last_day + dt.timedelta(days=1), grant.from_on)
    end_role(grant=grant, on=after, by=by)
    shut_what_ended(user=grant.user, board=grant.board, on=after, by=by, reason="The role ended")
    record_event(
        "role.end-explained", by=by, board=grant.board, detail={"person": grant.user_id, "reason": reason}
    )


@operation
def withdraw_seat(*, seat: Seat, last_day: dt.date, reason: str, by: User) -> None:
    check(by, Permission.BOARD_ADMIN, seat.group.board, ADMIN_ONLY)
    after = max(last_day + dt.timedelta(days=1), seat.from_on)
    end_seat(seat=seat, on=after, by=by)
    for person in filter(None, (seat.user, seat.deputy)):
        shut_what_ended(user=person, board=seat.group.board, on=after, by=by, reason="The seat ended")
    record_event(
        "seat.end-explained", by=by, board=seat.group.board, detail={"person": seat.user_id, "reason": reason}
    )


@operation
def end_membership(*, board: Board, user: User, reason: str, by: User, leave_open: bool = False) -> None:
    """Ends everything that the person is on this board, today. The account stays: other boards may need it.

    leave_open  what is still open with the person stays with nobody: somebody said so, with the reason
    """
    check(by, Permission.BOARD_ADMIN, board, ADMIN_ONLY)
    if user.pk == by.pk:
        raise NotAllowed("You cannot end your own membership.", "Ask another business manager.")
    left = open_with(user, board)
    if left and not leave_open:
        raise BadInput(
            f"{left} things are still open with this person."
            if left > 1
            else "One thing is still open with this person.",
            "Hand them over first, or say that they may be left with nobody.",
        )
    today = timezone.localdate()
    still = Q(until_on__isnull=True) | Q(until_on__gte=today)
    for grant in Grant.objects.filter(still, board=board, user=user).select_related("board", "user"):
        withdraw_role(grant=grant, last_day=today - dt.timedelta(days=1), reason=reason, by=by)
    for seat in Seat.objects.filter(still, group__board=board, user=user).select_related(
        "group__board", "user"
    ):
        withdraw_seat(seat=seat, last_day=today - dt.timedelta(days=1), reason=reason, by=by)
    Seat.objects.filter(still, group__board=board, deputy=user).update(deputy=None)
    shut_what_ended(user=user, board=board, on=today, by=by, reason="Everything on the board ended")
    remind_the_manager(user, board, by)
    detail = {"person": user.pk, "reason": reason, "left_open": left}
    record_event("person.membership-ended", by=by, board=board, detail=detail)


@operation
def end_sessions(*, board: Board, user: User, by: User) -> None:
    """Every sign-in of the person ends at its next click."""
    check_accounts(by, board)
    check_belongs(user, board)
    User.objects.filter(pk=user.pk).update(access_version=F("access_version") + 1)
    record_event("person.sessions-ended", by=by, board=board, detail={"person": user.pk})


def open_reset(user: User) -> FactorReset | None:
    """A reset that waits for a second person, for seven days."""
    since = timezone.now() - dt.timedelta(days=RESET_DAYS)
    rows = FactorReset.objects.filter(user=user, confirmed_at__isnull=True, asked_at__gt=since)
    return rows.select_related("asked_by").order_by("-pk").first()


@operation
def ask_factor_reset(*, board: Board, user: User, reason: str, by: User) -> FactorReset:
    """The first of two people, of any board that the person belongs to. Nothing changes yet; the person is told."""
    check_accounts(by, board)
    check_belongs(user, board)
    if user.pk == by.pk:
        raise NotAllowed(
            "You cannot reset your own second step.", "Use a recovery code, or ask the business manager."
        )
    if open_reset(user):
        raise BadInput("A reset has been asked for already. It waits for a second person.")
    row = FactorReset.objects.create(user=user, reason=reason, asked_by=by)
    _tell(user, board, f"factor-asked:{row.pk}", "Check a request about your second step",
          "Somebody asked to take away the second step of your sign-in. It needs a second person.")  # fmt: skip
    record_event(
        "person.factor-reset-asked", by=by, board=board, detail={"person": user.pk, "reason": reason}
    )
    return row


@operation
def confirm_factor_reset(*, board: Board, user: User, by: User) -> None:
    """The second of two people: the second step goes, every session ends, the person and all their managers are told."""
    check_accounts(by, board)
    check_belongs(user, board)
    waiting = open_reset(user)
    if waiting is None:
        raise BadInput("No reset is waiting. Somebody must ask for it first.")
    row = FactorReset.objects.select_for_update().get(pk=waiting.pk)
    if by.pk in (row.asked_by_id, user.pk):
        raise NotAllowed(
            "Another person must confirm this.", "Ask the other business manager or the administrator."
        )
    row.confirmed_by, row.confirmed_at = by, timezone.now()
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    Authenticator.objects.filter(user=user).delete()
    end_sessions(board=board, user=user, by=by)
    _tell(user, board, f"factor-reset:{row.pk}", "Set up your second step again",
          "The second step of your sign-in was taken away by two people, and you were signed out everywhere.")  # fmt: skip
    for one in boards_of(user):
        for manager in holders(one, Role.BUSINESS_MANAGER):
            notify(
                to=manager, board=one, subject_key="factor-reset", reference=one.code, link=f"/board/people/{user.pk}/",
                urgent=True, unique_key=f"factor-reset:{row.pk}:{one.pk}",
            )  # fmt: skip
    record_event("person.factor-reset", by=by, board=board, detail={"person": user.pk})


def _tell(user: User, board: Board, key: str, subject: str, sentence: str) -> None:
    body = f"{sentence} If you did not ask for this, tell the business unit of your board at once.\n"
    send_message(address=user.email, to=user, key=key, subject=subject, body=body, board=board)
