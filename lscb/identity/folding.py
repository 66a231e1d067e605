"""The forms under which a name or a date of birth can be found again. Pure: text in, text out.

A name is folded (accents, case, punctuation, spaces), cut into parts, and each part is also written as it sounds
(Metaphone) and with each letter left out in turn, so that "Siân O'Neill", "SIAN ONEILL" and "Oneil, Sian" meet.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

import jellyfish

#: Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
#: Titles and words that say nothing about who it is.
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "baby", "child", "the", "of"]
)
#: Names that are also words; written small they are taken for the word.
WORDS_AND_NAMES = frozenset(
    "may will mark grace joy hope faith rose ivy lily daisy summer autumn dawn eve bill rob sue pat art frank jack "
    "young white black brown green grey gray long short day little best good new king page house case hill wood woods "
    "field lane street ford church bishop cook baker carter taylor mason porter walker hunter ward read reed reader "
    "law laws price rich poor wise moody savage noble power powers park parks rivers lake stone field bush marsh forest "
    "west east north south winter frost snow rain storm care carer reason see look help need write letters letter".split()
)
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_ORDERS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


def fold(text: str) -> str:
    """Lower case, without accents and apostrophes, every other sign a blank: "O'Néill-Smith" → "oneill smith"."""
    plain = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", plain)).split())


def parts(name: str) -> list[str]:
    """The parts of a name that tell people apart, each once, in their order."""
    return list(dict.fromkeys(p for p in fold(name).split() if len(p) > 1 and p not in _TITLES))


def whole(name: str) -> str:
    """All parts in the order of the alphabet: "Smith, Amy" and "Amy Smith" are one. Empty for a single part."""
    found = parts(name)
    return " ".join(sorted(found)) if len(found) > 1 else ""


def sound(part: str) -> str:
    """How a part is said: "Jayden" and "Jaiden" are one. Empty when too short to mean anything."""
    return jellyfish.metaphone(part) if len(part) > 2 and part.isalpha() else ""


def near(part: str) -> set[str]:
    """The part, and the part with each letter left out: two parts that share one differ by a slip of the finger."""
    if len(part) < 4:
        return set()
    return {part} | {part[:i] + part[i + 1 :] for i in range(len(part))}


def read_date(text: str) -> dt.date | None:
    """A date of birth as forms store it (2014-03-12) or people type it (12/03/2014, 12 March 2014)."""
    for order in _ORDERS:
        try:
            return dt.datetime.strptime(text.strip(), order).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def swapped(day: dt.date) -> dt.date | None:
    """Day and month the other way round, when that is another real date."""
    if day.day > 12 or day.day == day.month:
        return None
    return day.replace(day=day.month, month=day.day)
