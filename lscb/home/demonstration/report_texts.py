"""Words of the demonstration's reviews: invented, and written as a reviewer would write them before anonymising."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lscb.home.demonstration.journey import Case

FOLDER = Path(__file__).parent / "report"

EMPLOYMENT = {
    "panel-chair": "Retired director of a children's charity in the south of England. No work for any agency in Westmere, now or before.",
    "reviewer": "Independent reviewer since 2011. Before that a social work manager in another county. No contract with any agency in Westmere.",
}
KEY_ISSUES = "How agencies shared what they knew. How the child was heard. What happened when appointments were missed."
TERMS = (
    "The review looks at what each agency knew and did in the two years before the incident. It asks why it made sense to people "
    "at the time. It speaks to practitioners and, if they wish, to the family. It does not ask who is to blame."
)
AGENCY_SUMMARY = "Our involvement, what we learned from it, and two things that we have changed already."
AGENCY_REPORT = "Report of the agency to the review.\nThis is a paper of the demonstration.\n"

#: kind, title, text, recommendation, agency
FINDINGS: tuple[tuple[str, str, str, str, str], ...] = (
    ("concern", "A missed appointment was seen as a parent's choice, not as a child who was not brought.",
     "Three services counted missed appointments in three ways; none of them rang.",
     "Ring on the same day when a child is not brought, and write down what was said.", "community-health"),
    ("concern", "Housing staff saw the children's home more often than anybody and did not know whom to tell.",
     "Repairs staff had seen the cold rooms twice.",
     "Give every repairs visit one question about children, and one number to ring.", "housing"),
    ("concern", "Information from another county was asked for by telephone and never in writing.",
     "The answer came after the event.",
     "Ask other forces in writing within a day, and follow it up within two.", "police"),
    ("strength", "A health visitor went back three times, and was let in the third time.",
     "Her manager had kept time free for it.", "", ""),
)  # fmt: skip

#: title, activity, difference expected
ACTIONS = (
    ("Ring when a child is not brought", "Write one page of guidance, train reception staff and nurses, and audit 40 records.",
     "A child who is not brought is asked about on the same day in 9 of 10 cases."),
    ("Ask about children at every repair visit", "Add one question and one number to the form that repairs staff carry.",
     "Worries from repairs staff reach children's services; ten in the first half year."),
    ("Ask other forces in writing", "Change the form and the standing order; check it monthly.",
     "Every request is written within a day and answered within a week."),
)  # fmt: skip


def section(code: str, case: Case) -> str:
    """The text of a section with this case's names in it, as a reviewer drafts it."""
    text = (FOLDER / f"{code}.txt").read_text(encoding="utf-8")
    home = case.family
    words = {
        "{child}": home.first, "{surname}": home.surname, "{mother}": home.mother, "{father}": home.father,
        "{mother_first}": home.mother.split(" ")[0], "{address}": home.address, "{born}": f"{home.born_on:%-d %B %Y}",
        "{told}": f"{case.told:%-d %B %Y}", "{year}": str(case.told.year),
    }  # fmt: skip
    for key, value in words.items():
        text = text.replace(key, value)
    return text
