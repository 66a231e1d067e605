"""Actions in every state: proposed to a review, and taken as far as each row says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from lscb.home.demonstration.clock import weekday
from lscb.home.demonstration.journey import Case, again, lead_of
from lscb.learning.models import Action, OutcomeReview
from lscb.learning.operations import decisions, endings, handing, proposals, work
from lscb.people.models import User


@dataclass(frozen=True)
class Row:
    """One action. `ends` is counted in days from the demonstration's today; `then` are the steps after it was proposed."""

    title: str
    activity: str
    difference: str
    agency: str
    group: str
    ends: int | None
    then: str = ""


ROWS = (
    Row("Offer a first visit in the evening", "Try evening visits in two areas for three months, and ask families what they think.",
        "Families who work are seen as soon as families who do not.", "community-health", "case-review", None),
    Row("Give small nurseries one number for advice", "Agree one number with the duty team, and send a card with it to every nursery.",
        "A nursery that is worried speaks to somebody on the same day.", "childrens-services", "case-review", 120),
    Row("Tell the next town when a family moves", "Write to the other area within two days, with the parent's knowledge.",
        "No family arrives in a new area without somebody knowing.", "housing", "case-review", 75, "agree"),
    Row("Look at the children when called to a home", "Change the notice, and check twenty notices a month.",
        "The notice says of every child whether they were seen.", "police", "case-review", 40, "agree start update assign"),
    Row("Keep an afternoon free in each team", "Change the rota so that each team has one afternoon without booked visits.",
        "Nurses go back to a closed door within the week.", "community-health", "case-review", -9, "agree start update"),
    Row("Share lists of homes without heating", "Agree what may be shared, and send the list every Monday.",
        "Homes with small children are warm within two days.", "housing", "case-review", -30, "agree start update move move move"),
    Row("Ask about every adult in the home", "Add the question to the first visit, and train all health visitors in asking it.",
        "Four of five records name every adult who lives there.", "community-health", "monitoring", 20, "agree start update claim"),
    Row("Teach repairs staff what to look for", "Give every repairs worker two hours of training, in their own depot.",
        "Worries from repairs staff reach children's services.", "housing", "monitoring", 12, "agree start update claim"),
    Row("Check how notices are read", "Read one hundred notices together with children's services.",
        "Notices about the same child are read together.", "police", "monitoring", 30, "agree start update claim refuse"),
    Row("Put the advice number on every wall", "Send a poster, and ring ten places to see whether it hangs.",
        "Staff in every place know whom to ring.", "voluntary", "case-review", -40, "agree start claim verify close"),
    Row("Bring fathers into letters about their child", "Change the address field so that both parents are written to.",
        "Both parents get letters about their child.", "gp-surgery", "case-review", -60, "agree start claim verify close reopen"),
    Row("Meet about a child within a week", "Hold the meeting with those who can come, and tell the others the same day.",
        "Nine of ten meetings are held within seven days.", "childrens-services", "monitoring", -20, "agree start update not-achieved"),
    Row("Write a longer policy on missed appointments", "Revise the policy of the year before, and send it to all services.",
        "Staff know what the policy asks of them.", "community-health", "case-review", 60, "agree start supersede"),
    Row("Buy one record system for the whole town", "Ask for prices, and bring them to the Executive.",
        "One record of a child for all services.", "ccg", "case-review", 90, "reject"),
    Row("Read every letter that comes back", "Employ somebody for two days a week to follow up returned letters.",
        "No letter about a child stays unread.", "hospital", "case-review", 45, "agree accept"),
    Row("Open the clinic on one Saturday a month", "Ask staff and families, and try it for half a year.",
        "Fewer children miss an appointment.", "hospital", "case-review", 30, "accept-past"),
    Row("Ask families a year later", "Ring twenty families a year after a review and ask what is different.",
        "The Board hears whether its actions helped.", "voluntary", "case-review", 100, "agree start hand-over"),
)  # fmt: skip


def in_every_state(case: Case) -> None:
    """The review's actions that its own report did not ask for; each goes as far as its row says."""
    manager, days = case.cast["business-manager"], (case.today - case.told).days
    case.on(days - 130)
    for row in ROWS:
        action = proposals.propose(
            source=again(case).record, title=row.title, activity=row.activity, difference_expected=row.difference, by=manager,
            agency=case.cast.agency(row.agency), group=case.cast.group(row.group),
            end_on=None if row.ends is None else weekday(case.today + dt.timedelta(days=row.ends)),
            resources="" if row.ends is None else "Time of the staff who do it",
        )  # fmt: skip
        case.latest = case.told  # each action has a life of its own
        for step in row.then.split():
            ago, act = STEPS[step]
            case.on(days - ago)
            act(case, Action.objects.for_page().get(pk=action.pk))


