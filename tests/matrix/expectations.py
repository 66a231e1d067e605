"""Who gets what, by address: read it against the roles (docs/permissions.md is made from it).

form: page and form alike · page: takes no form · button: has no page. REST stands for everybody who is not named.
A stranger finds nothing (404) wherever a board is needed; pages that are everybody's own are open to a stranger too.
"""

from __future__ import annotations

from tests.matrix.rows import REST, Row, Who, button, form, page

MANAGER = "business-manager"
UNIT = "business-manager business-officer"
CHAIR = "independent-chair"
SCR_CHAIRS = "scr-chair scr-vice-chair"
SCR_MEMBERS = "scr-member-police scr-member-health scr-member-probation"
SCR_GROUP = f"{SCR_CHAIRS} {SCR_MEMBERS}"
#: Seats on the Board, its executive, the case review and the monitoring group.
SEATED = f"{UNIT} {CHAIR}

#: A copy on its way: the manager rules on words once the identity was shown (here it was not); then the unit and the
#: checker see the frozen text, then the chair. Nobody approves what they worked on.
_COPY = form(open=MANAGER, hidden=REST)
_WORDS = form(refused=MANAGER, hidden=REST)
_UNIT_ON_MADE = {"open": UNIT, "refused": "anonymity-checker", "hidden": REST}
_KEEPS = form(open=MANAGER, refused=REST)
PUBLISHING: dict[str, Row] = {
    "publishing:document-detail": _COPY,
    "publishing:words": _COPY,
    "publishing:register": _COPY,
    "publishing:freeze": _COPY,
    "publishing:word-run": button(open=MANAGER, hidden=REST),
    "publishing:word-rule": button(refused=MANAGER, hidden=REST),
    "publishing:word-several": _WORDS,
    "publishing:word-hide": _WORDS,
    "publishing:word-keep": _WORDS,
    "publishing:word-mask": _WORDS,
    "publishing:word-register": _WORDS,
    "publishing:register-new": _WORDS,
    "publishing:register-change": _WORDS,
    "publishing:register-retire": _WORDS,
    "publishing:make-again": button(**_UNIT_ON_MADE),
    "publishing:text": page(open=f"{UNIT} anonymity-checker", hidden=REST),
    "publishing:file": page(open=f"{UNIT} anonymity-checker", hidden=REST),
    "publishing:check": form(open="business-officer anonymity-checker", refused=MANAGER, hidden=REST),
    "publishing:approve": form(open=CHAIR, refused=f"{UNIT} anonymity-checker", hidden=REST),
    "publishing:send-back": form(open=f"{UNIT} {CHAIR} anonymity-checker", hidden=REST),
    "publishing:clearance-legal": form(**_UNIT_ON_MADE),
    "publishing:clearance-family": form(**_UNIT_ON_MADE),
    "publishing:clearance-staff": form(**_UNIT_ON_MADE),
    "publishing:plan": form(**_UNIT_ON_MADE),
    "publishing:advance": form(**_UNIT_ON_MADE),
    "publishing:publication-withdraw": form(open=f"{MANAGER} {CHAIR}", refused=REST),
    "publishing:publication-on-request": Row(
        Who(open=MANAGER, refused=REST), Who(refused=REST)
    ),  # not before a year
    "publishing:publication-request": _KEEPS,
    "reviews:review-publication": _FILE,
    "reviews:review-publication-prepare": _MANAGES,
    "reviews:review-publication-plan": _MANAGES,
    "reviews:review-publication-release": form(hidden=REST),  # nothing is prepared from this review yet
}

TABLE: dict[str, Row] = (
    PUBLISHING
    | ACCOUNT
    | BOARD
    | ACCESS
    | REFERRALS
    | DECIDED
    | SCOPING
    | REVIEWS
    | AGENCY_REPORTS
    | REPORT
    | MEETINGS
    | ACTIONS
)

__all__ = ["PUBLIC", "TABLE", "Who"]
NAME_SHOWN: dict[str, str] = {}
TEXT_SHOWN: dict[str, str] = {}
