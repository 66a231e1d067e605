"""What is said: a verb and a reference, three sentences, one link, and never more."""

import pytest
from django.test import override_settings

from lscb.notices.wording import WORDING, NoWording, wording_of
from tests.notices.keys_in_use import keys_in_use


def test_every_key_in_the_code_has_wording():
    used = keys_in_use()
    assert {"break-glass", "scoping-requested", "clock-due", "decision-needed"} <= used.keys()
    missing = {key: files for key, files in used.items() if key not in WORDING}
    assert not missing, f"add these to lscb/notices/wording.toml: {missing}"


@pytest.mark.parametrize("key", sorted(WORDING))
def test_a_subject_is_a_verb_and_a_reference_and_the_text_three_sentences(key):
    words = wording_of(key, "WES-REF-2026-007", "Westmere Board")
    assert words.subject[0].isupper() and not words.subject.endswith(".") and len(words.subject) <= 90
    assert "WES-REF-2026-007" in words.subject or "Westmere Board" in words.subject
    assert len(words.sentences) == 3 and all(s.endswith(".") and "{" not in s for s in words.sentences)
    assert "child's name" not in " ".join(words.sentences)


def test_values_cannot_break_the_subject_line():
    words = wording_of("reminder", "WES-1\r\nBcc: someone@elsewhere.example", "Board")
    assert "\n" not in words.subject and "\r" not in words.subject
    assert wording_of("reminder", "{board}", "Board").subject == "Look at {board}"


def test_a_forgotten_key_is_an_error_here_and_still_a_sentence_elsewhere():
    with pytest.raises(NoWording):
        wording_of("no-such-key", "WES-1", "Board")
    with override_settings(MODE="production"):
        assert wording_of("no-such-key", "WES-1", "Board").subject == "Look at WES-1"
