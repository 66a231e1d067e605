"""Words of the demonstration's reviews: invented, and written as a reviewer would write them before anonymising."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

from lscb.identity.models import ProtectedPerson

if TYPE_CHECKING:
    from lscb.home.demonstration.journey import Case

FOLDER = Path(__file__).parent / "report"
R, Kind = ProtectedPerson.Role, ProtectedPerson.Kind

EMPLOYMENT = {
    "panel-chair": "Retired director of a children's charity in the south of England. No work for any agency in Westmere, now or before.",
    "reviewer": "Independent reviewer since 2011. Before that a social work manager in another county. No contract with any agency in Westmere.",
}
TITLES = (
    "When a child is not brought", "Seen, and not told", "Three addresses", "Asking twice", "The quiet one", "A cold house",
    "Who rings back",
)  # fmt: skip
KEY_ISSUES = "How agencies shared what they knew. How the child was heard. What happened when appointments were missed."
TERMS = (
    "The review looks at what each agency knew and did in the two years before the incident. It asks why it made sense to people "
    "at the time. It speaks to practitioners and, if they wish, to the family. It does not ask who is to blame."
)
AGENCY_SUMMARY = "Our involvement, what we learned from it, and two things that we have changed already."
AGENCY_REPORT = "Report of the agency to the review.\nThis is a paper of the demonstration.\n"

FIRST_DRAFT = """# First draft

{child} {surname} lived at {address} with {mother}. The reviewer looked at what each agency knew, and when. Nobody held the whole
picture, and most of what was done made sense to those who did it.

# Still to be written

- What the family says, once they have been asked what may be told
- What the day with practitioners adds
- What has been changed already
"""

#: Whom else the report names: kind, role, what they are called instead, their names. All of them are invented.
NAMED: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (Kind.PERSON, R.STAFF, "Health visitor", ("Marian Oakes",)),
    (Kind.PERSON, R.STAFF, "Social worker", ("Joanne Tyrrell",)),
    (Kind.PERSON, R.STAFF, "Doctor A", ("Colette Varney",)),
    (Kind.PERSON, R.STAFF, "Doctor B", ("Hugo Ferrant",)),
    (Kind.PERSON, R.STAFF, "Housing officer", ("Terry Hallam",)),
    (Kind.PERSON, R.STAFF, "Repairs worker", ("Gavin Stott",)),
    (Kind.PERSON, R.STAFF, "Officer A", ("Laura Whitmore",)),
    (Kind.PERSON, R.STAFF, "Officer B", ("Martin Quayle",)),
    (Kind.PERSON, R.STAFF, "Teacher A", ("Bethan Rourke",)),
    (Kind.PERSON, R.STAFF, "Nursery worker", ("Nasreen Aziz",)),
    (Kind.ORG, R.SCHOOL, "School", ("Alder Brook Primary School", "Alder Brook")),
    (Kind.ORG, R.SERVICE, "Nursery", ("Little Acorns Nursery", "Little Acorns")),
    (Kind.ORG, R.SERVICE, "Surgery", ("Millpond Surgery",)),
    (Kind.ORG, R.SERVICE, "Hospital", ("St Brannoc's Hospital", "St Brannoc's")),
    (Kind.LOC, R.PLACE, "Town", ("Brackenfell",)),
    (Kind.LOC, R.PLACE, "Estate", ("Sorrel Bank",)),
)

#: kind, title, text, recommendation, agency
FINDINGS: tuple[tuple[str, str, str, str, str], ...] = (
    ("concern", "A missed appointment was seen as a parent's choice, not as a child who was not brought.",
     "Three services counted missed appointments in three ways; none of them rang. A letter to an old address was taken for an answer.",
     "Ring on the same day when a child is not brought, and write down what was said.", "community-health"),
    ("concern", "Housing staff saw the children's home more often than anybody and did not know whom to tell.",
     "Repairs staff had seen the cold rooms twice. Their form asks about the boiler and not about the people in the room.",
     "Give every repairs visit one question about children, and one number to ring.", "housing"),
    ("concern", "Information from another county was asked for by telephone and never in writing.",
     "The answer came after the event. A call leaves nothing that somebody else can follow up.",
     "Ask other forces in writing within a day, and follow it up within two.", "police"),
    ("concern", "A parent who asked for help four times was four first callers.",
     "The list of calls shows the day and the risk. It does not show that the same parent rang before.",
     "Mark a second call from the same family, and visit after it.", "childrens-services"),
    ("strength", "A health visitor went back three times, and was let in the third time.",
     "Her manager had kept time free for it. What she wrote down that evening could be acted on by a stranger.", "", ""),
)  # fmt: skip

#: agency: title, activity, difference expected
ACTIONS: dict[str, tuple[str, str, str]] = {
    "community-health": (
        "Ring when a child is not brought", "Write one page of guidance, train reception staff and nurses, and audit 40 records.",
        "A child who is not brought is asked about on the same day in 9 of 10 cases."),
    "housing": (
        "Ask about children at every repair visit", "Add one question and one number to the form that repairs staff carry.",
        "Worries from repairs staff reach children's services; ten in the first half year."),
    "police": (
        "Ask other forces in writing", "Change the form and the standing order; check it monthly.",
        "Every request is written within a day and answered within a week."),
    "childrens-services": (
        "Show that a family has called before", "Add a mark to the list of calls, and agree with the team what a second call means.",
        "Every family that rings a second time is visited within three working days."),
}  # fmt: skip

_DAY = re.compile(r"\{day (-?\d+)\}")


def section(code: str, case: Case) -> str:
    """The text of a section with this case's names in it, as a reviewer drafts it: whole, or a first draft of it.

    {day -61} in the text is that many days before the board was told.
    """
    text = (FOLDER / f"{code}.txt").read_text(encoding="utf-8")
    home = case.family
    if not case.long:
        text = FIRST_DRAFT
    words = {
        "{child}": home.first, "{surname}": home.surname, "{mother}": home.mother, "{father}": home.father,
        "{mother_first}": home.mother.split(" ")[0], "{partner}": home.partner, "{grandmother}": home.grandmother,
        "{sibling}": home.siblings[0] if home.siblings else "the older child", "{address}": home.address,
        "{born}": f"{home.born_on:%-d %B %Y}",
    }  # fmt: skip
    for key, value in words.items():
        text = text.replace(key, value)
    return _DAY.sub(lambda found: f"{case.told + dt.timedelta(days=int(found[1])):%-d %B %Y}", text)
