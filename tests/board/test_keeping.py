"""The board's own record, groups with their history, neighbours, and what agencies owe."""

from __future__ import annotations

import datetime as dt

import pytest

from lscb.board import keeping, structure
from lscb.board.models import AgencyContact, AgencyObligation, Group, PartnerBoard, Seat
from lscb.board.operations import end_seat, give_seat
from lscb.core.errors import BadInput, NotAllowed
from lscb.records.operations import exclude, open_record

TODAY, FIRST = dt.date(2026, 3, 2), dt.date(2024, 1, 1)


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-03-02 09:00")


def test_another_regime_holds_from_a_day_and_the_old_one_stays(cast, client_as):
    keeping.set_regime(
        board=cast.board, regime="EN-WT2023", from_on=dt.date(2026, 4, 1), by=cast["business-manager"]
    )
    assert cast.board.regime_on(TODAY) == "EN-WT2015"
    assert cast.board.regime_on(dt.date(2026, 4, 1)) == "EN-WT2023"
    with pytest.raises(BadInput, match="after the one"):
        keeping.set_regime(board=cast.board, regime="EN-WT2015", from_on=TODAY, by=cast["business-manager"])
    with pytest.raises(NotAllowed):
        keeping.set_regime(board=cast.board, regime="EN-WT2015", from_on=TODAY, by=cast["lay-member"])
    page = client_as("lay-member").get("/board/details/").content.decode()
    assert "Wednesday 1 April 2026" in page and "/change/" not in page


def test_the_boards_details_in_the_browser(cast, client_as):
    manager = client_as("business-manager")
    bad = manager.post(
        "/board/details/change/", {"name": "Westmere", "web_address": "nothing", "area": "Wibblefrost"}
    )
    assert bad.status_code == 422 and "Wibblefrost" in bad.content.decode()
    assert (
        manager.post("/board/details/change/", {"name": "Westmere", "area": "The lakes"}).status_code == 302
    )
    assert "The lakes" in manager.get("/board/details/").content.decode()
    for path in ("/board/details/", "/board/details/change/", "/board/partners/", "/board/partners/add/"):
        assert client_as("stranger").get(path).status_code == 404
    assert client_as("lay-member").get("/board/details/change/").status_code == 403


def test_names_of_groups_to_choose_from_fill_the_form(cast, client_as):
    page = client_as("business-manager").get("/board/groups/add/").content.decode()
    assert "Performance and Audit Group" in page and "Quality and Effectiveness Group" in page
    page = (
        client_as("business-manager")
        .get("/board/groups/add/?name=Practitioner+Forum&kind=forum")
        .content.decode()
    )
    assert 'value="Practitioner Forum"' in page


def test_terms_are_kept_by_version_and_compared(cast, client_as):
    group = cast.group("policy")
    words = {"aims": "To write policy well.", "functions": "1. Write", "quorum": "Four agencies"}
    structure.set_terms(group=group, by=cast["business-manager"], **words)
    words |= {"aims": "To write procedures well.", "membership": "Police, one seat"}
    structure.set_terms(group=group, by=cast["business-manager"], **words)
    page = client_as("lay-member").get("/board/groups/policy/terms/2/").content.decode()
    assert (
        "Compared with version 1" in page
        and "procedures" in page
        and "policy" in page
        and "Four agencies" in page
    )
    assert client_as("lay-member").get("/board/groups/policy/terms/9/").status_code == 404
    assert "Police, one seat" in client_as("lay-member").get("/board/groups/policy/").content.decode()


def test_who_sat_then_is_shown_for_any_day(cast, client_as):
    group = cast.group("learning")
    seat = give_seat(
        group=group,
        user=cast["police-lead"],
        agency=cast.agency("police"),
        by=None,
        from_on=dt.date(2024, 1, 1),
    )
    end_seat(seat=seat, on=dt.date(2025, 1, 1), by=cast["business-manager"])
    browser = client_as("lay-member")
    then = browser.get("/board/groups/learning/seats/?on=2024-06-01").context["then"]
    now = browser.get("/board/groups/learning/seats/").context["then"]
    assert "Neil Garside" in [row["cells"][0] for row in then]
    assert "Neil Garside" not in [row["cells"][0] for row in now]
    assert browser.get("/board/groups/learning/seats/?on=nonsense").status_code == 200
    assert client_as("other-manager").get("/board/groups/learning/seats/").status_code == 404


