"""What stands in the demonstration's registers: fictional, and nobody is named.

Each row: register, title, what it says, days before today on which it was made, days from today on which it is due, agency,
group, who looks after it, its own columns, and how far it has gone: open, answered, closed or looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class RegisterStory:
    register: str
    title: str
    text: str
    ago: int
    due: int | None
    agency: str = ""
    group: str = ""
    owner: str = ""
    own: dict[str, Any] = field(default_factory=dict)
    then: str = ""


def challenge(
    title: str, text: str, ago: int, due: int, agency: str, group: str, then: str = ""
) -> RegisterStory:
    return RegisterStory(
        "challenge", title, text, ago, due, agency, group, own={"asked_by": "The Board"}, then=then
    )


def risk(
    title: str, text: str, ago: int, due: int, owner: str, group: str, *scores: int, then: str = ""
) -> RegisterStory:
    likelihood, impact = scores
    own = {
        "likelihood": likelihood,
        "impact": impact,
        "mitigation": "The group looks at figures every month and acts on them.",
    }
    return RegisterStory("risk", title, text, ago, due, "", group, owner, own, then)


def dispute(title: str, text: str, ago: int, agency: str, level: int, then: str = "") -> RegisterStory:
    return RegisterStory(
        "escalation", title, text, ago, 30 - ago % 50, agency, own={"level": level}, then=then
    )


ROWS: tuple[RegisterStory, ...] = (
    challenge("Health assessments that are late", "Why is a third of first health assessments late, and from when will they be in time?", 640, -600, "community-health", "board", "closed"),
    challenge("Children who are not at school", "How many children are missing education for more than a month, and who looks for them?", 480, -440, "childrens-services", "board", "closed"),
    challenge("Notices after calls to a home", "How does the Constabulary know that its notices say what the child said?", 250, -200, "police", "monitoring", "closed"),
    challenge("Waiting for a school nurse", "What do children do who wait longer than six weeks for a school nurse?", 120, -80, "community-health", "board", "answered"),
    challenge("Repairs that are not reported", "How many worries about children did repairs staff pass on this year?", 75, -12, "housing", "board"),
    challenge("Young people leaving custody", "Who meets a young person on the first day after custody?", 50, 9, "youth-justice", "executive"),
    challenge("Fathers in assessments", "In how many assessments was the father seen?", 30, 35, "childrens-services", "monitoring", "answered"),
    risk("School nursing has too few nurses", "Two of five school nurses left; children who are seen by nobody else may be missed.", 420, 25, "monitoring-chair", "monitoring", 4, 4, then="reviewed"),
    risk("The child protection records move to a new system", "While records move, staff may not find a child's history.", 300, -14, "executive-member", "executive", 3, 4, then="reviewed"),
    risk("Fewer people train others", "Three trainers left; fewer courses are held than were planned.", 260, 40, "", "learning", 3, 2, then="reviewed"),
    risk("Money for the voluntary sector ends in March", "Support for families may stop between two contracts.", 150, 20, "board-member", "executive", 4, 3),
    risk("Agencies send no one to audits", "With few agencies an audit sees one side only.", 500, -300, "", "monitoring", 3, 3, then="closed"),
    risk("More families without a home", "Families in bed and breakfast move often, and workers lose sight of them.", 90, 12, "", "board", 5, 4),
    risk("A tablet program that shows addresses", "Partners who look at the same screen may see an address that must be kept secret.", 45, 60, "business-officer", "policy", 1, 5),
    dispute("Threshold for a conference", "Whether a conference was needed after the second bruise.", 560, "hospital", 3, "closed"),
    dispute("Who holds the plan", "Which service leads when two plans run at once.", 410, "primary-school", 2, "closed"),
    dispute("Discharge without a meeting", "Whether a baby could leave before professionals had met.", 220, "community-health", 5, "closed"),
    dispute("A strategy meeting without health", "Whether the meeting could be held without a nurse.", 95, "ccg", 4, "reviewed"),
    dispute("An assessment that was not agreed", "Whether the assessment could be closed.", 40, "primary-school", 3),
    RegisterStory("scrutiny", "Young carers", "How does the Board know that young carers are recognised?", 500, -460, own={"origin": "adults"}, then="closed"),
    RegisterStory("scrutiny", "Domestic abuse and children", "What became of the notices that the partnership sends to schools?", 210, -170, group="board", own={"origin": "domestic-abuse"}, then="closed"),
    RegisterStory("scrutiny", "Knife crime", "What do children say about safety on their way home?", 60, 15, group="executive", own={"origin": "community-safety"}),
    RegisterStory("scrutiny", "The Board's yearly report", "The committee asks for figures by ward.", 25, 30, group="board", own={"origin": "scrutiny"}, then="answered"),
    RegisterStory("external", "Reviews of babies under one", "What thirty reviews say about babies who were hurt.", 380, -200, group="learning", own={"origin": "national-review", "body": "A national panel", "key_messages": "Ask about fathers. See where the baby sleeps. Read the notes of midwives and nurses together.", "dissemination": "Seven-minute briefing to all agencies."}, then="closed"),
    RegisterStory("external", "Growing up neglected", "Joint inspections of help for older children.", 200, 30, group="learning", own={"origin": "government-review", "body": "Four inspectorates", "key_messages": "Older children are blamed for what neglect has done."}, then="reviewed"),
    RegisterStory("external", "Guidance on information sharing", "New advice for those who work with families.", 70, 45, group="policy", own={"origin": "guidance", "body": "A government department", "key_messages": "Consent is not the only ground on which information may be shared."}),
    RegisterStory("inspection", "Help and protection of children", "The front door and child protection.", 330, -100, "childrens-services", "executive", own={"origin": "ofsted", "judgement": "Requires improvement", "findings": "Visits are in time. Plans do not say what must change.", "used": "Plans were rewritten with families; an audit follows."}, then="closed"),
    RegisterStory("inspection", "Children's community services", "Health visiting and school nursing.", 160, 21, "community-health", "monitoring", own={"origin": "cqc", "judgement": "Good", "findings": "Staff know their families. Records stand in two places."}, then="reviewed"),
    RegisterStory("inspection", "Protecting vulnerable people", "How children are heard at calls to a home.", 35, 50, "police", "board", own={"origin": "hmic", "findings": "Officers speak with children more often than before."}),
    RegisterStory("horizon", "New guidance on working together", "Partners are asked to write new arrangements.", 180, 35, group="policy", owner="business-officer", own={"expected": "Next spring", "effect": "The framework and the constitution change."}, then="reviewed"),
    RegisterStory("horizon", "Health services are reorganised", "Commissioners in the area merge.", 240, -5, group="executive", own={"expected": "In nine months", "effect": "Seats of health in every group change."}, then="reviewed"),
    RegisterStory("horizon", "Two thousand new homes", "Families move in at the edge of the town.", 100, 80, group="board", own={"expected": "Over the next 18 months", "effect": "Two schools and one health centre more."}),
    RegisterStory("failure", "Reports on the day of the conference", "Four of ten reports came on the day of the conference.", 270, -240, "police", "monitoring", own={"body": "Independent Review Unit", "standard": "Reports two days before"}, then="closed"),
    RegisterStory("failure", "Visits to children in care", "Every seventh visit in the quarter was late.", 110, -70, "childrens-services", "monitoring", own={"body": "Independent Review Unit", "standard": "A visit every six weeks"}, then="answered"),
    RegisterStory("failure", "Notes of meetings that came late", "Notes came after more than ten days.", 40, -3, "housing", "monitoring", own={"body": "Conference service", "standard": "Notes within ten days"}),
)  # fmt: skip

ANSWER = "A second clinic opened in the spring; in the last quarter nine of ten were seen in time."
REVIEWED = "Figures of the last three months were read together; two posts are filled, one is advertised."
OUTCOME = "The agency now reports on this every quarter to the group, and the last two reports showed that it holds."
PRIORITIES = (
    ("Neglect is seen early", "Children are helped at the first sign, whoever sees it.", "monitoring"),
    ("Babies sleep and grow safely", "No baby dies where somebody knew of the danger.", "case-review"),
    ("Young people are heard", "What young people say changes what is done.", "board"),
    ("Staff feel able to disagree", "A disagreement is solved within a week.", "policy"),
)
PARTS = "Figures were read with those who do the work. Two things are better than last year, and one is not."
