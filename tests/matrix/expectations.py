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
SEATED = f"{UNIT} {CHAIR} {SCR_GROUP} monitoring-chair executive-member board-member lay-member"
AGENCIES = (
    "police-lead health-lead housing-lead imr-author school-head school-dsl school-governor data-officer"
)
WITHOUT_SEAT = f"{AGENCIES} panel-chair reviewer anonymity-checker"
#: People of the police, whose action it is; the monitoring group; the executive, to whom it escalates.
OWNERS = "police-lead scr-member-police"
MONITORS = "scr-vice-chair scr-member-health scr-member-probation"  # without its chair and without the police
#: Both boards' managers, for a page about one's own board.
MANAGERS = "business-manager other-manager"

#: Open without signing in, with the reason.
PUBLIC: dict[str, str] = {
    "account_login": "signing in",
    "account_request_login_code": "signing in with a link",
    "account_confirm_login_code": "signing in with a link",
    "account_logout": "signing out",
    "mfa_authenticate": "the second step of signing in",
    "account_reset_password": "a forgotten password",
    "account_reset_password_done": "a forgotten password",
    "account_reset_password_from_key": "a forgotten password",
    "account_reset_password_from_key_done": "a forgotten password",
    "people:sign-in-code": "the second step of signing in",
    "people:sign-in-code-send": "the second step of signing in",
    "people:join": "taking up an invitation, by its single-use link",
    "publishing:publication-list": "what the board has published",
    "publishing:publication-detail": "what the board has published",
    "publishing:publication-pdf": "what the board has published",
    "calendar:feed": "when groups meet, by a secret address of 32 random bytes that its person ends; no word of what about",
    "reviews:refer-door": "an outsider's referral, by a link of fourteen days",
    "reviews:refer-form": "an outsider's referral; only in a session bound to a link",
    "reviews:refer-page": "an outsider's referral; only in a session bound to a link",
    "reviews:refer-sibling-remove": "an outsider's referral; only in a session bound to a link",
    "reviews:refer-paper-remove": "an outsider's referral; only in a session bound to a link",
    "home:help": "help, the accessibility statement and what is kept",
    "home:help-page": "help, the accessibility statement and what is kept",
    "home:healthz": "says that the service runs, and nothing else",
    "demonstration:cast": "demonstration mode only: everyone is fictional",
    "demonstration:sign-in": "demonstration mode only: everyone is fictional",
    "demonstration:mail-list": "demonstration mode only: everyone is fictional",
    "demonstration:mail-read": "demonstration mode only: everyone is fictional",
}

#: One's own account: for everybody alike. Nobody of the cast has set up an authenticator, so some of it is not there yet.
ACCOUNT: dict[str, Row] = {
    "account_reauthenticate": form(refused=REST),
    "account_change_password": form(open=REST),
    "account_set_password": form(open=REST),
    "usersessions_list": form(open=REST),
    "mfa_index": page(open=REST),
    "mfa_reauthenticate": form(refused=REST),
    "mfa_reauthenticate_webauthn": form(refused=REST),
    "mfa_activate_totp": form(open=REST),
    "mfa_deactivate_totp": form(hidden=REST),
    "mfa_view_recovery_codes": page(hidden=REST),
    "mfa_generate_recovery_codes": form(open=REST),
    "mfa_download_recovery_codes": form(hidden=REST),
    "mfa_list_webauthn": page(open=REST),
    "mfa_add_webauthn": form(open=REST),
    "mfa_remove_webauthn": form(hidden=REST),
    "mfa_edit_webauthn": form(hidden=REST),
    "people:account": form(open=REST),
    "people:details-change": form(open=REST),
    "people:seats": form(open=REST),
    "people:leave": form(open=REST),
    "people:own-leave-add": form(open=REST),
    "people:own-leave-end": form(open=MANAGER, hidden=REST),  # the manager's own
    "people:second-factor": form(open=REST),
    "notices:notice-list": page(open=REST),
    "notices:notices-read": button(open=REST),
    "notices:notice-read": button(open=MANAGER, hidden=REST),
    "home:home": form(open=REST),
    "clocks:rule-list": form(open=REST),
    "clocks:holiday-list": form(open=REST),
}

