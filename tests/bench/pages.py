"""What bin/bench measures: one table. A new kind of page is a new line.

1 U is the time of a bare Django page with one query and 25 rows, served by the same gunicorn in the same run.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """A page as one person of the demonstration sees it.

    path   an address, or "first link of PAGE that matches PATTERN" written as ("/page/", r"pattern")
    limit  in U
    save   fields to change before sending the page's main form; None measures the page itself
    """

    name: str
    path: str | tuple[str, str]
    person: str | None
    limit: float
    save: dict[str, str] | None = field(default=None)


PAGES = [
    Page("home, business manager", "/", "business-manager", 12),
    Page("home, agency lead", "/", "police-lead", 12),
    Page("list of referrals", "/referrals/", "business-manager", 8),
    Page("list of reviews", "/reviews/", "business-manager", 8),
    Page("list of actions", "/actions/", "business-manager", 8),
    Page(
        "referral with its recorded view",
        ("/referrals/", r"^/referrals/[A-Z0-9-]+/$"),
        "business-manager",
        10,
    ),
    Page("review with its recorded view", ("/reviews/", r"^/reviews/[A-Z0-9-]+/$"), "business-manager", 10),
    Page("public list of reports", "/published/", None, 8),
]

# Measured by sending a page's form again and again; the answer must be a redirect.
SAVES: list[Page] = []

# Memory in MB
WEB_WORKER_MB = 200
JOB_WORKER_MB = 250

# "package.module:function": called with a number of pages in a process of its own, as the worker does, it returns the
# bytes of a report of about that length. Empty: not measured.
PDF_MAKER = ""
PDF_PAGES = 50
PDF_SECONDS = 10
