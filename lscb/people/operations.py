"""People and parties: every person is a party, so that access can be granted to them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from lscb.core.errors import BadInput
from lscb.people.models import Board, BoardRegime, Party, PartyMember, User

# The trail lies one floor up: whoever calls these (lscb.board.operations) is the operation that records.


def create_person(
    *, email: str, name: str, job_title: str = "", slug: str = "", password: str | None = None
) -> User:
    """A new account and its party. Raises BadInput when the e-mail address is taken."""
    if User.objects.filter(email__iexact=email).exists():
        raise BadInput(
            "There is already an account with this e-mail address.", "Find the person in the list."
        )
    user = User.objects.create_user(email=email, name=name, password=password)
    user.job_title, user.slug = job_title, slug
    user.save(update_fields=["job_title", "slug"])
    party = Party.objects.create(kind=Party.Kind.PERSON, name=name, person=user)
    PartyMember.objects.create(party=party, user=user, from_on=dt.date(2000, 1, 1), source="self")
    return user


def create_board(
    *, slug: str, code: str, name: str, regime: str, from_on: dt.date, demonstration: bool = False
) -> Board:
    everyone = Party.objects.create(kind=Party.Kind.SEATS, name=f"Seat holders of {name}"[:160])
    office = Party.objects.create(kind=Party.Kind.OFFICE, name=f"Office of {name}"[:160])
    board = Board.objects.create(
        slug=slug, code=code, name=name, everyone=everyone, office=office, demonstration=demonstration
    )
    BoardRegime.objects.create(board=board, regime=regime, from_on=from_on)
    return board


def join(
    *, party: Party, user: User, source: str, from_on: dt.date | None = None, until_on: dt.date | None = None
) -> None:
    """The person counts as the party; one row per source."""
    PartyMember.objects.create(
        party=party, user=user, source=source, from_on=from_on or timezone.localdate(), until_on=until_on
    )


def leave(*, user: User, source: str, on: dt.date) -> None:
    """Ends every membership that came from a source, the day before `on`."""
    rows = PartyMember.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on), user=user, source=source
    )
    rows.update(until_on=on - dt.timedelta(days=1))


def person_with_email(email: str) -> User | None:
    """Whose account has this address, whatever its case."""
    return User.objects.filter(email__iexact=email.strip()).first() if email else None


def was_seen(user: User) -> None:
    """The person has just signed in; accounts not used for long are listed by this date."""
    user.seen_at = timezone.now()
    user.save(update_fields=["seen_at"])
