"""The words of the demonstration's learning; all of it is made up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lscb.learning.models import Cascade, ImpactCheck, LearningItem

Stage, Way, Shown = LearningItem.Stage, Cascade.Way, ImpactCheck.Outcome

THEMES = (
    "Voice of the child", "Neglect", "Safer sleep", "Fathers and other adults in the home", "Sharing information",
    "Missed appointments", "Moving between areas", "Bruises on babies", "Supervision", "Young people at risk outside the home",
)  # fmt: skip


@dataclass(frozen=True)
class ItemStory:
    """One lesson: days ago, how far it got, who was asked to pass it on and how many have confirmed."""

    title: str
    message: str
    themes: tuple[str, ...]
    ago: int
    stage: Any
    agencies: str
    confirmed: int
    evidence: tuple[str, ...] = ()
    impact: str = ""


ITEMS = (
    ItemStory(
        "Ask about every adult in the home", "At the first visit ask who lives here and who comes often. Write every name down.",
        ("Fathers and other adults in the home",), 640, Stage.EVALUATED, "police community-health childrens-services housing", 4,
        ("All four agencies confirmed; 310 people heard of it.", "An audit of 40 records found the question in 34.",
         "The audit of a year later found it in 37 of 40."),
        "In 37 of 40 records every adult is named; two years ago it was 11 of 40.",
    ),
    ItemStory(
        "A bruise on a baby who does not crawl is always asked about", "Ring the duty paediatrician the same day, whatever the explanation.",
        ("Bruises on babies", "Sharing information"), 560, Stage.EVALUATED, "hospital community-health gp-surgery", 3,
        ("Three agencies confirmed; the card hangs in every clinic.", "Twenty calls in a month, against three before.",
         "All 22 babies with a bruise were seen the same day."),
        "Babies with a bruise are seen by a paediatrician on the same day: 22 of 22 this quarter.",
    ),
    ItemStory(
        "Safer sleep is looked at, not only talked about", "Ask to see where the baby sleeps, at the first and at the six-week visit.",
        ("Safer sleep",), 430, Stage.EMBEDDED, "community-health hospital housing voluntary", 4,
        ("Four agencies confirmed.", "Of 50 records of May, 44 say where the baby sleeps."),
    ),
    ItemStory(
        "Write down what the child said, in their own words", "One sentence in quotation marks in every record of a visit.",
        ("Voice of the child",), 380, Stage.EMBEDDED, "police childrens-services community-health youth-justice", 3,
        ("Three of four agencies confirmed.", "A dip sample of 30 records shows a quotation in 25."),
    ),
    ItemStory(
        "A missed appointment is a child who was not brought", "Write “was not brought”, and ring the family within two days.",
        ("Missed appointments", "Neglect"), 250, Stage.DISSEMINATED, "hospital community-health gp-surgery ccg", 2,
        ("Two of four agencies confirmed; the others have it on their agenda.",),
    ),
    ItemStory(
        "Tell the next town when a family moves", "Write to the other area within two days, with the parent’s knowledge.",
        ("Moving between areas", "Sharing information"), 190, Stage.DISSEMINATED, "housing childrens-services community-health", 2,
        ("Two of three agencies confirmed, with the form that they use.",),
    ),
    ItemStory(
        "Talk about neglect with the chronology on the table", "Bring the dates of the last year to every meeting about neglect.",
        ("Neglect", "Supervision"), 75, Stage.IDENTIFIED, "childrens-services community-health primary-school", 1,
    ),
    ItemStory(
        "Supervision asks what it is like to be this child", "One question in every supervision: what was yesterday like for them?",
        ("Supervision", "Voice of the child"), 60, Stage.IDENTIFIED, "police probation youth-justice", 0,
    ),
    ItemStory(
        "Exploitation does not stop at the school gate", "Whoever hears of a place where young people are met tells the police.",
        ("Young people at risk outside the home",), 20, Stage.IDENTIFIED, "", 0,
    ),
)  # fmt: skip

WAYS: tuple[tuple[str, str, int], ...] = (
    (Way.TEAM, "Ten minutes in all team meetings of the month; the minutes are kept.", 84),
    (Way.SUPERVISION, "Every supervisor raised it with each of their staff; a list shows who.", 46),
    (Way.BRIEFING, "One page to all staff, opened by four of five, and on the wall of each office.", 210),
    (Way.TRAINING, "It is part of the half-day course now; three courses were held.", 61),
)


@dataclass(frozen=True)
class AnswerTexts:
    words: tuple[str, ...]
    replies: tuple[tuple[str, str, str], ...]
    actions: tuple[tuple[str, str, str], ...]


ANSWERS = AnswerTexts(
    words=(
        "Agencies agree who speaks to the family first, and write it down.",
        "Whoever visits a home says of every child whether they were seen and spoken to.",
        "A letter about a child reaches both parents.",
    ),
    replies=(
        ("accepted", "", ""),
        ("partly", "We can do it for first visits; for later ones we have no record system that asks.", ""),
        ("accepted", "", "We have worked in this way since May; an audit of 40 records found it in 38."),
        ("declined", "It is not ours to do: the decision lies with the hospital, which was asked as well.", ""),
    ),
    actions=(
        ("Agree who speaks to the family first", "Write one page with our partners, and try it on ten first visits.",
         "Families are rung once, by somebody they know."),
        ("Say of every child whether they were seen", "Add the question to the visit form, and read twenty forms a month.",
         "Every child in the home is seen or asked about."),
        ("Write to both parents", "Change the address field of the letter, and check fifty letters.",
         "Both parents know what was agreed."),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class CheckedTexts:
    done: str
    evidence: str
    verified: str


CHECKED = CheckedTexts(
    done="Every team works in this way now; the form is in use since spring.",
    evidence="We read forty records: thirty-six were as agreed. Two teams described it in the same words.",
    verified="The group read ten of the forty records and spoke to two teams.",
)

#: outcome, is it still done, what is different, what was looked at
CHECKS: tuple[tuple[str, str, str, str], ...] = (
    (Shown.TOO_EARLY, "Still done in all teams, say their managers.", "Nothing can be said yet: there were four cases only.",
     "Four records, all there were."),
    (Shown.SUSTAINED, "Thirty-five of forty records are as agreed.", "Children were seen on the same day in 19 of 20 cases; a year ago in 9.",
     "Forty records chosen by chance, and ten families who were rung."),
    (Shown.PARTLY, "Two of three teams still do it; one has a new manager.", "Families in two areas say that they are rung once.",
     "Thirty records, and what six families said."),
    (Shown.SUSTAINED, "It is part of the form, and cannot be left out.", "No child waited longer than a week; before, every third did.",
     "All 27 cases of the quarter."),
    (Shown.NONE, "The form is filled in, but hardly read.", "Nothing is different for children: letters go where they went before.",
     "Fifty letters, and talks with five teams."),
)  # fmt: skip

IMPACTS: tuple[tuple[str, str, str], ...] = (
    ("See a baby’s bruise on the same day", "Agree one number for the duty paediatrician, and hang it in every clinic.", "Babies are seen on the same day."),
    ("Ask who lives in the home", "Add the question to the first visit, and read forty records.", "Every adult is known."),
    ("Ring the family within two days", "Change the letter after a missed appointment into a call.", "Children are brought to the next appointment."),
    ("Bring health to strategy discussions", "Name one number in health that can be rung at any hour.", "Decisions are made with what health knows."),
    ("Say where the baby sleeps", "Put the question into the six-week visit, and look at the room.", "Babies sleep safely."),
    ("Tell the school of a police call", "Send the notice before the first lesson, every day.", "Teachers know in the morning."),
    ("Give young carers a name", "Name one person in each school, and tell the families.", "Young carers know whom to ask."),
    ("Keep one plan for a child", "Agree that the earliest plan leads, and close the others.", "Families hear one plan."),
    ("Ask fathers to meetings", "Invite both parents by their own letter, and count who comes.", "Fathers take part."),
    ("Check homes before a child returns", "Visit the home in the week before, together.", "Children return to a home that is ready."),
)  # fmt: skip

SHARED = (
    ("Eastmere Safeguarding Children Board", 300),
    ("National panel", 260),
    ("Neighbouring safeguarding adults board", 120),
)

ACTIVITIES = (
    "Agree one page on {thing}, and try it with two teams for three months",
    "Add a question on {thing} to the first visit, and read forty records",
    "Name one person in each team who is rung about {thing}, and tell the partners",
    "Audit thirty records on {thing}, and bring the result to the group",
    "Change the form so that {thing} cannot be left out, and check twenty forms a month",
    "Ask twenty families about {thing}, and write down what they say",
    "Hold a half-day on {thing} together with two other agencies, and ask again after six weeks",
    "Put {thing} into supervision, and dip into ten notes a quarter",
)
THINGS = (
    "missed appointments", "bruises on babies", "safer sleep", "young carers", "families who move", "children who go missing",
    "neglect", "fathers", "the voice of the child", "letters that come back", "self-harm", "exploitation", "parents’ drinking",
    "private fostering", "bullying online", "children with disabilities", "unborn babies", "school exclusions", "homes without heating",
    "interpreters", "violence at home", "hospital discharge", "night-time calls", "first days in care", "leaving care",
    "electively home-educated children", "allegations against staff", "returns home", "temporary accommodation", "toxic friendships",
    "parents in prison", "food and hunger", "dental decay", "siblings", "grandparents who care", "language in records", "chronologies",
    "strategy discussions", "conferences on time", "health in conferences",
)  # fmt: skip
DIFFERENCES = (
    "Nine of ten children are seen within the week.", "No family has to tell its story twice.", "Every record says what the child said.",
    "Whoever decides knows what health knows.", "Children wait no longer than two days.",
)  # fmt: skip
