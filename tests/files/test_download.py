"""What goes out: only through the record's access, only scanned, only as an attachment, always in the trail."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.core.errors import BadInput
from lscb.files.models import StoredFile
from lscb.files.operations import remove
from lscb.files.presenters import attachments
from lscb.files.sweep import clear_orphans, scan_waiting
from lscb.records.operations import end_access, exclude
from lscb.trail.models import AuditEvent
from tests.files.conftest import upload

pytestmark = pytest.mark.django_db
Scan = StoredFile.Scan


@pytest.fixture
def scanner(settings, tmp_path):
    """A scanner of our own that finds the word VIRUS; scanner(7) makes it answer with that code."""
    script = tmp_path / "scanner"

    def answer(code=None):
        body = f"exit {code}" if code is not None else 'grep -q VIRUS "$1" && exit 1; exit 0'
        script.write_text(f"#!/bin/sh\n{body}\n")
        script.chmod(0o700)

    answer()
    settings.SCANNER_COMMAND = f"{script} {{}}"
    return answer


def test_a_download_is_an_attachment_that_nothing_can_run(add, client_as, case):
    use = add("txt", b"Words", name='Siân"; filename=evil.html;\n')
    page = client_as("scr-chair").get(f"/files/{use.pk}/")
    assert page.status_code == 200 and b"".join(page.streaming_content) == b"Words"
    assert page["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in page["Content-Disposition"] and "%C3%A2" in page["Content-Disposition"]
    assert page["Content-Type"] == "text/plain; charset=utf-8"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert page["Cache-Control"] == "no-store"
    told = AuditEvent.objects.get(event="file.downloaded")
    assert told.record_id == case.pk and "Siân" not in str(told.detail)


def test_hidden_missing_and_removed_are_the_same_404(add, client_as, cast, case):
    use = add()
    gone = add()
    remove(use=gone, by=cast["business-manager"])
    bodies = set()
    for slug in ("stranger", "other-manager", "police-lead", "administrator"):
        for pk in (use.pk, gone.pk, 987654, 10**30):
            page = client_as(slug).get(f"/files/{pk}/")
            assert page.status_code == 404
    for pk in (gone.pk, 987654):
        page = client_as("scr-chair").get(f"/files/{pk}/")
        assert page.status_code == 404
        bodies.add(page.content.decode().split("<main")[1])
    assert len(bodies) == 1
    assert not AuditEvent.objects.filter(event="file.downloaded").exists()
    with pytest.raises(BadInput, match="already"):
        remove(use=gone, by=cast["business-manager"])


def test_losing_access_shuts_the_file_at_the_next_request(add, client_as, cast, case):
    use = add()
    client = client_as("scr-chair")
    assert client.get(f"/files/{use.pk}/").status_code == 200
    end_access(record=case, party=cast["scr-chair"].party, by=None, reason="Moved on")
    assert client.get(f"/files/{use.pk}/").status_code == 404
    manager = client_as("business-manager")
    assert manager.get(f"/files/{use.pk}/").status_code == 200
    exclude(
        record=case, user=cast["business-manager"], reason="Knows the family", by=cast["independent-chair"]
    )
    assert manager.get(f"/files/{use.pk}/").status_code == 404


def test_posting_to_a_download_is_refused(add, client_as):
    assert client_as("scr-chair").post(f"/files/{add().pk}/").status_code == 405


def test_nothing_is_given_out_before_the_scanner_said_clean(scanner, add, client_as):
    clean, bad = add("txt", b"fine"), add("txt", b"VIRUS")
    client = client_as("scr-chair")
    page = client.get(f"/files/{clean.pk}/")
    assert page.status_code == 409 and "waiting for the virus check" in page.content.decode()
    assert scan_waiting() == 2
    assert client.get(f"/files/{clean.pk}/").status_code == 200
    page = client.get(f"/files/{bad.pk}/")
    assert page.status_code == 409 and "locked away" in page.content.decode()
    assert AuditEvent.objects.filter(event="file.infected").count() == 1
    assert scan_waiting() == 0


@pytest.mark.parametrize("code", [2, 50, 127, 255])
def test_a_scanner_that_is_down_releases_nothing(scanner, add, client_as, code, at):
    now = at(timezone.now())
    use = add("txt", b"fine")
    scanner(code)
    assert scan_waiting() == 0
    assert client_as("scr-chair").get(f"/files/{use.pk}/").status_code == 409
    scanner()
    assert scan_waiting() == 0  # it waits for its next try
    at(now + dt.timedelta(minutes=5))
    assert scan_waiting() == 1


def test_a_missing_scanner_command_releases_nothing(settings, add):
    settings.SCANNER_COMMAND = "/nowhere/scanner {}"
    use = add("txt", b"fine")
    assert scan_waiting() == 0
    use.file.refresh_from_db()
    assert use.file.scan == Scan.WAITING


def test_a_file_that_another_worker_has_is_left_to_it_until_its_lease_ends(scanner, add):
    use = add("txt", b"fine")
    rows = StoredFile.objects.filter(pk=use.file_id)
    rows.update(claimed_until=timezone.now() + dt.timedelta(minutes=1))
    assert scan_waiting() == 0
    rows.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    assert scan_waiting() == 1


def test_missing_bytes_are_said_plainly(add, client_as):
    use = add()
    use.file.place.unlink()
    page = client_as("scr-chair").get(f"/files/{use.pk}/")
    assert page.status_code == 409 and "are missing" in page.content.decode()


def test_names_that_may_identify_are_hidden_until_revealed(add):
    use = add("txt", name="Jayden Smyth")
    assert attachments([use], revealed=False)[0]["name"] == f"TXT file {use.pk} (name hidden)"
    assert attachments([use], revealed=True)[0]["name"] == "Jayden Smyth.txt"
    plain = add("txt", name="Policy", may_identify=False)
    assert attachments([plain], revealed=False)[0]["name"] == "Policy.txt"


def test_bytes_without_a_row_are_cleared_after_a_day(add, own_folder, at):
    use = add()
    orphan = own_folder / "zz" / "orphan"
    orphan.parent.mkdir()
    orphan.write_bytes(b"x")
    assert clear_orphans() == 0
    at(timezone.now() + dt.timedelta(days=2))
    assert clear_orphans() == 1
    assert use.file.place.exists() and not orphan.exists()


def test_an_upload_larger_than_the_limit_never_fills_the_disk(settings, rf):
    from lscb.files.uploading import BoundedUploadHandler

    settings.UPLOAD_MAX_BYTES = 100_000
    request = rf.post("/", {"file": upload("txt", b"x" * 1_000_000)})
    request.upload_handlers = [BoundedUploadHandler(request)]
    sent = request.FILES["file"]
    assert sent.size == 1_000_000
    assert len(sent.read()) == 100_001
