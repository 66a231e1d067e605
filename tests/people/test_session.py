"""Limits of a session, and its end at once."""

from django.test import Client

from lscb.people import signin


def signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_half_an_hour_without_a_click(cast, client_as, at):
    at("2026-03-02 09:00")
    browser = client_as("lay-member")
    assert signed_in(browser)
    at("2026-03-02 09:29")
    assert signed_in(browser)
    at("2026-03-02 10:00")
    assert not signed_in(browser)
    assert "half an hour" in browser.get("/sign-in/").content.decode()


def test_twelve_hours_whatever_one_does(cast, client_as, at):
    at("2026-03-02 07:00")
    browser = client_as("lay-member")
    for quarter in range(48):
        at(f"2026-03-02 {7 + quarter // 4:02d}:{quarter % 4 * 15:02d}")
        assert signed_in(browser)
    at("2026-03-02 19:00")
    assert not signed_in(browser)


def test_a_disabled_account_is_out_at_its_next_click(cast, client_as):
    browser = client_as("lay-member")
    assert signed_in(browser)
    cast["lay-member"].is_active = False
    cast["lay-member"].save()
    assert not signed_in(browser)


def test_ending_every_session_ends_this_one(cast, client_as):
    browser = client_as("lay-member")
    assert signed_in(browser)
    user = cast["lay-member"]
    user.access_version += 1
    user.save()
    assert not signed_in(browser)
    assert "ended" in browser.get("/sign-in/").content.decode()


def test_a_session_without_its_second_step_goes_nowhere(cast, client):
    client.force_login(cast["lay-member"])
    assert client.get("/account/").status_code == 302
    assert signin.STRONG not in client.session
    assert client.get("/account/").url.startswith("/sign-in/")


def test_the_seat_is_chosen_and_written_beside_what_is_done(cast, client_as):
    browser = client_as("business-manager")
    page = browser.get("/account/seats/")
    assert page.status_code == 200
    choice = page.context["choices"][-1]
    browser.post("/account/seats/", {"seat": choice.key})
    browser.get("/account/")
    assert browser.session["seat_label"] == choice.label
    assert browser.post("/account/seats/", {"seat": "grant-999999"}).status_code == 422


def test_somebody_who_is_nothing_is_told_so(cast, client_as):
    assert "no role or seat" in client_as("stranger").get("/account/").content.decode()