#: The board itself: managers change it, the administrator sees to accounts, whoever has a seat may look at it.
_OFFICE = form(open=MANAGERS, hidden="stranger", refused=REST)
_LOOK = form(open=f"{SEATED} administrator other-manager", hidden="stranger", refused=REST)
_LOOK_AT_ONE = form(open=f"{SEATED} administrator", hidden="stranger other-manager", refused=REST)
_CHANGE_ONE = form(open=MANAGER, hidden="stranger other-manager", refused=REST)
_ACCOUNTS_ONE = form(open=f"{MANAGER} administrator", hidden="stranger other-manager", refused=REST)
_KEPT_BY_UNIT = form(open=UNIT, hidden="stranger other-manager", refused=REST)
BOARD: dict[str, Row] = {
    "board:home": form(hidden="stranger", open=REST),
    "board:agencies": _LOOK,
    "board:groups": _LOOK,
    "board:agency": _LOOK_AT_ONE,
    "board:group": _LOOK_AT_ONE,
    "board:set-up": _OFFICE,
    "board:labels": _OFFICE,
    "board:letters": _OFFICE,
    "board:letter-template-change": _OFFICE,
    "board:agency-add": _OFFICE,
    "board:group-add": _OFFICE,
    "board:person-add": _OFFICE,
    "board:people-load": _OFFICE,
    "board:people-take": _OFFICE,
    "board:agency-change": _CHANGE_ONE,
    "board:group-change": _CHANGE_ONE,
    "board:terms-set": _CHANGE_ONE,
    "board:seat-add": _CHANGE_ONE,
    "board:seat-fill": _CHANGE_ONE,
    "board:terms": _LOOK_AT_ONE,
    "board:terms-of": page(open=SEATED, hidden=REST),
    "board:seat-history": _LOOK_AT_ONE,
    "board:deputy-set": _CHANGE_ONE,
    "board:group-share": _CHANGE_ONE,
    "board:details": form(open=REST, hidden="stranger"),
    "board:details-change": _OFFICE,
    "board:regime-set": _OFFICE,
    "board:partners": form(open=REST, hidden="stranger"),
    "board:partner-add": form(open=f"{UNIT} other-manager", hidden="stranger", refused=REST),
    "board:partner-change": _KEPT_BY_UNIT,
    "board:contact-add": _KEPT_BY_UNIT,
    "board:contact-remove": _KEPT_BY_UNIT,
    "board:obligation-change": _KEPT_BY_UNIT,
    "board:contribution-add": _KEPT_BY_UNIT,
    "board:joiners": form(open=f"{MANAGERS} administrator", hidden="stranger", refused=REST),
    "board:access-reviews": form(open=f"{MANAGERS} administrator", hidden="stranger", refused=REST),
    "board:access-review": _ACCOUNTS_ONE,
    "board:access-review-row": _ACCOUNTS_ONE,
    "board:access-review-confirm": button(
        open=f"{MANAGER} administrator", hidden="stranger other-manager", refused=REST
    ),
    "board:access-review-finish": button(
        open=f"{MANAGER} administrator", hidden="stranger other-manager", refused=REST
    ),
    "board:leave-add": _ACCOUNTS_ONE,
    "board:leave-end": _ACCOUNTS_ONE,
    "home:hand-over": _CHANGE_ONE,
    "board:people": form(open=f"{MANAGERS} administrator", hidden="stranger", refused=REST),
    "board:person": _ACCOUNTS_ONE,
    "board:role-give": _ACCOUNTS_ONE,
    "board:role-end": _ACCOUNTS_ONE,
    "board:seat-end": _ACCOUNTS_ONE,
    "board:membership-end": _ACCOUNTS_ONE,
    "board:sessions-end": _ACCOUNTS_ONE,
    "board:factor-reset": _ACCOUNTS_ONE,
    "board:invitation-send": _ACCOUNTS_ONE,
    "board:holidays": page(open=f"{MANAGERS} administrator", hidden="stranger", refused=REST),
    "board:holiday-add": form(open=f"{MANAGERS} administrator", hidden="stranger", refused=REST),
    "board:holiday-remove": form(open=f"{MANAGERS} administrator", hidden="stranger", refused=REST),
    "board:term-breaks": page(open=MANAGERS, hidden="stranger", refused=REST),
    "board:term-break-add": form(open=MANAGERS, hidden="stranger", refused=REST),
    "board:term-break-remove": button(open=MANAGER, hidden="stranger other-manager", refused=REST),
    "board:mail": form(open=f"{UNIT} administrator other-manager", hidden="stranger", refused=REST),
    "outbox:outbox": page(open=f"{UNIT} administrator other-manager", refused=REST),
    "outbox:mail-send-again": button(open=f"{UNIT} administrator", hidden="other-manager", refused=REST),
    "trail:event-list": form(open=f"{MANAGERS} {CHAIR}", hidden="stranger", refused=REST),
    "reviews:decision-list": form(open=f"{SEATED} other-manager", refused=REST),
    "meetings:meeting-list": form(open=REST),
    "meetings:meeting-plan": form(
        open=f"{UNIT} {CHAIR} {SCR_CHAIRS} monitoring-chair executive-member other-manager", refused=REST
    ),
    "meetings:meeting-schedule": form(
        open=f"{UNIT} {CHAIR} {SCR_CHAIRS} monitoring-chair executive-member other-manager", refused=REST
    ),
    "meetings:issue-new": form(
        open=f"{UNIT} {CHAIR} {SCR_CHAIRS} monitoring-chair executive-member other-manager", refused=REST
    ),
    "meetings:issue-list": page(open=REST),
    "meetings:attendance-rates": form(open=REST),
    "meetings:feed-list": form(open=REST),
}

