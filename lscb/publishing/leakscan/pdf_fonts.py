"""What the codes of a PDF font mean, and fonts that hold the letters of one name only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from lscb.publishing.anonymiser import lexicon
from lscb.publishing.anonymiser.folding import fold
from lscb.publishing.anonymiser.matcher import CompiledRegister
from lscb.publishing.leakscan.truetype import letters

CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
SPAN = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
GLYPHS = {
    "space": " ",
    "hyphen": "-",
    "quotesingle": "'",
    "quoteright": "’",
    "period": ".",
    "comma": ",",
    "germandbls": "ß",
    "ae": "æ",
    "oslash": "ø",
    "AE": "Æ",
    "Oslash": "Ø",
    "fi": "fi",
    "fl": "fl",
    "endash": "–",
}
ACCENTS = {
    "acute": "\u0301",
    "grave": "\u0300",
    "dieresis": "\u0308",
    "circumflex": "\u0302",
    "tilde": "\u0303",
    "cedilla": "\u0327",
    "caron": "\u030c",
    "ring": "\u030a",
    "ogonek": "\u0328",
    "dotaccent": "\u0307",
    "breve": "\u0306",
}


@dataclass(slots=True)
class DrawnFont:
    """Codes to letters; `wide` fonts use two bytes for a code."""

    letters: dict[int, str] = field(default_factory=dict)
    wide: bool = False
    subset: str = ""

    @classmethod
    def of(cls, font: Any) -> DrawnFont:
        """Read a font dictionary: its ToUnicode map, else its encoding."""
        made = cls(wide=font.get("/Subtype") == "/Type0")
        stream = font.get("/ToUnicode")
        if isinstance(stream, pikepdf.Stream):
            made.letters = to_unicode(stream.read_bytes())
        if not made.letters and not made.wide:
            made.letters = _encoding(font.get("/Encoding"))
        made.subset = _subset(font, made)
        return made

    def text(self, data: bytes) -> str:
        """The letters that the codes in a string draw."""
        if self.wide:
            codes = [data[i] << 8 | data[i + 1] for i in range(0, len(data) - 1, 2)]
        else:
            codes = list(data)
        if not self.letters:
            return data.decode("utf-16-be" if self.wide else "cp1252", "replace")
        return "".join(self.letters.get(code, "" if self.wide else chr(code)) for code in codes)


def to_unicode(data: bytes) -> dict[int, str]:
    """The table of a ToUnicode map."""
    table: dict[int, str] = {}
    for block in CHARS.findall(data):
        for code, text in PAIR.findall(block):
            table[_number(code)] = _text(text)
    for block in RANGES.findall(data):
        for first, last, text, many in SPAN.findall(block):
            start, end = _number(first), min(_number(last), _number(first) + 65535)
            if many:
                for offset, one in enumerate(re.findall(rb"<([0-9A-Fa-f\s]*)>", many)):
                    table[start + offset] = _text(one)
            else:
                base = _text(text)
                for offset in range(end - start + 1 if base else 0):
                    table[start + offset] = base[:-1] + chr(min(ord(base[-1]) + offset, 0x10FFFF))
    return table


def _number(code: bytes) -> int:
    return int(re.sub(rb"\s", b"", code) or b"0", 16)


def _text(code: bytes) -> str:
    digits = re.sub(rb"\s", b"", code).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2)).decode("utf-16-be", "replace")


def _encoding(encoding: object) -> dict[int, str]:
    table = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)}
    if isinstance(encoding, pikepdf.Dictionary) and "/Differences" in encoding:
        code = 0
        for item in encoding["/Differences"]:
            if isinstance(item, pikepdf.Name):
                table[code] = glyph(str(item)[1:])
                code += 1
            else:
                code = int(item)
    return table


def glyph(name: str) -> str:
    """The letter of a glyph's name."""
    name = name.split(".")[0]
    if len(name) == 1:
        return name
    if name in GLYPHS:
        return GLYPHS[name]
    if match := re.fullmatch(r"(?:uni|u)([0-9A-Fa-f]{4,6})", name):
        return chr(min(int(match[1], 16), 0x10FFFF))
    return name[0] + ACCENTS[name[1:]] if name[1:] in ACCENTS else ""


def _subset(font: Any, made: DrawnFont) -> str:
    """Letters that the embedded font can draw, as far as its dictionaries tell."""
    holder: Any = font
    if "/DescendantFonts" in font:
        holder = font["/DescendantFonts"][0]
    descriptor: Any = holder.get("/FontDescriptor", {})
    if "/CharSet" in descriptor:
        return "".join(glyph(name) for name in re.findall(r"/([A-Za-z0-9.]+)", str(descriptor["/CharSet"])))
    if (
        not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        and "/CharProcs" not in font
    ):
        return ""
    if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
        return "".join(made.letters.values())
    for key in ("/FontFile2", "/FontFile3"):
        if isinstance(descriptor.get(key), pikepdf.Stream) and (own := letters(descriptor[key].read_bytes())):
            return own
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Dictionary) and "/Differences" in encoding:
        return "".join(glyph(str(n)[1:]) for n in encoding["/Differences"] if isinstance(n, pikepdf.Name))
    return ""


def letters_only(font: DrawnFont, compiled: CompiledRegister) -> set[str]:
    """Ids of names whose letters, and no others, an embedded font holds."""
    held = {c for c in fold(font.subset) if c.isalpha()}
    if len(held) < 6:
        return set()
    found = set()
    for text, variants in compiled.variants.items():
        if {c for c in text if c.isalpha()} != held:
            continue
        if not all(lexicon.is_common(word) for word in text.split()):
            found |= {
                compiled.entries[v.entry].id for v in variants if v.form in ("full", "surname", "given")
            }
    return found
