"""One sentence for each kind of event: what follows the person's name, for example "Helen Marsh accepted the referral".

{words} in braces are filled in from the event's detail. A kind without a sentence fails a test (tests/rules).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from lscb.trail.meeting_words import MEETINGS
from lscb.trail.sentences_board import BOARD

SENTENCES: dict[str, str] = BOARD | {
    # records and access
    "record.opened": "opened the record",
    "record.read": "read the {page}",
    "access.granted": "opened this to somebody ({capacity})",
    "access.ended": "ended somebody's access",
    "access.break-glass": "opened the case in an emergency, for {hours} hours",
    "conflict.declared": "recorded a declaration of interest",
    "conflict.excluded": "recorded a personal conflict, which shuts the case to that person",
    "conflict.withdrawn": "took a declaration of an agency interest back",
    "conflict.lifted": "lifted a personal conflict",
    "trail.read": "read the trail",
    "notice.read": "read a notice",
    "board-report.made": "made a report to the Board",
    "board-report.template-set": "set the template of the Board's report",
    "figures.frozen": "kept the figures as they stood",
    "term-break.added": "added school holidays",
    "term-break.removed": "took school holidays off the list",
    "mail.bounce-unknown": "was told of an e-mail that came back, but sent none with its number",
    "mail.bounced": "was told that an e-mail came back",
    "mail.sent-again": "sent an e-mail again",
    # clocks
    "clock.cancelled": "cancelled the clock {code}",
    "clock.reminded": "sent a reminder",
    "clock.retold": "changed who is reminded of the clock {code}",
    "clock.restarted": "started the clock {code} again",
    "clock.rule-changed": "changed the rule of a clock",
    "clock.rule-restored": "restored the rule of a clock",
    "clock.started": "started the clock {code}",
    "clock.stopped": "stopped the clock {code}",
    "holidays.published": "published a calendar of holidays",
    "holidays.changed": "changed the list of bank holidays, now version {version}",
    # identity and files
    "identity.added": "added a person to the case's register",
    "identity.changed": "changed a person in the case's register",
    "identity.hidden": "hid the identity again",
    "identity.keys-rotated": "changed the keys of the identity store",
    "identity.retired": "took a person off the case's register",
    "identity.revealed": "showed the identity for {minutes} minutes",
    "identity.shown": "was shown the real names",
    "file.added": "added a file",
    "file.downloaded": "downloaded a file",
    "file.kept": "stored a file",
    "file.removed": "removed a file",
    "file.scanned": "looked through a file for viruses ({result})",
    "file.infected": "found a harmful file and kept it shut",
    "file.infected-told": "told whoever can ask for a clean copy of a harmful file",
    # referral
    "link.sent": "sent a link to the referral form",
    "link.used": "a link to the referral form was used",
    "link.code-sent": "a code for the referral form was sent",
    "link.code-entered": "a code for the referral form was entered",
    "link.renewed": "renewed a link to the referral form",
    "link.closed": "closed a link to the referral form",
    "demonstration.loaded": "loaded a part of the demonstration",
    "demonstration.told": "lived a part of the demonstration",
    "referral.started": "started the referral",
    "referral.saved": "saved the page {page}",
    "referral.submitted": "sent the referral",
    "referral.returned": "sent the referral back with questions",
    "referral.answered": "answered the questions",
    "referral.accepted": "accepted the referral",
    "referral.redirected": "redirected the referral",
    "referral.duplicate": "marked the referral as a duplicate",
    "referral.withdrawn": "withdrew the referral",
    "referral.withdrawal-asked": "asked to take the referral back",
    "referral.linked": "linked another case",
    "referral.unlinked": "took the link to another case off",
    "referral.answers-shared": "opened the agencies' answers to the readers of the case",
    "referral.handed-on": "opened the case to whoever decides today",
    "referral.listed": "put the referral on the agenda of {meeting}",
    "referral.with-chair": "sent the case to the chair",
    "referral.decided": "recorded the decision",
    "referral.closed": "closed the referral",
    "scoping.asked": "asked agencies what they know, by {due}",
    "scoping.asked-again": "asked the agency again",
    "scoping.answered": "answered the scoping request",
    "scoping.cancelled": "cancelled a scoping request",
    "scoping.chased": "chased a scoping request",
    "scoping.saved": "saved an answer in progress",
    "consideration.saved": "saved the consideration in progress",
    "recommendation.signed": "signed the recommendation to the chair",
    "decision.agreed": "agreed the decision",
    "decision.challenged": "recorded a challenge by a peer",
    "decision.reopened": "opened the decision again",
    "decision.challenge-answered": "recorded what the advice was",
    "enquiry.recorded": "recorded that the national panel asked about the decision",
    "enquiry.answered": "recorded what was answered to the national panel",
    "scoping.respondents": "opened the request to the agency's leads of today",
    "notification.letter": "wrote the letter to {recipient}",
    "notification.sent": "recorded that {recipient} was told",
    "note.written": "wrote a file note",
    "letter.changed": "changed a letter",
    "letter.sent": "recorded that a letter was sent on {on}",
    "letter.template-changed": "changed the letter template {letter}",
    "letter.written": "wrote a letter",
    **MEETINGS,
    # review
    "review.initiated": "started the review",
    "review.appointed": "appointed somebody to the review ({part})",
    "review.part-ended": "ended somebody's part in the review",
    "review.agencies": "chose the agencies that take part",
    "review.method": "chose the method",
    "review.stopped": "stopped the review",
    "review.moved": "moved the review on to “{to}”",
    "review.interim-learning": "recorded learning that cannot wait",
    "review.published": "recorded the publication",
    "review.completed": "completed the review",
    "review.delayed": "recorded that the review takes longer, until {target}",
    "independence.declared": "declared their independence",
    "independence.checked": "checked a declaration of independence",
    "terms.written": "wrote version {version} of the terms of reference",
    "terms.circulated": "circulated version {version} of the terms of reference",
    "terms.answered": "answered version {version} of the terms of reference",
    "terms.agreed": "recorded that version {version} of the terms of reference is agreed",
    "proceedings.added": "recorded proceedings elsewhere",
    "proceedings.ended": "recorded the end of proceedings elsewhere",
    "agency-report.asked": "asked agencies for their reports, by {due}",
    "agency-report.author": "named the author",
    "agency-report.started": "started writing",
    "agency-report.submitted": "sent the agency's report",
    "agency-report.returned": "sent the agency's report back",
    "agency-report.accepted": "accepted the agency's report",
    "agency-report.reminded": "reminded the agency of its report",
    "agency-report.extended": "gave the agency until {due}",
    "agency-report.ended": "ended the requests for reports that were still open ({reports})",
    "agency-report.cancelled": "cancelled the request for a report",
    "report.started": "started the report",
    "report.saved": "saved section {section}",
    "report.unchanged": "saved section {section} without a change",
    "report.commented": "commented on section {section}",
    "report.comment-answered": "answered a comment",
    "report.with-panel": "sent the report to the panel",
    "report.panel-agreed": "recorded that the panel agrees the report",
    "report.board-agreed": "recorded that the Board agrees the report",
    "report.taken-back": "took the report back",
    "report.reopened": "opened the agreed report again for a correction; what was agreed is kept as version {version}",
    "report.response": "recorded the Board's response to finding {finding}",
    # publication
    "document.copied": "made copy {copy} for publication",
    "document.replaced": "replaced copy {copy} by a newer one",
    "document.source-changed": "changed the text, so that copy {copy} needs to be made anew",
    "document.run-again": "made the public text anew",
    "document.register": "changed the case's register ({what})",
    "document.planned": "planned publication for {on}",
    "document.frozen": "froze the public text",
    "document.clearance": "recorded a clearance ({kind}: {outcome})",
    "word.ruled": "ruled on a doubtful word ({action}); {left} are open",
    "word.several-kept": "kept {words} unusual words; {left} are open",
    "word.hidden": "hid further words",
    "word.opened-again": "took a ruling back; {left} words are open",
    "release.made": "made the file ({result}); {leaks} names found in it",
    "release.make-again": "asked for the file to be made again",
    "release.file-read": "downloaded the file",
    "release.checked": "passed the anonymity check",
    "release.approved": "approved the publication",
    "release.sent-back": "sent the text back",
    "release.advance-sent": "sent advance copies on {on}; publication from {earliest}",
    "publication.released": "published the report",
    "publication.withdrawn": "withdrew the report",
    "publication.on-request": "moved the report to on request",
    "publication.asked-for": "recorded that somebody asked for a copy",
    "publication.planned": "recorded what is planned ({intent})",
    "review.publication-prepared": "prepared publication (copy {copy})",
    # learning
    "finding.added": "added finding {number}",
    "finding.edited": "edited finding {number}",
    "finding.removed": "removed finding {number}",
    "finding.reordered": "put the findings in another order",
    "recommendation.added": "added recommendation {number}",
    "recommendation.edited": "edited recommendation {number}",
    "recommendation.removed": "removed recommendation {number}",
    "recommendation.reordered": "put the recommendations in another order",
    "answers.asked": "asked {agencies} agencies to answer {count} recommendations",
    "answers.asked-again": "asked the agency to look at its answers again",
    "answers.given": "answered recommendation {number} ({reply})",
    "answers.proposed": "proposed action {action} with the answer",
    "answers.chased": "asked once more for an answer",
    "answers.complete": "gave the last answer that was asked for",
    "learning.added": "added a learning item",
    "learning.edited": "changed the wording of a learning item",
    "learning.moved": "moved a learning item to “{stage}”",
    "learning.cascade-asked": "asked {agencies} agencies to pass the learning on",
    "learning.cascaded": "said how {agency} passed the learning on",
    "learning.shared": "recorded that something was shared with {with}",
    "recommendation.policy-changed": "recorded a change of policy because of recommendation {number}",
    "theme.renamed": "gave a theme another name",
    "theme.merged": "made one theme of two",
    "theme.added": "added a theme",
    "action.propose": "proposed the action",
    "action.opened": "opened the action to those who work on it",
    "action.agree": "agreed the action",
    "action.reject": "rejected the action",
    "action.start": "started the action",
    "action.claim": "said that the action is complete",
    "action.verify": "verified that the action is complete",
    "action.refuse_claim": "did not accept that the action is complete",
    "action.close": "closed the action",
    "action.reopen": "opened the action again",
    "action.not_achieved": "recorded that the action was not achieved",
    "action.supersede": "replaced the action by another",
    "action.accept_without_action": "accepted the matter without action for a time",
    "action.bring_back": "brought the action back",
    "action.assign": "named who carries the action out",
    "action.edit_proposal": "edited the proposed action",
    "action.review_date": "changed when the group looks at the action next",
    "action.check_impact": "checked what difference the action has made",
    "action.talked_over": "recorded what the Executive said about the action",
    "action.hand_over": "handed the action over",
    "action.revise_date": "agreed another end date",
    "action.update_progress": "reported progress",
    "action.load": "loaded the action from row {row} of a spreadsheet",
    "actions.loaded": "loaded a spreadsheet of actions: {new} new, {changed} changed, {same} left alone",
    "action.chase": "asked how far the action is",
    "actions.chased": "asked how far {count} actions are",
    "handover.offered": "offered {count} actions of {from} to {to}",
    "handover.accepted": "took {count} actions over from {from} for {to}",
    "handover.declined": "declined for {to} to take actions over",
    "filter.saved": "kept a filter of the register",
    "filter.renamed": "renamed a filter of the register",
    "filter.deleted": "took a filter of the register away",
    "action.gather": "put the action into the plan {plan}",
    "plan.opened": "opened an action plan",
    "plan.shown": "opened the plan to the business unit",
    "plan.gathered": "put {count} actions into the plan",
    "plan.approved": "approved the plan: {agreed} actions agreed, {left} not complete yet",
    "actions.exported": "downloaded a list of {count} actions",
    "actions.handed-over": "handed {count} actions over to {to}",
}

#: Left out of a thing's own timeline: reading, saving as you go, and what another event already tells.
QUIET = frozenset({
    "record.read", "record.opened", "access.granted", "access.ended", "trail.read", "notice.read",
    "clock.reminded", "clock.started", "clock.stopped", "agenda.added", "agenda.members", "agenda.papers",
    "agenda.changed", "paper.read", "pack.asked", "pack.made",
    "pack.forgotten", "pack.downloaded", "minutes.downloaded", "minute.written",
    "scoping.respondents", "referral.answers-shared", "clock.retold", "action.opened", "plan.shown",
    "referral.saved", "scoping.saved", "consideration.saved", "report.saved", "report.unchanged", "assurance.saved",
    "identity.shown", "identity.hidden", "identity.revealed", "file.downloaded", "file.kept",
})  # fmt: skip

SYSTEM = "The system"


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def fact(value: Any) -> str:
    """A detail as a reader would say it; a date in full."""
    text = str(value)
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day:%A} {day.day} {day:%B %Y}"


def sentence(event: str, actor_name: str, detail: dict[str, Any]) -> str:
    """ "Helen Marsh accepted the referral"; an event that is not known yet is shown by its own words."""
    words = SENTENCES.get(event)
    what = (
        words.format_map(_Facts({key: fact(value) for key, value in detail.items()}))
        if words
        else _own_words(event)
    )
    return f"{actor_name or SYSTEM} {what}"


def _own_words(event: str) -> str:
    return "did: " + event.replace(".", " ").replace("-", " ").replace("_", " ")