_FIGURES = page(open=f"{SEATED} other-manager", hidden="stranger", refused=REST)
_KEEP_FIGURES = form(open=f"{UNIT} {CHAIR} other-manager", hidden="stranger", refused=REST)
#: Dashboards: the Board's for its members, an agency's also for its own people.
DASHBOARDS: dict[str, Row] = {
    "home:dashboard": _FIGURES,
    "home:dashboard-clocks": _FIGURES,
    "home:report-list": _FIGURES,
    "home:dashboard-me": page(open=REST),
    "home:dashboard-desk": page(open=f"{UNIT} other-manager", hidden="stranger", refused=REST),
    "home:dashboard-group": page(open=SEATED, hidden=REST),
    "home:dashboard-agency": page(open=f"{SEATED} police-lead", hidden=REST),
    "home:figures-freeze": _KEEP_FIGURES,
    "home:report-make": _KEEP_FIGURES,
    "home:report-template": _KEEP_FIGURES,
    "home:report-template-shipped": page(
        open=f"{UNIT} {CHAIR} other-manager", hidden="stranger", refused=REST
    ),
    "home:report-template-of": form(open=f"{UNIT} {CHAIR}", hidden="stranger other-manager", refused=REST),
    "home:report-detail": page(open=SEATED, hidden=REST),
}

#: Registers: read by everybody with a seat and by the agency that is named; kept by the unit, and by a group's chair.
_CHAIRED = f"{UNIT} {CHAIR} {SCR_CHAIRS} monitoring-chair executive-member other-manager"
_SEATS_ONLY = (
    "independent-chair scr-chair scr-vice-chair scr-member-health scr-member-probation monitoring-chair"
)
_OTHER_SEATS = f"{_SEATS_ONLY} executive-member board-member lay-member"
_OF_POLICE = "police-lead scr-member-police"
_ENTRY = form(open=SEATED, hidden=REST)
_ENTRY_OF_POLICE = form(open=f"{SEATED} police-lead", hidden=REST)
_KEEPS_ENTRY = form(open=UNIT, refused=f"{_OTHER_SEATS} {_OF_POLICE}", hidden=REST)
REGISTERS: dict[str, Row] = {
    "home:tags": _KEEPS_ENTRY,
    "board:registers": form(hidden="stranger", open=REST),
    "board:register": form(hidden="stranger", open=REST),
    "board:register-export": form(hidden="stranger", open=REST),
    "board:register-add": form(
        open=_CHAIRED, hidden="stranger", refused=REST
    ),  # a challenge; leads may add risks
    "board:entry-challenge": _ENTRY_OF_POLICE,
    "board:entry-failure": _ENTRY_OF_POLICE,
    "board:entry-escalation": form(open=f"{SEATED} housing-lead", hidden=REST),
    "board:entry-risk": _ENTRY,
    "board:entry-scrutiny": _ENTRY,
    "board:entry-external": _ENTRY,
    "board:entry-inspection": _ENTRY,
    "board:entry-horizon": _ENTRY,
    "board:entry-change": _KEEPS_ENTRY,
    "board:entry-close": _KEEPS_ENTRY,
    "board:entry-link": _KEEPS_ENTRY,
    "board:entry-reopen": _KEEPS_ENTRY,
    "board:entry-answer": form(open=f"{UNIT} {_OF_POLICE}", refused=_OTHER_SEATS, hidden=REST),
    "board:entry-review": form(open=UNIT, refused=f"{_OTHER_SEATS} scr-member-police", hidden=REST),
}

#: The board's documents, here one without an owner, kept by the unit and the chair of the group that reviews it.
_NOT_THE_CHAIR = _OTHER_SEATS.replace("monitoring-chair ", "")
_KEEPS_DOCUMENT = form(
    open=f"{UNIT} monitoring-chair", refused=f"{_NOT_THE_CHAIR} scr-member-police", hidden=REST
)
DOCUMENTS: dict[str, Row] = {
    "board:documents": form(hidden="stranger", open=REST),
    "board:document-add": form(open=f"{UNIT} other-manager", hidden="stranger", refused=REST),
    "board:document": _ENTRY,
    "board:document-change": _KEEPS_DOCUMENT,
    "board:document-version": _KEEPS_DOCUMENT,
    "board:document-ratify": _KEEPS_DOCUMENT,
    "board:document-review": _KEEPS_DOCUMENT,
    "board:document-test": _KEEPS_DOCUMENT,
    "board:document-withdraw": _KEEPS_DOCUMENT,
}

#: The business plan: everybody of the board reads it, the unit writes it.
_OF_BOARD = form(open=REST, hidden="stranger")
_OF_BOARD_ONE = form(open=REST, hidden="stranger other-manager")
_PLANS_ONE = form(open=UNIT, hidden="stranger other-manager", refused=REST)
PLAN: dict[str, Row] = {
    "board:plan-current": _OF_BOARD,
    "board:plan-add": form(open=f"{UNIT} other-manager", hidden="stranger", refused=REST),
    "board:plan": _OF_BOARD_ONE,
    "board:priority": _OF_BOARD_ONE,
    "board:group-progress": _OF_BOARD_ONE,
    "board:plan-change": form(open=UNIT, hidden="stranger other-manager", refused=REST),
    "board:priority-add": _PLANS_ONE,
    "board:priority-change": _PLANS_ONE,
}

