"""Two doors to the same referral form: a signed-in person's, and an outsider's link."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from lscb.core.errors import NotAllowed
from lscb.identity.reading import is_revealed
from lscb.people.models import User
from lscb.people.signin import now
from lscb.records.reading import open_or_404
from reviews import reading
from reviews.models import OutsiderLink, Referral

#: What a session knows of somebody without an account: the link it is bound to, and when it was last used.
SESSION_KEY, SEEN = "outsider_link", "outsider_seen_at"
SEEN_EVERY = 60
AWAY = "Nothing happened here for half an hour, so this browser is not connected to the form any more."
COME_BACK = "Open the link from your e-mail again and ask for a code. What was saved is still there."


@dataclass(frozen=True)
class Door:
    """Who works on the form, on which referral, and where its pages are."""

    referral: Referral
    by: User | None
    base_template: str

    @property
    def outside(self) -> bool:
        return self.by is None

    def url(self, page: str = "") -> str:
        names = [page] if page else []
        if self.outside:
            return reverse(f"reviews:refer-{'page' if page else 'form'}", args=names)
        reference = self.referral.record.reference
        return reverse(f"reviews:referral-{'page' if page else 'form'}", args=[reference, *names])

    @property
    def is_open(self) -> bool:
        """Whether the form can still be written: a draft, or one that is back with questions."""
        return self.referral.status in (Referral.Status.DRAFT, Referral.Status.RETURNED)

    @property
    def is_author(self) -> bool:
        """Identities are shown back to the person who typed them, and never to somebody without an account."""
        return self.by is not None and self.referral.started_by_id == self.by.pk

    def after_sending(self) -> str:
        """Where somebody is led once the form is sent."""
        if self.outside:
            return reverse("reviews:refer-page", args=["sent"])
        reference = self.referral.record.reference
        sent = self.is_author and self.referral.status in (Referral.Status.DRAFT, Referral.Status.SUBMITTED)
        return reverse("reviews:referral-sent" if sent else "reviews:referral-detail", args=[reference])

    @property
    def home_url(self) -> str:
        return reverse("reviews:refer-form") if self.outside else reverse("reviews:referral-list")

    def check_identity(self) -> None:
        """The form shows real names: to whoever writes it, and to others only while identity is revealed to them."""
        mine = self.by is None or self.referral.started_by_id == self.by.pk
        if not mine and self.by and not is_revealed(self.referral.record, self.by):
            raise NotAllowed(
                "This form shows who the case is about.",
                "Show identity on the page of the referral first, giving a reason.",
            )


def signed_in_door(request: HttpRequest, reference: str, page: str) -> Door:
    referral = open_or_404(request, reading.referrals_for_page, reference, page=page)
    return Door(referral, request.user, "base.html")  # type: ignore[arg-type]


def bind(request: HttpRequest, link: OutsiderLink) -> None:
    """This browser's session may work on the link's form, until it is left alone for half an hour."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = link.pk
    request.session[SEEN] = now()


def _check_not_idle(request: HttpRequest) -> None:
    """The same limit as for people with an account; what was typed comes back on the page that says so."""
    away = now() - request.session.get(SEEN, 0)
    if away >= settings.SESSION_IDLE_SECONDS:
        lost = (
            " The last thing you typed was not saved. It is below: copy it."
            if request.method == "POST"
            else ""
        )
        raise NotAllowed(AWAY + lost, COME_BACK)
    if away >= SEEN_EVERY:
        request.session[SEEN] = now()


def outsider_door(request: HttpRequest) -> Door:
    """The referral that this browser's session is bound to by a link, while the link runs; else 404. What was typed into
    a form whose session has ended meanwhile is given back."""
    found = reading.running_link(request.session.get(SESSION_KEY), timezone.now())
    if found is None or found.referral is None:
        if request.method == "POST":
            raise NotAllowed(
                "This browser is not connected to a form any more, so nothing was saved. What you typed is below: copy it.",
                "Open the link from your e-mail again, ask for a code, and paste it into the form.",
            )
        raise Http404
    _check_not_idle(request)
    return Door(found.referral, None, "base_public.html")
