"""Zip files and what is built of them, tar and gzip: every member, and the bytes between."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from lscb.publishing.leakscan.hits import UnpackBudget, Unreadable


def members(data: bytes, budget: UnpackBudget) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each member of an archive; raises Unreadable for a broken or locked one."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08") or zipfile.is_zipfile(io.BytesIO(data)):
        yield from _zip(data, budget)
    elif data[:2] == b"\x1f\x8b":
        yield "content", budget.inflate(data, zlib.MAX_WBITS | 16)
    elif data[:3] == b"BZh" or data[:6] == b"\xfd7zXZ\x00":
        yield "content", _unpack(data, budget)
    else:
        yield from _tar(data, budget)


def is_archive(data: bytes) -> bool:
    return (
        data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
        or data[:2] == b"\x1f\x8b"
        or data[:3] == b"BZh"
        or data[:6] == b"\xfd7zXZ\x00"
        or data[257:262] == b"ustar"
    )


def _zip(data: bytes, budget: UnpackBudget) -> Iterator[tuple[str, bytes]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(f"{budget.name} is a damaged zip file.") from error
    with archive:
        if archive.comment:
            yield "zip comment", archive.comment
        infos = archive.infolist()
        if sum(info.file_size for info in infos) > budget.bytes_left:
            raise Unreadable(f"{budget.name} unpacks to more than can be searched.")
        for info in infos:
            if info.comment or info.extra:
                yield f"{info.filename} (notes)", info.comment + b"\n" + info.extra
            if info.is_dir():
                yield info.filename, b""
                continue
            if info.flag_bits & 1:
                raise Unreadable(f"{budget.name} holds a part locked by a password.")
            yield info.filename, _member(archive, info, budget)
        yield from _between(data, infos)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: UnpackBudget) -> bytes:
    try:
        with archive.open(info) as part:
            found = part.read(budget.bytes_left + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Unreadable(
            f"{budget.name} is a damaged zip file: {info.filename} cannot be unpacked."
        ) from error
    budget.spend(len(found))
    return found


def _between(data: bytes, infos: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Bytes before the first member: a place to forget things in."""
    first = min((info.header_offset for info in infos), default=0)
    if first > 0:
        yield "bytes before the archive", data[:first]


def _unpack(data: bytes, budget: UnpackBudget) -> bytes:
    reader = bz2.BZ2Decompressor() if data[:3] == b"BZh" else lzma.LZMADecompressor()
    try:
        found = reader.decompress(data, budget.bytes_left + 1)
    except (OSError, lzma.LZMAError, EOFError) as error:
        raise Unreadable(f"{budget.name} is a damaged archive.") from error
    budget.spend(len(found))
    return found


def _tar(data: bytes, budget: UnpackBudget) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for info in archive:
                yield f"{info.name} (notes)", f"{info.uname}\n{info.gname}\n{info.linkname}".encode()
                if info.isfile() and (part := archive.extractfile(info)) is not None:
                    budget.spend(info.size)
                    yield info.name, part.read()
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Unreadable(f"{budget.name} is a damaged archive.") from error
