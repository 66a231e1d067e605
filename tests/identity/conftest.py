import pytest

from lscb.identity.operations import add_person
from lscb.records.operations import grant_access, open_record


@pytest.fixture
def case(cast):
    """A case that the sub-group's chair may open; the manager's office reads it anyway."""
    record = open_record(
        board=cast.board,
        kind="referral",
        code="REF",
        title="A referral",
        route="identity:reveal",
        by=cast["business-manager"],
    )
    grant_access(
        record=record,
        party=cast["scr-chair"].party,
        capacity="group-member",
        reason="Test",
        by=cast["business-manager"],
    )
    return record


@pytest.fixture
def child(case, cast):
    return add_person(
        record=case, kind="PERSON", role="child", by=cast["business-manager"],
        values=[("first-name", "Jayden"), ("surname", "Okafor-Smyth"), ("other-name", "Jay Smyth"), ("birth", "2014-03-12"),
                ("address", "12 Kestrel Rise, Westmere"), ("number", "943 476 5919")],
    )  # fmt: skip
