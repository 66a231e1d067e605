"""A request that ends with its case: nothing waits for an answer that nobody will read."""

import pytest

from lscb.core.errors import InvalidMove
from reviews.models import ScopingRequest
from reviews.operations import scoping, triage
from tests.reviews import making

pytestmark = pytest.mark.django_db


def test_a_request_ends_once_and_shuts_with_it(cast):
    _, requests = making.gathering(cast)
    manager = cast["business-manager"]
    scoping.end_request(request=requests[2], reason="Not needed", by=manager)
    assert not ScopingRequest.objects.visible_to(cast["housing-lead"]).exists()
    with pytest.raises(InvalidMove):
        scoping.end_request(request=requests[2], reason="Not needed", by=manager)


def test_requests_end_when_the_case_goes_elsewhere(cast):
    referral, _ = making.gathering(cast)
    triage.redirect(
        referral=referral, sent_where="Eastmere", reason="The child lives there.", by=cast["business-manager"]
    )
    assert not ScopingRequest.objects.filter(referral=referral).waiting().exists()
