"""Pictures: the header says how large they become; nothing is ever decoded here."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from lscb.core.errors import BadInput

MAX_SIDE, MAX_PIXELS = 20_000, 50_000_000
_BROKEN = BadInput("The picture cannot be read. Open it, save it again as JPEG or PNG, and add that file.")
#: JPEG segments that carry the frame's height and width (SOF0-15 without DHT, JPG and DAC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def check_size(width: int, height: int) -> None:
    if not width or not height:
        raise _BROKEN
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise BadInput(
            "The picture has too many pixels. Make it smaller (at most 50 megapixels), and add that file."
        )


def check_png(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(33)
        if len(head) < 33 or head[:8] != b"\x89PNG\r\n\x1a\n" or head[8:16] != b"\x00\x00\x00\rIHDR":
            raise BadInput(
                "The file is called .png, but it is not a PNG picture. Save it again as PNG or JPEG."
            )
        check_size(*struct.unpack(">II", head[16:24]))
        _to_the_end(file)


def _to_the_end(file: BinaryIO) -> None:
    """Every chunk up to IEND, and nothing behind it: a second file may not ride along."""
    for _ in range(100_000):
        head = file.read(8)
        if len(head) < 8:
            raise _BROKEN
        length, name = struct.unpack(">I4s", head)
        file.seek(length + 4, 1)
        if name == b"IEND":
            if file.read(1):
                raise BadInput(
                    "Something is hidden behind the picture. Open it, save it again, and add that file."
                )
            return
    raise _BROKEN


def check_jpeg(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(3) != b"\xff\xd8\xff":
            raise BadInput(
                "The file is called .jpg, but it is not a JPEG picture. Save it again as JPEG or PNG."
            )
        file.seek(2)
        check_size(*_frame_size(file))
        file.seek(-min(path.stat().st_size, 65_558), 2)
        if b"PK\x05\x06" in file.read():
            raise BadInput(
                "Something is hidden behind the picture. Open it, save it again, and add that file."
            )


def _frame_size(file: BinaryIO) -> tuple[int, int]:
    """Width and height from the first frame header."""
    for _ in range(10_000):
        marker = file.read(2)
        if len(marker) < 2 or marker[0] != 0xFF:
            raise _BROKEN
        if marker[1] == 0xFF:  # padding
            file.seek(-1, 1)
            continue
        if marker[1] == 0x01 or 0xD0 <= marker[1] <= 0xD8:  # no length
            continue
        head = file.read(2)
        if len(head) < 2 or marker[1] in (0xD9, 0xDA):
            raise _BROKEN
        length = struct.unpack(">H", head)[0]
        if marker[1] in _FRAMES:
            frame = file.read(5)
            if len(frame) < 5:
                raise _BROKEN
            height, width = struct.unpack(">HH", frame[1:5])
            return width, height
        file.seek(max(0, length - 2), 1)
    raise _BROKEN
