"""Names that five boards gave to their groups, to choose from when a group is formed (R006). Names only.

Kent: Quality Assurance Framework §5, §7, §12. Southampton: Learning and Improvement Framework §3, App 2, App 5. Barking and
Dagenham: Methodology and Process. Bedford: Framework §3, §4, §9, §11.
"""

from __future__ import annotations

from lscb.board.models import Group

K = Group.Kind
#: where the name is used: (name, kind)
NAMES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Kent", (
        ("Quality and Effectiveness Group", K.MONITORING), ("Business Group", K.EXECUTIVE),
        ("Case Review Sub Group", K.CASE_REVIEW), ("Learning and Development Group", K.LEARNING),
    )),
    ("Southampton", (
        ("Serious Case Review Group", K.CASE_REVIEW), ("Monitoring and Evaluation Group", K.MONITORING),
        ("Learning and Development Group", K.LEARNING), ("Practice and Policy Group", K.POLICY), ("Executive", K.EXECUTIVE),
    )),
    ("Barking and Dagenham", (
        ("Serious Case Review Committee", K.CASE_REVIEW),
        ("Performance, Learning and Quality Assurance Committee", K.MONITORING), ("Practitioner Forum", K.FORUM),
    )),
    ("Bedford", (
        ("Executive Group", K.EXECUTIVE), ("Serious Incident Review Group", K.CASE_REVIEW),
        ("Performance and Audit Group", K.MONITORING), ("Training and Development Group", K.LEARNING),
        ("Frontline Practitioners Group", K.FORUM),
    )),
    ("Any board", (
        ("Safeguarding Children Board", K.BOARD), ("Child Death Overview Panel", K.TASK), ("Task and Finish Group", K.TASK),
    )),
)  # fmt: skip
