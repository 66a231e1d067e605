import pytest

from lscb.records.operations import open_record


@pytest.fixture
def record(cast):
    return new_record(cast)


def new_record(cast):
    return open_record(
        board=cast.board,
        kind="referral",
        code="REF",
        title="Referral",
        route="thing",
        by=cast["business-manager"],
    )
