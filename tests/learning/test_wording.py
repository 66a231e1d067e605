"""Words that hide standstill: refused alone, taken and flagged within more."""

import pytest

from lscb.core.errors import BadInput
from lscb.core.wording import EXAMPLE_DONE, flags, is_vague_alone, require_telling, vague_phrases

ALONE = [
    "ongoing", "Ongoing.", "ON-GOING", "on‑going", "On going…", "in progress", "In progress / ongoing", "Work is ongoing",
    "This is still in progress at the moment.".replace(" at the moment", ""), "TBC", "t.b.c.", "To be confirmed", "ASAP",
    "a.s.a.p!", "as soon as possible", "continue to", "Continue to monitor", "We will continue to work with partners.",
    "Continuing", "ongoing ongoing ongoing", "Ｏｎｇｏｉｎｇ", "", "   ", "…", "-", "None", "No update", "Yes", "🙂",
]  # fmt: skip
TELLING = [
    EXAMPLE_DONE,
    "Trained the duty officers",
    "Ongoing: 24 of 30 officers trained, six are booked for April",
    "Continue to send the monthly dip sample of ten referrals to the group",
    "Wrote the policy",
    "Checklist sent to the three hospitals",
    "أرسلنا القائمة إلى المستشفيات الثلاثة",
]


@pytest.mark.parametrize("text", ALONE)
def test_vague_alone(text: str) -> None:
    assert is_vague_alone(text)


@pytest.mark.parametrize("text", TELLING)
def test_telling(text: str) -> None:
    assert not is_vague_alone(text)


def test_refusal_explains_and_gives_an_example() -> None:
    with pytest.raises(BadInput) as refused:
        require_telling("Ongoing", what="what has been done", example=EXAMPLE_DONE)
    assert "“ongoing” alone does not say what has been done" in refused.value.reason
    assert EXAMPLE_DONE in refused.value.reason


def test_longer_text_is_flagged() -> None:
    assert vague_phrases("Continue to train officers ASAP") == ["continue to", "asap"]
    assert len(flags("Continue to train 30 officers in hearing the child")) == 1
    assert flags(EXAMPLE_DONE) == []
