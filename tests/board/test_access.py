"""Who may open a case: given, ended, shut by a conflict, opened in an emergency."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from lscb.board.operations import end_seat, give_seat
from lscb.records.models import BreakGlass, Record, RecordAccess, RecordExclusion
from lscb.records.operations import grant_access
from lscb.trail.models import AuditEvent
from tests.signin import sign_in

SOON = dt.timedelta(days=30)


def sees(user, record) -> bool:
    user.__dict__.pop("_reach", None)
    return Record.objects.visible_to(user).filter(pk=record.pk).exists()


def let_in(browser, cast, case, slug="police-member", **more):
    fields = {
        "party": cast[slug].party.pk, "capacity": "panel", "reason": "Sits on the panel",
        "until_on": (timezone.localdate() + SOON).isoformat(),
    }  # fmt: skip
    return browser.post(f"/access/{case.reference}/grant/", fields | more)


@pytest.fixture
def member(cast) -> str:
    """Somebody of the cast who reads no case by themselves."""
    return next(slug for slug in ("lay-member", "board-member", "data-officer") if slug in cast.people)


def test_access_is_given_until_a_day_and_ended(cast, client_as, case, member):
    manager = client_as("business-manager")
    assert not sees(cast[member], case)
    assert let_in(manager, cast, case, member).status_code == 302
    assert sees(cast[member], case)
    page = manager.get(f"/access/{case.reference}/").content.decode()
    assert "Sits on the panel" in page
    assert cast[member].name in page
    row = RecordAccess.objects.get(record=case, party=cast[member].party)
    manager.post(f"/access/{case.reference}/rows/{row.pk}/end/", {"reason": "Left the panel"})
    assert not sees(cast[member], case)


def test_access_always_ends(cast, client_as, case, member):
    manager = client_as("business-manager")
    assert let_in(manager, cast, case, member, until_on="").status_code == 422
    far = (timezone.localdate() + dt.timedelta(days=800)).isoformat()
    assert "a year at most" in let_in(manager, cast, case, member, until_on=far).content.decode()


@pytest.mark.parametrize("slug", ["stranger", "lay-member", "administrator"])
def test_others_do_not_find_the_page(cast, client_as, case, slug):
    browser = client_as(slug)
    for tail in ("", "grant/", "conflicts/add/", "rows/1/end/", "conflicts/1/lift/"):
        assert browser.get(f"/access/{case.reference}/{tail}").status_code == 404
    assert browser.get("/access/WES-REF-2099-001/").status_code == 404


def test_the_neighbours_manager_does_not_find_it(cast, case):
    browser = sign_in(Client(), cast.neighbour["other-manager"])
    assert browser.get(f"/access/{case.reference}/").status_code == 404


def test_a_conflict_beats_everything_even_for_the_manager(cast, client_as, case):
    manager = client_as("business-manager")
    manager.post(
        f"/access/{case.reference}/conflicts/add/",
        {"user": cast["business-manager"].pk, "reason": "A cousin"},
    )
    assert RecordExclusion.objects.get().user == cast["business-manager"]
    assert manager.get(f"/access/{case.reference}/").status_code == 404


def test_a_conflict_shuts_what_access_opened_and_no_access_opens_it_again(cast, client_as, case, member):
    manager = client_as("business-manager")
    let_in(manager, cast, case, member)
    manager.post(
        f"/access/{case.reference}/conflicts/add/", {"user": cast[member].pk, "reason": "Knows the family"}
    )
    assert not sees(cast[member], case)
    assert "personal conflict" in let_in(manager, cast, case, member, capacity="reviewer").content.decode()
    row = RecordExclusion.objects.get()
    manager.post(f"/access/{case.reference}/conflicts/{row.pk}/lift/", {"reason": "Recorded by mistake"})
    assert sees(cast[member], case)


def test_a_seat_ends_and_with_it_the_case(cast, case, member):
    user, group = cast[member], cast.group("case-review")
    seat = give_seat(group=group, user=user, by=cast["business-manager"])
    grant_access(
        record=case, party=group.party, capacity="group-member", reason="Listed", by=cast["business-manager"]
    )
    assert sees(user, case)
    end_seat(seat=seat, on=timezone.localdate(), by=cast["business-manager"])
    assert not sees(user, case)


def emergency(browser, reference, reason="A child may be at risk tonight"):
    return browser.post("/access/break-glass/", {"reference": reference, "reason": reason})


def test_an_emergency_opens_for_four_hours_and_is_told(cast, client_as, case, at):
    at("2026-03-02 09:00")
    browser = client_as("administrator")
    assert not sees(cast["administrator"], case)
    assert emergency(browser, case.reference.lower()).status_code == 302
    assert sees(cast["administrator"], case)
    for slug in ("business-manager", "independent-chair"):
        assert cast[slug].notices.filter(subject_key="break-glass", urgent=True).exists()
    assert AuditEvent.objects.filter(event="access.break-glass", record_id=case.pk).exists()
    at("2026-03-02 13:01")
    assert not sees(cast["administrator"], case)


def test_a_missing_case_and_one_of_the_neighbours_read_the_same(cast, client_as, case):
    browser = client_as("administrator")
    theirs = Record.objects.create(
        board=cast.neighbour.board,
        kind="referral",
        reference="EAS-REF-2026-001",
        title="Referral",
        route="people:access",
    )
    pages = [
        emergency(browser, reference).content.decode() for reference in (theirs.reference, "EAS-REF-2026-999")
    ]
    assert all("no case with this reference" in page for page in pages)
    assert not BreakGlass.objects.exists()
    assert emergency(browser, case.reference, "because").status_code == 422


def test_only_some_open_cases_in_an_emergency(client_as, case):
    assert client_as("business-officer").get("/access/break-glass/").status_code == 404
    assert client_as("stranger").get(f"/access/{case.reference}/break-glass/").status_code == 404
    assert client_as("administrator").get(f"/access/{case.reference}/break-glass/").status_code == 200
    assert client_as("administrator").get("/access/NO-SUCH-1/break-glass/").status_code == 200
