"""Words that hide standstill: pure checks of a text, with an explanation and an example (R177, trap 31).

A text that is nothing but such words is refused; a longer text that holds one is taken, and flagged.
"""

from __future__ import annotations

import re
import unicodedata

from lscb.core.errors import BadInput

#: Ways of saying that nothing can be said, as runs of words ("on-going" and "on going" are the same here).
VAGUE = (
    "ongoing", "on going", "in progress", "work in progress", "in hand", "in train", "under way", "underway",
    "continue to", "continues to", "continuing to", "to continue", "continue", "continues", "continuing", "continued",
    "still going", "carry on", "carrying on", "being progressed", "progressing", "to progress", "keep going",
    "tbc", "t b c", "to be confirmed", "tba", "t b a", "to be agreed", "to be arranged", "tbd", "t b d", "to be decided",
    "to be determined", "asap", "a s a p", "as soon as possible", "as soon as practicable", "in due course",
    "no update", "no change", "nothing to report", "as above", "see above", "as before", "same as before",
    "business as usual",
)  # fmt: skip
#: Words that add nothing to a vague phrase.
FILLERS = frozenset(
    re.findall(
        r"\w+",
        """
    a an the this that it its is are was be been being am and or but so of on in at by to for from with as we our us i my
    they their he she his her will would shall should may can could have has had do does did done still yet now currently
    presently all very much more also again further any some same action actions activity task work works working item
    plan status update updates progress yes ok okay none na n going keep keeps date time soon later next
    """,
    )
)
#: How many telling words a text with a vague phrase needs before it counts as more than the phrase.
TELLING_WORDS = 4

EXAMPLE_DONE = "Trained 24 of 30 duty officers on 3 March; the last six are booked for 14 April."
EXAMPLE_NEXT = "Send the revised checklist to all three hospitals and collect their signed copies."
EXAMPLE_PROOF = "The signed register of all 30 officers, held by the training team."
EXAMPLE_ACTIVITY = (
    "Add a safer-sleep question to the home visit form and train all 40 health visitors in using it."
)


def words_of(text: str) -> list[str]:
    """The words of a text, folded: accents, case, width, hyphens and punctuation make no difference."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    return re.findall(r"[^\W_]+", plain)


def vague_phrases(text: str) -> list[str]:
    """The vague phrases a text holds, each once, longest first."""
    line = f" {' '.join(words_of(text))} "
    found = []
    for phrase in sorted(set(VAGUE), key=lambda each: (-len(each), each)):
        if f" {phrase} " in line:
            found.append(phrase)
            line = line.replace(f" {phrase} ", " | ")
    return found


def is_vague_alone(text: str) -> bool:
    """Whether a text says nothing besides "ongoing", "continue to monitor", "TBC" and the like."""
    line = f" {' '.join(words_of(text))} "
    phrases = vague_phrases(text)
    for phrase in phrases:
        line = line.replace(f" {phrase} ", "  ").replace(f" {phrase} ", "  ")
    telling = [word for word in line.split() if word not in FILLERS]
    return len(telling) < TELLING_WORDS if phrases else not telling


def vague_sentence(text: str, *, what: str, example: str) -> str:
    """Why a text that is vague alone is not taken, with an example; nothing for a text that tells something.

    what  what the text has to say, for example "what has been done since the last update"
    """
    if not is_vague_alone(text):
        return ""
    named = ", ".join(f"“{phrase}”" for phrase in vague_phrases(text)) or "This"
    return (
        f"{named} alone does not say {what}. Write it so that somebody who was not there can tell what is different. "
        f"For example: “{example}”"
    )


def require_telling(text: str, *, what: str, example: str) -> None:
    """Raises BadInput with an explanation and an example when a text is vague alone."""
    if sentence := vague_sentence(text, what=what, example=example):
        raise BadInput(sentence)


def flags(text: str) -> list[str]:
    """Sentences about vague words in a longer text: hints for its author, never a refusal."""
    return [
        f"This says “{phrase}”. An activity that can be finished, and seen to be finished, is easier to verify."
        for phrase in vague_phrases(text)
    ]
