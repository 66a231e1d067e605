"""A file in which the later virus check finds something harmful: whoever can ask for a clean copy hears of it, once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lscb.board.tasks import tell_of_harm
from lscb.files.operations import attach, remove
from lscb.files.tasks import scan
from lscb.notices.models import Notice
from lscb.records.operations import exclude, grant_access
from tests.reviews import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def scanner(settings, tmp_path):
    """A scanner that finds the word VIRUS."""
    script = tmp_path / "scanner"
    script.write_text('#!/bin/sh\ngrep -q VIRUS "$1" && exit 1; exit 0\n')
    script.chmod(0o700)
    settings.FILES_DIR, settings.SCANNER_COMMAND = tmp_path / "files", f"{script} {{}}"


@pytest.fixture
def case(cast, scanner):
    """A referral with requests to the police and to community health, asked already."""
    return making.gathering(cast, agencies=("police", "community-health"))


def add(record, by, text=b"VIRUS"):
    upload = SimpleUploadedFile("Tamsin.txt", text, content_type="text/plain")
    return attach(record=record, upload=upload, purpose="attachment", by=by)


def told(cast):
    scan()
    tell_of_harm()
    rows = Notice.objects.filter(subject_key="file-infected")
    return {next(slug for slug in cast.people if cast[slug] == row.to): row for row in rows}


def test_the_unit_and_the_agency_s_lead_are_told_once(cast, case, client_as):
    request = case[1][1].record
    add(request, cast["scr-member-health"])
    add(request, cast["scr-member-health"], b"fine")
    rows = told(cast)
    assert set(rows) == {"business-manager", "health-lead"}
    assert tell_of_harm() == 0 and len(told(cast)) == 2
    row = rows["health-lead"]
    assert row.urgent and row.wording.subject == f"Look at a file on {request.reference}"
    assert client_as("health-lead").get(row.link).status_code == 200
    home = client_as("health-lead").get("/").content.decode()
    assert row.wording.subject in home and "Tamsin" not in " ".join(row.wording.sentences)


def test_nobody_is_told_of_what_they_may_not_open(cast, case):
    referral = case[0].record
    exclude(record=referral, user=cast["business-manager"], reason="Knows them", by=cast["independent-chair"])
    grant_access(
        record=referral,
        party=cast["business-officer"].party,
        capacity="case-lead",
        reason="Follows it",
        by=None,
    )
    add(referral, cast["scr-member-health"])
    assert set(told(cast)) == {"business-officer"}


def test_a_file_that_was_taken_off_again_needs_no_telling(cast, case):
    use = add(case[0].record, None)
    remove(use=use, by=cast["business-manager"])
    assert not told(cast)
    assert tell_of_harm() == 0
