"""Every kind of event that the code can record has a sentence, and no detail gives a name away."""

import ast
import re

from lscb.core.management.commands.states import load_machines
from lscb.trail.sentences import QUIET, SENTENCES, sentence
from tests.rules.source import dotted, name_of, python_files, tree

KIND = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+([-_][a-z]+)*")
NOUNS = {event.split(".")[0] for event in SENTENCES}
NAMING = re.compile(r"(name|surname|born|email|address|text|outline|summary|comment)$")


def recordings():
    for path in python_files():
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and dotted(node.func).split(".")[-1] == "record_event"
                and node.args
            ):
                yield path, node


def words_in(node):
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and KIND.fullmatch(part.value)
    }


def kinds():
    """event → where; a variable may be any event-like word of its file, a prefix any verb of that machine."""
    found = {}
    for path, call in recordings():
        first = call.args[0]
        events = words_in(first)
        if isinstance(first, ast.Name):
            events = {word for word in words_in(tree(path)) if word.split(".")[0] in NOUNS}
        if isinstance(first, ast.JoinedStr):
            prefix = (
                str(first.values[0].value).rstrip(".") if isinstance(first.values[0], ast.Constant) else ""
            )
            machine = load_machines().get(prefix)
            assert machine, f"{name_of(path)}:{call.lineno} makes up the name of an event"
            events = {f"{prefix}.{verb}" for verb in machine.moves}
        assert events, f"{name_of(path)}:{call.lineno} records an event without a readable name"
        found |= {event: f"{name_of(path)}:{call.lineno}" for event in events}
    return found


def test_every_event_has_a_sentence():
    silent = [f"{event} ({place})" for event, place in sorted(kinds().items()) if event not in SENTENCES]
    assert not silent, "Add a sentence to lscb/trail/sentences.py:\n" + "\n".join(silent)


def test_sentences_read_on_from_a_name():
    for event, words in SENTENCES.items():
        assert words[0].islower(), event
        assert not words.endswith("."), event
    assert set(SENTENCES) >= QUIET


def test_a_sentence_is_made_from_name_and_detail():
    assert (
        sentence("terms.agreed", "Ann", {"version": 2})
        == "Ann recorded that version 2 of the terms of reference is agreed"
    )
    assert sentence("scoping.asked", "", {"due": "2026-12-04"}).endswith("by Friday 4 December 2026")
    assert sentence("something.unknown-yet", "Ann", {}) == "Ann did: something unknown yet"


def test_no_event_holds_a_name_or_case_text():
    """The keys of a detail never promise what must stay in the case."""
    telling = []
    for path, call in recordings():
        for keyword in call.keywords:
            if keyword.arg == "detail" and isinstance(keyword.value, ast.Dict):
                keys = [key.value for key in keyword.value.keys if isinstance(key, ast.Constant)]
                telling += [f"{name_of(path)}:{call.lineno} {key}" for key in keys if NAMING.search(str(key))]
    assert not telling, "\n".join(telling)
