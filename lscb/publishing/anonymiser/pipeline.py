"""The whole way from a text and a register to what may be published and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lscb.publishing.anonymiser.definitions import defined_names
from lscb.publishing.anonymiser.descriptions import stated_occupations
from lscb.publishing.anonymiser.findings import MaskOrDoubt, Spans, longest
from lscb.publishing.anonymiser.folding import Folded
from lscb.publishing.anonymiser.fuzzy import fuzzy_hits, near_plain_words
from lscb.publishing.anonymiser.matcher import compile_register, find_names, find_spelled
from lscb.publishing.anonymiser.patterns import DatePolicy, find_patterns
from lscb.publishing.anonymiser.people import resolve
from lscb.publishing.anonymiser.register import read_register
from lscb.publishing.anonymiser.replace import Anonymised
from lscb.publishing.anonymiser.residual import find_residual
from lscb.publishing.anonymiser.rulings import apply_rulings


def anonymise(
    text: str, register: Any, rulings: Iterable[Mapping[str, Any]] = (), policy: DatePolicy | None = None
) -> Anonymised:
    """Mask what is known, list what is doubtful.

    `text` is plain text, or text with inline markup; offsets in the result are code points of
    it as given. `register` is a list of entries, or {"entries": [...]}, see `register.py`.
    `rulings` are decisions by distinct string, see `rulings.py`. The result is a list of
    (start, end, label, replacement) with the anonymised text and the doubts as attributes.
    Raises RegisterError, with a sentence, when the register cannot be read.
    """
    compiled = compile_register(read_register(register))
    folded = Folded(text)
    hits = find_names(folded, compiled)
    spelled = find_spelled(folded, compiled)
    hits = [h for h in hits if not any(s.start < h.end and h.start < s.end for s in spelled)] + spelled
    hits += defined_names(folded, hits, compiled)
    hits += fuzzy_hits(folded, hits, compiled)
    hits.sort(key=lambda hit: hit.start)
    found: list[MaskOrDoubt] = resolve(hits, folded, compiled)
    found += near_plain_words(folded, compiled)
    found += find_patterns(folded, policy or DatePolicy())
    found += stated_occupations(folded)
    found = longest(found)
    taken = Spans()
    for finding in found:
        taken.add(finding.start, finding.end)
    found += find_residual(folded, taken, compiled.replacements)
    ruled = apply_rulings(found, folded, rulings)
    # Without rulings nothing overlaps any more, and sorting is enough.
    return Anonymised(text, sorted(found, key=lambda f: f.start) if ruled is found else longest(ruled))
