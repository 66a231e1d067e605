"""Decide what the bytes are, read them in every way that may show a name, and collect the hits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from lscb.publishing.leakscan import archives, documents, images, pdf
from lscb.publishing.leakscan.hits import DEPTH, Hit, UnpackBudget, Unreadable
from lscb.publishing.leakscan.names import RegisterNames

MARKUP = (".html", ".htm", ".xhtml", ".xml", ".rels", ".svg", ".rss", ".atom", ".vml", ".xsl", ".kml")
TEXT = (
    ".txt",
    ".csv",
    ".tsv",
    ".md",
    ".json",
    ".js",
    ".map",
    ".css",
    ".ics",
    ".eml",
    ".log",
    ".yaml",
    ".yml",
    ".vcf",
    ".rtf",
)


def scan_file(path: str | Path, register: Any, kept: Iterable[str] = ()) -> list[Hit]:
    """Hits in one file, its name included; raises Unreadable."""
    place = Path(path)
    try:
        data = place.read_bytes()
    except OSError as error:
        raise Unreadable(f"The file {path} cannot be read: {error.strerror or 'it is not there'}.") from error
    return scan_bytes(place.name, data, register, kept, file=str(path))


def scan_bytes(
    name: str, data: bytes, register: Any, kept: Iterable[str] = (), file: str | None = None
) -> list[Hit]:
    """Hits in bytes that would be published under `name`.

    `kept` are words that people ruled harmless. Raises Unreadable, with a sentence, when any
    part cannot be searched, and RegisterError when the register cannot be read.
    """
    scanner = LeakScanner(file or name, RegisterNames(register, kept))
    scanner.label("file name", name)
    scanner.part(name, data, "", 0)
    return sorted(scanner.hits)


class LeakScanner:
    """Walks through one file and all that is packed in it."""

    def __init__(self, file: str, names: RegisterNames) -> None:
        self.file, self.names = file, names
        self.budget = UnpackBudget(file)
        self.hits: set[Hit] = set()

    def prose(self, where: str, text: str) -> None:
        self.note(where, self.names.in_prose(text))

    def label(self, where: str, text: str) -> None:
        self.note(where, self.names.in_label(text))

    def key(self, where: str, text: str) -> None:
        self.note(where, self.names.in_key(text))

    def guess(self, where: str, text: str) -> None:
        self.note(where, self.names.in_guess(text))

    def raw(self, where: str, data: bytes) -> None:
        self.note(where, self.names.in_bytes(data))

    def note(self, where: str, ids: Iterable[str]) -> None:
        self.hits |= {Hit(self.file, where, i) for i in ids}

    def part(self, name: str, data: bytes, path: str, depth: int) -> None:
        """One file, at the top or packed in another; `path` says in which."""
        where = f"{path}{name}" if depth else ""
        digest = hashlib.sha256(name.encode("utf-8", "replace") + b"\0" + data).digest()
        if digest in self.budget.seen:
            return
        self.budget.seen.add(digest)
        if depth > DEPTH:
            raise Unreadable(f"{self.file} holds archives within archives, deeper than {DEPTH}.")
        if b"%PDF-" in data[:1024]:
            pdf.read(self, data, where, depth)
        elif archives.is_archive(data):
            self._archive(data, where, depth)
        elif images.is_image(data):
            self._image(data, where)
        else:
            self._text(name, data, where, depth)

    def _archive(self, data: bytes, where: str, depth: int) -> None:
        prefix = f"{where}/" if where else ""
        for name, body in archives.members(data, self.budget):
            self.label(f"{prefix}{name}: name of the part" if prefix else f"{name}: name of the part", name)
            if name.endswith("(notes)"):
                self.raw(prefix + name, body)
            elif body:
                self.part(name, body, prefix, depth + 1)

    def _image(self, data: bytes, where: str) -> None:
        for kind, body in images.texts(data, self.budget):
            place = f"{where}: {kind}" if where else kind
            self.raw(place, body)
            if kind != "picture data":
                self.prose(place, documents.TAG.sub("\n", body.decode("utf-8", "replace")))

    def _text(self, name: str, data: bytes, where: str, depth: int) -> None:
        suffix = PurePosixPath(name.lower()).suffix
        text = documents.decode(data)
        if text is None:
            if depth == 0:
                raise Unreadable(f"{self.file} is of a kind that cannot be searched.")
            self.raw(f"{where}: bytes", data)
            return
        if (
            depth == 0
            and suffix not in MARKUP + TEXT
            and suffix in (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".zip")
        ):
            raise Unreadable(f"{self.file} is not what its name says: {suffix[1:]} was expected.")
        start = text[:200].lstrip().lower()
        markup = suffix in MARKUP or start.startswith(
            ("<!doctype", "<html", "<?xml", "<svg", "<x:xmpmeta", "<rdf")
        )
        for kind, words, is_prose in documents.readings(text, markup):
            place = f"{where}: {kind}" if where else kind
            (self.prose if is_prose else self.label)(place, words)
        for body in documents.encoded_parts(text):
            inner = documents.decode(body)
            if inner is None and not (
                archives.is_archive(body) or images.is_image(body) or body[:5] == b"%PDF-"
            ):
                continue
            self.part("encoded part", body, f"{where}/" if where else "", min(depth + 1, DEPTH))