def test_a_deputy_is_named_and_is_somebody_else(cast, client_as):
    seat = Seat.objects.get(group=cast.group("executive"), user=cast["executive-member"])
    with pytest.raises(BadInput, match="somebody else"):
        keeping.name_deputy(seat=seat, deputy=cast["executive-member"], by=cast["business-manager"])
    path = f"/board/groups/executive/seats/{seat.pk}/deputy/"
    assert client_as("business-manager").post(path, {"deputy": cast["scr-vice-chair"].pk}).status_code == 302
    seat.refresh_from_db()
    assert seat.deputy == cast["scr-vice-chair"]
    assert client_as("lay-member").get(path).status_code == 403


def test_neighbours_and_groups_shared_with_them(cast, client_as):
    manager = client_as("business-manager")
    assert (
        manager.post("/board/partners/add/", {"name": "Eastmere Board", "shared": "One CDOP"}).status_code
        == 302
    )
    partner = PartnerBoard.objects.get()
    assert partner.here == cast.neighbour.board
    with pytest.raises(BadInput, match="already"):
        keeping.keep_partner(board=cast.board, name="eastmere board", by=cast["business-manager"])
    typed = {"partner": partner.pk, "seats": "Their manager", "from_on": "2026-01-01"}
    assert manager.post("/board/groups/policy/share/", typed).status_code == 302
    page = client_as("lay-member").get("/board/groups/policy/").content.decode()
    assert "Eastmere Board" in page and "Their manager" in page
    assert manager.get(f"/board/partners/{partner.pk}/change/").status_code == 200
    assert client_as("other-manager").get(f"/board/partners/{partner.pk}/change/").status_code == 404
    theirs = keeping.keep_partner(board=cast.neighbour.board, name="Northmere", by=cast["other-manager"])
    with pytest.raises(BadInput, match="this board's list"):
        keeping.share_group(
            group=cast.group("policy"), partner=theirs, seats="", from_on=TODAY, by=cast["business-manager"]
        )


def test_what_an_agency_owes_with_its_evidence(cast, client_as):
    case = open_record(
        board=cast.board, kind="review", code="SCR", title="A review", route="board:entry-risk", mode="board",
        by=cast["business-manager"],
    )  # fmt: skip
    manager, base = client_as("business-manager"), "/board/agencies/police/"
    typed = {"met": "partly", "evidence": "Wibblefrost", "record": case.reference, "seen_on": "2026-02-01"}
    assert manager.post(f"{base}obligations/embed/change/", typed | {"evidence": ""}).status_code == 422
    assert manager.post(f"{base}obligations/embed/change/", typed).status_code == 302
    row = AgencyObligation.objects.get()
    keeping.keep_obligation(
        board=cast.board, agency=cast.agency("police"), obligation="embed", met="yes", evidence="Surveyed 40 staff.",
        by=cast["business-officer"],
    )  # fmt: skip
    row.refresh_from_db()
    assert row.met == "yes" and row.history.count() == 2
    typed = {"activity": "Read 12 files", "happened_on": "2026-01-15", "record": case.reference}
    assert manager.post(f"{base}contributions/add/", typed).status_code == 302
    listed = client_as("lay-member").get("/board/agencies/").content.decode()
    assert "Last contributed" in listed and "15 Jan 2026" in listed and "Never" in listed
    typed = {"about": "reviews", "name": "Duty desk", "email": "desk@police.example"}
    assert manager.post(f"{base}contacts/add/", typed).status_code == 302
    page = client_as("lay-member").get(base).content.decode()
    assert (
        "Surveyed 40 staff." in page
        and "Contributed in the last twelve months." in page
        and "Duty desk" in page
    )
    assert case.reference in page and "Remove" not in page
    assert "How it stood before" in page and "Partly met: Wibblefrost" in page
    exclude(record=case, user=cast["lay-member"], reason="Related", by=cast["business-manager"])
    assert case.reference not in client_as("lay-member").get(base).content.decode()
    pk = AgencyContact.objects.get().pk
    assert client_as("lay-member").get(f"{base}contacts/{pk}/remove/").status_code == 403
    assert manager.post(f"{base}contacts/{pk}/remove/").status_code == 302
    assert not AgencyContact.objects.exists()
    assert manager.get(f"{base}obligations/nothing/change/").status_code == 404
    assert client_as("stranger").get(f"{base}contacts/add/").status_code == 404


def test_the_days_of_updates_are_a_setting_of_the_group(cast, client_as):
    page = client_as("business-manager").get("/board/groups/policy/change/").content.decode()
    assert "Members send their update" in page
    assert Group.objects.get(pk=cast.group("policy").pk).update_days == 0
