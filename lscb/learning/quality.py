"""How good a recommendation is, while it is written: hints for its author, never a refusal. Pure.

One thing at a time, addressed to somebody, measurable, with a date, and strong: a change in how things work holds longer
than an appeal to remember. The words are ours; the questions are those that national reviews of recommendations ask.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from lscb.core import wording
from lscb.learning.models import Recommendation

Strength = Recommendation.Strength

#: Verbs that can be done without anything being different afterwards.
SOFT = (
    "ensure", "consider", "explore", "promote", "support", "seek to", "endeavour", "encourage", "work together",
    "work towards", "strengthen", "improve", "enhance", "be aware", "be mindful", "take account", "have regard",
    "where possible", "where appropriate", "as appropriate", "robust", "embed", "review the",
)  # fmt: skip
WEAK = (
    "train", "training", "remind", "reminder", "raise awareness", "awareness raising", "be reminded", "briefing",
    "newsletter", "circulate", "disseminate", "reissue", "guidance", "policy", "refresher", "seminar", "workshop",
    "leaflet", "poster",
)  # fmt: skip
STRONG = (
    "form", "template", "system", "rota", "cannot be closed", "cannot close", "mandatory field", "automatic", "alert",
    "prompt", "checklist", "supervision", "second signature", "sign off", "one number", "agreement", "joint",
    "commission", "pathway", "contract", "record system", "default", "audit",
)  # fmt: skip
_SEEN = re.compile(
    r"\d|per cent|percent|\b(all|every|none|audit|survey|sample|count|counted|records?|figure|compare)", re.I
)
_WILLS = re.compile(r"\b(should|must|shall|will|needs? to)\b", re.I)
_LISTED = re.compile(r"^\s*(?:[-*•]|\(?[a-z0-9]{1,2}[.)])\s+", re.I | re.M)
EXAMPLE = (
    "The hospital and children's services agree one form for discharge, in use on every ward by 30 September; "
    "an audit of 40 discharges in November finds it filled in for at least 36."
)


@dataclass(frozen=True)
class Draft:
    """A recommendation as it stands in the form."""

    text: str
    addressed: bool
    measure: str = ""
    by_when: dt.date | None = None
    strength: str = ""


def hints(draft: Draft, today: dt.date) -> list[str]:
    """Sentences that help to make it one thing, addressed, measurable, dated and strong. Empty: nothing to say."""
    if not draft.text.strip():
        return []
    return [
        *_one_thing(draft.text),
        *_owner(draft),
        *_soft(draft.text),
        *_measure(draft),
        *_date(draft, today),
        *_strength(draft),
    ]


def _one_thing(text: str) -> list[str]:
    several = len(_LISTED.findall(text)) > 1 or len(_WILLS.findall(text)) > 1 or text.count(";") > 1
    if not several and len([part for part in re.split(r"[.!?]\s+", text.strip()) if part]) < 4:
        return []
    return [
        "This seems to ask for several things. With one thing in each, each can be answered and followed by itself."
    ]


def _owner(draft: Draft) -> list[str]:
    return [] if draft.addressed else ["It is not addressed to anybody yet. Choose who is to do it."]


def _soft(text: str) -> list[str]:
    line = f" {' '.join(wording.words_of(text))} "
    soft = [phrase for phrase in SOFT if f" {phrase} " in line]
    found = [
        f"“{phrase}” can be done without anything being different. Say what people will do."
        for phrase in soft[:2]
    ]
    return [*found, *wording.flags(text)[:2]]


def _measure(draft: Draft) -> list[str]:
    if not draft.measure.strip():
        return ["Say how the board will know that it has happened."]
    if wording.is_vague_alone(draft.measure) or not _SEEN.search(draft.measure):
        return [
            "Say what could be counted or looked at, and what it should then be, so that anybody could tell."
        ]
    return []


def _date(draft: Draft, today: dt.date) -> list[str]:
    if draft.by_when is None:
        return ["Give it a day: without one it is never late."]
    return ["The day has passed already."] if draft.by_when < today else []


def _strength(draft: Draft) -> list[str]:
    likely = likely_strength(draft.text)
    if draft.strength == Strength.WEAK or (not draft.strength and likely == Strength.WEAK):
        return [
            "Training, reminders and policies alone fade. Is there something in a form, a rota, a system or supervision "
            "that could make the right thing the easy thing?"
        ]
    if draft.strength == Strength.STRONG and likely == Strength.WEAK:
        return [
            "It is marked as strong, but speaks of training, reminders or a policy alone. What changes in how things work?"
        ]
    return [] if draft.strength else ["Say how strong the measure is: does it lean on people remembering it?"]


def likely_strength(text: str) -> str:
    """What the words suggest: weak when they speak of appeals alone, else nothing."""
    line = f" {' '.join(wording.words_of(text))} "
    weak = any(f" {word}" in line for word in WEAK)
    strong = any(f" {word} " in line or f" {word}s " in line for word in STRONG)
    return Strength.WEAK if weak and not strong else ""
