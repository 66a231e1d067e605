"""Files with names planted where readers do not look, made by the tests themselves."""

import io
import struct
import zipfile
import zlib

import docx
import openpyxl
import pikepdf
from openpyxl.comments import Comment
from pikepdf import Array, Dictionary, Name, String

# One canary for each hiding place: found means that the scan looked there.
SURNAMES = """
Abernethwick Bellstrode Carringmoor Dunstervale Elphickson Farthingdew Gossamerly Hollinbrake
Ivoryhulme Jessamond Kettlewynde Lorrimane Mossingworth Netherquill Oakenshawe Pellowitch
Quennerby Rothersedge Silverdrake Thistlewaite Underhillow Vandermeerly Wintlebury Yarrowdene
Zellerbach Ashenfordly Brambletyke Cloverstoke Drummacree Eglantyne Fernyhalgh Gillyfrost
Hawkmistle Inglethorn Juniperley Kirkmallow Lavenshaw Marrowbone Nightingarth Orchisfield
Primulaux Ravenscroftly
""".split()
CANARY = {f"L{number}": f"{name[2:7].title()}ia {name}" for number, name in enumerate(SURNAMES, 1)}
REGISTER = [
    {"id": key, "kind": "PERSON", "name": name, "pseudonym": f"Person {key}"} for key, name in CANARY.items()
]


def jpeg(text, coding="ascii"):
    """The smallest thing that is a JPEG with an EXIF text."""
    exif = b"Exif\0\0MM\0*" + text.encode(coding)
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xd9"


def png(text):
    body = b"Author\0\0" + zlib.compress(text.encode())
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(body))
        + b"zTXt"
        + body
        + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    )


def subset_font(pdf, name):
    """A font whose ToUnicode map knows the letters of one name."""
    letters = sorted(set(name.replace(" ", "")))
    rows = "".join(f"<{i:02x}> <{ord(c):04x}>\n" for i, c in enumerate(letters, 1))
    cmap = f"{len(letters)} beginbfchar\n{rows}endbfchar".encode()
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name("/ABCDEF+Serif"),
        ToUnicode=pdf.make_stream(cmap),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontFile=pdf.make_stream(b"glyphs")),
    )


def glyph_font(pdf, text):
    """A font whose codes mean nothing without its map, and the codes that draw the text."""
    letters = sorted(set(text + "etaoin shrdlu"))
    rows = "".join(f"<{i:04x}> <{ord(c):04x}>\n" for i, c in enumerate(letters, 1))
    cmap = f"{len(letters)} beginbfchar\n{rows}endbfchar".encode()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Sans"), ToUnicode=pdf.make_stream(cmap)
    )
    return font, "".join(f"{letters.index(c) + 1:04x}" for c in text)


def drawn(text, way="(%s) Tj"):
    return f"BT /F1 12 Tf 10 10 Td {way % text} ET\n"


def planted_pdf():
    """L1-L24 in one file."""
    c = CANARY
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    glyphs, codes = glyph_font(pdf, c["L2"])
    first, last = c["L3"].split()
    octal = "".join(f"\\{ord(ch):03o}" for ch in c["L4"])
    content = (
        drawn(c["L1"])
        + "0 0 200 40 re f\n1 1 1 rg "
        + f"BT /F2 12 Tf <{codes}> Tj ET\n"
        + f"BT /F1 9 Tf -900 -900 Td [({first[:3]}) -20 ({first[3:]}) -300 ({last[:5]}) 10 ({last[5:]})] TJ ET\n"
        + f"BT 3 Tr /F1 12 Tf ({octal}) Tj ET\n/OC /Hidden BDC {drawn(c['L17'])} EMC\n"
        + f"/Span <</ActualText ({c['L16']})>> BDC {drawn('x')} EMC\n"
    )
    page.obj.Contents = pdf.make_stream(content.encode())
    serif = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=serif, F2=glyphs, F3=subset_font(pdf, c["L23"])))
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(c["L5"], 0))
    pdf.docinfo["/Author"] = c["L6"]
    pdf.docinfo["/Producer"] = f"C:\\Users\\{c['L22'].replace(' ', '.')}\\review.docx"
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String(c["L9"]), T=String(c["L10"])
    )
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.URI, URI=String("https://example.org/" + c["L7"].replace(" ", "_"))),
    )
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("f"), V=String(c["L11"]), Rect=[0, 0, 9, 9]
    )
    page.obj.Annots = Array([pdf.make_indirect(thing) for thing in (note, link, field)])
    photo = pdf.make_stream(
        jpeg(c["L8"]), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, Filter=Name.DCTDecode
    )
    page.obj.Resources.XObject = Dictionary(Im=photo)
    page.obj.Thumb = pdf.make_stream(jpeg(c["L24"], "utf-16-le"), Width=1, Height=1, Filter=Name.DCTDecode)
    plant_catalogue(pdf, page, c)
    buffer = io.BytesIO()
    pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue() + earlier_revision(c["L20"])


