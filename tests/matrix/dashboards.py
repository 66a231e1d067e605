"""A board's report to the Board and its template."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from lscb.home.demonstration.cast import Cast
from lscb.home.figures import reporting, word


class DashboardSide:
    """One board's report, made of its figures."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @functools.cached_property
    def report(self) -> str:
        made = reporting.make_report(board=self.cast.board, by=self.cast["business-manager"])
        return made.record.reference

    @functools.cached_property
    def template(self) -> str:
        upload = SimpleUploadedFile("template.docx", word.shipped(), content_type=reporting.DOCX)
        use = reporting.set_template(board=self.cast.board, upload=upload, by=self.cast["business-manager"])
        return use.record.reference


DASHBOARDS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "home:dashboard-group": lambda side: {"slug": side.cast.group("monitoring").slug},
    "home:dashboard-agency": lambda side: {"slug": side.cast.agency("police").slug},
    "home:report-detail": lambda side: {"reference": side.dashboards.report},
    "home:report-template-of": lambda side: {"reference": side.dashboards.template},
}
