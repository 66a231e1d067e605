import pytest
from django.core.cache import cache

from lscb.records.models import Record
from lscb.records.operations import open_record


@pytest.fixture(autouse=True)
def no_memory() -> None:
    cache.clear()


@pytest.fixture
def case(cast) -> Record:
    """A closed case. Its own page is here the page of who can open it."""
    return open_record(
        board=cast.board,
        kind="referral",
        code="REF",
        title="Referral",
        route="people:access",
        by=cast["business-manager"],
    )
