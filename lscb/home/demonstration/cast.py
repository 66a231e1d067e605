"""The people of the demonstration board, and of every test: one definition, so that both mean the same by a slug.

All of them, and their agencies, are fictional.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from lscb.board.models import Agency, Group, Seat
from lscb.board.operations import add_person, create_agency, create_board, create_group, give_role, give_seat
from lscb.board.roles import Role
from lscb.people.models import Board, User
from lscb.trail.recording import operation

#: Everybody has been in place since then, so that dates in the past and in the future both work.
SINCE = dt.date(2010, 1, 1)
Kind = Agency.Kind

#: slug: name, kind, is it a Section 11 body
AGENCIES: dict[str, tuple[str, str, bool]] = {
    "childrens-services": ("Westmere Children's Services", Kind.CHILDRENS_SERVICES, True),
    "police": ("Westmere Constabulary", Kind.POLICE, True),
    "hospital": ("Westmere Hospitals NHS Trust", Kind.HEALTH, True),
    "community-health": ("Lakeside Community Health", Kind.HEALTH, True),
    "ccg": ("Westmere Clinical Commissioning Group", Kind.HEALTH, True),
    "housing": ("Westmere Housing", Kind.HOUSING, True),
    "probation": ("Westmere and Fells Probation", Kind.PROBATION, True),
    "youth-justice": ("Westmere Youth Justice Service", Kind.YOUTH_JUSTICE, True),
    "primary-school": ("Alder Brook Primary School", Kind.SCHOOL, False),
    "secondary-school": ("Fellside High School", Kind.SCHOOL, False),
    "gp-surgery": ("Millpond Surgery", Kind.GP, False),
    "voluntary": ("Harbour Family Support", Kind.VOLUNTARY, False),
}

#: slug: name, kind, parent, settings
GROUPS: dict[str, tuple[str, str, str, dict[str, object]]] = {
    "board": ("Westmere Safeguarding Children Board", Group.Kind.BOARD, "", {"every_weeks": 13, "meeting_minutes": 180}),
    "executive": ("Executive", Group.Kind.EXECUTIVE, "board", {"every_weeks": 8}),
    "case-review": (
        "Serious Case Review Group", Group.Kind.CASE_REVIEW, "executive",
        {"every_weeks": 6, "quorum_agencies": 4, "quorum_rule": Group.QuorumRule.CANNOT_START},
    ),
    "monitoring": (
        "Monitoring and Evaluation Group", Group.Kind.MONITORING, "executive",
        {"every_weeks": 8, "meeting_minutes": 180, "quorum_agencies": 4},
    ),
    "learning": ("Learning and Development Group", Group.Kind.LEARNING, "executive", {"every_weeks": 8}),
    "policy": ("Practice and Policy Group", Group.Kind.POLICY, "executive", {"every_weeks": 8}),
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One person of the cast: who they are, the role they hold, and their seats as "group/office group/office".

    The agency is the one they speak for, in their role and in every seat where they are a member or chair.
    """

    name: str
    job_title: str
    role: str = ""
    agency: str = ""
    seats: str = ""


#: The order is the order of the sign-in page.
PARTS: dict[str, Part] = {
    "business-manager": Part(
        "Helen Marsh", "Business manager", Role.BUSINESS_MANAGER,
        seats="board/business-unit case-review/business-unit monitoring/business-unit",
    ),
    "business-officer": Part(
        "Tom Whitaker", "Business officer", Role.BUSINESS_OFFICER, seats="learning/business-unit",
    ),
    "independent-chair": Part(
        "Margaret Osei", "Independent chair", Role.INDEPENDENT_CHAIR, seats="board/chair",
    ),
    "scr-chair": Part("Ruth Penhale", "Designated doctor", "", "hospital", "case-review/chair"),
    "scr-vice-chair": Part(
        "Daniel Achebe", "Head of quality assurance", "", "childrens-services",
        "case-review/vice-chair monitoring/member",
    ),
    "scr-member-police": Part(
        "Karen Lyle", "Detective superintendent", "", "police", "case-review/member monitoring/member",
    ),
    "scr-member-health": Part(
        "Priya Raman", "Named nurse", "", "community-health", "case-review/member monitoring/member",
    ),
    "scr-member-probation": Part(
        "Owen Tait", "Senior probation officer", "", "probation", "case-review/member monitoring/member",
    ),
    "monitoring-chair": Part("Susan Boateng", "Head of quality", "", "ccg", "monitoring/chair"),
    "executive-member": Part(
        "Alan Frith", "Director of children's services", Role.BOARD_MEMBER, "childrens-services",
        "executive/chair board/member",
    ),
    "board-member": Part("Joanna Reece", "Chief executive", Role.BOARD_MEMBER, "voluntary", "board/member"),
    "lay-member": Part("Bernard Cole", "Lay member", Role.LAY_MEMBER, seats="board/lay learning/lay"),
    "police-lead": Part("Neil Garside", "Detective inspector, safeguarding", Role.AGENCY_LEAD, "police"),
    "health-lead": Part("Farida Khan", "Head of safeguarding", Role.AGENCY_LEAD, "community-health"),
    "housing-lead": Part("Grace Oduya", "Safeguarding lead", Role.AGENCY_LEAD, "housing"),
    "panel-chair": Part("Philip Arden", "Independent panel chair", Role.INDEPENDENT_PERSON),
    "reviewer": Part("Sheila Brandt", "Independent reviewer", Role.INDEPENDENT_PERSON),
    "imr-author": Part("Moira Kemp", "Consultant nurse", Role.AGENCY_CONTRIBUTOR, "hospital"),
    "school-head": Part("Colin Webb", "Head teacher", Role.SCHOOL_HEAD, "primary-school"),
    "school-dsl": Part("Amy Sutcliffe", "Designated safeguarding lead", Role.SCHOOL_DSL, "primary-school"),
    "school-governor": Part("Victor Lamb", "Chair of governors", Role.SCHOOL_GOVERNOR, "primary-school"),
    "data-officer": Part("Ian Musgrave", "Information officer", Role.DATA_OFFICER, "youth-justice"),
    "anonymity-checker": Part("Dorothy Finch", "Information governance adviser", Role.ANONYMITY_CHECKER),
    "administrator": Part("Yusuf Demir", "System administrator", Role.ADMINISTRATOR),
}  # fmt: skip

