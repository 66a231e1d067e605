"""Words the anonymiser knows: ordinary English, titles, given names, kinds of body.

The list of ordinary words is SCOWL (see data/words.txt for its notice), kept in base forms;
endings are taken off here. Given names and the other lists were written for this project.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def _read(name: str) -> frozenset[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


WORDS = _read("words.txt") | _read("words_of_the_field.txt")
GIVEN_NAMES = _read("given_names.txt")
DEMONYMS = _read("origins.txt")
OCCUPATIONS = _read("occupations.txt")
HEALTH = _read("health.txt")
PUBLIC = _read("public_words.txt")
COUNTRIES = dict(pair.split(":") for pair in _read("countries.txt"))

MALE_TITLES = frozenset("mr mister sir lord father fr brother".split())
FEMALE_TITLES = frozenset("grandma granny nana nanna mrs ms miss mme madam lady dame sister mum".split())
RANKS = frozenset(
    "dr doctor prof professor rev reverend canon bishop imam rabbi pastor judge justice hhj cllr "
    "councillor pc wpc dc ds di dci dcs supt sgt sergeant inspector superintendent constable "
    "detective chief captain capt major maj colonel col lieutenant lt general gen corporal cpl "
    "private pte nurse matron baroness baron hon recorder coroner uncle auntie aunt aunty nan "
    "nana nanna nanny granny grandad grandma grandpa gramps gran dad mam det insp headteacher head mp qc "
    "kc jp bin".split()
)
TITLES = (MALE_TITLES | FEMALE_TITLES | RANKS | {"the", "late"}) - {"mum", "bin"}
# Titles written before a name that show that the word after them is one.
SURE_TITLES = (MALE_TITLES | FEMALE_TITLES | RANKS) - frozenset(
    "mum chief private general head major bin hon father brother sister".split()
)
PARTICLES = frozenset("van der den de la le du da dos di del von zu al el bin ibn ap ter ten mac st".split())
FAMILY_MALE = frozenset(
    "father dad stepfather grandfather grandad uncle brother half-brother stepbrother husband son nephew boy".split()
)
FAMILY_FEMALE = frozenset(
    "mother mum stepmother grandmother nan aunt sister half-sister stepsister wife daughter niece girl".split()
)
CHILD_ROLES = frozenset(
    "child sibling baby infant pupil brother sister boy girl subject teenager".split()
) | {"young", "half-sibling", "half-brother", "half-sister"}

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

# Bodies that people call by their own name alone ("Harrowmere closed"); a court or a
# council is named after a place, and the place alone means the place.
NAMED_BODIES = frozenset(
    "school academy college nursery playgroup surgery practice clinic hospice hostel refuge home "
    "lodge house centre center club fc church mosque temple chapel gurdwara kindergarten crèche "
    "creche preschool unit trust foundation charity ltd limited plc llp gmbh company hotel pub "
    "shop farm infirmary primary secondary infant infants junior".split()
)
# Kinds of body that a text goes on to call by the kind alone, with a capital: "the School".
CALLED_BY_KIND = frozenset(
    "council school university academy college nursery hospital surgery practice clinic hospice hostel home "
    "company foundation "
    "association society trust charity club church mosque institute prison municipality directorate board "
    "centre fund".split()
)
BODY_WORDS = NAMED_BODIES | frozenset(
    "and of the for at in on st saint high grammar community church catholic ce rc c e lane road "
    "street medical health care children childrens family families hospital court council police "
    "prison ministry government university institute board authority association society group "
    "services service team office department committee tribunal union federation agency bank "
    "newspaper television regional district national royal state public general town city county "
    "borough parish local central north south east west northern southern eastern western "
    "supreme administrative federal court's prosecutor directorate first second".split()
)
PLACE_WORDS = frozenset(
    "district village town city county borough province region parish street road avenue lane "
    "close drive way place square estate hill of the and area".split()
)
FUNCTION_WORDS = frozenset(
    "a an the this that these those some any each every both all no of in on at by for from to with "
    "into onto upon under over between among through during until since before after against "
    "within without around near towards as per and or but nor not is was were are be been has had "
    "have do did does will would shall should may might must can could he she it they we you i his "
    "her their its our your my him them us who whom whose which what when where why how if then "
    "than so such there here also only very more most other another same own too just even".split()
)
ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ily", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
    ("ness", ""),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("est", "e"),
    ("ment", ""),
    ("able", ""),
    ("able", "e"),
    ("ation", "e"),
    ("isation", "ise"),
    ("ability", "able"),
    ("ity", ""),
    ("ity", "e"),
    ("ful", ""),
    ("less", ""),
    ("or", "e"),
    ("or", ""),
    ("al", ""),
    ("ist", ""),
    ("ism", ""),
    ("ship", ""),
    ("hood", ""),
    ("wise", ""),
    ("like", ""),
    ("ic", ""),
    ("ion", ""),
    ("ion", "e"),
)
PREFIXES = (
    "un",
    "re",
    "non",
    "in",
    "im",
    "dis",
    "mis",
    "over",
    "under",
    "pre",
    "co",
    "inter",
    "multi",
    "sub",
    "self",
    "anti",
    "ex",
    "counter",
    "out",
    "fore",
    "post",
    "grand",
    "step",
)


@lru_cache(maxsize=65536)
def is_common(word: str) -> bool:
    """Is this folded word ordinary English, allowing for endings and prefixes?"""
    if _known(word):
        return True
    for prefix in PREFIXES:
        rest = word[len(prefix) :]
        if len(rest) > 3 and word.startswith(prefix) and _known(rest.lstrip("-")):
            return True
    return "ize" in word or "iza" in word or "yze" in word and is_common_british(word)


def is_common_british(word: str) -> bool:
    """American spellings are looked up in the British form."""
    return _known(
        word.replace("ize", "ise").replace("iza", "isa").replace("izi", "isi").replace("yze", "yse")
    )


def _known(word: str) -> bool:
    if word in WORDS:
        return True
    for ending, instead in ENDINGS:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            if len(stem) < (
                2 if ending in ("s", "es", "ed", "ing", "er", "ies", "ied") else 3 if len(ending) > 2 else 4
            ):
                continue
            if stem + instead in WORDS:
                return True
            if not instead and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in WORDS:
                return True
            if ending in ("s", "es", "ly", "ed", "ing") and len(stem) > 4 and _known(stem + instead):
                return True
    return False


@lru_cache(maxsize=16384)
def is_ordinary_name(word: str) -> bool:
    """A word that is both a name and plain English (Grace, Mark, Price): capitals decide."""
    return len(word) <= 2 or is_common(word)
