"""What the pages of the board's documents show; no queries, templates decide nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from lscb.board.models import BoardDocument, BoardDocumentVersion, DocumentTest
from lscb.clocks.words import day_in_words
from lscb.core.templatetags.lscb import plural, shortdate
from lscb.files.models import FileUse
from lscb.files.presenters import attachments
from lscb.records.models import Record

Row = dict[str, Any]
HOME = {"label": "Board", "url": "/board/"}
LIST = {"label": "Documents", "url": "/board/documents/"}


def list_page(documents: Iterable[Any], today: dt.date, *, may_start: bool, all_of_them: bool) -> Row:
    rows = [_row(document, today) for document in documents]
    page: Row = {
        "title": "Documents", "lead": "The framework and the board's other documents, with their versions and reviews.",
        "breadcrumbs": [HOME, {"label": "Documents"}], "columns": ["Document", "Kind", "Version", "Owner", "Next review"],
        "rows": rows, "caption": "Documents", "caption_hidden": True, "count_text": plural(len(rows), "document"),
        "empty_text": "No document that you may read is on the list yet.",
        "other_url": "?" if all_of_them else "?all=yes",
        "other_label": "Only documents in use" if all_of_them else "Show documents that are no longer in use too",
    }  # fmt: skip
    if may_start:
        page |= {"action_url": reverse("board:document-add"), "action_label": "Add a document"}
    return page


def _row(document: Any, today: dt.date) -> Row:
    late = document.is_due(today)
    review = {"text": shortdate(document.review_on) or "None", "hint": "Overdue" if late else ""}
    if document.withdrawn_on:
        review = {"text": "No longer in use", "hint": ""}
    return {
        "state": "overdue" if late else "",
        "cells": [
            {"text": document.record.title, "url": document.get_absolute_url(), "hint": document.record.reference},
            document.get_kind_display(), document.newest or "None yet",
            document.owner.name if document.owner else str(document.group or "Nobody"), review,
        ],
    }  # fmt: skip


def document_page(
    document: BoardDocument, versions: list[BoardDocumentVersion], tests: list[DocumentTest], clocks: list[Row],
    events: list[Row], *, may_keep: bool, may_open_meetings: set[int],
) -> Row:  # fmt: skip
    reference = document.record.reference
    urls = {
        verb: reverse(f"board:document-{verb}", args=[reference])
        for verb in ("version", "review", "test", "change", "withdraw")
    }
    return {
        "kind": document.get_kind_display(), "reference": reference, "title": document.record.title,
        "marking": document.record.marking, "clocks": clocks, "rows": _rows(document), "events": events,
        "status": {"text": "No longer in use", "colour": "grey"} if document.withdrawn_on else None,
        "versions": [_version(each, may_keep, reference, may_open_meetings) for each in versions],
        "tests": [
            {"key": each.record.reference, "value": each.note, "url": each.record.get_absolute_url()} for each in tests
        ],
        "breadcrumbs": [HOME, LIST, {"label": reference}], "next_step": _next(document, versions, urls, may_keep),
        "side_nav": [
            {"label": "About it", "url": "#about"}, {"label": "Versions", "url": "#versions", "count": len(versions)},
            {"label": "Tested against", "url": "#tested"},
        ],
    }  # fmt: skip


def _rows(document: BoardDocument) -> list[Row]:
    review = day_in_words(document.review_on) if document.review_on else ""
    return [
        {"key": "What it is for", "value": document.summary},
        {
            "key": "Owner",
            "value": document.owner.name if document.owner else "",
            "empty": "Nobody in particular",
        },
        {"key": "Reviewed by", "value": document.group.name if document.group else "", "empty": "No group"},
        {"key": "Next review", "value": review, "empty": "None set", "note": document.review_reason},
        {"key": "Reviewed after", "value": plural(document.review_months, "month")},
        {
            "key": "Who may read it",
            "value": "Everybody with a seat on the board"
            if document.record.mode == Record.Mode.BOARD
            else f"{document.group} and the business unit",
        },
    ]


def _version(each: BoardDocumentVersion, may_keep: bool, reference: str, meetings: set[int]) -> Row:
    ratified: Row = {"key": "Ratified", "value": "", "empty": "Not yet"}
    if each.ratified_on and each.ratified_by:
        ratified["value"] = f"{day_in_words(each.ratified_on)}, recorded by {each.ratified_by.name}"
        if each.ratified_at_meeting and each.ratified_at_meeting.pk in meetings:
            ratified |= {"url": each.ratified_at_meeting.get_absolute_url()}
    elif may_keep:
        ratified |= {
            "action_url": reverse("board:document-ratify", args=[reference, each.pk]), "action_label": "Record it",
        }  # fmt: skip
    files: list[FileUse] = [each.file] if each.file else []
    return {
        "heading": f"Version {each.number}, {day_in_words(each.dated_on)}",
        "rows": [
            {"key": "Authors", "value": each.authors}, {"key": "What is different", "value": each.change},
            {"key": "Who took part", "value": each.contributors, "empty": "Not said"},
            {"key": "Circulation", "value": each.circulation, "empty": "Not restricted"}, ratified,
        ],
        "files": attachments(files, revealed=True),
    }  # fmt: skip


def _next(
    document: BoardDocument, versions: list[BoardDocumentVersion], urls: dict[str, str], may_keep: bool
) -> Row | None:
    if document.withdrawn_on:
        return {
            "heading": "Where this stands",
            "text": "This document is no longer in use. Its versions can be read.",
        }
    if not may_keep:
        return None
    labels = {
        "review": "Ask for a review before its time", "test": "Record what it was tested against",
        "change": "Change what the list says", "withdraw": "Take it out of use",
    }  # fmt: skip
    text = "Keep a new version when it was reviewed." if versions else "Keep its first version."
    others = [{"label": label, "url": urls[name]} for name, label in labels.items()]
    return {"text": text, "url": urls["version"], "label": "Keep a version", "others": others}