def plant_catalogue(pdf, page, c):
    """Hiding places that hang on the document, not on a page."""
    root = pdf.Root
    root.AcroForm = Dictionary(Fields=Array([page.obj.Annots[2]]))
    xmp = (
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator><rdf:Seq><rdf:li>"
        f"{c['L12']}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.attachments[c["L13"] + ".txt"] = pikepdf.AttachedFileSpec(
        pdf, zipped({"notes.html": f"<p>{c['L14'][:9]}<b>{c['L14'][9:]}</b></p>"}), filename=c["L13"] + ".txt"
    )
    figure = Dictionary(
        Type=Name.StructElem,
        S=Name.Figure,
        Alt=String(c["L15"]),
        ID=String("tag-" + c["L21"].replace(" ", "-")),
    )
    root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(figure)))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("plain layer")))
    root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    page.obj.Resources.Properties = Dictionary(Hidden=layer)
    root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{c['L18']}')"))
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(c["L19"]))]))


def earlier_revision(name):
    """An object that nothing points to any more, deflated."""
    body = zlib.compress(drawn(name.encode("utf-16-be").hex(), "<%s> Tj").encode())
    return b"\n99 0 obj <</Length %d /Filter /FlateDecode>> stream\n%s\nendstream endobj\n" % (
        len(body),
        body,
    )


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def changed(data, parts):
    """An office file with more parts, or with parts whose text is replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    for name, change in parts.items():
        files[name] = change(files[name].decode()).encode() if callable(change) else change
    return zipped(files)


def planted_docx():
    """L25-L34 in one file."""
    c = CANARY
    document = docx.Document()
    document.core_properties.author = c["L25"]
    document.sections[0].header.paragraphs[0].text = c["L29"]
    paragraph = document.add_paragraph("Plain words. ")
    hidden = paragraph.add_run(c["L28"])
    hidden.font.hidden = True
    for piece in (c["L34"][:4], c["L34"][4:12], c["L34"][12:]):
        document.add_paragraph() if piece == "never" else paragraph.add_run(piece)
    buffer = io.BytesIO()
    document.save(buffer)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inserted = (
        f'<w:p><w:del w:id="1" w:author="{c["L26"]}"><w:r><w:delText>gone</w:delText></w:r></w:del>'
        f'<w:bookmarkStart w:id="2" w:name="{c["L33"].replace(" ", "_")}"/><w:bookmarkEnd '
        f'w:id="2"/></w:p><w:sectPr'
    )
    book = openpyxl.Workbook()
    book.active["A1"] = c["L31"]
    sheet = io.BytesIO()
    book.save(sheet)
    return changed(
        buffer.getvalue(),
        {
            "word/document.xml": lambda text: text.replace("<w:sectPr", inserted, 1),
            "word/comments.xml": f"<w:comments {space}><w:comment "
            f'w:author="x"><w:p><w:r><w:t>{c["L27"]}</w:t></w:r></w:p></w:comment></w:comments>'.encode(
                "utf-16"
            ),
            "word/media/image1.jpg": jpeg(c["L30"]),
            "word/embeddings/book.xlsx": sheet.getvalue(),
            "word/_rels/settings.xml.rels": f"<Relationships><Relationship "
            f'Target="file:///C:/{c["L32"].replace(" ", "%20")}/t.dotx"/></Relationships>'.encode(),
        },
    )


def planted_xlsx():
    """L35 three times over: a hidden sheet, a defined name, a comment."""
    book = openpyxl.Workbook()
    book.active["A1"] = "plain"
    secret = book.create_sheet("s")
    secret["A1"] = CANARY["L35"]
    secret.sheet_state = "hidden"
    book.active["A2"].comment = Comment(CANARY["L27"], CANARY["L26"])
    book.defined_names["N"] = openpyxl.workbook.defined_name.DefinedName("N", attr_text=f'"{CANARY["L33"]}"')
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
