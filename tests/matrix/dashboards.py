"""A board's report to the Board and its template."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from lscb.board.term_breaks import add_term_break
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

    @functools.cached_property
    def term_break(self) -> int:
        first = dt.date(2035, 4, 2)
        row = add_term_break(
            board=self.cast.board, name="Easter", from_on=first, until_on=first + dt.timedelta(days=12),
            by=self.cast["business-manager"],
        )  # fmt: skip
        return row.pk


DASHBOARDS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "home:dashboard-group": lambda side: {"slug": side.cast.group("monitoring").slug},
    "home:dashboard-agency": lambda side: {"slug": side.cast.agency("police").slug},
    "board:term-break-remove": lambda side: {"pk": side.dashboards.term_break},
    "home:report-detail": lambda side: {"reference": side.dashboards.report},
    "home:report-template-of": lambda side: {"reference": side.dashboards.template},
}
