"""Invented children and families, and invented circumstances. Any likeness is chance."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace

WOMEN = (
    "Tamsin Merryn Kerenza Ottilie Isolde Fenella Clemmie Elowen Senara Hester Juno Lamorna Nesta Oriel Saskia Thea Zennor "
    "Bryony"
).split()
MEN = "Jory Perran Caleb Rufus Barnaby Lowen Piran Corin Ivo Kitto Ulric Wilf Alban Cador Denzil Gerren Massen Tobias".split()
FIRST = [name for pair in zip(WOMEN, MEN, strict=True) for name in pair]
SURNAMES = (
    "Fenwright Quillfeather Ankerby Brackenthorpe Calderwick Dunnockshaw Elmsgarth Farrowdale Gillbeck Harrowmere Ingleby-Roe "
    "Jessopwood Kirkfell Larkwell Mossgarth Netherby-Cole Oakshott-Lane Pellowe Quarrington Ravenglow Sandybeck Thornhollow "
    "Underskiddaw Vandersloot Whinfell Yarrowby Zephyrine"
).split()
STREETS = (
    "Mill Row",
    "Larkspur Lane",
    "Beckside",
    "Chapel Fold",
    "Tanner's Yard",
    "Weir Street",
    "Old Quay",
    "Fell View",
)
ETHNICITIES = (
    "White British",
    "White and Black Caribbean",
    "Pakistani",
    "Polish",
    "Any other white background",
    "Indian",
)


@dataclass(frozen=True)
class Family:
    """One invented family, the same for the same number."""

    first: str
    surname: str
    born_on: dt.date
    died_on: dt.date | None
    address: str
    mother: str
    father: str
    siblings: tuple[str, ...]
    ethnicity: str
    partner: str
    grandmother: str


def family(number: int, incident_on: dt.date, died: bool) -> Family:
    dice = random.Random(f"family {number}")  # noqa: S311  invented people need no secrecy
    first, surname = FIRST[number % len(FIRST)], SURNAMES[number % len(SURNAMES)]
    age = dice.choice((0, 0, 1, 2, 3, 5, 8, 11, 14, 16))
    born = incident_on - dt.timedelta(days=365 * age + dice.randint(40, 320))
    women = dice.sample([name for name in WOMEN if name != first], 4)
    men = dice.sample([name for name in MEN if name != first], 4)
    return Family(
        first=first, surname=surname, born_on=born, died_on=incident_on if died else None,
        address=f"{dice.randint(2, 98)} {dice.choice(STREETS)}", mother=f"{women[0]} {surname}",
        father=f"{men[0]} {other_than(surname, dice)}", siblings=(women[1], men[1])[: dice.randint(0, 2)],
        ethnicity=dice.choice(ETHNICITIES), partner=f"{men[2]} {other_than(surname, dice)}", grandmother=f"{women[2]} {surname}",
    )  # fmt: skip


def other_than(surname: str, dice: random.Random) -> str:
    return dice.choice([name for name in SURNAMES if name != surname])


def family_of_the_report(number: int, incident_on: dt.date) -> Family:
    """A family that the long report fits: a child of three with one older brother or sister, hurt and recovering."""
    found = family(number, incident_on, died=False)
    taken = f"{found.first} {found.mother} {found.father} {found.partner} {found.grandmother}".split()
    sibling = next(name for name in FIRST[number % 7 :] if name not in taken)
    born = incident_on - dt.timedelta(days=365 * 3 + 40 + number)
    return replace(found, born_on=born, siblings=(sibling,))


#: what happened (with {child} and {mother}), why harm, why abuse, why concern, harm code
CIRCUMSTANCES: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "{child} was brought to hospital with injuries that the explanation given did not account for. {mother} had asked the health "
        "visitor for help twice in the month before. Two addresses were known to different services.",
        "Injuries to head and limbs, treated in hospital; the longer effect is not known yet.",
        "The explanation did not fit the injuries. An earlier bruise had been noted and not followed up.",
        "Each service held a part of the picture. No meeting brought them together.",
        "seriously-harmed",
    ),
    (
        "{child} died while asleep beside an adult. The home was known to be crowded and cold. {mother} had missed four appointments, "
        "and letters went to an address that the family had left.",
        "The child died at home.",
        "Long-standing neglect was recorded by three services.",
        "Missed appointments were counted as “did not attend”, not as a child who was not brought.",
        "died",
    ),
    (
        "{child} was found alone by a neighbour late in the evening. {mother} had been admitted to hospital the same day. "
        "Nobody had asked who would care for the children.",
        "Cold and frightened; no lasting injury is expected.",
        "Supervision had been a worry for a year.",
        "Adult services did not know that there were children.",
        "neither",
    ),
    (
        "{child} took an overdose after months of online contact with an adult. School had passed on two concerns. "
        "{mother} did not know whom to ring.",
        "Treated in intensive care and recovering.",
        "Sexual exploitation by an adult is suspected.",
        "Two referrals were closed without being read together.",
        "seriously-harmed",
    ),
    (
        "{child} was hurt when left with a partner of {mother} who was known to the police in another county. "
        "The information came after the event.",
        "A broken arm and bruising.",
        "Assault is suspected.",
        "Information was asked for by telephone and never in writing.",
        "seriously-harmed",
    ),
    (
        "{child} died of an illness for which treatment had been prescribed and not given. {mother} has a learning disability. "
        "The plan was written in words that she could not read.",
        "The child died in hospital.",
        "Medical neglect is suspected.",
        "Nobody checked that the plan was understood.",
        "died",
    ),
    (
        "{child} was not seen by any professional for seven months while the family moved three times. "
        "{mother} had told one school that the other had taken over.",
        "Severe weight loss; the child is in hospital.",
        "Neglect over a long time.",
        "No service knew that it was the only one left.",
        "seriously-harmed",
    ),
)

GOOD_ANSWERS = (
    "We knew the family for about two years. Our last contact was six weeks before. Notes were kept, but not shared.",
    "We had one contact only, by telephone. We gave advice and closed it.",
    "We worked with the parent as an adult and did not ask about children.",
    "Three members of our staff were involved at different times. Supervision was regular.",
    "We held a meeting to which two agencies did not come. We did not follow that up.",
)
GOOD_PRACTICE = (
    "A worker rang back the same evening without being asked.",
    "Reception noticed that the address had changed and told the nurse.",
    "The officer wrote down the child's own words.",
)
