"""Agencies, groups, seats and grants. Joining or leaving changes access on the very next request."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.text import slugify

from lscb.board import letters
from lscb.board.keepers import open_to_officer
from lscb.board.models import Agency, AgencyArea, FileNote, Grant, Group, Letter, Seat
from lscb.board.permissions import check, holders
from lscb.board.roles import Permission, Role
from lscb.core.errors import BadInput
from lscb.identity.operations import refuse_names
from lscb.notices.operations import notify
from lscb.people import operations as people
from lscb.people.models import Board, Party, User
from lscb.records import operations as records
from lscb.records.models import BreakGlass, Record
from lscb.trail.recording import operation, record_event


@operation
def create_board(
    *, slug: str, code: str, name: str, regime: str, by: User | None, from_on: dt.date | None = None,
    demonstration: bool = False,
) -> Board:  # fmt: skip
    """A board with its regime from a day; its circles (seat holders, office) are made with it."""
    board = people.create_board(
        slug=slug,
        code=code,
        name=name,
        regime=regime,
        from_on=from_on or timezone.localdate(),
        demonstration=demonstration,
    )
    letters.add_shipped(board)
    record_event("board.created", by=by, board=board, detail={"regime": regime})
    return board


@operation
def add_person(
    *,
    board: Board,
    email: str,
    name: str,
    by: User | None,
    job_title: str = "",
    slug: str = "",
    password: str | None = None,
) -> User:
    """A person with an account; they are nothing on the board until they get a grant, a seat or an agency."""
    user = people.create_person(email=email, name=name, job_title=job_title, slug=slug, password=password)
    record_event("person.added", by=by, board=board, detail={"person": user.pk})
    return user


@operation
def change_own_details(*, by: User, job_title: str, digest_hour: int, term_time_only: bool = False) -> None:
    """What somebody may change about their own account."""
    by.job_title, by.digest_hour, by.term_time_only = job_title, digest_hour, term_time_only
    by.save(update_fields=["job_title", "digest_hour", "term_time_only"])
    record_event("person.details-changed", by=by)


@operation
def create_agency(
    *, board: Board, name: str, kind: str, by: User | None, section11_body: bool = False, from_on: dt.date | None = None,
    slug: str = "", **fields: str,
) -> Agency:  # fmt: skip
    party = Party.objects.create(kind=Party.Kind.AGENCY, name=name)
    agency = Agency.objects.create(
        party=party,
        name=name,
        kind=kind,
        section11_body=section11_body,
        slug=slug or slugify(name)[:80],
        **fields,
    )
    AgencyArea.objects.create(agency=agency, board=board, from_on=from_on or timezone.localdate())
    record_event("agency.created", by=by, board=board, detail={"agency": agency.slug})
    return agency


@operation
def create_group(
    *, board: Board, name: str, kind: str, by: User | None, parent: Group | None = None, **fields: object
) -> Group:
    party = Party.objects.create(kind=Party.Kind.GROUP, name=name)
    slug = str(fields.pop("slug", "") or slugify(name)[:80])
    group = Group.objects.create(
        board=board, party=party, name=name, kind=kind, parent=parent, slug=slug, **fields
    )
    record_event("group.created", by=by, board=board, detail={"group": slug})
    return group


@operation
def give_seat(
    *, group: Group, user: User | None, by: User | None, agency: Agency | None = None, office: str = Seat.Office.MEMBER,
    deputy: User | None = None, from_on: dt.date | None = None, until_on: dt.date | None = None,
    counts_for_quorum: bool | None = None,
) -> Seat:  # fmt: skip
    """An agency's seat in a group, vacant or held. Business-unit, chair and lay seats without an agency do not count
    for quorum unless said otherwise (domain report §8.4)."""
    from_on = from_on or timezone.localdate()
    counts = agency is not None if counts_for_quorum is None else counts_for_quorum
    seat = Seat.objects.create(
        group=group, user=user, agency=agency, office=office, deputy=deputy, from_on=from_on, until_on=until_on,
        counts_for_quorum=counts,
    )  # fmt: skip
    if user:
        source = f"seat:{seat.pk}"
        people.join(party=group.party, user=user, source=source, from_on=from_on, until_on=until_on)
        people.join(party=group.board.everyone, user=user, source=source, from_on=from_on, until_on=until_on)
        if agency:
            people.join(party=agency.party, user=user, source=source, from_on=from_on, until_on=until_on)
    record_event(
        "seat.given",
        by=by,
        board=group.board,
        detail={"group": group.slug, "person": user.pk if user else None},
    )
    return seat


@operation
def end_seat(*, seat: Seat, on: dt.date, by: User) -> None:
    """The seat ends the day before `on`; old minutes still show who sat then."""
    seat.until_on = on - dt.timedelta(days=1)
    seat.save(update_fields=["until_on"])
    if seat.user:
        people.leave(user=seat.user, source=f"seat:{seat.pk}", on=on)
    record_event(
        "seat.ended", by=by, board=seat.group.board, detail={"group": seat.group.slug, "person": seat.user_id}
    )


_SEATED = {
    Role.BUSINESS_MANAGER,
    Role.BUSINESS_OFFICER,
    Role.INDEPENDENT_CHAIR,
    Role.ACTING_CHAIR,
    Role.BOARD_MEMBER,
}


@operation
def give_role(
    *, board: Board, user: User, role: str, by: User | None, agency: Agency | None = None, reason: str = "",
    from_on: dt.date | None = None, until_on: dt.date | None = None,
) -> Grant:  # fmt: skip
    """A role on the board. An approving office tells the chair; an acting chair needs dates and a reason."""
    from_on = from_on or timezone.localdate()
    if role == Role.ACTING_CHAIR and not (reason and until_on):
        raise BadInput(
            "An acting chair is appointed with a reason and a last day.", "Ask the Board to appoint one."
        )
    grant = Grant.objects.create(
        board=board,
        user=user,
        role=role,
        agency=agency,
        reason=reason,
        from_on=from_on,
        until_on=until_on,
        granted_by=by,
    )
    source = f"grant:{grant.pk}"
    if role == Role.BUSINESS_MANAGER:
        people.join(party=board.office, user=user, source=source, from_on=from_on, until_on=until_on)
    if role in _SEATED:
        people.join(party=board.everyone, user=user, source=source, from_on=from_on, until_on=until_on)
    if agency:
        people.join(party=agency.party, user=user, source=source, from_on=from_on, until_on=until_on)
    if role == Role.BUSINESS_OFFICER:
        open_to_officer(user=user, board=board, from_on=from_on, until_on=until_on, by=by)
    record_event("role.given", by=by, board=board, detail={"person": user.pk, "role": role})
    if role in (Role.BUSINESS_MANAGER, Role.ACTING_CHAIR, Role.ANONYMITY_CHECKER):
        for chair in holders(board, Role.INDEPENDENT_CHAIR):
            notify(
                to=chair, board=board, subject_key="role-given", reference=grant.get_role_display(),
                link="/board/people/", unique_key=f"grant:{grant.pk}",
            )  # fmt: skip
    return grant


@operation
def end_role(*, grant: Grant, on: dt.date, by: User) -> None:
    """The role ends the day before `on`; what it opened is shut at the person's next request."""
    grant.until_on = on - dt.timedelta(days=1)
    grant.save(update_fields=["until_on"])
    people.leave(user=grant.user, source=f"grant:{grant.pk}", on=on)
    record_event("role.ended", by=by, board=grant.board, detail={"person": grant.user_id, "role": grant.role})