def _lead(case: Case, action: Action) -> User:
    return lead_of(case, action.agency)


def _judge(case: Case, action: Action) -> User:
    if action.group.slug == "monitoring":
        return case.cast["monitoring-chair"]
    hospital = action.agency is not None and action.agency.slug == "hospital"
    return case.cast["scr-vice-chair" if hospital else "scr-chair"]


def _agree(case: Case, action: Action) -> None:
    proposals.agree(action=action, wording_confirmed_safe=True, by=case.cast["business-manager"])


def _start(case: Case, action: Action) -> None:
    work.start(action=action, by=_lead(case, action))


def _update(case: Case, action: Action) -> None:
    work.update_progress(
        action=action, done="We tried it with two teams and wrote down what they said.", by=_lead(case, action),
        next_activity="We take it to the other teams.", next_on=weekday(case.latest + dt.timedelta(days=50)),
    )  # fmt: skip


def _assign(case: Case, action: Action) -> None:
    lead = _lead(case, action)
    work.assign(action=action, owner=lead, by=lead)


def _claim(case: Case, action: Action) -> None:
    work.claim(
        action=action, done="Every team works in this way now.", by=_lead(case, action),
        evidence_text="We looked at forty records: thirty-six were as agreed. Staff in two teams described it in the same words.",
    )  # fmt: skip


def _move(case: Case, action: Action) -> None:
    assert action.end_on is not None
    judge, later = _judge(case, action), action.end_on + dt.timedelta(days=7)
    decisions.revise_date(
        action=action, end_on=later, reason="The contract with the repairs firm is not signed yet.", by=judge
    )


def _refuse(case: Case, action: Action) -> None:
    reason = "Twenty notices were read, not one hundred. Please read the others with us."
    decisions.refuse_claim(action=action, reason=reason, by=_judge(case, action))


def _verify(case: Case, action: Action) -> None:
    decisions.verify(
        action=action,
        reason="The group looked at the evidence and spoke to two teams.",
        by=_judge(case, action),
    )


def _supersede(case: Case, action: Action) -> None:
    reason = "A change of the form takes its place; a longer policy would not be read."
    endings.supersede(action=action, new_action=None, reason=reason, by=_judge(case, action))


def _reject(case: Case, action: Action) -> None:
    reason = "It would take years. Smaller steps are agreed instead."
    proposals.reject(action=action, reason=reason, by=case.cast["business-manager"])


def _not_achieved(case: Case, action: Action) -> None:
    answers = dict.fromkeys(OutcomeReview.QUESTIONS, "partly") | {OutcomeReview.QUESTIONS[0]: "yes"}
    endings.not_achieved(
        action=action,
        answers=answers,
        by=_judge(case, action),
        conclusion="Five weeks became three. A new action asks for a duty rota.",
    )


def _accept(case: Case, action: Action) -> None:
    until = case.today + dt.timedelta(days=150)
    reason = "There is no money for it this year. The risk is that a letter is missed; nurses ring instead."
    endings.accept_without_action(action=action, until=until, reason=reason, by=_judge(case, action))


def _accept_past(case: Case, action: Action) -> None:
    until, manager = case.today - dt.timedelta(days=3), case.cast["business-manager"]
    endings.accept_without_action(
        action=action, until=until, reason="The clinic moves first. Look again when it has.", by=manager
    )


def _close(case: Case, action: Action) -> None:
    decisions.close(
        action=action, difference="Nine of ten places knew whom to ring.", by=case.cast["business-manager"]
    )


def _reopen(case: Case, action: Action) -> None:
    end_on = case.today + dt.timedelta(days=55)
    reason = "Fathers told us that letters still do not come."
    decisions.reopen(action=action, reason=reason, end_on=end_on, by=case.cast["business-manager"])


def _hand_over(case: Case, action: Action) -> None:
    monitoring = case.cast.group("monitoring")
    offer = handing.offer_hand_over(
        actions=[action],
        to=monitoring,
        reason="The review's own work is done.",
        by=case.cast["business-manager"],
    )
    handing.accept_hand_over(offer=offer, by=case.cast["monitoring-chair"])


#: How many days ago each step was taken, and how.
STEPS: dict[str, tuple[int, Callable[[Case, Action], None]]] = {
    "agree": (125, _agree), "start": (115, _start), "update": (70, _update), "assign": (68, _assign), "move": (66, _move),
    "claim": (18, _claim), "refuse": (9, _refuse), "verify": (14, _verify),
    "close": (10, _close), "reopen": (6, _reopen), "not-achieved": (12, _not_achieved),
    "supersede": (40, _supersede), "reject": (100, _reject),
    "accept": (60, _accept), "accept-past": (100, _accept_past), "hand-over": (30, _hand_over),
}  # fmt: skip
