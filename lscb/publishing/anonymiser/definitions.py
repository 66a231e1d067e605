"""Names that the text itself gives to a known body: Harrow House (hereinafter “the Home”)."""

from __future__ import annotations

import re

from lscb.publishing.anonymiser import lexicon
from lscb.publishing.anonymiser.findings import Spans
from lscb.publishing.anonymiser.folding import Folded
from lscb.publishing.anonymiser.matcher import CompiledRegister, NameHit

BRACKET = re.compile(r"['\"]?,? ?\(([^()]{2,90})\)?")
QUOTED = re.compile(r"[\"']{1,2}(?:the )?([^\"()]{2,60}?)[\"']{1,2}(?=[,;)]|$| )")
LEAD = re.compile(
    r"(?:hereinafter|henceforth|hereafter|formerly|also|known as|called|referred to as|the|"
    r"see|in|and|or)[,: ]+"
)
TOO_GENERAL = frozenset(
    "government court commission convention applicant applicants child mother father act code".split()
)


def defined_names(folded: Folded, hits: list[NameHit], compiled: CompiledRegister) -> list[NameHit]:
    """Hits for the bracket after a body's or place's name, and for the short name it defines."""
    taken = Spans()
    for hit in hits:
        taken.add(hit.start, hit.end)
    names: dict[str, frozenset[int]] = {}
    found: list[NameHit] = []
    for hit in hits:
        if (
            hit.entries & compiled.people
            or "tail" in hit.forms
            or not folded.text.startswith((" (", '" (', "' ("), hit.end)
        ):
            continue
        match = BRACKET.match(folded.text, hit.end)
        if not match:
            continue
        for start, end in _inside(match, folded):
            name = folded.text[start:end]
            place = all(compiled.entries[i].kind == "LOC" for i in hit.entries)
            if place and all(lexicon.is_common(w) for w in name.split()):
                continue
            if not taken.touches(start, end):
                taken.add(start, end)
                found.append(NameHit(start, end, hit.entries, frozenset(("short",))))
            if name not in compiled.variants and name not in TOO_GENERAL:
                names.setdefault(name, hit.entries)
    for name, owners in names.items():
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", folded.text):
            if not taken.touches(*match.span()) and _capital(match.start(), folded):
                taken.add(*match.span())
                found.append(NameHit(*match.span(), owners, frozenset(("short",))))
    return found


def _inside(match: re.Match[str], folded: Folded) -> list[tuple[int, int]]:
    """The names within the bracket: what is quoted, or all of it when it is no plain English."""
    quoted = [m.span(1) for m in QUOTED.finditer(folded.text, match.start(1), match.end(1))]
    if quoted:
        return [span for span in quoted if _capital(span[0], folded)]
    start, end = match.span(1)
    lead = LEAD.match(folded.text, start, end)
    start = lead.end() if lead else start
    words = re.findall(r"[^\W\d_]+", folded.text[start:end])
    written = folded.source[slice(*folded.span(start, end))] if end > start else ""
    foreign = [w for w in words if not lexicon.is_common(w) and w not in lexicon.FUNCTION_WORDS]
    if (
        words
        and not any(c.isdigit() for c in written)
        and (
            written.isupper()
            and len(written) > 1
            or len(foreign) * 2 >= len(words)
            or written.istitle()
            and len(words) > 1
        )
    ):
        return [(start, end)]
    return []


def _capital(start: int, folded: Folded) -> bool:
    return folded.source[folded.place(start)].isupper()
