"""Two years of a board's own papers: its plan, entries in every register, documents, reports, a review of access."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from lscb.board import access_review, keeping, planning
from lscb.board.assurance import operations as assurance
from lscb.board.assurance.shapes import CHECKLIST, PARTS, USUAL
from lscb.board.documents import operations as documents
from lscb.board.models import AssuranceReport, Entry, Priority, ReportShape, Theme
from lscb.board.registers import operations as registers
from lscb.home.demonstration import register_texts as texts
from lscb.home.demonstration.cast import Cast
from lscb.home.demonstration.clock import travel, weekday


def tell(cast: Cast, anchor: dt.date) -> None:
    """All of it, one after the other."""
    plan(cast, anchor)
    entries(cast, anchor)
    papers(cast, anchor)
    reports(cast, anchor)
    duties(cast, anchor)
    access(cast, anchor)


def plan(cast: Cast, anchor: dt.date) -> None:
    """The business plan with its priorities."""
    day, by = anchor - dt.timedelta(days=700), cast["business-manager"]
    travel(day)
    made = planning.make_plan(
        board=cast.board, title="Business plan", from_on=day, until_on=anchor + dt.timedelta(days=395), by=by,
        summary="Four things that have to be different for children, each with a group that answers for it.",
    )  # fmt: skip
    for title, outcome, group in texts.PRIORITIES:
        planning.add_priority(plan=made, title=title, outcome=outcome, group=cast.group(group), by=by)


def entries(cast: Cast, anchor: dt.date) -> None:
    """Entries in every register, as far as each has gone."""
    themes = list(Theme.objects.filter(board=cast.board).order_by("pk"))
    priorities = list(Priority.objects.filter(plan__board=cast.board).order_by("pk"))
    for number, row in enumerate(texts.ROWS):
        made_on = weekday(anchor - dt.timedelta(days=row.ago))
        travel(made_on)
        entry = registers.add_entry(
            kind=row.register, board=cast.board, title=row.title, text=row.text, by=cast["business-manager"],
            due_on=_due(anchor, row), raised_on=made_on, **_parties(cast, row), **row.own,
            themes=_one(themes, number), priorities=_one(priorities, number),
        )  # fmt: skip
        _go_on(cast, entry, row, anchor)


def _one(rows: list[Any], number: int) -> list[Any]:
    return [rows[number % len(rows)]] if rows else []


def _parties(cast: Cast, row: texts.RegisterStory) -> dict[str, Any]:
    return {
        "agency": cast.agency(row.agency) if row.agency else None,
        "group": cast.group(row.group) if row.group else None,
        "owner": cast[row.owner] if row.owner else None,
    }


def _due(anchor: dt.date, row: texts.RegisterStory) -> dt.date | None:
    """A first day that was still to come when the entry was made."""
    if row.due is None:
        return None
    first = anchor - dt.timedelta(days=row.ago)
    return weekday(max(anchor + dt.timedelta(days=row.due), first + dt.timedelta(days=14)))


def _go_on(cast: Cast, entry: Entry, row: texts.RegisterStory, anchor: dt.date) -> None:
    by = cast["business-manager"]
    later = weekday(min(anchor - dt.timedelta(days=1), anchor - dt.timedelta(days=row.ago // 2)))
    travel(max(later - dt.timedelta(days=3), entry.raised_on))
    answers = entry.register in (Entry.Register.CHALLENGE, Entry.Register.SCRUTINY, Entry.Register.FAILURE)
    if row.then in ("answered", "closed") and answers:
        entry = registers.answer(entry=entry, answer=texts.ANSWER, by=by)
    if row.then == "reviewed":
        scores: dict[str, Any] = (
            {"likelihood": max(1, (entry.likelihood or 1) - 1)}
            if entry.register == Entry.Register.RISK
            else {}
        )
        following = weekday(max(anchor + dt.timedelta(days=row.due or 30), later + dt.timedelta(days=7)))
        registers.review(entry=entry, note=texts.REVIEWED, next_on=following, by=by, **scores)
    if row.then == "closed":
        travel(max(later, entry.raised_on))
        registers.close(entry=entry, outcome=texts.OUTCOME, by=by)


def papers(cast: Cast, anchor: dt.date) -> None:
    """The framework with three versions, and two more documents; one review is due soon, one is late."""
    by = cast["business-manager"]
    for title, kind, group, months, versions in (
        ("Learning and improvement framework", "framework", "learning", 12, (700, 360, 5)),
        ("Escalation procedure", "procedure", "policy", 24, (715,)),
        ("Information sharing protocol", "protocol", "policy", 12, (380,)),
    ):
        travel(anchor - dt.timedelta(days=versions[0]))
        document = documents.add(
            board=cast.board, title=title, kind=kind, group=cast.group(group), review_months=months, by=by,
            owner=cast["business-officer"], summary="What agencies have agreed, for everybody who works with children.",
        )  # fmt: skip
        for number, ago in enumerate(versions, 1):
            day = anchor - dt.timedelta(days=ago)
            travel(day)
            version = documents.keep_version(
                document=document, number=f"{number}.0", authors="Business unit", dated_on=day, by=by,
                change="First version" if number == 1 else "After a year of use, with what reviews have shown",
                contributors="Every group of the Board",
            )  # fmt: skip
            if ago > 30:
                travel(day + dt.timedelta(days=20))
                documents.ratify(version=version, on=day + dt.timedelta(days=20), by=by)


def reports(cast: Cast, anchor: dt.date) -> None:
    """Yearly reports, received, late and to come; an Operational Assurance Report that is being written."""
    by = cast["business-manager"]
    for number, (_, title, service, months) in enumerate(USUAL[:8]):
        due = weekday(anchor - dt.timedelta(days=300 - 45 * number))
        travel(due - dt.timedelta(days=60))
        plan = assurance.schedule(
            board=cast.board, title=title, service=service, group=cast.group(("monitoring", "board")[number % 2]),
            agency=cast.agency("childrens-services"), due_on=due, every_months=months, by=by,
        )  # fmt: skip
        if number < 5:
            travel(due + dt.timedelta(days=number * 3 - 6))
            report = AssuranceReport.objects.get(schedule=plan)
            file = SimpleUploadedFile("report.txt", texts.PARTS.encode(), content_type="text/plain")
            assurance.hand_in(report=report, files=[file], by=by)
            if number < 4:
                travel(due + dt.timedelta(days=30))
                found = {code: ("yes", "") for code, _ in CHECKLIST} | {"plan": ("partly", "No dates in it")}
                assurance.check(
                    report=report, found=found, scrutiny=texts.PARTS, outcome=texts.OUTCOME, by=by
                )
    _operational(cast, anchor)


def _operational(cast: Cast, anchor: dt.date) -> None:
    by = cast["business-manager"]
    travel(anchor - dt.timedelta(days=20))
    asked = assurance.ask_agencies(
        board=cast.board, agencies=[cast.agency("police"), cast.agency("community-health")], group=cast.group("board"),
        due_on=weekday(anchor + dt.timedelta(days=10)), question="How are young children heard in your service?", by=by,
    )  # fmt: skip
    travel(anchor - dt.timedelta(days=4))
    codes = [code for code, _, _ in PARTS[ReportShape.OPERATIONAL]]
    assurance.save_parts(report=asked[0], texts={codes[0]: texts.PARTS}, by=cast["police-lead"])
    written = dict.fromkeys(codes, texts.PARTS)
    assurance.hand_in(report=asked[1], texts=written, by=cast["health-lead"])


def duties(cast: Cast, anchor: dt.date) -> None:
    """Neighbours, and what two agencies owe and gave."""
    by = cast["business-manager"]
    travel(anchor - dt.timedelta(days=90))
    keeping.keep_partner(
        board=cast.board, name="Eastmere Safeguarding Children Board", area="Eastmere", by=by,
        shared="Child death overview panel, and procedures for missing children",
    )  # fmt: skip
    for slug in ("police", "housing"):
        for code, met in (("endorse", "yes"), ("reviews", "yes"), ("embed", "partly")):
            keeping.keep_obligation(
                board=cast.board,
                agency=cast.agency(slug),
                obligation=code,
                met=met,
                evidence=texts.PARTS,
                by=by,
            )
    keeping.add_contribution(
        board=cast.board, agency=cast.agency("police"), happened_on=anchor - dt.timedelta(days=100),
        activity="Read 12 files in the audit of notices", by=by,
    )  # fmt: skip


def access(cast: Cast, anchor: dt.date) -> None:
    """The review of the last quarter, finished."""
    by, day = cast["business-manager"], anchor - dt.timedelta(days=95)
    travel(day)
    review = access_review.open_review(board=cast.board, by=by)
    travel(day + dt.timedelta(days=6))
    access_review.confirm(review=review, rows=list(access_review.rows_of(review)), by=by)
    access_review.finish(review=review, by=by)
