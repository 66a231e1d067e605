import pytest

from lscb.notices.models import Delivery, Notice
from lscb.notices.operations import notify


@pytest.fixture(autouse=True)
def empty_outbox(request):
    """What was told while the cast was appointed is not looked at here."""
    if "cast" in request.fixturenames:
        request.getfixturevalue("cast")
        Notice.objects.all().delete()
        Delivery.objects.all().delete()


@pytest.fixture
def tell(cast):
    """tell("police-lead", "a"): one notice about something, urgent or not."""

    def make(
        slug="police-lead",
        cause="a",
        *,
        urgent=False,
        key="imr-requested",
        reference="WES-IMR-2026-004",
        board=None,
    ):
        return notify(
            to=cast[slug], board=board or cast.board, subject_key=key, reference=reference, link="/x/", unique_key=cause,
            urgent=urgent,
        )  # fmt: skip

    return make
