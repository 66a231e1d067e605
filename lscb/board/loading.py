"""People from a spreadsheet: every row is checked first, and either all of them come in or none."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import slugify

from lscb.board.accounts import ADMIN_ONLY, bring_in
from lscb.board.models import Agency, Group, Seat
from lscb.board.permissions import check
from lscb.board.roles import Permission, Role
from lscb.core.crypto import decrypt, encrypt
from lscb.core.errors import BadInput
from lscb.core.fields import clean_text
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event

COLUMNS = ("name", "email", "job title", "role", "agency", "group", "office")
MOST_ROWS = 500
MOST_BYTES = 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
NOT_READABLE = "This file could not be read. Save it as .xlsx or .csv and try again."
ROLES = {slugify(label): value for value, label in Role.choices} | {value: value for value in Role.values}
OFFICES = {slugify(label): value for value, label in Seat.Office.choices} | {v: v for v in Seat.Office.values}


@dataclass(frozen=True)
class PersonRow:
    """One row of the spreadsheet as it was written, and where."""

    line: int
    name: str
    email: str
    job_title: str
    role: str
    agency: str
    group: str
    office: str


def read_rows(name: str, file: IO[bytes]) -> list[PersonRow]:
    """The rows of a .csv or .xlsx file. Raises BadInput with a sentence when it is not such a file."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadInput("This file is larger than 1 MB. Split it into parts.")
    lines = _xlsx(content) if name.lower().endswith(".xlsx") else _csv(content)
    head = [cell.strip().lower() for cell in next(lines, [])]
    missing = [column for column in COLUMNS[:2] if column not in head]
    if missing:
        raise BadInput(f"The first row must name the columns. Missing: {', '.join(missing)}.")
    found = []
    for line, cells in enumerate(lines, start=2):
        values = dict(zip(head, cells, strict=False))
        fields = {column.replace(" ", "_"): clean_text(values.get(column, "")).strip() for column in COLUMNS}
        if any(fields.values()):
            found.append(PersonRow(line=line, **fields))
    if not found:
        raise BadInput("The file has no rows below its first one.")
    if len(found) > MOST_ROWS:
        raise BadInput(f"The file has more than {MOST_ROWS} rows. Split it into parts.")
    return found


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(NOT_READABLE) from None
    if "\x00" in text:
        raise BadInput(NOT_READABLE)
    return iter(list(csv.reader(io.StringIO(text))))


def _xlsx(content: bytes) -> Iterator[list[str]]:
    """The first sheet; a workbook that unpacks to far more than it should is refused unread."""
    import openpyxl  # noqa: PLC0415  large: every process would carry it

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise BadInput(NOT_READABLE)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [
            ["" if v is None else str(v) for v in row]
            for row in sheet.iter_rows(max_row=MOST_ROWS + 2, values_only=True)
        ]
    except BadInput:
        raise
    except Exception:  # a broken workbook fails in as many ways as there are workbooks
        raise BadInput(NOT_READABLE) from None
    return iter(rows)


def faults(board: Board, rows: list[PersonRow]) -> list[str]:
    """A sentence for every row that cannot come in; an empty list when all can."""
    agencies = {name.lower() for name in Agency.objects.of_board(board).values_list("name", flat=True)}
    groups = {
        name.lower() for name in board.groups.filter(closed_on__isnull=True).values_list("name", flat=True)
    }
    found: list[str] = []
    seen: dict[str, int] = {}
    for row in rows:
        said = list(_faults_of(row, agencies, groups))
        first = seen.setdefault(row.email.lower(), row.line)
        if first != row.line:
            said.append(f"has the same e-mail address as row {first}")
        if said:
            found.append(f"Row {row.line} {'; it '.join(said)}.")
    return found


def _faults_of(row: PersonRow, agencies: set[str], groups: set[str]) -> Iterator[str]:
    if not row.name:
        yield "has no name"
    if len(row.name) > 120 or len(row.job_title) > 120:
        yield "has a name or job title of more than 120 characters"
    try:
        validate_email(row.email)
    except ValidationError:
        yield "has no e-mail address in the correct format" if row.email else "has no e-mail address"
    if not (row.role or row.group):
        yield "names neither a role nor a group"
    if row.role and slugify(row.role) not in ROLES:
        yield f"names a role that does not exist here: {row.role}"
    if slugify(row.role) in {"administrator", "system-administrator", "acting-chair"}:
        yield "names a role that is given on the person's own page, with a reason"
    if row.agency and row.agency.lower() not in agencies:
        yield f"names an agency that is not on the list: {row.agency}"
    if row.group and row.group.lower() not in groups:
        yield f"names a group that is not on the list: {row.group}"
    if row.office and slugify(row.office) not in OFFICES:
        yield f"names an office that does not exist here: {row.office}"


def seal(rows: list[PersonRow]) -> str:
    """The checked rows, for the page that asks "is this right?"; only we can read or change them."""
    return encrypt(json.dumps([asdict(row) for row in rows]))


def unseal(text: str) -> list[PersonRow]:
    try:
        return [PersonRow(**row) for row in json.loads(decrypt(text))]
    except Exception:
        raise BadInput("The list could not be read again. Upload the file once more.") from None


@operation
def load_people(*, board: Board, rows: list[PersonRow], by: User) -> int:
    """Brings everybody in and invites whoever is new. One faulty row, and nobody comes in."""
    check(by, Permission.BOARD_ADMIN, board, ADMIN_ONLY)
    if said := faults(board, rows):
        raise BadInput(said[0], "Nobody was added. Correct the file and upload it again.")
    agencies = {
        agency.name.lower(): agency for agency in Agency.objects.of_board(board).select_related("party")
    }
    groups = {
        group.name.lower(): group
        for group in Group.objects.filter(board=board).select_related("party", "board__everyone")
    }
    for row in rows:
        bring_in(
            board=board, email=row.email.lower(), name=row.name, job_title=row.job_title, by=by,
            role=ROLES.get(slugify(row.role), ""), agency=agencies.get(row.agency.lower()),
            group=groups.get(row.group.lower()), office=OFFICES.get(slugify(row.office), Seat.Office.MEMBER),
            reason="From the first list of people",
        )  # fmt: skip
    record_event("people.loaded", by=by, board=board, detail={"rows": len(rows)})
    return len(rows)
