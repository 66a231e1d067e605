"""Two years of meetings of every group, with agendas, attendance, minutes that were agreed and fed back; what comes next,
with papers; and issues that went up and came back.

`held(slug, cast, anchor)` stands in for meeting_stories.held; `coming` and `issues` are told after "meetings to come".
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lscb.board.models import Group, Seat
from lscb.home.demonstration.cast import Cast
from lscb.home.demonstration.clock import travel, weekday
from lscb.home.demonstration.journey import PLACE, everyone_came
from lscb.meetings import operations as meetings
from lscb.meetings.models import AgendaItem, Meeting
from lscb.people.models import User
from lscb.trail.recording import operation, record_event

YEARS, WITH_MINUTES = 3, dt.timedelta(days=730)
K, P = Group.Kind, AgendaItem.Purpose
#: The case review group's other meetings are planned with the cases that they are about.
WEEKS_WITHOUT_CASES = 12

#: By kind of group: what its meetings were about, in turn: title, what was said, what was decided.
TOPICS: dict[str, tuple[tuple[str, str, str], ...]] = {
    K.BOARD: (
        ("Attendance at child protection conferences", "Police and health set out how many invitations reached them in time.",
         "Agencies report the figure every quarter."),
        ("Neglect: what the audits show", "The audits agree: plans are made, but what changes for the child is seldom written down.",
         "Neglect is a priority of the next business plan."),
        ("Budget and contributions", "Two agencies have not yet said what they give.", "The chair writes to both."),
        ("Private fostering", "Few arrangements are notified. Schools know of more.", "Schools are told once a term whom to ring."),
    ),
    K.EXECUTIVE: (
        ("Progress of the business plan", "Three of five priorities are on their way; two wait for figures.", "The groups send figures by the next meeting."),
        ("Resources of the business unit", "The officer's post is extended for a year.", "The extension is agreed."),
        ("Actions that are overdue", "Two actions were moved three times.", "Their agencies come to the next meeting."),
    ),
    K.CASE_REVIEW: (
        ("How long agencies take to answer", "Answers came in eleven working days on average.", "Requests name the day more clearly."),
        ("What earlier reviews said about injuries to babies", "The same gap comes back: bruises are seen and not asked about.",
         "A briefing is written for health visitors and the emergency department."),
        ("The pool of independent reviewers", "Two reviewers have left the pool.", "The unit asks neighbouring boards."),
    ),
    K.MONITORING: (
        ("Multi-agency audit: strategy discussions", "Health was invited to nine of twelve.", "The hospital names one number to ring."),
        ("Figures of the quarter", "Repeat plans have risen for the second time.", "The group looks at ten of them."),
        ("Evidence for actions", "Two claims came without evidence.", "They go back to their agencies."),
    ),
    K.LEARNING: (
        ("Training figures", "Two thirds of places were taken; GPs are missing.", "A short evening course is tried."),
        ("What practitioners took from the last briefing", "They asked for one page instead of four.", "Briefings are one page long."),
    ),
    K.POLICY: (
        ("Threshold document", "Three agencies sent their changes.", "The next version goes out for comments."),
        ("Bruises in babies who do not move yet", "The wording is agreed but for one sentence.", "The chair settles it with the designated doctor."),
    ),
}  # fmt: skip
HOW = (
    "At the team leaders’ meeting",
    "By a note to all team managers",
    "In the safeguarding committee of the agency",
)


def held(slug: str, cast: Cast, anchor: dt.date) -> None:
    """One group's meetings of three years, with who came; of the last two years with agendas and minutes."""
    group, manager = cast.group(slug), cast["business-manager"]
    last: Meeting | None = None
    for number, day in enumerate(_days(group, anchor)):
        if anchor - day > WITH_MINUTES:
            _plain(group, day, number, manager)
            continue
        meeting = _minuted(group, day, number, manager, last)
        _fed_back(last, number)
        last = meeting


def _days(group: Group, anchor: dt.date) -> list[dt.date]:
    weeks = WEEKS_WITHOUT_CASES if group.kind == K.CASE_REVIEW else group.every_weeks or 8
    days, day = [], anchor - dt.timedelta(days=365 * YEARS)
    while (day := day + dt.timedelta(weeks=weeks)) < anchor - dt.timedelta(days=7):
        days.append(weekday(day))
    return days


def _plain(group: Group, day: dt.date, number: int, manager: User) -> None:
    travel(day - dt.timedelta(days=60))
    meeting = meetings.plan(group=group, held_on=day, by=manager, place=PLACE)
    travel(day, 12)
    everyone_came(meeting, manager, but=number % 3 % 2)
    meetings.mark_held(meeting=meeting, by=manager)


def _minuted(group: Group, day: dt.date, number: int, manager: User, last: Meeting | None) -> Meeting:
    """From planning to the draft; the last meeting's minutes are agreed at this one."""
    travel(day - dt.timedelta(days=60))
    meeting = meetings.plan(group=group, held_on=day, by=manager, place=PLACE)
    travel(day - dt.timedelta(days=14))
    items = _agenda(meeting, number, manager)
    meetings.set_agenda(meeting=meeting, by=manager)
    travel(day, 12)
    few = group.kind == K.MONITORING and number % 5 == 4  # once in a while it is not quorate
    everyone_came(meeting, manager, but=4 if few else number % 3 % 2)
    for item, (_, said, decided) in items:
        meetings.write_minute(item=item, text=said, by=manager)
        _decide(item, decided, manager)
    if last is not None:
        meetings.agree_minutes(meeting=last, by=manager, at_meeting=Meeting.objects.get(pk=meeting.pk))
    meetings.mark_held(meeting=meeting, by=manager)
    travel(day + dt.timedelta(days=3))
    return meetings.circulate_minutes(meeting=meeting, by=manager)


