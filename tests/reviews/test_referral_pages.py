"""The referral form in the browser's terms: pages, masking, the stranger, bad input, double sending."""

import datetime as dt

import pytest

from lscb.identity.models import Identifier
from reviews.models import Referral
from tests.reviews import making

pytestmark = pytest.mark.django_db
TODAY = {"referred_on_day": "1", "referred_on_month": "6", "referred_on_year": "2017"}
CHILD = {
    "first_name": "Tamsin",
    "surname": "Fenwright",
    "born_on_day": "21",
    "born_on_month": "3",
    "born_on_year": "2009",
}


def fill(client, base):
    pages = {
        "child": CHILD,
        "home": {"address": "12 Mill Row", "carer_1": "Rhiannon Fenwright", "relation_1": "Mother"},
        "siblings": {"first_name": "Grace", "surname": "Fenwright"},
        "referrer": {
            "source": "partner", "referrer_name": "Ann Cole", "referrer_role": "Lead", "referrer_organisation": "Police",
            "referrer_phone": "01632 960001", "referrer_email": "a@police.example", **TODAY,
        },
        "agencies": {"agencies_known": ["police", "other"], "agencies_other": "A charity"},
        "outline": {"outline": "Tamsin was found hurt. Mrs Fenwright rang. 😀 مرحبا"},
        "criteria": {"harm": "died", "why_harm": "Tamsin died.", "why_abuse": "Neglect"},
    }  # fmt: skip
    for page, data in pages.items():
        answer = client.post(f"{base}{page}/", data)
        assert answer.status_code == 302, (
            page,
            answer.context["form"].errors if answer.context else answer.content,
        )


