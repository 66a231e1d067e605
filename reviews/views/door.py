"""Two doors to the same referral form: a signed-in person's, and an outsider's link."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

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
    def home_url(self) -> str:
        return reverse("reviews:refer-form") if self.outside else reverse("reviews:referral-list")


def signed_in_door(request: HttpRequest, reference: str) -> Door:
    referral = open_or_404(request, reading.referrals_for_page(), reference, page="form")
    return Door(referral, request.user, "base.html")  # type: ignore[arg-type]


def outsider_door(request: HttpRequest) -> Door:
    """The referral that this browser's session is bound to by a link, while the link runs; else 404."""
    found = reading.running_link(request.session.get(SESSION_KEY), timezone.now())
    if found is None or found.referral is None:
        raise Http404
    return Door(found.referral, None, "base_public.html")