def _agenda(meeting: Meeting, number: int, manager: User) -> list[tuple[AgendaItem, tuple[str, str, str]]]:
    topics = TOPICS[meeting.group.kind]
    chosen = [topics[number % len(topics)], topics[(number + 1) % len(topics)]]
    items = [
        (
            meetings.add_heading(meeting=meeting, title=topic[0], by=manager, purpose=P.DECIDE, allotted=30),
            topic,
        )
        for topic in chosen
    ]
    meetings.add_standing_items(meeting=meeting, by=manager)
    return items


def _decide(item: AgendaItem, words: str, manager: User) -> None:
    """A group that cannot decide below its quorum leaves it at the words."""
    meeting = Meeting.objects.get(pk=item.meeting_id)
    if meeting.quorate or meeting.group.quorum_rule == Group.QuorumRule.MARK_DECISIONS:
        meetings.record_decision(item=item, words=words, by=manager)


def _fed_back(meeting: Meeting | None, number: int) -> None:
    """One or two members told their agency."""
    if meeting is None:
        return
    seats = Seat.objects.filter(
        group=meeting.group_id, user__isnull=False, agency__isnull=False
    ).select_related("user")
    for place, seat in enumerate(seats.order_by("pk")[: 1 + number % 2]):
        assert seat.user is not None
        told_on = max(meeting.held_on, timezone.localdate() - dt.timedelta(days=2))
        meetings.record_fed_back(
            meeting=meeting, told_on=told_on, how=HOW[(number + place) % len(HOW)], by=seat.user
        )


@operation
def coming(cast: Cast, anchor: dt.date) -> None:
    """The next meeting of every group has its agenda; of the Board's the papers are out, with two of them to read."""
    manager = cast["business-manager"]
    for number, group in enumerate(cast.groups.values()):
        travel(anchor - dt.timedelta(days=1), 11)
        meeting = Meeting.objects.coming(anchor).filter(group=group).select_related("group").first()
        if meeting is None:
            continue
        items = _agenda(meeting, number + 2, manager)
        meetings.set_agenda(meeting=meeting, by=manager)
        if group.kind in (K.BOARD, K.MONITORING):
            for item, (title, said, _) in items:
                meetings.add_paper(item=item, upload=_paper(title, said), may_identify=False, by=manager)
            meetings.send_papers(meeting=meeting, by=manager)
            _some_read(meeting, items[0][0])
    record_event("demonstration.told", by=None, board=cast.board)


def _some_read(meeting: Meeting, item: AgendaItem) -> None:
    fresh = AgendaItem.objects.select_related("record", "meeting__group").get(pk=item.pk)
    assert fresh.record is not None
    use = fresh.record.files.first()
    seats = (
        Seat.objects.filter(group=meeting.group_id, user__isnull=False).select_related("user").order_by("pk")
    )
    for seat in seats[:2]:
        assert seat.user is not None
        meetings.mark_paper_read(item=fresh, use=use, by=seat.user)
    if last := seats.last():
        assert last.user is not None
        meetings.send_apologies(meeting=meeting, by=last.user)


def _paper(title: str, words: str) -> SimpleUploadedFile:
    """A page of a paper, as somebody's office would send it."""
    import pikepdf  # noqa: PLC0415

    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    page: Any = pdf.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    lines = [title, "", *(" ".join(words.split()[n : n + 10]) for n in range(0, len(words.split()), 10))]
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    page.obj.Contents = pdf.make_stream(
        f"BT /F1 14 Tf 20 TL 72 760 Td {shown} ET".encode("latin-1", "replace")
    )
    made = io.BytesIO()
    pdf.save(made)
    return SimpleUploadedFile("paper.pdf", made.getvalue(), content_type="application/pdf")


@operation
def issues(cast: Cast, anchor: dt.date) -> None:
    """One that came back, one that the Executive passed on to the Board, one that waits."""
    manager = cast["business-manager"]
    travel(anchor - dt.timedelta(days=200))
    done = meetings.raise_issue(
        group=cast.group("case-review"), title="Answers of one agency come late", by=manager,
        reason="Five requests in a row were answered after their day. The group asks the Executive to speak to its head.",
    )  # fmt: skip
    travel(anchor - dt.timedelta(days=150))
    meetings.answer_issue(
        issue=done, answer="The agency has named a second person who answers.", by=cast["executive-member"]
    )
    travel(anchor - dt.timedelta(days=120))
    meetings.take_back(
        issue=done, outcome="The last three answers came in time. Nothing more is needed.", by=manager
    )
    travel(anchor - dt.timedelta(days=60))
    passed = meetings.raise_issue(
        group=cast.group("monitoring"), title="No figures from the emergency department", by=manager,
        reason="The figures on injuries have been missing for two quarters.",
    )  # fmt: skip
    travel(anchor - dt.timedelta(days=35))
    meetings.pass_on(
        issue=passed, reason="The trust's board has to decide on it.", by=cast["executive-member"]
    )
    travel(anchor - dt.timedelta(days=12))
    meetings.raise_issue(
        group=cast.group("learning"), title="No room for training", by=manager,
        reason="The room is given to others from January. The group asks which agency can offer one.",
    )  # fmt: skip
    record_event("demonstration.told", by=None, board=cast.board)
