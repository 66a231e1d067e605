"""Permissions are verbs; a role is a set of them; code asks for permissions, never for role names."""

from enum import StrEnum, auto

from django.db.models import TextChoices


class Permission(StrEnum):
    """What somebody may do on a board. Which case they may do it to is a matter of access rows."""

    REFER = auto()
    REFERRAL_TRIAGE = auto()
    REFERRAL_SCOPE = auto()
    REFERRAL_LIST = auto()
    CONSIDERATION_RECORD = auto()
    REFERRAL_DECIDE = auto()
    BODIES_NOTIFY = auto()
    REVIEW_COMMISSION = auto()
    REVIEW_MANAGE = auto()
    REPORT_APPROVE = auto()
    PUBLICATION_PREPARE = auto()
    ANONYMITY_CHECK = auto()
    PUBLICATION_APPROVE = auto()
    PUBLICATION_RELEASE = auto()
    ACTION_MANAGE = auto()
    ACTION_VERIFY = auto()
    ACCESS_MANAGE = auto()
    IDENTITY_REVEAL = auto()
    NOTE_WRITE = auto()
    CASE_EXPORT = auto()
    TRAIL_READ = auto()
    BOARD_ADMIN = auto()
    ACCOUNTS_ADMIN = auto()
    BOARD_DASHBOARD = auto()
    BOARD_REPORT = auto()
    OUTBOX_READ = auto()
    BREAK_GLASS = auto()
    REGISTER_KEEP = auto()


class Role(TextChoices):
    BUSINESS_MANAGER = "business-manager", "Business manager"
    BUSINESS_OFFICER = "business-officer", "Business officer"
    BUSINESS_ADMIN = "business-admin", "Business administrator"
    INDEPENDENT_CHAIR = "independent-chair", "Independent chair"
    ACTING_CHAIR = "acting-chair", "Acting chair"
    ANONYMITY_CHECKER = "anonymity-checker", "Anonymity checker"
    BOARD_MEMBER = "board-member", "Board member"
    LAY_MEMBER = "lay-member", "Lay member"
    AGENCY_LEAD = "agency-lead", "Agency safeguarding lead"
    AGENCY_CONTRIBUTOR = "agency-contributor", "Agency contributor"
    SCHOOL_HEAD = "school-head", "Head teacher"
    SCHOOL_DSL = "school-dsl", "Designated safeguarding lead"
    SCHOOL_GOVERNOR = "school-governor", "School governor"
    DATA_OFFICER = "data-officer", "Data officer"
    INDEPENDENT_PERSON = "independent-person", "Independent panel chair, reviewer or author"
    ADMINISTRATOR = "administrator", "System administrator"


P = Permission
_CHAIR = frozenset({
    P.REFERRAL_DECIDE, P.REPORT_APPROVE, P.PUBLICATION_APPROVE, P.IDENTITY_REVEAL, P.BOARD_DASHBOARD, P.NOTE_WRITE,
    P.TRAIL_READ, P.REVIEW_COMMISSION, P.BOARD_REPORT,
})  # fmt: skip

ROLE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.BUSINESS_MANAGER: frozenset({
        P.REFER, P.REFERRAL_TRIAGE, P.REFERRAL_SCOPE, P.REFERRAL_LIST, P.BODIES_NOTIFY, P.REVIEW_COMMISSION,
        P.REVIEW_MANAGE, P.PUBLICATION_PREPARE, P.PUBLICATION_RELEASE, P.ACTION_MANAGE, P.ACCESS_MANAGE,
        P.IDENTITY_REVEAL, P.NOTE_WRITE, P.CASE_EXPORT, P.TRAIL_READ, P.BOARD_ADMIN, P.BOARD_DASHBOARD, P.OUTBOX_READ,
        P.BOARD_REPORT, P.REGISTER_KEEP,
    }),
    Role.BUSINESS_OFFICER: frozenset({
        P.REFER, P.REFERRAL_SCOPE, P.REFERRAL_LIST, P.REVIEW_MANAGE, P.PUBLICATION_PREPARE, P.ACTION_MANAGE,
        P.NOTE_WRITE, P.BOARD_DASHBOARD, P.BOARD_REPORT, P.OUTBOX_READ, P.ANONYMITY_CHECK, P.REGISTER_KEEP,
    }),
    Role.BUSINESS_ADMIN: frozenset({P.REFER, P.OUTBOX_READ}),
    Role.INDEPENDENT_CHAIR: _CHAIR,
    Role.ACTING_CHAIR: _CHAIR,
    Role.ANONYMITY_CHECKER: frozenset({P.ANONYMITY_CHECK}),
    Role.BOARD_MEMBER: frozenset({P.REFER, P.BOARD_DASHBOARD}),
    Role.LAY_MEMBER: frozenset({P.BOARD_DASHBOARD}),
    Role.AGENCY_LEAD: frozenset({P.REFER}),
    Role.AGENCY_CONTRIBUTOR: frozenset({P.REFER}),
    Role.SCHOOL_HEAD: frozenset({P.REFER}),
    Role.SCHOOL_DSL: frozenset({P.REFER}),
    Role.SCHOOL_GOVERNOR: frozenset(),
    Role.DATA_OFFICER: frozenset(),
    Role.INDEPENDENT_PERSON: frozenset({P.IDENTITY_REVEAL}),
    Role.ADMINISTRATOR: frozenset({P.ACCOUNTS_ADMIN, P.OUTBOX_READ, P.BREAK_GLASS}),
}  # fmt: skip

#: Permissions for which a password and an e-mailed code are not enough.
STRONG_FACTOR = frozenset(Permission) - {P.REFER, P.BOARD_DASHBOARD}
#: Roles that are asked about cases: a strong second step is there before the first case comes to them.
STRONG_ROLES = frozenset({Role.AGENCY_LEAD})

#: Who answers for an agency; for a school its head teacher and its designated lead.
LEADS = (Role.AGENCY_LEAD, Role.SCHOOL_HEAD, Role.SCHOOL_DSL)

#: Offices that the regimes name as deciders, and the roles that hold them (domain report §0.5).
DECIDER_ROLES: dict[str, tuple[Role, ...]] = {
    "independent-chair": (Role.INDEPENDENT_CHAIR, Role.ACTING_CHAIR)
}
