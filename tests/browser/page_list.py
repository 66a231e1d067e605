"""Every page that a GET of the resolver gives, each for somebody who may open it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from tests.cast import SLUGS, sign_in
from tests.matrix.asking import OPEN
from tests.matrix.expectations import TABLE
from tests.matrix.objects import ARGUMENTS, OWN_SECRET, Side
from tests.rules.source import addresses

#: Asked in this order; the first who gets the page is who looks at it.
FIRST = (
    "business-manager", "independent-chair", "scr-chair", "reviewer", "panel-chair", "monitoring-chair", "police-lead",
    "housing-lead", "imr-author", "administrator", "anonymity-checker",
)  # fmt: skip
#: Where somebody else than the manager is the reader whom the page is made for.
MADE_FOR = {
    "reviews:referral-form": "police-lead", "reviews:referral-page": "police-lead", "reviews:referral-sent": "police-lead",
    "reviews:referral-new": "school-dsl", "reviews:scoping-detail": "housing-lead", "reviews:report-section": "reviewer",
    "reviews:agency-report-detail": "police-lead", "reviews:referral-consideration": "scr-chair",
    "learning:action-detail": "police-lead", "reviews:report": "reviewer",
}  # fmt: skip
ANYBODY = ""
#: Leads elsewhere, refuses, hides, or is a state in which the page has nothing to show.
NOT_A_PAGE = (301, 302, 403, 404, 409)


@dataclass(frozen=True)
class Sheet:
    """One page: the address's name, where it is, and who looks at it (nobody signed in: an empty slug)."""

    name: str
    url: str
    slug: str


def sheets(side: Side) -> Iterator[Sheet]:
    """Pages of HTML alone; downloads, buttons without a page and what nobody of the cast can open are left out."""
    clients: dict[str, Client] = {}
    for address in addresses():
        if address.arguments and address.name not in ARGUMENTS and address.name not in OWN_SECRET:
            continue  # tests/matrix says so
        make = ARGUMENTS.get(address.name)
        kwargs = OWN_SECRET.get(address.name) or (make(side) if make else {})
        public = not getattr(address.pattern.callback, "login_required", True)
        order = (ANYBODY,) if public else _order(address.name)
        yield from _sheet(side, clients, order, address.name, reverse(address.name, kwargs=kwargs))
    for page in ("child", "home", "siblings", "referrer", "agencies", "criteria", "papers", "check"):
        reference = side.referral("draft").record.reference
        yield Sheet(f"referral form: {page}", f"/referrals/{reference}/form/{page}/", "police-lead")


def _order(name: str) -> tuple[str, ...]:
    """Who is asked, one after the other; those of whom the matrix knows that they may not are left out."""
    expected = TABLE[name].expected("get") if name in TABLE else {}
    order = dict.fromkeys(filter(None, (MADE_FOR.get(name), *FIRST, *SLUGS)))
    return tuple(slug for slug in order if expected.get(slug, OPEN) == OPEN)


def _sheet(
    side: Side, clients: dict[str, Client], order: tuple[str, ...], name: str, url: str
) -> Iterator[Sheet]:
    for slug in order:
        if slug not in clients:
            clients[slug] = sign_in(Client(), side.cast[slug]) if slug else Client()
        response = clients[slug].get(url)
        if response.status_code == 405:
            return
        if response.status_code not in NOT_A_PAGE:
            if response.headers.get("Content-Type", "").startswith("text/html"):
                yield Sheet(name, url, slug)
            return
