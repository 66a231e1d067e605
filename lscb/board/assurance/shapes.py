"""What each kind of report is made of: its parts, the checklist, and reports that boards usually expect. Data only.

Sources: checklist and quarterly report Kent §4; Operational Assurance Report and update Gateshead §4 and §4.1; usual reports
Kent §4, Bedford §8.5, §9.4, §12.4 and Southampton App 5.
"""

from __future__ import annotations

from lscb.board.models import ReportShape

#: shape: (code, heading, hint) of each part that is written on a page
PARTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    ReportShape.REPORT: (),
    ReportShape.QUARTERLY: (
        (
            "data",
            "Analysis of the data",
            "What the figures say, not only the figures. The analysis is yours.",
        ),
        ("staffing", "Staffing", "Vacancies, caseloads, supervision."),
        ("concerns", "Key concerns", "What worries you most for children."),
        ("developments", "Developments", "What is new or about to change."),
    ),
    ReportShape.OPERATIONAL: (
        ("practice", "Examples of good practice", ""),
        ("together", "Working together", "Where it works well, and where it could or should be better."),
        ("voice", "How the voice of the child is heard", ""),
        ("pressures", "Pressures", "What may keep children from services, or delay them."),
        ("solutions", "Positive solutions", "What was brought in, and what difference it made."),
    ),
    ReportShape.UPDATE: (
        ("agency", "What affects your agency or partnership", ""),
        ("safeguarding", "What affects the safeguarding of children", ""),
    ),
}

#: code, what a received report is checked for
CHECKLIST: tuple[tuple[str, str], ...] = (
    ("data", "Data are analysed"),
    ("quality", "There is evidence of qualitative audit, with feedback of those who use the service"),
    ("strengths", "Strengths and areas for development are named"),
    ("plan", "There is an action plan"),
    ("learning", "Learning is identified"),
)

#: code, title, service, months from one to the next
USUAL: tuple[tuple[str, str, str, int], ...] = (
    ("marac", "Yearly report on multi-agency risk assessment conferences (MARAC)", "MARAC", 12),
    ("mappa", "Yearly report on multi-agency public protection (MAPPA)", "MAPPA", 12),
    ("health-wellbeing", "Yearly report of the Health and Wellbeing Board", "Health and Wellbeing Board", 12),
    ("private-fostering", "Yearly report on private fostering", "Private fostering", 12),
    ("lado", "Yearly report on allegations and safer recruitment", "Designated officer", 12),
    ("iro", "Yearly report of the independent reviewing officers", "Independent reviewing officers", 12),
    ("looked-after", "Yearly report on looked-after children", "Looked-after children", 12),
    ("missing", "Yearly report on missing children", "Missing children", 12),
    ("disabled", "Yearly report on disabled children", "Disabled children", 12),
    ("exploitation", "Yearly report on child sexual exploitation", "Child sexual exploitation", 12),
    ("advocacy", "Yearly report on advocacy", "Advocacy", 12),
    ("cdop-half", "Half-yearly report of the child death overview panel", "Child death overview panel", 6),
    ("cdop", "Yearly report of the child death overview panel", "Child death overview panel", 12),
    ("single-agency", "Yearly report of an agency", "", 12),
)
