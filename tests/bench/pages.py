"""What bin/bench measures: one table. A new kind of page is a new line.

1 U is the time of a bare Django page with one query and 25 rows, served by the same gunicorn in the same run.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """A page as one person of the demonstration sees it.

    path   an address; or a way to it: a page, and the pattern of a link to follow on each page that is come to
    limit  in U
    save   fields to change before sending the page's main form ({n} is the number of the run); None measures the page
    begin  an address whose form is sent first (a new draft); the way then starts where it leads to
    """

    name: str
    path: str | tuple[str, ...]
    person: str | None
    limit: float
    save: dict[str, str] | None = field(default=None)
    begin: str = ""


REFERRAL, REVIEW, ACTION = (
    rf"^/{kind}/[A-Z0-9]+-[A-Z0-9-]+/$" for kind in ("referrals", "reviews", "actions")
)

PAGES = [
    Page("home, business manager", "/", "business-manager", 12),
    Page("home, agency lead", "/", "police-lead", 12),
    Page("dashboard", "/dashboard/", "board-member", 12),
    Page("today's desk", "/dashboard/desk/", "business-manager", 12),
    Page("search: has this been said before?", "/learning/search/?q=safer+sleep", "business-manager", 20),
    Page("search from the header", "/search/?q=safer+sleep", "board-member", 20),
    Page("list of risks", "/board/registers/risks/", "board-member", 8),
    Page("list of meetings", "/meetings/", "board-member", 8),
    Page("list of referrals", "/referrals/", "business-manager", 8),
    Page("list of reviews", "/reviews/", "business-manager", 8),
    Page("list of actions", "/actions/", "business-manager", 8),
    Page("list of actions, agency lead", "/actions/", "police-lead", 8),
    Page("referral with its recorded view", ("/referrals/", REFERRAL), "business-manager", 10),
    Page("review with its recorded view", ("/reviews/", REVIEW), "business-manager", 10),
    Page("action with its recorded view", ("/actions/", ACTION), "police-lead", 10),
    Page("public list of reports", "/publications/", None, 8),
    Page("a published report", ("/publications/", r"^/publications/[a-z0-9-]+/$"), None, 10),
]

#: What bin/bench --scale measures at 1 % of the volume and at all of it, with the limit of each; a new page is a new line.
SCALE = [
    Page("register, business manager", "/actions/", "business-manager", 8),
    Page("register, agency lead", "/actions/", "police-lead", 8),
    Page("register, chair of a group", "/actions/", "monitoring-chair", 8),
    Page("register, executive", "/actions/", "executive-member", 8),
    Page("register, lay member", "/actions/", "lay-member", 8),
    Page("register in every state, business manager", "/actions/?status=all", "business-manager", 8),
    Page("register in every state, agency lead", "/actions/?status=all", "police-lead", 8),
    Page("register by status, chair of a group", "/actions/?sort=status", "monitoring-chair", 8),
    Page("register by agency, business manager", "/actions/?sort=agency", "business-manager", 8),
    Page("register, overdue, business manager", "/actions/?overdue=on", "business-manager", 8),
    Page("dashboard of the Board", "/dashboard/", "board-member", 12),
    Page("dashboard of a group", "/dashboard/groups/monitoring/", "monitoring-chair", 12),
    Page("dashboard of an agency", "/dashboard/agencies/police/", "police-lead", 12),
    Page("today's desk", "/dashboard/desk/", "business-manager", 12),
    Page("search, business manager", "/learning/search/?q=safer+sleep", "business-manager", 20),
    Page("search, agency lead", "/learning/search/?q=safer+sleep", "police-lead", 20),
    Page(
        "register, words in the title, business manager",
        "/actions/?status=all&text=safer",
        "business-manager",
        8,
    ),
]
#: How much longer a page may take at the whole volume than at 1 % of it.
GROWTH = 1.3

# Measured by sending a page's form again and again; the answer must be a redirect.
SAVES = [
    Page(
        "save: a page of the referral form", ("", r"/form/outline/$"), "police-lead", 15,
        save={"outline": "The school was worried about what the child said, for the time {n}."}, begin="/referrals/new/",
    ),
    Page(
        "save: an update of an action", ("/actions/", ACTION, r"/update/$"), "police-lead", 15,
        save={
            "done": "Trained {n} of 30 duty officers this week; the others are booked.",
            "next_activity": "Train the last officers and collect feedback form number {n}.",
            "next_on_day": "1", "next_on_month": "2", "next_on_year": "2099",
        },
    ),
]  # fmt: skip

# Memory in MB
WEB_WORKER_MB = 200
JOB_WORKER_MB = 250

PDF_PAGES = 50
PDF_SECONDS = 10