#: Reports that are expected, here of the police for the monitoring group: written by the police, checked by its chair.
_KEEPERS = form(open=f"{UNIT} other-manager", hidden="stranger", refused=REST)
_KEEPERS_ONE = form(open=UNIT, hidden="stranger other-manager", refused=REST)
_WRITES = form(open=f"{UNIT} {_OF_POLICE}", refused=_OTHER_SEATS, hidden=REST)
_CHECKS = form(open=f"{UNIT} monitoring-chair", refused=f"{_NOT_THE_CHAIR} {_OF_POLICE}", hidden=REST)
ASSURANCE: dict[str, Row] = {
    "board:assurance": form(hidden="stranger", open=REST),
    "board:assurance-export": form(hidden="stranger", open=REST),
    "board:assurance-ask": _KEEPERS,
    "board:updates-ask": _KEEPERS,
    "board:schedule": _KEEPERS,
    "board:schedule-add": _KEEPERS,
    "board:schedule-change": _KEEPERS_ONE,
    "board:schedule-end": _KEEPERS_ONE,
    "board:assurance-detail": _ENTRY_OF_POLICE,
    "board:assurance-write": _WRITES,
    "board:assurance-hand-in": _WRITES,
    "board:assurance-check": _CHECKS,
    "board:assurance-ask-again": _CHECKS,
    "board:assurance-withdraw": _CHECKS,
}

#: Who may open a case (a referral that police-lead has sent): the manager; in an emergency the administrator.
_ACCESS = form(open=MANAGER, hidden=REST)
ACCESS: dict[str, Row] = {
    "people:access": _ACCESS,
    "people:access-grant": _ACCESS,
    "people:access-end": _ACCESS,
    "people:access-exclude": _ACCESS,
    "people:access-lift": _ACCESS,
    "people:break-glass": form(open="administrator", hidden=REST),
    "people:access-break-glass": form(open="administrator", hidden=REST),
    "identity:reveal": form(open=MANAGER, refused="police-lead", hidden=REST),
    "identity:hide": button(open=f"{MANAGER} police-lead", hidden=REST),
    "files:file-download": page(open=MANAGER, hidden=REST),  # the unit's file is not the referrer's
}

#: A referral by police-lead: they and the manager see it; its group once it is listed; the chair once it is with the chair.
_UNIT_ON_SENT = form(open=MANAGER, refused="police-lead", hidden=REST)
_OWN_FORM = form(open=f"{MANAGER} police-lead", hidden=REST)
_GROUP_LEADS = form(open=f"{MANAGER} {SCR_CHAIRS}", refused=f"{SCR_MEMBERS} police-lead", hidden=REST)
_DECIDES = form(open=CHAIR, refused=f"{MANAGER} police-lead", hidden=REST)
REFERRALS: dict[str, Row] = {
    "reviews:referral-list": form(open=REST),
    "reviews:referral-new": form(
        refused="panel-chair reviewer school-governor data-officer anonymity-checker administrator stranger",
        open=REST,
    ),
    "reviews:refer-links": form(open=MANAGERS, refused=REST),
    "reviews:refer-link-close": button(open=MANAGER, hidden="stranger other-manager", refused=REST),
    "reviews:referral-detail": form(open=f"{MANAGER} {SCR_GROUP} police-lead", hidden=REST),
    "reviews:referral-form": form(open="police-lead", hidden=REST),  # a draft is its writer's alone
    "reviews:referral-page": form(open="police-lead", hidden=REST),
    "reviews:referral-sent": form(open="police-lead", refused=MANAGER, hidden=REST),
    "reviews:referral-withdraw": _OWN_FORM,
    "reviews:referral-answer": _OWN_FORM,
    "reviews:referral-sibling-remove": button(open="police-lead", hidden=REST),
    "reviews:referral-accept": _UNIT_ON_SENT,
    "reviews:referral-return": _UNIT_ON_SENT,
    "reviews:referral-redirect": _UNIT_ON_SENT,
    "reviews:referral-duplicate": _UNIT_ON_SENT,
    "reviews:referral-note": _UNIT_ON_SENT,
    "reviews:referral-scope": _UNIT_ON_SENT,
    "reviews:referral-list-for-meeting": _UNIT_ON_SENT,
    "reviews:referral-extraordinary": _UNIT_ON_SENT,
    "reviews:referral-consideration": _GROUP_LEADS,
    "reviews:referral-attendance": _GROUP_LEADS,
    "reviews:referral-impose-conflict": _GROUP_LEADS,
    "reviews:referral-conflict": form(open=f"{MANAGER} {SCR_GROUP} police-lead", hidden=REST),
    "reviews:referral-conflict-take-back": form(
        open=f"{MANAGER} {SCR_CHAIRS} scr-member-police",
        refused="scr-member-health scr-member-probation police-lead",
        hidden=REST,
    ),
    "reviews:referral-sign": form(
        open=SCR_CHAIRS, refused=f"{MANAGER} {SCR_MEMBERS} police-lead", hidden=REST
    ),
    "reviews:referral-send-to-chair": _UNIT_ON_SENT,
    "reviews:referral-hand-on": _UNIT_ON_SENT,
    "reviews:referral-letter-new": _UNIT_ON_SENT,
    "reviews:referral-link-add": _UNIT_ON_SENT,
    "reviews:referral-link-remove": button(open=MANAGER, refused="police-lead", hidden=REST),
    "reviews:referral-paper-remove": button(open="police-lead", hidden=REST),
    "letters:letter-detail": form(open=MANAGER, hidden=REST),
    "letters:letter-change": form(open=MANAGER, hidden=REST),
    "letters:letter-sent": form(open=MANAGER, hidden=REST),
    "reviews:referral-challenge-answer": _DECIDES,
    "reviews:referral-decide": _DECIDES,
    "reviews:referral-peer-challenge": _DECIDES,
}

