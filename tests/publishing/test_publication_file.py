"""The file itself: tagged, numbered, the same bytes each time; hostile texts cannot reach out or run away."""

from __future__ import annotations

import io
import subprocess

import page as page_validation
import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from lscb.core.printing import rendering
from lscb.core.printing.making import listed_files
from lscb.core.printing.rendering import FAILED
from lscb.publishing.frozen import unprintable
from lscb.publishing.leakscan import scan_bytes
from lscb.publishing.making import CannotMake, make_pdf, pdf_of

PARAGRAPH = (
    "The review looked at how agencies worked together. Practitioners told us what helped them, and what did not. "
    * 4
)
SECTION = (
    f"# What we saw\n{PARAGRAPH}\n\n- one\n- two\n\n## More\n{PARAGRAPH}\n\n"
    "Table: When\n| When | What |\n|---|---|\n| April 2016 | Moved |\n| May 2016 | |\n\n1. first\n2. second"
)


def text(**changes):
    passages = [{"code": f"s{n}", "heading": f"Section {n}", "text": SECTION} for n in range(3)]
    base = {
        "format": 1,
        "board": "Westmere Board",
        "title": "Learning from Child A",
        "subtitle": "Serious case review",
    }
    return base | {"dated": "2026-11-20", "passages": passages} | changes


def one(words: str):
    return text(passages=[{"code": "s1", "heading": "Section", "text": words}])


@pytest.fixture(scope="module")
def made() -> bytes:
    return make_pdf(text())


def test_it_is_tagged_and_passes_pdf_ua(made):
    report = page_validation.validate_pdf_bytes(made, profile="ua1")
    assert "no failures" in str(report), str(report)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang).startswith("en")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "Learning from Child A"
        assert "/Author" not in pdf.docinfo
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        kinds = set(_kinds(pdf.Root.StructTreeRoot))
        outline = pdf.open_outline()
        assert outline.root
    assert {"/H1", "/H2", "/H3", "/H4", "/Table", "/TH", "/TD", "/L", "/LI"} <= kinds


def _kinds(node, depth=0):
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from _kinds(kid, depth + 1)