@operation
def break_glass(*, record: Record, reason: str, by: User) -> BreakGlass:
    """Opens a case in an emergency and tells the manager and the chair at once."""
    check(by, Permission.BREAK_GLASS, record.board, "You cannot open a case in an emergency.")
    row = records.break_glass(record=record, reason=reason, by=by)
    for role in (Role.BUSINESS_MANAGER, Role.INDEPENDENT_CHAIR):
        for person in holders(record.board, role):
            notify(
                to=person, board=record.board, subject_key="break-glass", reference=record.reference,
                link=record.get_absolute_url(), urgent=True, unique_key=f"glass:{row.pk}",
            )  # fmt: skip
    return row


@operation
def write_note(*, record: Record, text: str, by: User) -> FileNote:
    """A file note on a case."""
    check(by, Permission.NOTE_WRITE, record.board, "Only the business unit and the chair write file notes.")
    if not text.strip():
        raise BadInput("Write the note.")
    note = FileNote.objects.create(record=record, text=text, written_by=by)
    record_event("note.written", by=by, record=record)
    return note


@operation
def write_letter(
    *,
    record: Record,
    code: str,
    recipient: str,
    by: User,
    values: dict[str, str] | None = None,
    body: str = "",
) -> Letter:
    """A letter from the board's template, or with a text of one's own; unknown {fields} stay visible so that somebody
    fills them in. It names the case by its reference alone."""
    letters.check_can_write(by, record)
    if not recipient.strip():
        raise BadInput("Say to whom the letter goes.")
    if not body:
        body = letters.text_of(record, code, recipient.strip(), by, values)
    refuse_names(record.case, f"{recipient} {body}", letters.NO_NAMES)
    letter = Letter.objects.create(
        record=record, code=code, recipient=recipient.strip(), body=body, written_by=by
    )
    record_event("letter.written", by=by, record=record, detail={"letter": code})
    return letter
