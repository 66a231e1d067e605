"""The letters that an embedded TrueType or OpenType font can draw, from its own tables."""

from __future__ import annotations

import struct


def letters(data: bytes) -> str:
    """Characters in the font's cmap table; empty when it has none or is broken."""
    try:
        table = _table(data, b"cmap")
        if not table:
            return ""
        (count,) = struct.unpack_from(">H", table, 2)
        found: set[int] = set()
        for index in range(min(count, 32)):
            (offset,) = struct.unpack_from(">I", table, 4 + index * 8 + 4)
            found |= _codes(table[offset:])
        # Symbol fonts keep their letters in a private range.
        return "".join(
            chr(c - 0xF000 if 0xF000 <= c <= 0xF0FF else c) for c in sorted(found) if 32 <= c <= 0x10FFFF
        )
    except (struct.error, IndexError):
        return ""


def _table(data: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(min(count, 64)):
        name, _, offset, length = struct.unpack_from(">4sIII", data, 12 + index * 16)
        if name == tag:
            return data[offset : offset + length]
    return b""


def _codes(table: bytes) -> set[int]:
    """The codes of one subtable that lead to a glyph."""
    (form,) = struct.unpack_from(">H", table)
    if form == 0:
        return {code for code, glyph in enumerate(table[6:262]) if glyph}
    if form == 4:
        return _segments(table)
    if form == 6:
        first, count = struct.unpack_from(">HH", table, 6)
        return {first + i for i in range(count) if struct.unpack_from(">H", table, 10 + 2 * i)[0]}
    if form == 12:
        (groups,) = struct.unpack_from(">I", table, 12)
        found: set[int] = set()
        for index in range(min(groups, 4096)):
            first, last, _ = struct.unpack_from(">III", table, 16 + 12 * index)
            found |= set(range(first, min(last, first + 4096) + 1))
        return found
    return set()


def _segments(table: bytes) -> set[int]:
    (double,) = struct.unpack_from(">H", table, 6)
    found: set[int] = set()
    for index in range(0, double, 2):
        (last,) = struct.unpack_from(">H", table, 14 + index)
        (first,) = struct.unpack_from(">H", table, 16 + double + index)
        (delta,) = struct.unpack_from(">H", table, 16 + 2 * double + index)
        place = 16 + 3 * double + index
        (offset,) = struct.unpack_from(">H", table, place)
        for code in range(first, last + 1):
            if code == 0xFFFF:
                break
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", table, place + offset + 2 * (code - first))
            if not offset and (glyph + delta) & 0xFFFF or offset and glyph:
                found.add(code)
    return found
