import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lscb.files.operations import attach
from lscb.records.operations import grant_access, open_record
from tests.files import specimens


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


@pytest.fixture
def case(cast):
    record = open_record(
        board=cast.board, kind="referral", code="REF", title="A referral", route="identity:reveal", by=None
    )
    grant_access(
        record=record, party=cast["scr-chair"].party, capacity="group-member", reason="Test", by=None
    )
    return record


def upload(extension="pdf", data=None, name="report", declared=None):
    data = specimens.good()[extension] if data is None else data
    return SimpleUploadedFile(
        f"{name}.{extension}", data, content_type=declared or specimens.TYPES[extension]
    )


@pytest.fixture
def add(case, cast):
    """add("pdf"): a file on the case, added by the manager."""

    def make(extension="txt", data=None, name="report", by="business-manager", **more):
        return attach(
            record=case, upload=upload(extension, data, name), purpose="attachment", by=cast[by], **more
        )

    return make