def test_contents_and_pages_are_numbered(made, tmp_path):
    place = tmp_path / "report.pdf"
    place.write_bytes(made)
    try:
        words = subprocess.run(
            ["pdftotext", "-layout", str(place), "-"], capture_output=True, text=True, check=True
        ).stdout
    except FileNotFoundError:
        pytest.skip("pdftotext is not installed")
    assert "Page 1 of" in words
    contents = words[words.index("Contents") :]
    assert "Section 0" in contents and "....3" in contents.replace(" ", "")
    fonts = subprocess.run(
        ["pdffonts", str(place)], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert fonts and all("Board-Sans" in line and " yes " in line for line in fonts), (
        "only bundled fonts, all embedded"
    )


def test_the_same_text_gives_the_same_bytes(made, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    assert make_pdf(text()) == made


def test_a_planted_name_is_found_in_the_bytes():
    register = [{"id": "p7", "kind": "PERSON", "name": "Rhiannon Fenwright", "pseudonym": "Mother"}]
    clean = make_pdf(one("Nobody is named here."))
    assert scan_bytes("report.pdf", clean, register) == []
    for leaky in (one("It was Rhiannon Fenwright."), one("Text.") | {"title": "Rhiannon Fenwright"}):
        hits = scan_bytes("report.pdf", make_pdf(leaky), register)
        assert {hit.register_id for hit in hits} == {"p7"}


HOSTILE = (
    "<script>alert(1)</script>", "<img src='file:///etc/passwd'>", "<a href='javascript:alert(1)'>x</a>",
    "<link rel=attachment href='file:///etc/passwd'>", "<style>@import url(http://127.0.0.1:9/x)</style>",
    "</section></body></html>", "{{ text.board }} {% include 'base.html' %}", "- " * 3000, "| " * 3000 + "|",
    "\n".join(" " * n + "- deep" for n in range(300)), "#" * 2000, "x" * 4000,
)  # fmt: skip


def test_hostile_texts_are_only_words():
    pdf = make_pdf(one("\n\n".join(HOSTILE)))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        raw = b"".join(
            bytes(o.read_bytes()) if isinstance(o, pikepdf.Stream) else b"" for o in opened.objects
        )
        assert "/EmbeddedFiles" not in opened.Root.get("/Names", {})
        assert "/OpenAction" not in opened.Root
        links = [str(o.get("/URI", "")) for o in opened.objects if isinstance(o, pikepdf.Dictionary)]
    assert not any(links)
    assert b"root:x:0" not in raw


#: What markup that got through would fetch. The page never holds such addresses: this is the second wall.
FETCHING = (
    "<img src='file:///etc/passwd' alt='x'>", "<link rel=attachment href='file:///etc/passwd'>",
    "<link rel=stylesheet href='http://127.0.0.1:9/a.css'>", "<style>@import 'http://127.0.0.1:9/a'</style>",
    "<object data='file:///etc/hostname'></object>",
    "<style>p{background:url(file:///etc/hostname)}</style><p>x</p>", "<p style='background:url(app:///etc/passwd)'>x</p>",
    "<link rel=stylesheet href='app:///etc/passwd'>",
    "<link rel=stylesheet href='app:///static/css/../../lscb/settings.py'>",
    "<link rel=stylesheet href='app:///static/css/pdf.css/../../../../etc/passwd'>",
)  # fmt: skip
HEAD = "<html lang=en><title>t</title><link rel=stylesheet href='app:///static/css/pdf.css'>"


@pytest.mark.parametrize("html", FETCHING)
def test_nothing_that_is_not_listed_is_fetched(html):
    with pytest.raises(FatalURLFetchingError):
        in_this_process(html)


def test_the_same_page_without_it_is_made():
    assert in_this_process("<p>Text</p>").startswith(b"%PDF-")


def in_this_process(html):
    rendering.know_our_addresses()
    return rendering.write_pdf({"html": HEAD + html, "identifier": "0" * 32, "files": listed_files()})


@pytest.mark.parametrize("html", FETCHING[:2])
def test_the_child_makes_no_file_of_a_page_that_fetches(html):
    with pytest.raises(CannotMake):
        pdf_of(HEAD + html, "0" * 32)


@pytest.mark.parametrize(
    "html", ["<div>" * 3000, "<table><tr><td>" * 3000, "<table><tr><td colspan=1000000>x</table>"]
)
def test_a_page_that_runs_away_is_ended(html):
    with pytest.raises(CannotMake):
        pdf_of(HEAD + html, "0" * 32, seconds=2, memory=512 * 1024**2)


def test_memory_has_an_end():
    with pytest.raises(CannotMake):
        pdf_of("<html lang=en><title>t</title>x", "0" * 32, memory=64 * 1024 * 1024)


def test_failing_says_nothing_of_the_text():
    assert FAILED
    with pytest.raises(CannotMake) as failure:
        pdf_of("<html lang=en><title>Tamsin</title><img src='file:///tamsin' alt=x>", "0" * 32)
    assert "amsin" not in str(failure.value)


def test_characters_that_the_fonts_do_not_have_are_known():
    assert unprintable(one("Zoë ate “cake” – 12½ €; łódź café x\u00a0y")) == []
    assert unprintable(one("漢字 \U0001f600")) == ["漢", "字", "\U0001f600"]


def test_the_list_of_printable_characters_is_that_of_the_fonts(settings):
    from fontTools.ttLib import TTFont

    fonts = settings.BASE_DIR / "static" / "vendor" / "fonts"
    known = None
    for weight in ("400", "600", "700"):
        found = set()
        for part in ("latin", "latin-ext"):
            found |= set(TTFont(fonts / f"source-sans-3-{part}-{weight}-normal.woff2").getBestCmap())
        known = found if known is None else known & found
    lines = (settings.BASE_DIR / "lscb" / "publishing" / "printable.txt").read_text().split()
    listed = {p for line in lines for a, b in [line.split("-")] for p in range(int(a, 16), int(b, 16) + 1)}
    assert listed == known