#: The request to Housing: its lead answers, the unit asks and chases; no other agency knows of it.
_ASKED = form(open=MANAGER, refused="housing-lead", hidden=REST)
SCOPING: dict[str, Row] = {
    "reviews:scoping-detail": form(open=f"{MANAGER} housing-lead", hidden=REST),
    "reviews:scoping-answer": form(open="housing-lead", refused=MANAGER, hidden=REST),
    "reviews:scoping-chase": button(open=MANAGER, refused="housing-lead", hidden=REST),
    "reviews:scoping-list": form(open=REST),
    "reviews:scoping-hand-over": button(open=MANAGER, refused="housing-lead", hidden=REST),
    "reviews:scoping-letter-new": _ASKED,
    "reviews:scoping-ask-again": _ASKED,
    "reviews:scoping-cancel": _ASKED,
}

#: An action of the police, monitored by the monitoring group; the owner never verifies it.
_PROPOSED = form(open=UNIT, hidden=REST)
_WORKS = form(open=OWNERS, refused=f"{UNIT} {MONITORS} monitoring-chair executive-member", hidden=REST)
_VERIFIES = form(open="monitoring-chair", refused=f"{UNIT} {OWNERS} {MONITORS} executive-member", hidden=REST)
_CLOSES = form(open=f"{UNIT} monitoring-chair", refused=f"{OWNERS} {MONITORS} executive-member", hidden=REST)
#: Chairs and vice chairs of any group.
_CHAIRS = f"{CHAIR} {SCR_CHAIRS} monitoring-chair executive-member"
_WATCHES = f"{MONITORS} scr-member-police monitoring-chair"  # a plan that the monitoring group watches over
_OF_UNIT = form(open=f"{UNIT} other-manager", hidden="stranger", refused=REST)
ACTIONS: dict[str, Row] = {
    "learning:action-load": _OF_UNIT,
    "learning:action-load-take": _OF_UNIT,
    "learning:action-chosen": form(open=f"{UNIT} {_CHAIRS} other-manager", hidden="stranger", refused=REST),
    "learning:filter-list": form(open=REST),
    "learning:filter-new": form(open=REST),
    "learning:filter-edit": form(open=MANAGER, hidden=REST),
    "learning:filter-delete": button(open=MANAGER, hidden=REST),
    "learning:hand-over-list": form(open=REST),
    "learning:hand-over-detail": Row(
        Who(open=f"{UNIT} {SCR_GROUP} monitoring-chair", hidden=REST),
        Who(open="monitoring-chair", refused=f"{UNIT} {SCR_GROUP}", hidden=REST),
    ),
    "learning:plan-list": form(open=REST),
    "learning:plan-new": _OF_UNIT,
    "learning:plan-detail": form(open=f"{UNIT} {_WATCHES}", hidden=REST),
    "learning:plan-approve": form(open=UNIT, refused=_WATCHES, hidden=REST),
    "learning:action-list": form(open=REST),
    "learning:action-export": form(open=REST),
    "learning:action-detail": form(
        open=f"{UNIT} {OWNERS} {MONITORS} monitoring-chair executive-member", hidden=REST
    ),
    "learning:action-edit": _PROPOSED,
    "learning:action-agree": _PROPOSED,
    "learning:action-reject": _PROPOSED,
    "learning:action-start": _WORKS,
    "learning:action-update": _WORKS,
    "learning:action-claim": _WORKS,
    "learning:action-verify": _VERIFIES,
    "learning:action-refuse": _VERIFIES,
    "learning:action-revise-date": _VERIFIES,
    "learning:action-review-date": _CLOSES,
    "learning:action-not-achieved": _VERIFIES,
    "learning:action-supersede": _VERIFIES,
    "learning:action-accept": _VERIFIES,
    "learning:action-close": _CLOSES,
    "learning:action-reopen": _CLOSES,
    "learning:action-bring-back": form(
        open=UNIT, refused=f"{OWNERS} {MONITORS} monitoring-chair executive-member", hidden=REST
    ),
    "learning:action-assign": form(
        open=f"{UNIT} {OWNERS}", refused=f"{MONITORS} monitoring-chair executive-member", hidden=REST
    ),
}

