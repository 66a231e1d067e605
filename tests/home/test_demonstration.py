"""The demonstration loads once, goes on where it stopped, keeps away from real boards, and its page works."""

import fcntl
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Count
from django.utils import timezone

from lscb.board.models import BoardReport, Entry, FigureSet
from lscb.core.errors import BadInput
from lscb.home.demonstration import loading
from lscb.home.demonstration.stories import CORE, REST, CaseStory
from lscb.home.demonstration.tour import SECTIONS, TOUR, WHAT_THEY_DO
from lscb.learning.models import Action, LearningItem
from lscb.meetings.models import Meeting
from lscb.people.models import Board, User
from lscb.publishing.models import Document, Publication
from lscb.trail.models import AuditEvent
from reviews.models import Referral, Review
from tests.cast import SLUGS


def counts():
    return [model.objects.count() for model in (Board, User, Referral, Meeting, AuditEvent)] + sorted(
        Referral.objects.values_list("record__reference", flat=True)
    )


def test_a_second_load_changes_nothing(load):
    said = load()
    before = counts()
    assert said[-1] == "Loading: 3 of 4 (a new referral)"
    assert load() == []
    assert counts() == before


def test_the_rest_comes_after_the_core(load):
    load()
    assert load(core_only=False) == ["Loading: 4 of 4 (a referral taken back)"]
    assert load(core_only=False) == []
    assert Referral.objects.get(status="withdrawn")


def test_a_load_that_was_cut_off_goes_on_where_it_stopped(load, monkeypatch):
    def broken(case):
        raise RuntimeError("the power failed")

    story = CORE["a new referral"]
    first, then = (
        CaseStory(2, 1, (*story.steps, broken)),
        CaseStory(2, 1, (*story.steps, lambda case: case.on(1))),
    )
    monkeypatch.setitem(loading.CORE, "a new referral", first)
    with pytest.raises(RuntimeError):
        load()
    sent = Referral.objects.filter(status="submitted").count()
    monkeypatch.setitem(loading.CORE, "a new referral", then)
    monkeypatch.setattr(loading, "BY_ITSELF", (then.steps[-1],))
    assert load() == ["Loading: 3 of 4 (a new referral)"]
    assert Referral.objects.filter(status="submitted").count() == sent == 1


def test_two_never_load_at_once(load):
    with (settings.VAR / "loading.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BadInput, match="being loaded by another process"):
            load()
    assert not Board.objects.exists()


def test_it_keeps_away_from_a_real_board(cast, load):
    before = counts()
    with pytest.raises(BadInput, match="There is a real board in this database"):
        load()
    assert counts() == before


def test_production_loads_no_demonstration(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="cannot be loaded in production mode"):
        call_command("demonstration")


def test_nothing_happens_in_the_future(westmere):
    now = timezone.now()
    assert not AuditEvent.objects.filter(at__gt=now).exists()
    assert not Referral.objects.filter(referred_on__gt=timezone.localdate()).exists()


def test_every_person_of_the_cast_is_explained():
    listed = [slug for _, _, slugs in SECTIONS for slug in slugs]
    assert sorted(listed) == sorted(SLUGS) == sorted(WHAT_THEY_DO)
    assert {act.slug for act in TOUR} <= set(SLUGS)


def test_the_page_says_that_it_is_fiction_and_lists_the_cast(westmere, client):
    page = client.get("/demonstration/").content.decode()
    assert "are all invented" in page
    assert "as if the 2015 rules still ran" in page
    assert page.count('action="/demonstration/sign-in/') >= len(SLUGS)
    assert "Loading: 3 of 4." in page
    assert f'value="{Referral.objects.get(status="submitted").record.get_absolute_url()}"' in page


def test_the_page_is_quiet_once_everything_is_there(load, client):
    load(core_only=False)
    assert "Loading:" not in client.get("/demonstration/").content.decode()


def test_everybody_can_be_somebody(westmere, client):
    for slug in SLUGS:
        answer = client.post(f"/demonstration/sign-in/{slug}/", follow=True)
        assert answer.redirect_chain == [("/", 302)]
        assert westmere[slug].name in answer.content.decode()


def test_signing_in_goes_where_the_page_said_and_nowhere_else(westmere, client):
    sign_in = "/demonstration/sign-in/business-manager/"
    assert client.post(sign_in, {"next": "/referrals/"}).url == "/referrals/"
    assert client.post(sign_in, {"next": "https://elsewhere.example/"}).url == "/"
    assert client.post(sign_in, {"next": "//elsewhere.example/"}).url == "/"
    assert client.get(sign_in).status_code == 405


def test_nobody_else_is_signed_in_that_way(westmere, client):
    """Neither leads who are not of the cast nor people who do not exist."""
    for slug in ("hospital-lead", "nobody"):
        assert client.post(f"/demonstration/sign-in/{slug}/").status_code == 404


def test_on_a_real_board_nobody_is_signed_in(cast, client):
    assert client.post("/demonstration/sign-in/business-manager/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_production_has_no_such_addresses():
    """A process of its own: addresses are chosen when the program starts."""
    values = {
        "LSCB_MODE": "production", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "board.example", "PUBLIC_URL": "https://board.example",
        "DATABASE_URL": "sqlite://:memory:", "REDIS_URL": "redis://127.0.0.1:1/0", "IDENTITY_KEYS": "k" * 40,
        "EMAIL_URL": "smtp://127.0.0.1:1", "FILES_DIR": str(settings.VAR / "files"), "SCANNER_COMMAND": "true {}",
        "STATIC_ROOT": str(settings.VAR / "static"), "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "lscb.settings",
    }  # fmt: skip
    program = (
        "import django; django.setup()\n"
        "from django.urls import Resolver404, resolve\n"
        "resolve('/referrals/')\n"
        "for path in ('/demonstration/', '/demonstration/sign-in/business-manager/', '/demonstration/mail/'):\n"
        "    try: resolve(path)\n"
        "    except Resolver404: print('absent')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=values, cwd=settings.BASE_DIR, capture_output=True, text=True
    )
    assert done.stdout.split() == ["absent"] * 3, done.stderr


@pytest.mark.matrix
def test_the_whole_of_it_shows_every_state(transactional_db):
    """Takes a minute: once, where the access matrix runs."""
    said = list(loading.load(core_only=False))
    assert len(said) == len(CORE | REST)
    assert _states(Referral) == set(Referral.Status.values)
    assert _states(Review) == set(Review.Status.values)
    assert _states(Action) == set(Action.Status.values)
    assert {"preparing", "checking", "approving", "clearing", "released"} == _states(Document)
    assert min(Publication.objects.values_list("pdf_pages", flat=True)) >= 12
    held = Meeting.objects.took_place().values("group").annotate(n=Count("pk"))
    assert held.count() == 6 and all(row["n"] >= 10 for row in held)
    assert Action.objects.overdue(timezone.localdate()).exists()
    assert Action.objects.count() >= 300
    assert {row.stage for row in LearningItem.objects.all()} == set(LearningItem.Stage.values)
    assert {row.register for row in Entry.objects.all()} == set(Entry.Register.values)
    assert FigureSet.objects.filter(cause="month-end").count() == 24 and BoardReport.objects.exists()


def _states(model):
    return set(model.objects.values_list("status", flat=True))
