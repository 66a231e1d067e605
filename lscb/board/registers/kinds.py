"""What each register is: its words, its own columns, when something is due. Lists, forms, pages and files follow it."""

from __future__ import annotations

from dataclasses import dataclass

from lscb.board.models import Entry

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OwnColumn:
    """A column of one register: how it is asked for and shown. shape: line, long, choice, scale, day, link.

    required  the sentence that asks for it, or nothing
    """

    name: str
    label: str
    shape: str = "line"
    required: str = ""
    hint: str = ""
    choices: Choices = ()


@dataclass(frozen=True)
class Register:
    """One register. `answers`: somebody is asked and has to answer; otherwise an entry is looked at again by a day."""

    kind: str
    slug: str
    code: str
    clock: str
    name: str
    one: str
    lead: str
    text_label: str
    example: str
    due_label: str
    columns: tuple[OwnColumn, ...]
    answers: bool = False
    due_required: bool = False
    agency_label: str = "Agency"
    agency_required: str = ""
    leads_may_add: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def is_scored(self) -> bool:
        return self.kind == Entry.Register.RISK


R = Entry.Register
ANSWER_DUE, LOOK_AGAIN = "Answer due", "Look at again on"
BODIES: Choices = (
    ("health-wellbeing", "Health and Wellbeing Board"), ("community-safety", "Community Safety Partnership"),
    ("domestic-abuse", "Domestic Abuse Partnership"), ("adults", "Safeguarding Adults Board"),
    ("scrutiny", "Overview and Scrutiny"), ("corporate", "Corporate structures of the council"), ("other", "Another body"),
)  # fmt: skip
SOURCES: Choices = (
    ("national-review", "National case review"), ("research", "Research"), ("commissioner", "Children's Commissioner"),
    ("government-review", "Government review"), ("guidance", "National guidance"), ("briefing", "Policy briefing"),
    ("local-research", "Local research that was commissioned"),
)  # fmt: skip
INSPECTORATES: Choices = (
    ("ofsted", "Ofsted"), ("cqc", "Care Quality Commission"), ("hmic", "Inspectorate of Constabulary"),
    ("hmip", "Inspectorate of Probation"), ("joint", "Several inspectorates together"), ("other", "Another inspectorate"),
)  # fmt: skip
LEVELS: Choices = tuple((str(level.value), level.label) for level in Entry.Level)

