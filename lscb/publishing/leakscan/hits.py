"""What a scan finds, and the limits it keeps."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

DEPTH = 4
LARGEST = 300 * 1024 * 1024
MOST_PARTS = 20_000


class Unreadable(ValueError):
    """The bytes cannot be searched to the end; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A registered name in a file: `where` says in which part of it."""

    file: str
    where: str
    register_id: str


@dataclass(slots=True)
class UnpackBudget:
    """How much may still be unpacked: a small file must not become a full memory."""

    name: str
    bytes_left: int = LARGEST
    parts_left: int = MOST_PARTS
    seen: set[bytes] = field(default_factory=set)

    def spend(self, size: int) -> None:
        self.bytes_left -= size
        self.parts_left -= 1
        if self.bytes_left < 0 or self.parts_left < 0:
            raise Unreadable(f"{self.name} unpacks to more than can be searched.")

    def inflate(self, data: bytes, window: int = zlib.MAX_WBITS) -> bytes:
        """Decompressed bytes, as far as they go; broken data give what came before the break."""
        reader = zlib.decompressobj(window)
        pieces = []
        try:
            # Asking for one byte more than is allowed is enough to notice a bomb.
            pieces.append(reader.decompress(data, self.bytes_left + 1))
        except zlib.error:
            slow = zlib.decompressobj(window)
            for start in range(0, len(data), 512):
                try:
                    pieces.append(slow.decompress(data[start : start + 512], self.bytes_left + 1))
                except zlib.error:
                    break
                if sum(map(len, pieces)) > self.bytes_left:
                    break
        found = b"".join(pieces)
        self.spend(len(found))
        return found
