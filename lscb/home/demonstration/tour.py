"""What each of the cast does, a way through the whole job for a newcomer, and one prepared case at every step of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from lscb.home.demonstration.loading import Told, told
from lscb.people.models import Board
from lscb.records.models import Record


@dataclass(frozen=True)
class Act:
    """Something to try: who one has to be, what to do, and where."""

    slug: str
    text: str
    url: str = "/"


WHAT_THEY_DO = {
    "business-manager": "Sorts new referrals, puts them on agendas, tells the national bodies, releases reports.",
    "business-officer": "Asks agencies, follows reviews and actions, and may check anonymity.",
    "independent-chair": "Decides on each referral, and gives the second approval of a publication.",
    "scr-chair": "Chairs the Serious Case Review Group and signs its recommendations.",
    "scr-vice-chair": "Signs when the chair has an interest, and verifies actions of the chair's agency.",
    "scr-member-police": "Sits on the group for the police, and has declared an interest in one case.",
    "scr-member-health": "Sits on the group and on the panels of reviews.",
    "scr-member-probation": "Sits on the group; one case is shut to him because he knows the family.",
    "monitoring-chair": "Verifies that actions were really done.",
    "executive-member": "Leads the Executive: the board's health, and what was escalated.",
    "board-member": "Sees the dashboard, decisions and published reports.",
    "lay-member": "Sees the dashboard and published reports.",
    "police-lead": "Answers for the police: requests, an agency report, actions.",
    "health-lead": "Answers for community health: a late request, actions to start and to update.",
    "housing-lead": "Answers for housing: a request, and an action whose date was moved three times.",
    "imr-author": "Writes the hospital's own report to a review.",
    "data-officer": "Has nothing to do yet: a first look at an empty page.",
    "school-head": "Head teacher: two requests, and little time.",
    "school-dsl": "Refers a case, and answers for the school.",
    "school-governor": "Has nothing to do yet: a first look at an empty page.",
    "panel-chair": "Chairs the panels of reviews, from outside.",
    "reviewer": "Writes the reports of reviews, independently.",
    "anonymity-checker": "Reads a report as a stranger would, before anybody else may.",
    "administrator": "Looks after accounts and e-mail; opens no case.",
}

#: The cast by what they do; everybody stands in one group.
SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("The business unit", "They run the board from day to day.", ("business-manager", "business-officer")),
    ("Those who recommend and decide", "They read the cases that are on their agenda or before them, and no others.",
     ("independent-chair", "scr-chair", "scr-vice-chair", "scr-member-police", "scr-member-health", "scr-member-probation",
      "monitoring-chair")),
    ("Agencies", "They see what they were asked, and nothing else of a case.",
     ("police-lead", "health-lead", "housing-lead", "imr-author", "data-officer")),
    ("The school", "The same, with less time.", ("school-dsl", "school-head", "school-governor")),
    ("Independent people", "They come for one review, and lose sight of it when their work is done.", ("reviewer", "panel-chair")),
    ("The Board", "They see how the system does, without opening cases.", ("executive-member", "board-member", "lay-member")),
    ("Behind the scenes", "", ("anonymity-checker", "administrator")),
)  # fmt: skip

TOUR = (
    Act("school-dsl", "Refer a case, and get a reference", "/referrals/new/"),
    Act("business-manager", "Accept it, and ask agencies what they know"),
    Act("housing-lead", "Answer your agency's request"),
    Act(
        "business-manager", "Put it on an agenda; you are warned when the meeting is too late", "/referrals/"
    ),
    Act("scr-chair", "Record who is here, each criterion and the recommendation, and sign"),
    Act("business-manager", "Send it to the chair"),
    Act("independent-chair", "Decide: a review begins, and its clocks with it"),
    Act("reviewer", "Write the report of a review"),
    Act("business-manager", "Settle every doubtful word, and freeze the text"),
    Act("anonymity-checker", "Read the file against the checklist"),
    Act("independent-chair", "Give the second approval"),
    Act("business-manager", "Send advance copies, and publish after seven working days"),
    Act("housing-lead", "Update an action, and claim that it is done", "/actions/"),
    Act("monitoring-chair", "Verify it"),
)

#: story, who one should be, what one sees, and the kind of record among the case's own that it is about.
PREPARED: tuple[tuple[str, str, str, str], ...] = (
    ("a new referral", "business-manager", "A referral that has just come in", "referral"),
    (
        "agencies that have not answered",
        "business-officer",
        "Agencies were asked, and two have not answered",
        "referral",
    ),
    (
        "agencies that have all answered",
        "business-manager",
        "Every agency has answered: time for a meeting",
        "referral",
    ),
    ("a case on an agenda", "scr-chair", "A case on the agenda of a meeting", "referral"),
    ("a case with the chair", "independent-chair", "A case that waits for a decision", "referral"),
    (
        "a review that gathers information",
        "panel-chair",
        "A review that is waiting for agencies' reports",
        "review",
    ),
    (
        "doubtful words that are open",
        "business-manager",
        "A report with doubtful words, half of them settled",
        "document",
    ),
    (
        "a text with the anonymity checker",
        "anonymity-checker",
        "A file that waits for the anonymity check",
        "document",
    ),
    ("a text with the chair", "independent-chair", "A file that waits for the second approval", "document"),
    (
        "advance copies that are out",
        "business-manager",
        "Advance copies are out, and the days are counted",
        "document",
    ),
    ("a published report", "lay-member", "A report that everybody may read", "publication"),
    (
        "a review whose actions are followed",
        "monitoring-chair",
        "A review whose actions are followed",
        "actions",
    ),
)


def prepared(board: Board) -> list[Act]:
    """The prepared cases that are loaded, with the address of each. Two queries."""
    stories = told(board)
    wanted = [row for row in PREPARED if row[0] in stories]
    records = _records({stories[name].reference for name, *_ in wanted})
    fixed = {"publication": "/publications/", "actions": "/actions/"}
    found = []
    for name, slug, text, kind in wanted:
        url = fixed.get(kind) or _url(records, stories[name], kind)
        if url:
            found.append(Act(slug, text, url))
    return found


def _records(cases: set[str]) -> dict[tuple[str, str], Record]:
    """The newest record of each kind in each case, by the case's reference and the kind."""
    rows = (
        Record.objects.filter(Q(reference__in=cases) | Q(root__reference__in=cases))
        .select_related("root")
        .order_by("pk")
    )
    return {(row.root.reference if row.root else row.reference, row.kind): row for row in rows}


def _url(records: dict[tuple[str, str], Record], story: Told, kind: str) -> str:
    record = records.get((story.reference, kind))
    return record.get_absolute_url() if record else ""
