"""What the addresses of publication are about: copies on their way, and a published report."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from lscb.home.demonstration.cast import Cast
from lscb.identity.models import ProtectedPerson
from lscb.publishing.models import Document, Publication
from lscb.publishing.operations import approvals, releases
from tests.publishing import ways

#: The day of the matrix, and the day on which the published report was approved.
MONDAY, BEFORE = "2026-03-02 09:00", "2026-02-16 09:00"
LONDON = ZoneInfo("Europe/London")
Arguments = Callable[[Any], dict[str, Any]]


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


class PublishingSide:
    """One board's copies: one with doubtful words, one made and waiting for its check, one published."""

    def __init__(self, cast: Cast, at: Callable[[str], Any]) -> None:
        self.cast, self.at = cast, at

    @functools.cached_property
    def copied(self) -> Document:
        return ways.copied(self.cast)

    @functools.cached_property
    def made(self) -> Document:
        return ways.made(self.cast)

    @functools.cached_property
    def checked(self) -> Document:
        document = ways.made(self.cast)
        approvals.pass_check(document=document, ticked=ways.TICKED, by=self.cast["anonymity-checker"])
        return ways.again(document)

    @functools.cached_property
    def publication(self) -> Publication:
        """Its advance copies went out two weeks before."""
        self.at(BEFORE)
        document = ways.cleared(self.cast)
        self.at(MONDAY)
        return releases.release(document=document, by=self.cast["business-manager"])


def copy(stage: str, **more: Any) -> Arguments:
    return lambda side: {"reference": getattr(side.publishing, stage).record.reference, **more}


def doubt(side: Any) -> dict[str, Any]:
    document = side.publishing.copied
    return {"reference": document.record.reference, "number": document.doubts.order_by("pk").first().pk}


def entry(side: Any) -> dict[str, Any]:
    document = side.publishing.copied
    person = ProtectedPerson.objects.of_case(document.record).order_by("pk").first()
    return {"reference": document.record.reference, "number": person.pk}


def published(side: Any) -> dict[str, Any]:
    return {"slug": side.publishing.publication.slug}


def review(side: Any) -> dict[str, Any]:
    return {"reference": side.reviews.report.review.record.reference}


PUBLISHING: dict[str, Arguments] = {
    "publishing:document-detail": copy("copied"),
    "publishing:words": copy("copied"),
    "publishing:word-rule": copy("copied"),
    "publishing:word-several": copy("copied"),
    "publishing:word-hide": copy("copied"),
    "publishing:word-run": copy("copied"),
    "publishing:word-keep": doubt,
    "publishing:word-mask": doubt,
    "publishing:word-register": doubt,
    "publishing:register": copy("copied"),
    "publishing:register-new": copy("copied"),
    "publishing:register-change": entry,
    "publishing:register-retire": entry,
    "publishing:freeze": copy("copied"),
    "publishing:make-again": copy("made"),
    "publishing:text": copy("made"),
    "publishing:file": copy("made"),
    "publishing:check": copy("made"),
    "publishing:approve": copy("checked"),
    "publishing:send-back": copy("checked"),
    "publishing:clearance-legal": copy("made"),
    "publishing:clearance-family": copy("made"),
    "publishing:clearance-staff": copy("made"),
    "publishing:plan": copy("made"),
    "publishing:advance": copy("made"),
    "publishing:publication-detail": published,
    "publishing:publication-pdf": published,
    "publishing:publication-withdraw": published,
    "publishing:publication-on-request": published,
    "publishing:publication-request": published,
    "reviews:review-publication": review,
    "reviews:review-publication-prepare": review,
    "reviews:review-publication-plan": review,
    "reviews:review-publication-release": review,
}