#: The police are asked about a source that only the manager's office reads; the officer sees what was asked.
_SOURCE = form(open=MANAGER, hidden=REST)
_ANSWERS = form(open="police-lead", refused=f"{UNIT} scr-member-police", hidden=REST)
#: A learning item is read by everybody with a seat, and by housing, which is asked to pass it on.
_CHAIRING = f"{CHAIR} {SCR_CHAIRS} monitoring-chair executive-member"
_KEEPS_ITEM = form(
    open=f"{UNIT} {_CHAIRING}", refused=f"{SCR_MEMBERS} board-member lay-member housing-lead", hidden=REST
)
_THEME = form(open=UNIT, hidden="stranger other-manager", refused=REST)
LEARNING: dict[str, Row] = {
    "learning:source-answers": _SOURCE,
    "learning:source-ask": _SOURCE,
    "learning:source-share": _SOURCE,
    "learning:source-policy": _SOURCE,
    "learning:answer-list": form(open=REST),
    "learning:answer-detail": form(open=f"{UNIT} police-lead scr-member-police", hidden=REST),
    "learning:answer-line": _ANSWERS,
    "learning:answer-policy": _ANSWERS,
    "learning:answer-propose": _ANSWERS,
    "learning:answer-chase": button(open=UNIT, refused=OWNERS, hidden=REST),
    "learning:answer-ask-again": form(open=MANAGER, refused=f"business-officer {OWNERS}", hidden=REST),
    "learning:item-list": form(open=REST),
    "learning:item-new": form(
        open=f"{MANAGERS} business-officer {_CHAIRING}", hidden="stranger", refused=REST
    ),
    "learning:item-detail": form(open=f"{SEATED} housing-lead", hidden=REST),
    "learning:item-edit": _KEEPS_ITEM,
    "learning:item-move": _KEEPS_ITEM,
    "learning:item-pass-on": _KEEPS_ITEM,
    "learning:item-share": _KEEPS_ITEM,
    "learning:item-passed-on": form(open="housing-lead", refused=SEATED, hidden=REST),
    "learning:impact-list": form(open=REST),
    "learning:impact-check": form(
        open=f"{UNIT} monitoring-chair", refused=f"{OWNERS} {MONITORS} executive-member", hidden=REST
    ),
    "learning:action-talked-over": form(
        open=f"{UNIT} executive-member", refused=f"{OWNERS} {MONITORS} monitoring-chair", hidden=REST
    ),
    "learning:search": form(open=REST),
    "learning:share-list": form(open=REST),
    "home:search": form(open=REST),
    "home:theme-list": form(open=REST),
    "home:theme": form(hidden="stranger other-manager", open=REST),
    "home:theme-new": form(open=f"{MANAGERS} business-officer", hidden="stranger", refused=REST),
    "home:theme-rename": _THEME,
    "home:theme-merge": _THEME,
}

#: After the decision: the manager tells the national bodies and closes; only the decider opens it again.
_TELLS = form(open=MANAGER, refused=f"{CHAIR} police-lead", hidden=REST)
DECIDED: dict[str, Row] = {
    "reviews:referral-notifications": form(open=f"{MANAGER} {CHAIR}", refused="police-lead", hidden=REST),
    "reviews:notification-sent": _TELLS,
    "reviews:notification-letter": button(open=MANAGER, refused=f"{CHAIR} police-lead", hidden=REST),
    "reviews:referral-sheet": form(open=f"{MANAGER} {CHAIR}", refused="police-lead", hidden=REST),
    "reviews:referral-enquiry-new": _TELLS,
    "reviews:referral-enquiry": _TELLS,
    "reviews:referral-close": _TELLS,
    "reviews:referral-reopen": form(open=CHAIR, refused=f"{MANAGER} police-lead", hidden=REST),
}

