"""Letters on a case: written from the board's templates, changed until they are sent, and what proves that they were."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from lscb.board.letter_texts import filled, open_fields, shipped, unknown_fields
from lscb.board.models import Letter, LetterTemplate
from lscb.board.permissions import capacities, check, has
from lscb.board.roles import Permission
from lscb.clocks.words import day_in_words
from lscb.core.errors import BadInput, InvalidMove
from lscb.files.operations import attach
from lscb.identity.operations import refuse_names
from lscb.people.models import Board, User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

NO_NAMES = "A letter names the case by its reference alone: take the names of people in the case out of it."


def add_shipped(board: Board) -> None:
    """The board's own copies of the shipped letters; those that it has already stay as they are."""
    have = set(LetterTemplate.objects.filter(board=board).values_list("code", flat=True))
    LetterTemplate.objects.bulk_create([
        LetterTemplate(board=board, code=one.code, title=one.title, body=one.body)
        for one in shipped().values() if one.code not in have
    ])  # fmt: skip


def templates_of(board: Board) -> list[tuple[str, str]]:
    """(code, title) of the board's letters, by title; shipped ones that it has no copy of yet are among them."""
    found = {one.code: one.title for one in shipped().values()}
    found |= dict(LetterTemplate.objects.filter(board=board).values_list("code", "title"))
    return sorted(found.items(), key=lambda pair: pair[1])


def template_body(board: Board, code: str) -> str:
    own = LetterTemplate.objects.filter(board=board, code=code).first()
    if own:
        return own.body
    return shipped()[code].body if code in shipped() else shipped()["plain"].body


def text_of(record: Record, code: str, recipient: str, by: User, values: dict[str, str] | None = None) -> str:
    """The letter as it would be written now."""
    board = record.board
    known = {
        "reference": record.reference, "board": board.name, "recipient": recipient,
        "date": day_in_words(timezone.localdate()), "writer": by.job_title or "Business unit",
        "contact": "\n".join(filter(None, [board.contact_email, board.contact_phone])) or " ",
    }  # fmt: skip
    return filled(template_body(board, code), known | (values or {}))


def letters_on(record: Record) -> QuerySet[Letter]:
    return Letter.objects.filter(record=record).select_related("written_by", "proof")


#: Letters that are written to somebody who sees no more of the case than this.
TO_OUTER = frozenset({"decision-referrer", "decision-agency", "request-scoping", "request-imr"})
#: In these capacities somebody sees where a case has got to, or their agency's part of it, and no more.
OUTER = frozenset({"referrer", "respondent"})


def may_read(user: User, letter: Letter) -> bool:
    """Whoever reads the case reads its letters; a referrer and an agency read what was sent to them."""
    if has(user, Permission.NOTE_WRITE, letter.record.board_id) or capacities(user, letter.record) - OUTER:
        return True
    return letter.code in TO_OUTER and letter.sent_on is not None


def open_letter(user: User, pk: int) -> Letter:
    """The letter for its page, told to the trail; a 404 where the person may not read it."""
    rows = Letter.objects.visible_to(user).select_related(
        "record__board", "record__root__board", "written_by", "proof"
    )
    letter = rows.filter(pk=pk).first()
    if letter is None or not may_read(user, letter):
        raise Http404
    if letter.record.mode == Record.Mode.CLOSED:
        record_event("record.read", by=user, record=letter.record, detail={"page": "letter"})
    return letter


@operation
def change_template(*, board: Board, code: str, title: str, body: str, by: User) -> LetterTemplate:
    """The board's own wording of a letter; letters that were written before stay as they are."""
    check(by, Permission.BOARD_ADMIN, board, "Only the business manager changes the board's letters.")
    if code not in dict(templates_of(board)):
        raise BadInput("There is no such letter.")
    if not title.strip() or not body.strip():
        raise BadInput("A letter needs a title and a text.")
    if unknown := unknown_fields(body):
        words = ", ".join("{" + name + "}" for name in unknown)
        raise BadInput(f"Nothing is known that could be filled in for {words}. Use one of the words below.")
    template = LetterTemplate.objects.filter(board=board, code=code).first() or LetterTemplate(
        board=board, code=code
    )
    template.title, template.body = title.strip(), body
    template.save()
    record_event("letter.template-changed", by=by, board=board, detail={"letter": code})
    return template


@operation
def change_letter(*, letter: Letter, recipient: str, body: str, by: User) -> Letter:
    """Another wording, until the letter is sent."""
    letter = _locked(letter)
    check_can_write(by, letter.record)
    if letter.sent_on:
        raise InvalidMove("This letter was sent, so it does not change any more.", "Write another one.")
    if not body.strip() or not recipient.strip():
        raise BadInput("A letter needs somebody to go to, and a text.")
    refuse_names(letter.record.case, f"{recipient} {body}", NO_NAMES)
    letter.recipient, letter.body = recipient.strip(), body
    letter.save(update_fields=["recipient", "body"])
    record_event("letter.changed", by=by, record=letter.record, detail={"letter": letter.code})
    return letter


@operation
def record_letter_sent(
    *, letter: Letter, sent_on: dt.date, by: User, upload: UploadedFile | None = None
) -> Letter:
    """The day on which it was sent, and what proves it. From then on it stays as it is."""
    letter = _locked(letter)
    check_can_write(by, letter.record)
    if letter.sent_on:
        raise InvalidMove("This letter was recorded as sent already.")
    if sent_on > timezone.localdate():
        raise BadInput("The day it was sent cannot be in the future.")
    if sent_on < timezone.localdate(letter.written_at):
        raise BadInput("It cannot have been sent before it was written.")
    if left := open_fields(letter.body):
        raise BadInput(f"Something is still to be filled in: {', '.join(left)}. Change the letter first.")
    letter.sent_on = sent_on
    if upload:
        letter.proof = attach(record=letter.record, upload=upload, purpose="proof", by=by).file
    letter.save(update_fields=["sent_on", "proof"])
    record_event(
        "letter.sent", by=by, record=letter.record, detail={"letter": letter.code, "on": str(sent_on)}
    )
    return letter


def check_can_write(user: User, record: Record) -> None:
    """The business unit and the chair."""
    check(user, Permission.NOTE_WRITE, record.board, "Only the business unit and the chair write letters.")


def _locked(letter: Letter) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",)).select_related(
        "record__board", "record__root__board"
    )
    return rows.get(pk=letter.pk)
