"""Every hiding place is looked into; clean files are clean; what cannot be read is refused."""

import base64
import gzip
import io

import pikepdf
import pytest
import weasyprint

from lscb.publishing.anonymiser import anonymise
from lscb.publishing.leakscan import Hit, Unreadable, scan_bytes, scan_file
from tests.publishing.leak_files import (
    CANARY,
    REGISTER,
    jpeg,
    planted_docx,
    planted_pdf,
    planted_xlsx,
    png,
    zipped,
)
from tests.publishing.test_anonymiser_cases import REGISTER as FAMILY

WORDS = (
    "The child lived with the mother. The school was told in April 2016 that the period of grace, at a "
    "price, was over; mark "
    "the date. Practitioners found that safeguarding was effective and the father agreed. Larks sang over "
    "moss and hill."
)


def found(name, data, register=REGISTER):
    return {hit.register_id for hit in scan_bytes(name, data, register)}


@pytest.fixture(scope="module")
def pdf_hits():
    return found("report.pdf", planted_pdf())


@pytest.fixture(scope="module")
def docx_hits():
    return found("report.docx", planted_docx())


@pytest.mark.parametrize("place", [f"L{n}" for n in range(1, 25)])
def test_hiding_places_of_a_pdf(place, pdf_hits):
    assert place in pdf_hits


@pytest.mark.parametrize("place", [f"L{n}" for n in range(25, 35)])
def test_hiding_places_of_a_word_file(place, docx_hits):
    assert place in docx_hits


def test_nothing_is_seen_that_is_not_there(pdf_hits, docx_hits):
    assert pdf_hits == {f"L{n}" for n in range(1, 25)}
    assert docx_hits == {f"L{n}" for n in range(25, 35)}


def test_hiding_places_of_a_workbook():
    assert found("data.xlsx", planted_xlsx()) == {"L26", "L27", "L33", "L35"}


@pytest.mark.parametrize(
    "text",
    [
        "<!-- {name} -->",
        '<p data-x="{name}">',
        '<meta property="og:title" content="{name}">',
        '<a href="/x?q={percent}">x</a>',
        '<script>{{"n": "{escaped}"}}</script>',
        '<p id="{slug}">x</p>',
        "<p><b>{first}</b>{rest}</p>",
        '<img src="data:x;base64,{packed}">',
        "<p>{entities}</p>",
        "<td>{spread}</td>",
        "<p>{wrong}</p>",
    ],
)
@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-16-be"])
def test_hiding_places_of_a_page(text, coding):
    name = CANARY["L37"]
    page = (
        "<html><body><p>Plain words of a page that goes on for a while.</p>"
        + text.format(
            name=name,
            percent=name.replace(" ", "%20"),
            slug=name.lower().replace(" ", "-"),
            first=name[:3],
            rest=name[3:],
            escaped="".join(f"\\u{ord(c):04x}" for c in name),
            packed=base64.b64encode(jpeg(name)).decode(),
            entities="".join(f"&#{ord(c)};" for c in name),
            spread=" ".join(name.replace(" ", "")),
            wrong=name.replace("ll", "l"),
        )
        + "</body></html>"
    )
    assert found("page.html", page.encode(coding)) == {"L37"}


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("feed.xml", "<?xml version='1.0'?><rss><title>{0}</title></rss>"),
        ("index.json", '{{"terms": ["{0}"]}}'),
        ("data.csv", "area,count\n{0},12\n"),
        ("map.js.map", '{{"sourcesContent": ["// {0}"]}}'),
        ("mail.eml", "Subject: {0}\n\nHello"),
        ("log.txt", "a\n{0}\n"),
    ],
)
def test_other_public_text(file, data):
    assert found(file, data.format(CANARY["L38"]).encode()) == {"L38"}


def test_the_name_of_the_file_itself():
    assert scan_bytes("orchisfield_report.txt", b"plain", REGISTER) == [
        Hit("orchisfield_report.txt", "file name", "L40")
    ]


@pytest.mark.parametrize("picture", [jpeg(CANARY["L8"]), jpeg(CANARY["L8"], "utf-16-be"), png(CANARY["L8"])])
def test_texts_of_a_picture(picture):
    assert found("photo.jpg", picture) == {"L8"}


def test_archives_in_archives():
    inner = CANARY["L25"].encode()
    for depth in range(4):
        inner = zipped({f"level{depth}.txt" if depth == 0 else f"level{depth}.zip": inner})
    assert found("pack.zip", inner) == {"L25"}
    assert found("text.txt.gz", gzip.compress(CANARY["L25"].encode())) == {"L25"}
    assert found("pack.zip", zipped({"zellerbach_report.txt": "plain"})) == {"L25"}
    with pytest.raises(Unreadable):
        scan_bytes("pack.zip", zipped({"x.zip": zipped({"y.zip": inner})}), REGISTER)


def encrypted():
    buffer = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(buffer, encryption=pikepdf.Encryption(owner="o", user=""))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", b"PK\x03\x04 broken"),
        ("a.pdf", b"%PDF-1.7 broken"),
        ("a.pdf", encrypted()),
        ("a.bin", bytes(range(256)) * 20),
        ("a.docx", b"just words"),
        ("a.zip", zipped({"bomb.txt": b"0" * (301 * 1024 * 1024)})),
    ],
)
def test_what_cannot_be_searched_is_refused(name, data):
    with pytest.raises(Unreadable, match=r"^[A-Za-z].*\.$"):
        scan_bytes(name, data, REGISTER)


def clean_page():
    body = "".join(
        f"<h2>Section {i}</h2><p>{WORDS}</p><table><tr><td>one</td><td>{i}</td></tr></table>"
        for i in range(12)
    )
    return f"<html lang='en'><head><title>Review of Child A</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("register", [REGISTER, FAMILY], ids=["canaries", "family"])
def test_clean_output_has_no_hits(register):
    page = clean_page()
    assert scan_bytes("child-a.html", page.encode(), register) == []
    assert scan_bytes("child-a.pdf", weasyprint.HTML(string=page).write_pdf(), register) == []


def test_a_pdf_of_anonymised_text_is_clean_and_one_of_the_source_is_not():
    source = "Tamsin Fenwright lived with Mark Price near Harrowmere Primary School in Brackenthwaite."
    for text, ids in ((source, {"1", "5", "10", "12"}), (anonymise(source, FAMILY).text, set())):
        pdf = weasyprint.HTML(string=f"<title>Review</title><p>{text}</p>").write_pdf()
        assert found("review.pdf", pdf, FAMILY) == ids


def test_words_that_people_ruled_harmless_are_no_hits():
    assert found("a.txt", b"Then Price left.", FAMILY) == {"5"}
    assert scan_bytes("a.txt", b"Then Price left.", FAMILY, kept=["price"]) == []


def test_a_file_on_disk(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text(CANARY["L2"], encoding="utf-8")
    assert scan_file(path, REGISTER) == [Hit(str(path), "text", "L2")]
    with pytest.raises(Unreadable):
        scan_file(tmp_path / "missing.txt", REGISTER)