REGISTERS: tuple[Register, ...] = (
    Register(
        kind=R.CHALLENGE, slug="challenges", code="CHA", clock="REG-CHALLENGE", name="Challenges", one="challenge",
        lead="Questions that the Board and its groups put to agencies, with the answers and what came of them.",
        text_label="What was asked", due_label=ANSWER_DUE, due_required=True, answers=True,
        example="Why are a third of health assessments late, and from when will they be in time?",
        agency_label="Put to", agency_required="Choose the agency that is asked",
        columns=(OwnColumn("asked_by", "Asked by", required="Say who asked", hint="A person, an agency or a group."),),
    ),
    Register(
        kind=R.RISK, slug="risks", code="RSK", clock="REG-RISK", name="Risks", one="risk",
        lead="What may keep children from being safe, or the Board from its task.", text_label="What may happen, and why",
        example="Two of three school nurses leave in July; children who are not seen elsewhere may be missed.",
        due_label=LOOK_AGAIN, due_required=True, leads_may_add=True, agency_label="Raised by the agency",
        columns=(
            OwnColumn("likelihood", "Likelihood", "scale", "Choose how likely it is", "1 hardly, 5 almost certain."),
            OwnColumn("impact", "Impact on children", "scale", "Choose how grave it would be", "1 slight, 5 grave."),
            OwnColumn("mitigation", "What is done against it", "long", "Say what is done against it"),
        ),
    ),
    Register(
        kind=R.ESCALATION, slug="escalations", code="ESC", clock="REG-ESCALATION", name="Professional disagreements",
        one="disagreement", lead="Disagreements between professionals, taken up under the escalation procedure.",
        text_label="What it was about", example="Whether the threshold for a child protection conference was met.",
        due_label=LOOK_AGAIN, agency_label="Agency that took it up", agency_required="Choose the agency that took it up",
        columns=(OwnColumn("level", "Level that it reached", "choice", "Choose the level", choices=LEVELS),),
    ),
    Register(
        kind=R.SCRUTINY, slug="scrutiny", code="SCT", clock="REG-SCRUTINY", name="Partnership scrutiny", one="scrutiny",
        lead="Challenge and feedback that the Board received from other partnerships.", text_label="What was said",
        example="Asked how the Board knows that young carers are recognised.", due_label=ANSWER_DUE, answers=True,
        columns=(OwnColumn("origin", "Received from", "choice", "Choose who it came from", choices=BODIES),),
    ),
    Register(
        kind=R.EXTERNAL, slug="external-learning", code="EXT", clock="REG-EXTERNAL", name="Learning from elsewhere",
        one="source", lead="National reviews, research and guidance, with what they mean here.",
        text_label="What it is about", example="Reviews of babies who were hurt under the age of one.",
        due_label=LOOK_AGAIN,
        columns=(
            OwnColumn("origin", "Kind", "choice", "Choose the kind", choices=SOURCES),
            OwnColumn("body", "Published by", required="Say who published it"),
            OwnColumn("happened_on", "Published on", "day"),
            OwnColumn("key_messages", "Key messages", "long", "Write the key messages"),
            OwnColumn("dissemination", "How it is passed on", "long"),
            OwnColumn("link", "Address on the web", "link"),
        ),
    ),
    Register(
        kind=R.INSPECTION, slug="inspections", code="INS", clock="REG-INSPECTION", name="Inspections", one="inspection",
        lead="Inspections of agencies, what they found, and how that is used for children.",
        text_label="What was inspected", example="Services for children who need help and protection.",
        due_label=LOOK_AGAIN, agency_label="Agency inspected", agency_required="Choose the agency that was inspected",
        columns=(
            OwnColumn("origin", "Inspectorate", "choice", "Choose the inspectorate", choices=INSPECTORATES),
            OwnColumn("happened_on", "Inspected on", "day"),
            OwnColumn("judgement", "Judgement"),
            OwnColumn("findings", "Findings", "long", "Write what was found"),
            OwnColumn("used", "How it is used", "long"),
        ),
    ),
    Register(
        kind=R.HORIZON, slug="horizon", code="HOR", clock="REG-HORIZON", name="What is coming", one="change",
        lead="Changes of law, money, organisation and population that are expected in the next 12 to 18 months.",
        text_label="What is expected", example="New guidance on working together is announced.", due_label=LOOK_AGAIN,
        due_required=True,
        columns=(
            OwnColumn("expected", "Expected when", required="Say when it is expected", hint="For example “spring 2027”."),
            OwnColumn("effect", "Effect on the framework and the plan", "long", "Say what it would change here"),
        ),
    ),
    Register(
        kind=R.FAILURE, slug="failures", code="FMS", clock="REG-FAILURE", name="Standards not met", one="report",
        lead="Reports of the Independent Review Unit and other services on standards not met, until they are answered.",
        text_label="What was not met", example="Four of ten reports to conference came on the day of the conference.",
        due_label=ANSWER_DUE, due_required=True, answers=True, agency_label="Asked to answer",
        agency_required="Choose the agency that has to answer",
        columns=(
            OwnColumn("body", "Reported by", required="Say which service reported it"),
            OwnColumn("standard", "Standard", required="Name the standard"),
        ),
    ),
)  # fmt: skip

BY_KIND = {register.kind: register for register in REGISTERS}
BY_SLUG = {register.slug: register for register in REGISTERS}


def register_of(entry: Entry) -> Register:
    return BY_KIND[entry.register]  # type: ignore[index]
