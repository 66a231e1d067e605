"""Text out of plain files, HTML and the XML parts of office files, in every reading that matters."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

TAG = re.compile(r"<[^<>]{0,5000}>")
ATTRIBUTE = re.compile(r"[\w:.-]\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)')")
BLOCK_END = re.compile(
    r"</(?:[\w]+:)?(?:p|tc|tr|si|is|c|row|div|td|th|li|h[1-6]|title|section|article|option|v|f|comment|text|"
    r"author|dt|dd)>|"
    r"<(?:[\w]+:)?(?:br|tab|cr)\s*/?>|<(?:br|hr)\b[^>]*>",
    re.IGNORECASE,
)
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|_x([0-9a-fA-F]{4})_|=([0-9A-F]{2})")
DATA_URI = re.compile(r"data:[\w/+.;=-]*;base64,([A-Za-z0-9+/=\s]{16,})")
BASE64 = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{24,}={0,2}(?![A-Za-z0-9+/=])")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str | None:
    """Text in UTF-8, UTF-16 or Windows' code page; None when the bytes are no text."""
    for mark, coding in BOMS:
        if data.startswith(mark):
            return data.decode(coding, "replace")
    zeros = data[:4000].count(0)
    if zeros:
        if zeros * 5 < len(data[:4000]):
            return None
        order = "utf-16-le" if data[1:4000:2].count(0) > data[0:4000:2].count(0) else "utf-16-be"
        text = data.decode(order, "replace")
        return (
            text
            if text.isprintable() or sum(c.isprintable() or c.isspace() for c in text) > len(text) * 0.9
            else None
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        odd = sum(1 for c in text if c < " " and c not in "\t\r\n\f" or c == "\ufffd")
        return text if odd * 50 < len(text) + 50 else None


def unescape(text: str) -> str:
    """Escapes of HTML, URLs, JSON, spreadsheets and mail undone."""

    def letter(match: re.Match[str]) -> str:
        return chr(int(next(g for g in match.groups() if g), 16))

    changed = ESCAPED.sub(letter, text) if "\\" in text or "_x" in text or "=" in text else text
    changed = unquote(changed) if "%" in changed else changed
    return html.unescape(changed) if "&" in changed else changed


def readings(text: str, markup: bool) -> Iterator[tuple[str, str, bool]]:
    """(where, text, is prose) for each way of reading a text file."""
    if not markup:
        yield "text", text, True
    else:
        yield "text", TAG.sub("", BLOCK_END.sub("\n", text)), True
        yield "text", TAG.sub("\n", text), True
        values = [a or b for a, b in ATTRIBUTE.findall(text)]
        yield "attributes", "\n".join(values), False
        if "<!--" in text:
            yield "comments", "\n".join(re.findall(r"<!--(.*?)-->", text, re.DOTALL)), True
    plain = unescape(text)
    if plain != text:
        yield "escaped text", TAG.sub("\n", plain) if markup else plain, True
        if markup:
            yield "attributes", "\n".join(unescape(a or b) for a, b in ATTRIBUTE.findall(text)), False


def encoded_parts(text: str) -> Iterator[bytes]:
    """Bytes that stand in the text as base64: data URIs, mail bodies, stored state."""
    for expression, group in ((DATA_URI, 1), (BASE64, 0)):
        for match in expression.finditer(text):
            body = re.sub(r"\s+", "", match[group])
            try:
                yield base64.b64decode(body + "=" * (-len(body) % 4), validate=True)
            except (binascii.Error, ValueError):
                continue
