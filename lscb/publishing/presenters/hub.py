"""The page of a copy: where it stands, its one next step, and everything that is still to be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.clocks.holidays import current_holidays
from lscb.clocks.presenters import clock
from lscb.clocks.words import day_in_words
from lscb.core.errors import Refusal
from lscb.people.models import User
from lscb.publishing import permissions as may
from lscb.publishing.models import Clearance, Document, Release
from lscb.publishing.operations.releases import ADVANCE, CALENDAR, ON_SITE, what_is_missing
from lscb.publishing.presenters.pages import frame, source_url, status, url
from lscb.publishing.sweep import leak_lines
from lscb.records.timeline import timeline

S, R = Document.Status, Release.Rendering


@dataclass(frozen=True)
class CopyStanding:
    """What the page needs to know, read once: five queries whatever the size of the text."""

    document: Document
    release: Release | None
    doubts: int
    told: dict[str, Clearance]
    leaks: list[str]


def standing_of_copy(document: Document) -> CopyStanding:
    release = (
        document.releases.filter(cancelled_at__isnull=True)
        .select_related("checked_by", "approved_by")
        .first()
    )
    return CopyStanding(
        document=document, release=release, doubts=document.doubts.filter(ruling__isnull=True).count(),
        told={row.kind: row for row in document.clearances.all()}, leaks=leak_lines(release) if release else [],
    )  # fmt: skip


def page(document: Document, user: User, today: dt.date) -> dict[str, Any]:
    at = standing_of_copy(document)
    context = frame(document, f"{document.subtitle or 'Document'}: copy {document.number} for publication")
    prepares = has(user, Permission.PUBLICATION_PREPARE, document.record.board)
    crumbs = [{"label": "Publication", "url": source_url(document)}] if prepares else []
    context["breadcrumbs"] = [*crumbs, {"label": document.record.reference}]
    return context | {
        "status": status(document), "clocks": _clocks(document, today), "next_step": _next(at, user, today),
        "tasks": _tasks(at, prepares), "side_nav": _sections(at, prepares), "facts": _facts(at), "leaks": at.leaks,
        "missing": what_is_missing(document, at.release, today) if at.release and document.status == S.CLEARING else [],
        "events": timeline(document.record, user),
    }  # fmt: skip


def _clocks(document: Document, today: dt.date) -> list[dict[str, Any]]:
    _, holidays = current_holidays(CALENDAR)
    rows = document.source.deadlines.filter(code__in=(ADVANCE, *ON_SITE), cancelled_at__isnull=True)
    return [clock(row, today, holidays) for row in rows]


def _allowed(check: Any, step: dict[str, Any], holder: str) -> dict[str, Any]:
    """The step, or who has it."""
    try:
        check()
    except Refusal as no:
        return {"text": step["text"], "holder": holder, "others": [], "note": no.reason}
    return step


def _next(at: CopyStanding, user: User, today: dt.date) -> dict[str, Any] | None:
    steps = {
        S.PREPARING: _preparing, S.CHECKING: _checking, S.APPROVING: _approving, S.CLEARING: _clearing,
        S.RELEASED: _ended, S.WITHDRAWN: _ended, S.REPLACED: _ended,
    }  # fmt: skip
    return steps[S(at.document.status)](at, user, today)


def _preparing(at: CopyStanding, user: User, today: dt.date) -> dict[str, Any]:
    document, unit = at.document, "the business unit"
    can = partial(may.check_can_prepare, user, document)
    if document.stale_at:
        text = (
            "The source was changed after this copy was made. Make a new copy; your rulings are carried over."
        )
        return _allowed(
            can, {"text": text, "url": source_url(document), "label": "Go to the publication"}, unit
        )
    if at.doubts:
        words = "1 doubtful word is" if at.doubts == 1 else f"{at.doubts} doubtful words are"
        text = f"{words} still open. Each one is kept, replaced, or added to the case's register."
        rule = partial(may.check_can_rule, user, document)
        return _allowed(
            rule,
            {"text": text, "url": url(document, "words"), "label": "Rule on doubtful words"},
            "the business manager",
        )
    text = "No doubtful word is open. Freezing fixes the text that is checked, approved and published."
    return _allowed(can, {"text": text, "url": url(document, "freeze"), "label": "Freeze the text"}, unit)


def _checking(at: CopyStanding, user: User, today: dt.date) -> dict[str, Any]:
    document, release = at.document, at.release
    back = [{"label": "Take the text back", "url": url(document, "send-back")}]
    if release is None or release.rendering in (R.WAITING, R.RUNNING):
        text = "The file is being made and searched for names. This takes up to a minute."
        return {
            "text": text,
            "url": url(document, "document-detail"),
            "label": "Look again",
            "heading": "Wait for the file",
        }
    if release.rendering == R.FAILED:
        step = {
            "text": release.failure,
            "url": url(document, "make-again"),
            "label": "Try again",
            "post": True,
            "others": back,
        }
        return _allowed(partial(may.check_can_prepare, user, document), step, "the business unit")
    if at.leaks:
        text = "The scan found registered names in the file, so it cannot be approved. Take the text back and rule on them."
        step = {"text": text, "url": url(document, "send-back"), "label": "Take the text back"}
        return _allowed(partial(may.check_can_prepare, user, document), step, "the business unit")
    step = {
        "text": "Read the file as a stranger would who knows the town and its newspapers.", "url": url(document, "check"),
        "label": "Check its anonymity", "others": [{"label": "Send it back", "url": url(document, "send-back")}],
    }  # fmt: skip
    return _allowed(partial(may.check_can_pass, user, document), step, "the anonymity checker")


def _approving(at: CopyStanding, user: User, today: dt.date) -> dict[str, Any]:
    step = {
        "text": "The anonymity check is passed. The second approval is the chair's.", "url": url(at.document, "approve"),
        "label": "Read and approve", "others": [{"label": "Send it back", "url": url(at.document, "send-back")}],
    }  # fmt: skip
    return _allowed(partial(may.check_can_approve, user, at.document), step, "the independent chair")


def _clearing(at: CopyStanding, user: User, today: dt.date) -> dict[str, Any]:
    document = at.document
    missing = what_is_missing(document, at.release, today) if at.release else []
    if not missing:
        step = {
            "text": "Everything is done. The report may go out.",
            "url": source_url(document, "release/"),
            "label": "Publish it",
        }
        return _allowed(partial(may.check_can_release, user, document), step, "the business manager")
    left = [kind for kind in Clearance.Kind if kind not in at.told]
    if left:
        step = {
            "text": missing[0],
            "url": url(document, f"clearance-{left[0].value}"),
            "label": f"Record: {left[0].label.lower()}",
        }
    elif at.release and at.release.advance_on is None:
        step = {"text": missing[0], "url": url(document, "advance"), "label": "Record the advance copies"}
    else:
        return {"text": missing[0], "heading": "Wait for the day"}
    return _allowed(partial(may.check_can_prepare, user, document), step, "the business unit")


def _ended(at: CopyStanding, user: User, today: dt.date) -> dict[str, Any]:
    words = {
        S.RELEASED: "This copy is published.", S.WITHDRAWN: "This copy was published and withdrawn.",
        S.REPLACED: "A newer copy took the place of this one.",
    }  # fmt: skip
    link = {"url": source_url(at.document), "label": "Go to the publication"}
    return {"heading": "Where this stands", "text": words[S(at.document.status)], **link}


def _tasks(at: CopyStanding, prepares: bool) -> list[dict[str, Any]]:
    document, release = at.document, at.release
    frozen, made = release is not None, bool(release and release.pdf_path)
    tasks = [
        {"label": "The case's register", "url": url(document, "register"), "status": "Look", "colour": ""},
        _task("Doubtful words", url(document, "words"), not at.doubts, f"{at.doubts} open" if at.doubts else "Settled"),
        _task("Frozen text", url(document, "text") if frozen else "", frozen, "Frozen" if frozen else "Not yet"),
        _task("File", url(document, "file") if made else "", made, _file_word(at)),
        _task("Anonymity check", "", bool(release and release.checked_at), _who(release, "checked")),
        _task("Second approval", "", bool(release and release.approved_at), _who(release, "approved")),
    ]  # fmt: skip
    for kind in Clearance.Kind:
        row = at.told.get(kind)
        tasks.append(
            _task(
                kind.label,
                url(document, f"clearance-{kind.value}"),
                bool(row),
                row.get_outcome_display() if row else "Not yet",
            )
        )
    sent = bool(release and release.advance_on)
    tasks.append(
        _task(
            "Advance copies",
            url(document, "advance") if document.status == S.CLEARING else "",
            sent,
            "Sent" if sent else "Not yet",
        )
    )
    tasks.append(
        {
            "label": "Day of publication",
            "url": url(document, "plan"),
            "status": "Planned" if document.planned_on else "Not yet",
            "colour": "green" if document.planned_on else "grey",
        }
    )
    if document.status not in Document.IN_WORK:
        return [task | {"url": ""} for task in tasks[2:]]
    readable = {url(document, "text"), url(document, "file")}
    return (
        tasks
        if prepares
        else [task | {"url": task["url"] if task["url"] in readable else ""} for task in tasks[1:]]
    )


def _sections(at: CopyStanding, prepares: bool) -> list[dict[str, Any]]:
    """The pages of the copy that open for the reader."""
    document = at.document
    found = [
        ("Overview", "document-detail", True),
        ("Doubtful words", "words", prepares),
        ("The case's register", "register", prepares),
    ]
    found += [("Frozen text", "text", at.release is not None)]
    return [
        {"label": label, "url": url(document, page), "current": page == "document-detail"}
        for label, page, opens in found
        if opens
    ]


def _task(label: str, address: str, done: bool, word: str) -> dict[str, Any]:
    return {"label": label, "url": address, "status": word, "colour": "green" if done else "grey"}


def _file_word(at: CopyStanding) -> str:
    if at.release is None:
        return "Not yet"
    return f"{len(at.leaks)} names found in it" if at.leaks else at.release.get_rendering_display()


def _who(release: Release | None, stem: str) -> str:
    person = getattr(release, f"{stem}_by") if release else None
    return f"By {person}" if person else "Not yet"


def _facts(at: CopyStanding) -> list[dict[str, Any]]:
    release = at.release
    rows: list[dict[str, Any]] = [{"key": "Copied by", "value": str(at.document.copied_by)}]
    if at.document.planned_on:
        rows.append({"key": "To be published on", "value": day_in_words(at.document.planned_on)})
    if release:
        rows.append(
            {"key": "File", "value": f"{release.pdf_pages} pages" if release.pdf_pages else "Being made"}
        )
        if release.pdf_sha256:
            rows.append({"key": "Fingerprint of the file", "value": release.pdf_sha256})
        if release.advance_on and release.earliest_on:
            rows.append({"key": "Advance copies sent", "value": day_in_words(release.advance_on)})
            rows.append({"key": "Earliest day of publication", "value": day_in_words(release.earliest_on)})
    return rows
