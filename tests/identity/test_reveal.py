"""The gate: a reason, fifteen minutes, a trail, and nothing for those who may not."""

import pytest

from lscb.board.operations import give_seat
from lscb.board.permissions import needs_strong_factor
from lscb.core.errors import BadInput, NotAllowed
from lscb.identity.operations import add_person, hide, reveal
from lscb.identity.presenters import identity_panel
from lscb.identity.reading import is_revealed, people_of
from lscb.records.operations import grant_access
from lscb.trail.models import AuditEvent
from tests.reviews import making

pytestmark = pytest.mark.django_db
WHY = "To prepare the scoping letters"


def events(name):
    return list(AuditEvent.objects.filter(event=name))


def test_shown_for_fifteen_minutes_and_each_showing_is_in_the_trail(case, child, cast, at):
    chair = cast["scr-chair"]
    at("2026-03-02 09:00")
    with pytest.raises(NotAllowed, match="hidden"):
        people_of(case, chair)
    reveal(record=case, reason=WHY, by=chair)
    assert people_of(case, chair)[0].name == "Jayden Okafor-Smyth"
    assert not is_revealed(case, cast["business-manager"])
    at("2026-03-02 09:14")
    assert is_revealed(case, chair)
    at("2026-03-02 09:15")
    assert not is_revealed(case, chair)
    assert events("identity.revealed")[0].detail == {"reason": WHY, "minutes": 15}
    assert len(events("identity.shown")) == 1


@pytest.mark.parametrize("reason", ["", "because", "need it", "x" * 301 + " a b", "To look up jayden again"])
def test_a_reason_of_a_few_words_without_a_name(case, child, cast, reason):
    with pytest.raises(BadInput):
        reveal(record=case, reason=reason, by=cast["scr-chair"])
    assert not events("identity.revealed")


def test_plain_words_that_are_names_too_may_stand_in_a_reason(case, child, cast):
    for kind, name in (("PERSON", "May Young"), ("LOC", "Kestrel Rise Primary School")):
        add_person(record=case, kind=kind, role="other", values=[("name", name)], by=None)
    reveal(record=case, reason="I may need to write to the school of the young person", by=cast["scr-chair"])
    with pytest.raises(BadInput, match="without anybody"):
        reveal(record=case, reason="To look for May again", by=cast["scr-chair"])


def test_hide_ends_it_early(case, child, cast):
    reveal(record=case, reason=WHY, by=cast["scr-chair"])
    hide(record=case, by=cast["scr-chair"])
    assert not is_revealed(case, cast["scr-chair"])


def test_the_panel_says_which_way_it_stands(case, child, cast):
    chair = cast["scr-chair"]
    assert identity_panel(case, chair, False)["refused"]
    hidden = identity_panel(case, chair, True, back="/x/")
    assert hidden["show_url"] == f"/identity/{case.reference}/?back=/x/"
    reveal(record=case, reason=WHY, by=chair)
    shown = identity_panel(case, chair, True)
    assert shown["rows"][0]["key"] == "Child A"
    assert "Born: Wednesday 12 March 2014" in shown["rows"][0]["lines"]
    assert 0 < shown["hide_after"] <= 900
    assert identity_panel(case, chair, False)["shown"] is False


def test_the_page_asks_shows_and_hides(case, child, cast, client_as):
    client = client_as("scr-chair")
    address = f"/identity/{case.reference}/"
    page = client.get(address + "?back=/board/")
    assert page.status_code == 200 and "Why do you need to see" in page.content.decode()
    assert "Okafor" not in page.content.decode()
    page = client.post(address, {"reason": "curious"})
    assert (
        page.status_code == 422
        and "Say in a few words" in page.content.decode()
        and "curious" in page.content.decode()
    )
    page = client.post(address + "?back=/board/", {"reason": WHY})
    assert page.status_code == 302 and page["Location"] == "/board/"
    assert is_revealed(case, cast["scr-chair"])
    client.post(address + "hide/")
    assert not is_revealed(case, cast["scr-chair"])


def test_it_never_leads_away_from_us(case, child, client_as):
    for back in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"):
        page = client_as("scr-chair").post(f"/identity/{case.reference}/?back={back}", {"reason": WHY})
        assert page["Location"] == f"/identity/{case.reference}/"


def test_strangers_and_the_unlisted_get_the_same_404(case, child, client_as):
    for slug in ("stranger", "other-manager", "police-lead", "board-member"):
        for address in (
            f"/identity/{case.reference}/",
            f"/identity/{case.reference}/hide/",
            "/identity/WES-REF-1999-1/",
        ):
            assert client_as(slug).post(address, {"reason": WHY}).status_code == 404


def test_who_may_open_the_case_may_not_always_reveal(case, child, cast, client_as):
    grant_access(
        record=case, party=cast["scr-member-police"].party, capacity="group-member", reason="Listed", by=None
    )
    page = client_as("scr-member-police").get(f"/identity/{case.reference}/")
    assert page.status_code == 403 and "pseudonyms" in page.content.decode()
    grant_access(
        record=case, party=cast["scr-member-police"].party, capacity="respondent", reason="Named", by=None
    )
    assert client_as("scr-member-police").get(f"/identity/{case.reference}/").status_code == 200


def test_a_lead_with_a_seat_sees_who_it_is_about_only_where_their_agency_was_asked(cast, client_as):
    give_seat(
        group=cast.group("case-review"), user=cast["housing-lead"], agency=cast.agency("housing"), by=None
    )
    give_seat(
        group=cast.group("case-review"),
        user=cast["health-lead"],
        agency=cast.agency("community-health"),
        by=None,
    )
    referral, requests = making.gathering(cast, agencies=("police", "housing"))
    making.list_it(cast, referral)
    for slug in ("housing-lead", "health-lead"):
        page = client_as(slug).get(f"/identity/{referral.record.reference}/")
        assert page.status_code == 403 and "pseudonyms" in page.content.decode()
    of_police, of_housing = (f"/identity/{one.record.reference}/" for one in requests)
    assert client_as("housing-lead").get(of_housing).status_code == 200
    for slug, address in (
        ("housing-lead", of_police),
        ("health-lead", of_police),
        ("health-lead", of_housing),
    ):
        assert client_as(slug).get(address).status_code == 403


def test_a_lead_needs_a_strong_second_step_before_the_first_request_comes(cast):
    assert needs_strong_factor(cast["housing-lead"])
    assert not needs_strong_factor(cast["school-dsl"])