#: Seats that nobody holds, as (group, agency).
VACANT = (("case-review", "voluntary"), ("policy", "police"))


@dataclass
class Cast:
    """A board and its people. cast["scr-chair"] is the person, as if at the start of a request."""

    board: Board
    people: dict[str, User] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    neighbour: Cast | None = None

    def __getitem__(self, slug: str) -> User:
        """The person, without what was remembered of their standing before somebody changed it."""
        if slug not in self.people and self.neighbour:
            return self.neighbour[slug]
        user = self.people[slug]
        for remembered in ("_reach", "_standing"):
            user.__dict__.pop(remembered, None)
        return user

    def __contains__(self, slug: str) -> bool:
        return slug in self.people or bool(self.neighbour and slug in self.neighbour)

    def agency(self, slug: str) -> Agency:
        return self.agencies[slug]

    def group(self, slug: str) -> Group:
        return self.groups[slug]


@operation
def build_cast(*, by: User | None = None, demonstration: bool = False) -> Cast:
    """Makes Westmere with its agencies, groups and people, through the operations that a real board is made with."""
    board = create_board(
        slug="westmere", code="WES", name="Westmere Safeguarding Children Board", regime="EN-WT2015", by=by,
        from_on=SINCE, demonstration=demonstration,
    )  # fmt: skip
    cast = Cast(board)
    for slug, (name, kind, body) in AGENCIES.items():
        cast.agencies[slug] = create_agency(
            board=board, name=name, kind=kind, by=by, section11_body=body, from_on=SINCE, slug=slug
        )
    for slug, (name, kind, parent, settings) in GROUPS.items():
        cast.groups[slug] = create_group(
            board=board, name=name, kind=kind, by=by, parent=cast.groups.get(parent), slug=slug, **settings
        )
    for slug, part in PARTS.items():
        add_part(cast, slug, part, by=by)
    for group, agency in VACANT:
        give_seat(group=cast.groups[group], user=None, by=by, agency=cast.agencies[agency], from_on=SINCE)
    return cast


def add_part(cast: Cast, slug: str, part: Part, *, by: User | None) -> User:
    """One more person of a cast, with their role and seats."""
    user = add_person(
        board=cast.board,
        email=f"{slug}@{cast.board.slug}.example",
        name=part.name,
        by=by,
        job_title=part.job_title,
        slug=slug,
    )
    agency = cast.agencies.get(part.agency)
    if part.role:
        give_role(board=cast.board, user=user, role=part.role, by=by, agency=agency, from_on=SINCE)
    for seat in part.seats.split():
        group, office = seat.split("/")
        give_seat(
            group=cast.groups[group],
            user=user,
            by=by,
            agency=agency,
            office=Seat.Office(office),
            from_on=SINCE,
        )
    cast.people[slug] = user
    return user


def load_cast(board: Board) -> Cast:
    """The cast of a board that was built before."""
    cast = Cast(board)
    cast.people = {user.slug: user for user in User.objects.filter(slug__in=PARTS)}
    cast.agencies = {agency.slug: agency for agency in Agency.objects.filter(slug__in=AGENCIES)}
    cast.groups = {group.slug: group for group in Group.objects.filter(board=board)}
    return cast
