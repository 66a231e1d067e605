"""Looks at PDFs that people uploaded, and lays their pages into a document of ours. Run as a script: it imports none of
ours.

Only what is drawn on a page is taken over: no link, form, script or attachment of an uploaded file gets into the document.
Each laid page belongs to the document's structure as one part, so that it is read out in its place.

Standard input  {"mode": "count" or "lay", "papers": [path], "pdf": path, "cpu_seconds", "memory_bytes"}
Standard output the counts as JSON, or the PDF; on failure nothing, exit 3, and one line on standard error without any text
"""

from __future__ import annotations

import io
import json
import resource
import sys
from typing import Any

FAILED = 3
#: Pages that wait for a paper are this much longer than A4 (static/css/pdf.css); nothing else about them shows.
LONG_MM, SHORT_MM, POINT = 297.6, 210.4, 72 / 25.4
#: Room that the running lines above and below leave, in points.
SIDE, TOP, BOTTOM = 20.0, 62.0, 50.0


def limit(cpu_seconds: int, memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def count(papers: list[str]) -> list[list[str] | None]:
    return [_shapes(paper) for paper in papers]


def _shapes(paper: str) -> list[str] | None:
    import pikepdf  # noqa: PLC0415

    try:
        with pikepdf.open(paper) as pdf:
            if pdf.is_encrypted and not pdf.allow.extract:
                return None
            found = []
            for page in pdf.pages:
                left, low, right, high = (float(edge) for edge in page.trimbox)
                wide = abs(right - left) > abs(high - low)
                turned = int(page.obj.get("/Rotate", 0)) % 180 != 0
                found.append("wide" if wide != turned else "tall")
                pikepdf.parse_content_stream(
                    page
                )  # a page that cannot be read stops here, not in the reader's hands
            return found or None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        return None


def lay(whole: str, papers: list[str]) -> bytes:
    """The document with every waiting page filled. Raises ValueError when pages and papers do not fit each other."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(whole) as document:
        waiting = [page for page in document.pages if _waits(page)]
        parents = _parents(document)
        place = 0
        for paper in papers:
            with pikepdf.open(paper) as source:
                for page in source.pages:
                    if place == len(waiting):
                        raise ValueError("fewer waiting pages than pages of papers")
                    _lay_one(document, waiting[place], page, parents)
                    place += 1
        if place != len(waiting):
            raise ValueError("more waiting pages than pages of papers")
        made = io.BytesIO()
        document.save(made, deterministic_id=True)
        return made.getvalue()


def _waits(page: Any) -> bool:
    _, _, right, high = (float(edge) for edge in page.mediabox)
    return {round(right), round(high)} == {round(LONG_MM * POINT), round(SHORT_MM * POINT)}


def _parents(document: Any) -> dict[int, Any]:
    """The document's parent tree: for each page's key the elements by marked content."""
    found: dict[int, Any] = {}
    heap = [document.Root.StructTreeRoot.ParentTree]
    while heap:
        node = heap.pop()
        heap += list(node.get("/Kids", []))
        pairs = list(node.get("/Nums", []))
        found |= {int(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)}
    return found


def _lay_one(document: Any, target: Any, page: Any, parents: dict[int, Any]) -> None:
    import pikepdf  # noqa: PLC0415

    drawn = document.copy_foreign(page.as_form_xobject(handle_transformations=True))
    for name in ("/StructParents", "/StructParent", "/OC", "/Metadata", "/PieceInfo"):
        if name in drawn:
            del drawn[name]
    name = target.add_resource(drawn, pikepdf.Name.XObject)
    _, _, right, high = (float(edge) for edge in target.mediabox)
    room = pikepdf.Rectangle(SIDE, BOTTOM, right - SIDE, high - TOP)
    placed = target.calc_form_xobject_placement(
        drawn, name, room, invert_transformations=False, allow_shrink=True, allow_expand=True
    )
    elements = parents[int(target.obj.StructParents)]
    mark = len(elements)
    words = f"/P <</MCID {mark}>> BDC\n".encode() + placed + b"\nEMC\n"
    target.contents_add(b"q\n", prepend=True)
    target.contents_add(b"\nQ\n" + words)
    parent = next(element for element in elements if isinstance(element, pikepdf.Dictionary)).P
    element = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, P=parent, Pg=target.obj, K=mark)
    )
    elements.append(element)
    kids = parent.get("/K")
    if isinstance(kids, pikepdf.Array):
        kids.append(element)
    else:
        parent.K = pikepdf.Array([kids, element])


def main() -> int:
    job = json.load(sys.stdin)
    limit(job["cpu_seconds"], job["memory_bytes"])
    try:
        if job["mode"] == "count":
            made = json.dumps(count(job["papers"])).encode()
        else:
            made = lay(job["pdf"], job["papers"])
    except BaseException as error:  # whatever it is, this process ends here
        print(type(error).__name__, file=sys.stderr)  # noqa: T201
        return FAILED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
