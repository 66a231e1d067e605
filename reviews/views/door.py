"""Two doors to the same referral form: a signed-in person's, and an outsider's link."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from lscb.core.errors import NotAllowed
from lscb.identity.reading import is_revealed
from lscb.people.models import User
from lscb.records.reading import open_or_404
from reviews import reading
from reviews.models import Referral

SESSION_KEY = "outsider_link"


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

    @property
    def changeable(self) -> bool:
        return self.referral.status in (Referral.Status.DRAFT, Referral.Status.RETURNED)

    def way_on(self) -> str:
        """Where somebody is led who opens the form after it was sent."""
        return self.url("sent") if self.outside else self.referral.record.get_absolute_url()

    def check_identity(self) -> None:
        """The form shows real names: to whoever writes it, and to others only while identity is revealed to them."""
        mine = self.by is None or self.referral.started_by_id == self.by.pk
        if not mine and self.by and not is_revealed(self.referral.record, self.by):
            raise NotAllowed(
                "This form shows who the case is about.",
                "Show identity on the page of the referral first, giving a reason.",
            )


def signed_in_door(request: HttpRequest, reference: str, page: str) -> Door:
    referral = open_or_404(request, reading.referrals_for_page(), reference, page=page)
    return Door(referral, request.user, "base.html")  # type: ignore[arg-type]


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
    return Door(found.referral, None, "base_public.html")
