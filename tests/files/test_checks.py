"""What comes in: good files of every kind, and hostile ones of many classes, each refused with a sentence."""

import resource
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lscb.core.errors import BadInput
from lscb.files import operations
from lscb.files.checks.names import clean_name
from lscb.files.models import FileUse, StoredFile
from lscb.files.operations import accept_upload
from tests.files import hostile, specimens
from tests.files.conftest import upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("extension", ["pdf", "docx", "xlsx", "csv", "txt", "jpg", "png"])
def test_good_files_are_kept_under_our_own_name(add, extension, own_folder):
    data = specimens.good()[extension]
    use = add(extension, data=data, name="Police report – Siân")
    assert use.file.place.read_bytes() == data
    assert use.file.place.is_relative_to(own_folder) and "report" not in str(use.file.path)
    assert (use.file.size, use.file.scan) == (len(data), StoredFile.Scan.UNSCANNED)


@pytest.mark.parametrize("file", specimens.honest(), ids=str)
def test_what_honest_programs_write_is_taken(cast, file):
    sent = SimpleUploadedFile(file.name, file.data, content_type=file.declared)
    assert accept_upload(board=cast.board, upload=sent, by=None).size == len(file.data)


@pytest.mark.slow
def test_every_hostile_file_is_refused_with_advice_and_leaves_nothing(cast, own_folder):
    """At least 200 files of 25 classes (assurance G9): none kept, each within five seconds, little memory."""
    files = hostile.hostile()
    assert len(files) >= 200 and len({file.kind for file in files}) >= 25
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kept, slow = [], []
    for file in files:
        started = time.monotonic()
        try:
            sent = SimpleUploadedFile(file.name or "x", file.data, content_type=file.declared)
            sent._name = file.name
            accept_upload(board=cast.board, upload=sent, by=None)
        except BadInput as refusal:
            assert refusal.reason.endswith(".") and len(refusal.reason) > 30, file
        else:
            kept.append(str(file))
        if time.monotonic() - started > 5:
            slow.append(str(file))
    assert kept == [] and slow == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024
    assert not StoredFile.objects.exists()
    assert not [place for place in own_folder.rglob("*") if place.is_file()]


def test_a_file_of_more_than_the_limit_is_refused(settings, add):
    settings.UPLOAD_MAX_BYTES = 1000
    with pytest.raises(BadInput, match="larger than"):
        add("txt", b"x" * 1001)
    assert add("txt", b"x" * 1000)


def test_a_size_that_lies_is_found_while_copying(settings, cast, own_folder):
    settings.UPLOAD_MAX_BYTES = 1000
    sent = upload("txt", b"x" * 5000)
    sent.size = 10
    with pytest.raises(BadInput, match="larger than"):
        accept_upload(board=cast.board, upload=sent, by=None)
    assert not [place for place in own_folder.rglob("*") if place.is_file()]


@pytest.mark.parametrize(
    ("limit", "value", "sentence"),
    [("MAX_FILES_ON_A_RECORD", 1, "no more room"), ("MAX_BYTES_ON_A_RECORD", 150, "no more room"),
     ("MAX_FILES_A_DAY", 1, "last 24 hours"), ("MAX_BYTES_A_DAY", 150, "last 24 hours")],
)  # fmt: skip
def test_room_on_a_record_and_for_a_person(add, monkeypatch, limit, value, sentence):
    monkeypatch.setattr(operations, limit, value)
    add("txt", b"x" * 100)
    with pytest.raises(BadInput, match=sentence):
        add("txt", b"x" * 100)
    assert FileUse.objects.count() == 1


def test_advice_names_the_way_out(add):
    for name, words in (
        ("old.doc", "save it as .docx"),
        ("mail.msg", "to a PDF"),
        ("x.exe", "Use a PDF, Word"),
    ):
        sent = SimpleUploadedFile(name, b"x", content_type="application/octet-stream")
        with pytest.raises(BadInput, match=words):
            accept_upload(board=None, upload=sent, by=None)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("report.pdf", "report.pdf"), ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Temp\\Ann: notes.DOCX", "Ann notes.docx"),
        ("a\u202efdp.txt", "afdp.txt"), ("x\r\nSet-Cookie: a=b.pdf", "xSet-Cookie a=b.pdf"), ('a"; b=".pdf', "a b=.pdf"),
        (" . .pdf", "pdf"), ("naïve – Siân.pdf", "naïve – Siân.pdf"), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"), ("", "file"),
    ],
)  # fmt: skip
def test_names_are_made_safe(given, clean):
    assert clean_name(given) == clean