#: A review with a panel chair, a reviewer and two members: they, the chair and the manager read the whole file.
PANEL = "scr-member-police scr-member-health"
FILE = f"{MANAGER} {CHAIR} {PANEL} panel-chair reviewer"
_FILE = form(open=FILE, hidden=REST)
_MANAGES = form(open=MANAGER, refused=f"{CHAIR} {PANEL} panel-chair reviewer", hidden=REST)
_COMMISSIONS = form(open=f"{MANAGER} {CHAIR}", refused=f"{PANEL} panel-chair reviewer", hidden=REST)
_LEADS_TERMS = f"{MANAGER} panel-chair"
_NOT_TERMS = f"{CHAIR} {PANEL} reviewer"
REVIEWS: dict[str, Row] = {
    "reviews:review-list": form(open=REST),
    "reviews:review-detail": _FILE,
    "reviews:review-history": _FILE,
    "reviews:review-actions": _FILE,
    "reviews:review-panel": _FILE,
    "reviews:review-terms": _FILE,
    "reviews:review-terms-version": _FILE,
    "reviews:review-terms-changes": _FILE,
    "reviews:review-imrs": _FILE,
    "reviews:review-proceedings": _FILE,
    "reviews:review-interim-learning": _FILE,
    "reviews:review-notes": _FILE,
    "reviews:review-move": _MANAGES,
    "reviews:review-agencies": _MANAGES,
    "reviews:review-imrs-ask": _MANAGES,
    "reviews:review-delay": _MANAGES,
    "reviews:review-proceedings-add": _MANAGES,
    "reviews:review-proceedings-end": _MANAGES,
    "reviews:review-letter-add": _MANAGES,
    "reviews:review-appoint": _COMMISSIONS,
    "reviews:review-part-end": _COMMISSIONS,
    "reviews:review-independence-check": _COMMISSIONS,
    "reviews:review-independence-declare": form(open="reviewer", hidden=REST),
    "reviews:review-terms-write": form(open=_LEADS_TERMS, refused=_NOT_TERMS, hidden=REST),
    "reviews:review-terms-circulate": button(open=_LEADS_TERMS, refused=_NOT_TERMS, hidden=REST),
    "reviews:review-terms-close": button(open=_LEADS_TERMS, refused=_NOT_TERMS, hidden=REST),
    "reviews:review-terms-answer": form(
        open=f"{PANEL} panel-chair", refused=f"{MANAGER} {CHAIR} reviewer", hidden=REST
    ),
    "reviews:review-method": form(
        open=f"{MANAGER} panel-chair reviewer", refused=f"{CHAIR} {PANEL}", hidden=REST
    ),
    "reviews:review-interim-learning-add": form(
        open=f"{MANAGER} {PANEL} panel-chair reviewer", refused=CHAIR, hidden=REST
    ),
    "reviews:review-note-add": form(
        open=f"{MANAGER} {CHAIR}", refused=f"{PANEL} panel-chair reviewer", hidden=REST
    ),
}

#: The report of the police to that review; its lead has named the author.
AGENCY_REPORT = f"{FILE} police-lead imr-author"
_WRITES = {"open": "police-lead imr-author", "refused": FILE, "hidden": REST}
_ANSWERS = form(
    open="panel-chair reviewer", refused=f"{MANAGER} {CHAIR} {PANEL} police-lead imr-author", hidden=REST
)
_OFFICE_ASKS = {
    "open": MANAGER,
    "refused": f"{CHAIR} {PANEL} panel-chair reviewer police-lead imr-author",
    "hidden": REST,
}
AGENCY_REPORTS: dict[str, Row] = {
    "reviews:agency-report-detail": form(open=AGENCY_REPORT, hidden=REST),
    "reviews:agency-report-author": form(open="police-lead", refused=f"{FILE} imr-author", hidden=REST),
    "reviews:agency-report-start": button(**_WRITES),
    "reviews:agency-report-send": form(**_WRITES),
    "reviews:agency-report-accept": _ANSWERS,
    "reviews:agency-report-send-back": _ANSWERS,
    "reviews:agency-report-remind": button(**_OFFICE_ASKS),
    "reviews:agency-report-more-time": form(**_OFFICE_ASKS),
    "reviews:agency-report-cancel": form(**_OFFICE_ASKS),
}

#: The report, in the reviewer's hands; findings and recommendations are the panel chair's too.
_REPORT_TEXT = {"open": f"{MANAGER} reviewer", "refused": f"{CHAIR} {PANEL} panel-chair", "hidden": REST}
_LEARNING = {"open": f"{MANAGER} panel-chair reviewer", "refused": f"{CHAIR} {PANEL}", "hidden": REST}
REPORT: dict[str, Row] = {
    "reviews:report": _FILE,
    "reviews:report-read": _FILE,
    "reviews:report-versions": _FILE,
    "reviews:report-detail": _FILE,
    "reviews:report-section": form(**_REPORT_TEXT),
    "reviews:report-preview": button(**_REPORT_TEXT),
    "reviews:report-to-panel": form(**_REPORT_TEXT),
    "reviews:report-take-back": form(**_REPORT_TEXT),
    "reviews:comment-answer": form(**_REPORT_TEXT),
    "reviews:report-panel-agrees": form(
        open="panel-chair", refused=f"{MANAGER} {CHAIR} {PANEL} reviewer", hidden=REST
    ),
    "reviews:report-board-agrees": form(
        open=CHAIR, refused=f"{MANAGER} {PANEL} panel-chair reviewer", hidden=REST
    ),
    "reviews:report-reopen": form(
        open=f"{MANAGER} {CHAIR}", refused=f"{PANEL} panel-chair reviewer", hidden=REST
    ),
    "reviews:report-agreed": _FILE,
    "reviews:finding-new": form(**_LEARNING),
    "reviews:finding-edit": form(**_LEARNING),
    "reviews:finding-remove": button(**_LEARNING),
    "reviews:finding-respond": _MANAGES,
    "reviews:recommendation-new": form(**_LEARNING),
    "reviews:recommendation-edit": form(**_LEARNING),
    "reviews:recommendation-remove": button(**_LEARNING),
    "reviews:recommendation-propose": form(**_LEARNING),
}

