"""The demonstration and a real board never share a database."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError

from lscb.home import startup


@pytest.fixture
def mode(settings):
    def choose(name):
        settings.PRODUCTION, settings.DEMONSTRATION = name == "production", name == "demonstration"

    return choose


@pytest.fixture(autouse=True)
def keep_the_connection(monkeypatch):
    """The start of a server gives its connection back; a test still needs it."""
    monkeypatch.setattr(startup.connection, "close", lambda: None)


def test_production_refuses_the_demonstrations_database(westmere, mode):
    mode("production")
    with pytest.raises(SystemExit, match="holds the demonstration board"):
        startup.RightDatabase(lambda request: None)
    assert [error.id for error in startup.check_database(databases=["default"])] == ["lscb.E001"]


def test_the_demonstration_refuses_a_real_board(cast, mode):
    mode("demonstration")
    with pytest.raises(SystemExit, match="holds a real board"):
        startup.refuse_wrong_database()
    assert startup.check_database(databases=["default"])


def test_the_demonstration_needs_its_board(db, mode):
    mode("demonstration")
    with pytest.raises(SystemExit, match="bin/manage demonstration --core"):
        startup.refuse_wrong_database()
    assert startup.check_database(databases=["default"]) == []  # so that it can be migrated and loaded


def test_each_starts_on_its_own(westmere, mode):
    mode("demonstration")
    with pytest.raises(MiddlewareNotUsed):
        startup.RightDatabase(lambda request: None)
    assert startup.check_database(databases=["default"]) == []


def test_production_starts_on_a_real_board_and_on_an_empty_one(db, mode):
    mode("production")
    startup.refuse_wrong_database()


def test_a_database_that_does_not_answer_stops_nobody(mode, monkeypatch, caplog):
    def silent():
        raise DatabaseError("connection refused")

    mode("production")
    monkeypatch.setattr(startup, "kinds_of_boards", silent)
    startup.refuse_wrong_database()
    assert startup.check_database(databases=["default"]) == []


def test_no_database_is_asked_without_need():
    assert startup.check_database(databases=None) == []
    with pytest.raises(MiddlewareNotUsed):
        startup.RightDatabase(lambda request: None)