def test_the_whole_form_and_what_each_then_sees(cast, client_as, at):
    at("2017-06-01 09:00")
    lead = client_as("police-lead")
    lead.post("/referrals/new/")
    referral = Referral.objects.get()
    base = f"/referrals/{referral.record.reference}/form/"
    fill(lead, base)
    check = lead.get(f"{base}check/")
    assert b"Tamsin" in check.content
    assert lead.post(f"{base}check/").status_code == 302
    referral.refresh_from_db()
    assert referral.status == Referral.Status.SUBMITTED
    assert referral.record.reference.encode() in lead.get(f"{base}sent/").content
    manager = client_as("business-manager").get(f"/referrals/{referral.record.reference}/")
    assert b"Tamsin" not in manager.content and b"Fenwright" not in manager.content
    assert b"Child" in manager.content
    mine = lead.get(f"/referrals/{referral.record.reference}/")
    assert b"found hurt" not in mine.content
    assert client_as("stranger").get(f"/referrals/{referral.record.reference}/").status_code == 404
    assert client_as("other-manager").get(f"/referrals/{referral.record.reference}/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"born_on_month": "13"}, "Date of birth must be a real date"),
        ({"born_on_day": "31", "born_on_month": "2"}, "Date of birth must be a real date"),
        (
            {"died_on_day": "1", "died_on_month": "1", "died_on_year": "2001"},
            "Date of death must be on or after the date of birth",
        ),
        ({"surname": ""}, "Enter the child&#x27;s surname"),
    ],
)
def test_a_bad_date_gets_a_sentence_and_nothing_is_lost(cast, client_as, changed, sentence):
    lead = client_as("police-lead")
    lead.post("/referrals/new/")
    reference = Referral.objects.get().record.reference
    page = lead.post(f"/referrals/{reference}/form/child/", CHILD | changed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert 'value="Tamsin"' in page.content.decode()
    assert not Identifier.objects.exists()


def test_a_very_long_outline_is_kept_whole_and_one_longer_is_refused(cast, client_as):
    lead = client_as("police-lead")
    lead.post("/referrals/new/")
    referral = Referral.objects.get()
    url = f"/referrals/{referral.record.reference}/form/outline/"
    assert lead.post(url, {"outline": "x" * 100_000}).status_code == 302
    page = lead.post(url, {"outline": "y" * 100_001})
    assert page.status_code == 422
    assert "y" * 1000 in page.content.decode()
    referral.refresh_from_db()
    assert len(referral.outline) == 100_000


def test_likely_duplicates_are_shown_to_the_business_unit_alone(cast, client_as):
    first = making.submitted(cast)
    second = making.submitted(cast, by="school-dsl")
    page = client_as("business-manager").get(f"/referrals/{second.record.reference}/")
    assert first.record.reference.encode() in page.content
    mine = client_as("school-dsl").get(f"/referrals/{second.record.reference}/")
    assert first.record.reference.encode() not in mine.content


def test_the_list_costs_the_same_for_two_and_for_forty(cast, client_as, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    manager = client_as("business-manager")
    manager.get("/referrals/")
    counts = []
    for more in (2, 20):
        for _ in range(more):
            making.submitted(cast)
        with CaptureQueriesContext(connection) as found:
            assert manager.get("/referrals/").status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_an_outsider_fills_the_form_by_a_link_and_sees_no_identity_again(cast, client_as, client, at):
    at("2017-06-01 09:00")
    from lscb.notices.models import Delivery

    assert (
        client_as("business-manager").post("/referrals/links/", {"email": "gp@surgery.example"}).status_code
        == 302
    )
    token = Delivery.objects.get().body.split("/refer/")[1].split("/")[0]
    door = f"/refer/{token}/"
    assert client.get(door).status_code == 200
    assert not Referral.objects.exists()
    assert client.post(door).status_code == 302
    fill(client, "/refer/form/")
    assert b"Tamsin" not in client.get("/refer/form/child/").content
    assert b"Tamsin" not in client.get("/refer/form/check/").content.replace(
        b"Tamsin was found hurt", b""
    ).replace(b"Tamsin died", b"")
    assert client.post("/refer/form/check/").status_code == 302
    assert Referral.objects.get().status == Referral.Status.SUBMITTED


def test_a_link_cannot_be_taken_by_a_second_browser_without_the_code(cast, client_as, client):
    from django.test import Client

    from lscb.notices.models import Delivery

    client_as("business-manager").post("/referrals/links/", {"email": "gp@surgery.example"})
    token = Delivery.objects.get().body.split("/refer/")[1].split("/")[0]
    client.post(f"/refer/{token}/")
    other = Client()
    other.post(f"/refer/{token}/", {"code": "123456"})
    assert other.get("/refer/form/").status_code == 404
    other.post(f"/refer/{token}/", {"send": "1"})
    code = Delivery.objects.latest("pk").body.split("Your code is ")[1][:6]
    assert other.post(f"/refer/{token}/", {"code": code}).status_code == 302
    assert other.get("/refer/form/").status_code == 200


def test_triage_pages(cast, client_as):
    referral = making.submitted(cast)
    base = f"/referrals/{referral.record.reference}/"
    manager = client_as("business-manager")
    for page in ("accept", "return", "redirect", "duplicate", "note"):
        assert manager.get(f"{base}{page}/").status_code == 200, page
        assert client_as("stranger").get(f"{base}{page}/").status_code == 404
    told = referral.notified_on
    answer = manager.post(f"{base}accept/", {
        "normally_resident": "yes", "notifiable": "no", "notified_on": (told - dt.timedelta(days=3)).isoformat(),
        "version": referral.version,
    })  # fmt: skip
    assert answer.status_code == 422
    assert "Say why the day" in answer.content.decode()


def test_consideration_and_decision_pages(cast, client_as):
    referral = making.listed(cast)
    base = f"/referrals/{referral.record.reference}/"
    chair = client_as("scr-chair")
    for page in ("consideration", "attendance", "conflict", "impose-conflict"):
        assert chair.get(f"{base}{page}/").status_code == 200, page
        assert client_as("stranger").get(f"{base}{page}/").status_code == 404
    making_done = making.with_chair(cast)
    base = f"/referrals/{making_done.record.reference}/"
    head = client_as("independent-chair")
    assert head.get(f"{base}decide/").status_code == 200
    sent = {"outcome": "scr", "reasons": "I agree with the group."}
    assert head.post(f"{base}decide/", sent).status_code == 302
    assert client_as("business-manager").get(f"{base}notifications/").status_code == 200
    assert client_as("board-member").get("/decisions/").status_code == 200
