"""Joiners, movers and leavers on the board's pages."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.board.accounts import ask_factor_reset, bring_in, confirm_factor_reset, end_membership
from lscb.board.models import Grant, Seat
from lscb.board.permissions import standing_of
from lscb.board.roles import Role
from lscb.notices.models import Delivery
from lscb.people.models import FactorReset, User
from lscb.trail.models import AuditEvent

PAGES = [
    "/board/people/", "/board/people/add/", "/board/agencies/", "/board/agencies/add/", "/board/groups/",
    "/board/groups/add/", "/board/groups/case-review/", "/board/agencies/police/", "/board/labels/", "/board/set-up/",
    "/board/mail/", "/board/people/load/", "/board/groups/case-review/terms/set/", "/board/groups/case-review/seats/add/",
    "/board/groups/case-review/change/", "/board/agencies/police/change/",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_the_manager_opens_every_page_and_a_stranger_none(client_as, address):
    assert client_as("business-manager").get(address).status_code == 200
    assert client_as("stranger").get(address).status_code == 404


@pytest.mark.parametrize("address", ["/board/people/", "/board/labels/", "/board/people/add/"])
def test_a_member_is_told_who_can_help(client_as, address):
    page = client_as("lay-member").get(address)
    assert page.status_code == 403
    assert "Ask the business manager" in page.content.decode()


def test_a_new_board_leads_its_manager_to_setting_it_up(cast, client_as):
    browser = client_as("business-manager")
    assert browser.get("/board/").url == "/board/set-up/"
    assert client_as("independent-chair").get("/board/").status_code == 200
    browser.post("/board/set-up/")
    assert "Agencies" in browser.get("/board/").content.decode()


def test_a_person_of_another_board_is_not_found(cast, client_as):
    other = cast.neighbour["other-chair"]
    assert client_as("business-manager").get(f"/board/people/{other.pk}/").status_code == 404
    assert (
        client_as("business-manager")
        .post(f"/board/people/{other.pk}/sessions/end/", {"reason": "x"})
        .status_code
        == 404
    )


def add(browser, **more):
    fields = {
        "name": "Priya Nair",
        "email": "Priya.Nair@hospital.example",
        "role": Role.BOARD_MEMBER,
        "reason": "New member",
    }
    return browser.post("/board/people/add/", fields | {"office": "member"} | more)


def test_a_new_person_is_invited_and_an_old_one_is_not(cast, client_as):
    browser = client_as("business-manager")
    assert add(browser).status_code == 302
    person = User.objects.get(email="priya.nair@hospital.example")
    mail = Delivery.objects.get(key__startswith="invitation:")
    assert mail.sensitive and mail.board == cast.board
    assert mail.expires_at == person.invitations.get().expires_at
    assert person.name not in mail.body
    other = cast.neighbour["other-scr-chair"]
    assert add(browser, email=other.email, name="Somebody").status_code == 302
    assert Grant.objects.filter(user=other, board=cast.board).exists()
    assert Delivery.objects.filter(key__startswith="invitation:").count() == 1
    assert "Priya Nair" in browser.get("/board/people/?words=priya").content.decode()


def test_bad_input_is_a_sentence_and_keeps_what_was_typed(client_as):
    browser = client_as("business-manager")
    page = add(browser, role="")
    assert page.status_code == 422
    assert "Choose a role, a group, or both" in page.content.decode()
    assert "Priya Nair" in page.content.decode()
    assert add(browser, email="nonsense").status_code == 422
    assert not User.objects.filter(name="Priya Nair").exists()


def test_fields_that_nobody_asked_for_are_ignored(cast, client_as):
    add(client_as("business-manager"), board=cast.neighbour.board.pk, is_staff="1", granted_by="1")
    assert Grant.objects.get(user__name="Priya Nair").board == cast.board


def test_a_role_ends_and_with_it_the_page_at_the_next_click(cast, client_as):
    officer = cast["business-officer"]
    theirs = client_as("business-officer")
    assert theirs.get("/board/mail/").status_code == 200
    grant = Grant.objects.get(user=officer, board=cast.board)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ended = client_as("business-manager").post(
        f"/board/people/{officer.pk}/roles/{grant.pk}/end/",
        {"last_day": yesterday.isoformat(), "reason": "Left"},
    )
    assert ended.status_code == 302
    assert theirs.get("/board/mail/").status_code == 403


def test_the_last_manager_stays_and_nobody_serves_themselves(cast, client_as):
    me = cast["business-manager"]
    browser = client_as("business-manager")
    grant = Grant.objects.get(user=me, board=cast.board)
    page = browser.post(
        f"/board/people/{me.pk}/roles/{grant.pk}/end/",
        {"last_day": timezone.localdate().isoformat(), "reason": "x"},
    )
    assert "needs a business manager" in page.content.decode()
    page = browser.post(f"/board/people/{me.pk}/roles/give/", {"role": Role.INDEPENDENT_CHAIR, "reason": "x"})
    assert page.status_code == 403


def test_ending_everything_leaves_the_account(cast, client_as):
    person = cast["scr-chair"]
    client_as("business-manager").post(f"/board/people/{person.pk}/end/", {"reason": "Retired"})
    person = User.objects.get(pk=person.pk)
    assert person.is_active
    assert not standing_of(person).boards()
    assert Seat.objects.filter(user=person).exists()


def test_sessions_end_at_once(cast, client_as):
    theirs = client_as("lay-member")
    assert theirs.get("/account/").status_code == 200
    client_as("business-manager").post(
        f"/board/people/{cast['lay-member'].pk}/sessions/end/", {"reason": "Lost laptop"}
    )
    assert theirs.get("/account/").status_code == 302


def test_a_second_step_is_reset_by_two_people_who_tell(cast, client_as):
    person = cast["independent-chair"]
    address = f"/board/people/{person.pk}/factor/reset/"
    manager = client_as("business-manager")
    manager.post(address, {"reason": "Telephone lost, seen in person"})
    assert manager.post(address, {"reason": "again"}).status_code == 403
    assert FactorReset.objects.get().confirmed_at is None
    assert client_as("administrator").post(address, {"reason": "Rang the known number"}).status_code == 302
    assert FactorReset.objects.get().confirmed_by == cast["administrator"]
    assert Delivery.objects.filter(address=person.email).count() == 2
    assert cast["business-manager"].notices.filter(subject_key="factor-reset").exists()
    assert AuditEvent.objects.filter(event="person.factor-reset").exists()


def test_rights_are_changed_only_by_whoever_has_just_proved_themselves(cast, client_as, at):
    at("2026-03-02 09:00")
    browser = client_as("business-manager")
    browser.get("/board/people/")
    at("2026-03-02 09:20")
    asked = browser.get("/board/people/add/")
    assert asked.url == "/account/confirm/?next=%2Fboard%2Fpeople%2Fadd%2F"
    cast["business-manager"].set_password("seven quiet lanterns swim")
    assert browser.get("/board/people/").status_code == 200


def test_the_list_costs_the_same_for_few_and_many(
    cast, client_as, django_assert_num_queries, django_assert_max_num_queries
):
    browser = client_as("business-manager")
    browser.get("/board/people/")
    with django_assert_max_num_queries(25) as few:
        browser.get("/board/people/")
    for number in range(20):
        bring_in(
            board=cast.board,
            email=f"p{number}@school.example",
            name=f"Person {number}",
            role=Role.SCHOOL_HEAD,
            by=None,
        )
    with django_assert_num_queries(len(few.captured_queries)):
        browser.get("/board/people/")


def test_a_board_that_somebody_left_has_no_say_in_their_account(cast, client_as, case):
    person = cast["scr-chair"]
    bring_in(board=cast.neighbour.board, email=person.email, name="", role=Role.BOARD_MEMBER, by=None)
    end_membership(board=cast.board, user=person, reason="Moved next door", by=cast["business-manager"])
    browser = client_as("business-manager")
    page = browser.get(f"/board/people/{person.pk}/").content.decode()
    assert "second step" not in page and "Sign them out" not in page and "Give a role" in page
    for what in ("factor/reset", "sessions/end", "invite"):
        address = f"/board/people/{person.pk}/{what}/"
        assert browser.get(address).status_code == 403
        answer = browser.post(address, {"reason": "Telephone lost, seen in person"})
        assert answer.status_code == 403 and "Ask a board that they belong to" in answer.content.decode()
    assert not FactorReset.objects.exists() and not Delivery.objects.filter(address=person.email).exists()
    assert User.objects.get(pk=person.pk).access_version == person.access_version
    grant = browser.get(f"/access/{case.reference}/grant/").content.decode()
    assert person.name not in grant and cast["scr-vice-chair"].name in grant


def test_any_board_somebody_belongs_to_may_help_and_all_their_managers_are_told(cast, client_as):
    person = cast["scr-chair"]
    bring_in(board=cast.neighbour.board, email=person.email, name="", role=Role.BOARD_MEMBER, by=None)
    ask_factor_reset(
        board=cast.neighbour.board, user=person, reason="Telephone lost", by=cast["other-manager"]
    )
    assert Delivery.objects.filter(address=person.email, key__startswith="factor-asked").count() == 1
    confirm_factor_reset(board=cast.board, user=person, by=cast["business-manager"])
    assert Delivery.objects.filter(address=person.email, key__startswith="factor-reset").count() == 1
    for slug in ("business-manager", "other-manager"):
        assert cast[slug].notices.filter(subject_key="factor-reset").exists()
