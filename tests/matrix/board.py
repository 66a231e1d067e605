"""Registers and the board's other papers, for the addresses of the matrix."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from lscb.board import access_review, away, keeping, planning, structure
from lscb.board.assurance import operations as assurance
from lscb.board.assurance.shapes import PARTS
from lscb.board.documents import operations as documents
from lscb.board.models import AssuranceReport, ReportShape, Seat
from lscb.board.registers import operations as registers
from lscb.board.registers.kinds import BY_KIND
from lscb.board.registers.kinds import REGISTERS as KINDS
from lscb.home.demonstration.cast import Cast
from tests.board.entries import OUTCOME, make


class BoardSide:
    """One board's own things."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @functools.cache  # noqa: B019  a side lives as long as its test
    def entry(self, kind: str, state: str = "open") -> Any:
        due_on = timezone.localdate() + dt.timedelta(days=30)
        entry = make(self.cast, kind, due_on=due_on)
        if state == "closed":
            registers.close(entry=entry, outcome=OUTCOME, by=self.cast["business-manager"])
        return entry

    @functools.cache  # noqa: B019
    def report(self, state: str = "expected") -> Any:
        cast, due_on = self.cast, timezone.localdate() + dt.timedelta(days=30)
        plan = assurance.schedule(
            board=cast.board, title="A report", group=cast.group("monitoring"), due_on=due_on, by=cast["business-manager"],
            agency=cast.agency("police"), shape=ReportShape.OPERATIONAL, every_months=12,
        )  # fmt: skip
        report = AssuranceReport.objects.get(schedule=plan)
        if state == "received":
            texts = {code: "Written" for code, _, _ in PARTS[report.form]}
            assurance.hand_in(report=report, texts=texts, by=cast["business-manager"])
        return report

    @functools.cache  # noqa: B019
    def version(self) -> Any:
        cast = self.cast
        document = documents.add(
            board=cast.board, title="A procedure", kind="procedure", summary="For this", group=cast.group("monitoring"),
            by=cast["business-manager"],
        )  # fmt: skip
        return documents.keep_version(
            document=document, number="1", authors="The unit", change="First", by=cast["business-manager"]
        )

    @functools.cache  # noqa: B019
    def priority(self) -> Any:
        day, by = timezone.localdate(), self.cast["business-manager"]
        until_on = day + dt.timedelta(days=365)
        plan = planning.make_plan(board=self.cast.board, title="Plan", from_on=day, until_on=until_on, by=by)
        return planning.add_priority(plan=plan, title="Seen early", by=by)

    @functools.cache  # noqa: B019
    def partner(self) -> Any:
        return keeping.keep_partner(board=self.cast.board, name="Northmere", by=self.cast["business-manager"])

    @functools.cache  # noqa: B019
    def terms(self) -> Any:
        return structure.set_terms(
            group=self.cast.group("policy"),
            aims="To write",
            functions="1. Write",
            review_on=timezone.localdate() + dt.timedelta(days=30),
            by=self.cast["business-manager"],
        )

    @functools.cache  # noqa: B019
    def contact(self) -> Any:
        return keeping.add_contact(
            board=self.cast.board, agency=self.cast.agency("housing"), about="reviews", name="Desk",
            by=self.cast["business-manager"],
        )  # fmt: skip

    @functools.cache  # noqa: B019
    def access_row(self) -> Any:
        review = access_review.open_review(board=self.cast.board, by=self.cast["business-manager"])
        return review.rows.get(user=self.cast["police-lead"])

    @functools.cache  # noqa: B019
    def leave(self, slug: str) -> Any:
        day = timezone.localdate()
        user = self.cast[slug]
        return away.set_leave(user=user, from_on=day, until_on=day + dt.timedelta(days=9), by=user)


def access_reviewed(side: Any) -> dict[str, Any]:
    return {"reference": side.board_life.access_row().review.record.reference}


def person(side: Any) -> dict[str, Any]:
    return {"pk": side.cast["police-lead"].pk}


def agency(side: Any) -> dict[str, Any]:
    return {"slug": side.cast.agency("housing").slug}


def group(side: Any) -> dict[str, Any]:
    return {"slug": side.cast.group("policy").slug}


def held_seat(side: Any) -> dict[str, Any]:
    seat = Seat.objects.get(group=side.cast.group("executive"), user=side.cast["executive-member"])
    return {"slug": side.cast.group("executive").slug, "seat": seat.pk}


def plan(side: Any) -> dict[str, Any]:
    return {"pk": side.board_life.priority().plan_id}


def priority(side: Any) -> dict[str, Any]:
    return plan(side) | {"number": side.board_life.priority().number}


def document(side: Any) -> dict[str, Any]:
    return {"reference": side.board_life.version().document.record.reference}


def report(state: str = "expected") -> Callable[[Any], dict[str, Any]]:
    return lambda side: {"reference": side.board_life.report(state).record.reference}


def entry(kind: str, state: str = "open", *, slug: bool = True) -> Callable[[Any], dict[str, Any]]:
    def arguments(side: Any) -> dict[str, Any]:
        found = {"reference": side.board_life.entry(kind, state).record.reference}
        return found | ({"register": BY_KIND[kind].slug} if slug else {})

    return arguments


REGISTERS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"board:entry-{each.kind}": entry(each.kind, slug=False) for each in KINDS},
    "board:entry-change": entry("challenge"),
    "board:entry-answer": entry("challenge"),
    "board:entry-review": entry("risk"),
    "board:entry-close": entry("challenge"),
    "board:entry-link": entry("challenge"),
    "board:entry-reopen": entry("challenge", "closed"),
    "board:document": document,
    **{f"board:document-{verb}": document for verb in ("change", "version", "review", "test", "withdraw")},
    "board:document-ratify": lambda side: document(side) | {"version": side.board_life.version().pk},
    "board:plan": plan,
    "board:plan-change": plan,
    "board:priority-add": plan,
    "board:priority": priority,
    "board:priority-change": priority,
    "board:group-progress": group,
    "board:seat-history": group,
    "board:access-review": access_reviewed,
    "board:access-review-row": lambda side: access_reviewed(side) | {"row": side.board_life.access_row().pk},
    "board:access-review-confirm": access_reviewed,
    "board:access-review-finish": access_reviewed,
    "board:leave-add": person,
    "board:leave-end": lambda side: person(side) | {"leave": side.board_life.leave("police-lead").pk},
    "people:own-leave-end": lambda side: {"pk": side.board_life.leave("business-manager").pk},
    "home:hand-over": person,
    "home:tags": entry("challenge", slug=False),
    "board:group-share": group,
    "board:terms": lambda side: group(side) | {"version": side.board_life.terms().version},
    "board:terms-of": lambda side: {"reference": side.board_life.terms().record.reference},
    "board:deputy-set": held_seat,
    "board:partner-change": lambda side: {"pk": side.board_life.partner().pk},
    "board:contact-add": agency,
    "board:contact-remove": lambda side: agency(side) | {"contact": side.board_life.contact().pk},
    "board:obligation-change": lambda side: agency(side) | {"obligation": "embed"},
    "board:contribution-add": agency,
    "board:schedule-change": lambda side: {"pk": side.board_life.report().schedule.pk},
    "board:schedule-end": lambda side: {"pk": side.board_life.report().schedule.pk},
    "board:assurance-detail": report(),
    "board:assurance-write": report(),
    "board:assurance-hand-in": report(),
    "board:assurance-check": report("received"),
    "board:assurance-ask-again": report("received"),
    "board:assurance-withdraw": report(),
}