#: A meeting's date is open to everybody with a seat; the cases on its agenda only to whoever may open them.
#: This one is of a group whose chair's seat is vacant, so that the unit runs it.
_NOT_UNIT = f"{CHAIR} {SCR_GROUP} monitoring-chair executive-member board-member lay-member"
_RUNS = form(open=UNIT, refused=_NOT_UNIT, hidden=REST)
_RUNS_PAGE = page(open=UNIT, refused=_NOT_UNIT, hidden=REST)
_RUNS_BUTTON = button(open=UNIT, refused=_NOT_UNIT, hidden=REST)
MEETINGS: dict[str, Row] = {
    "meetings:meeting-detail": form(open=SEATED, hidden=REST),
    "meetings:meeting-cancel": _RUNS,
    "meetings:meeting-reschedule": _RUNS,
    "meetings:meeting-attendance": _RUNS,
    "meetings:meeting-guest-add": _RUNS,
    "meetings:meeting-guest-remove": button(open=UNIT, refused=_NOT_UNIT, hidden=REST),
    "meetings:meeting-held": button(open=UNIT, refused=_NOT_UNIT, hidden=REST),
    "agenda:agenda-build": _RUNS,
    "meetings:agenda": _RUNS_PAGE,
    "meetings:agenda-set": _RUNS_BUTTON,
    "meetings:agenda-standing": _RUNS_BUTTON,
    "meetings:agenda-item-add": _RUNS,
    "meetings:agenda-item-edit": _RUNS,
    "meetings:agenda-item-move": _RUNS_BUTTON,
    "meetings:agenda-item-remove": _RUNS,
    "meetings:agenda-item-declare": form(refused=SEATED, hidden=REST),  # the group has no members
    "meetings:papers": _RUNS_PAGE,
    "meetings:papers-send": _RUNS_BUTTON,
    "meetings:paper-add": _RUNS,
    "meetings:paper-remove": button(open=MANAGER, refused=_NOT_UNIT, hidden=REST),
    "meetings:paper-read": button(refused=SEATED, hidden=REST),
    "meetings:pack": _RUNS,
    "meetings:pack-file": _RUNS_PAGE,
    "meetings:meeting-apologies": form(refused=SEATED, hidden=REST),
    "meetings:meeting-apologies-back": button(refused=SEATED, hidden=REST),
    "meetings:item-detail": page(open=MANAGER, hidden=REST),  # the papers are not out
    "meetings:room": _RUNS_PAGE,
    "meetings:item-minute": _RUNS_BUTTON,
    "meetings:item-decision": _RUNS_BUTTON,
    "meetings:item-action": _RUNS_BUTTON,
    "meetings:item-entry": _RUNS_BUTTON,
    "meetings:item-step-out": _RUNS_BUTTON,
    "meetings:minutes": _RUNS_PAGE,  # not agreed yet
    "meetings:minutes-file": _RUNS_PAGE,
    "meetings:minutes-circulate": _RUNS_BUTTON,
    "meetings:minutes-agree": _RUNS,
    "meetings:minutes-correct": _RUNS,
    "meetings:meeting-fed-back": form(refused=SEATED, hidden=REST),
    "meetings:issue-detail": page(open=f"{MANAGER} executive-member", hidden=REST),
    "meetings:issue-answer": form(open=f"{MANAGER} executive-member", hidden=REST),
    "meetings:issue-pass-on": form(open=f"{MANAGER} executive-member", hidden=REST),
    "meetings:issue-take-back": form(open=MANAGER, refused="executive-member", hidden=REST),
    "meetings:feed-end": button(open=MANAGER, hidden=REST),
}

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
    | LEARNING
    | REGISTERS
    | ASSURANCE
    | PLAN
    | DOCUMENTS
    | DASHBOARDS
)

__all__ = ["PUBLIC", "TABLE", "Who"]
#: Whoever wrote an unsent or returned form sees in it what they typed.
NAME_SHOWN: dict[str, str] = {"reviews:referral-page": "police-lead"}
#: Case text (never a name) for those whom the case is open to.
TEXT_SHOWN: dict[str, str] = {
    "files:file-download": "business-manager",
    "reviews:agency-report-detail": (
        "business-manager independent-chair scr-member-police scr-member-health "
        "police-lead panel-chair reviewer imr-author"
    ),
    "reviews:referral-consideration": "business-manager scr-chair scr-vice-chair",
    "reviews:referral-decide": "independent-chair",
    "reviews:referral-detail": (
        "business-manager scr-chair scr-vice-chair scr-member-police scr-member-health scr-member-probation"
    ),
    "reviews:referral-page": "police-lead",
    "reviews:review-independence-check": "business-manager independent-chair",
    "reviews:review-panel": "business-manager independent-chair panel-chair reviewer",
    "reviews:review-terms": (
        "business-manager independent-chair scr-member-police scr-member-health panel-chair reviewer"
    ),
    "reviews:review-terms-answer": "scr-member-police scr-member-health panel-chair",
    "reviews:review-terms-version": (
        "business-manager independent-chair scr-member-police scr-member-health panel-chair reviewer"
    ),
}
