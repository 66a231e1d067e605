"""The wording of the board's letters, and the page of a letter on a case."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lscb.board import letters
from lscb.board.forms.letters import LetterForm, LetterSentForm, LetterTemplateForm
from lscb.board.letter_texts import FIELDS, open_fields
from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.board.views.shared import HOME, board_for, take

LETTERS = {"label": "Letters", "url": "/board/letters/"}


def templates(request: HttpRequest) -> HttpResponse:
    """Every letter of the board, each to be changed."""
    board = board_for(request, Permission.BOARD_ADMIN)
    rows = [
        {"cells": [{"text": title, "url": f"/board/letters/{code}/change/"}]}
        for code, title in letters.templates_of(board)
    ]
    context = {
        "title": "Letters", "lead": "The wording with which a letter begins. Each can be changed again before it is sent.",
        "columns": [{"label": "Letter"}], "rows": rows, "caption": "Letters", "breadcrumbs": [HOME, {"label": "Letters"}],
    }  # fmt: skip
    return render(request, "layouts/list.html", context)


def template_change(request: HttpRequest, code: str) -> HttpResponse:
    board = board_for(request, Permission.BOARD_ADMIN)
    titles = dict(letters.templates_of(board))
    if code not in titles:
        raise Http404
    form = LetterTemplateForm(
        request.POST or None, initial={"title": titles[code], "body": letters.template_body(board, code)}
    )
    return take(
        request, form, lambda: letters.change_template(board=board, code=code, by=request.user, **form.cleaned_data),
        done="The wording is saved. Letters that were written before stay as they are.", to="/board/letters/",
        title=titles[code], template="board/letter_template.html",
        fields=[{"key": "{" + name + "}", "value": words} for name, words in FIELDS.items()],
        breadcrumbs=[HOME, LETTERS, {"label": titles[code]}],
    )  # fmt: skip


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it is printed."""
    found = letters.open_letter(request.user, pk)
    base = found.record.get_absolute_url()
    context = {
        "title": f"Letter to {found.recipient}", "kind": "Letter", "reference": found.record.reference, "letter": found,
        "marking": found.record.marking, "case_url": base, "left": open_fields(found.body),
        "may_change": found.sent_on is None and has(request.user, Permission.NOTE_WRITE, found.record.board_id),
        "breadcrumbs": [{"label": found.record.reference, "url": base}, {"label": "Letter"}],
    }  # fmt: skip
    return render(request, "board/letter.html", context)


def letter_change(request: HttpRequest, pk: int) -> HttpResponse:
    found = letters.open_letter(request.user, pk)
    letters.check_can_write(request.user, found.record)
    form = LetterForm(request.POST or None, initial={"recipient": found.recipient, "body": found.body})
    return take(
        request, form, lambda: letters.change_letter(letter=found, by=request.user, **form.cleaned_data),
        done="Saved.", to=f"/letters/{pk}/", title="Change the letter", kind="Letter",
        reference=found.record.reference, marking=found.record.marking,
    )  # fmt: skip


def letter_sent(request: HttpRequest, pk: int) -> HttpResponse:
    found = letters.open_letter(request.user, pk)
    letters.check_can_write(request.user, found.record)
    form = LetterSentForm(request.POST or None, request.FILES or None)
    return take(
        request, form, lambda: letters.record_letter_sent(letter=found, by=request.user, **form.cleaned_data),
        done="Recorded. The letter does not change any more.", to=f"/letters/{pk}/",
        title="Record that the letter was sent", kind="Letter", reference=found.record.reference,
        marking=found.record.marking,
    )  # fmt: skip
