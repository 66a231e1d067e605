"""Queries whose SQL is kept answer like those that are written anew, for everybody and at every time."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lscb.core import prepared as module
from lscb.core.prepared import prepared, timeless
from lscb.learning import operations as learning
from lscb.people.models import PartyMember, User
from lscb.records.models import Record, readable
from lscb.records.operations import exclude
from reviews.models import Review
from tests.reviews import making
from tests.reviews.review_making import review_at

ROLES = ("business-manager", "scr-chair", "independent-chair", "police-lead", "monitoring-chair", "stranger")


@pytest.fixture(autouse=True)
def nothing_kept():
    module._plans.clear()


def counted(build):
    """The function prepared, and how often it was called to write SQL."""
    calls = []

    def counting(*args):
        calls.append(args)
        return build(*args)

    return prepared(counting), calls


def names(*pks):
    return set(User.objects.filter(pk__in=pks).values_list("name", flat=True))


def test_the_sql_is_written_once_and_asked_with_each_ones_own_values(cast):
    ask, calls = counted(lambda pks, day: User.objects.filter(pk__in=pks, created_at__date__gte=day))
    day, one, two = dt.date(2000, 1, 1), cast["scr-chair"].pk, cast["stranger"].pk
    assert {user.name for user in ask((one,), day)} == names(one)
    written = len(calls)
    with CaptureQueriesContext(connection) as found:
        assert [user.pk for user in ask((two,), day)] == [two]
        assert ask((two,), dt.date(2099, 1, 1)) == []
    assert len(found) == 2 and len(calls) == written
    assert {user.name for user in ask((one, two), day)} == names(one, two)  # two are another shape than one
    assert len(calls) > written


def test_what_makes_up_its_own_time_or_number_is_never_kept(cast):
    builds = [
        lambda pk: User.objects.filter(pk=pk, created_at__lte=timezone.now()),
        lambda pk: User.objects.filter(Q(pk=pk) | Q(pk=pk + 1)),
        lambda pk: User.objects.filter(pk__gt=0).order_by("pk")[:pk],
        lambda pk: User.objects.filter(pk=PartyMember.objects.filter(user=pk).first().user_id),
    ]
    pks = sorted(User.objects.values_list("pk", flat=True))[:4]
    for build in builds:
        ask, calls = counted(build)
        for pk in pks:
            assert ask(pk) == list(build(pk))
        assert len(calls) > len(pks)


def test_a_day_that_the_query_looks_up_by_itself_is_that_of_the_call(cast, at):
    def running(pk):
        return PartyMember.objects.filter(user=pk, from_on__lte=timezone.localdate())

    ask, pk = prepared(running), cast["police-lead"].pk
    assert ask(pk)
    at("1999-03-02 09:00")
    assert ask(pk) == []


def test_what_is_kept_for_ever_has_no_day_of_its_own(cast, at):
    def running(pk):
        return PartyMember.objects.filter(user=pk, from_on__lte=timezone.localdate())

    ask, given, pk = (
        timeless(running),
        timeless(lambda pk, day: running(pk).filter(from_on__lte=day)),
        cast["police-lead"].pk,
    )
    told = timeless(lambda pk, day: PartyMember.objects.filter(user=pk, from_on__lte=day))
    today = timezone.localdate()
    assert ask(pk) and given(pk, today) and told(pk, today)
    plans = dict(module._plans)
    at("1999-03-02 09:00")
    assert ask(pk) == given(pk, today) == told(pk, timezone.localdate()) == []
    assert module._plans == plans and list(plans.values()).count(None) == 2


def test_a_shut_case_stays_shut_to_the_person_alone(cast):
    referral = making.accepted(cast)
    ask = prepared(lambda user: Record.objects.filter(readable(user)))
    chair, other = User.objects.get(pk=cast["scr-chair"].pk), User.objects.get(pk=cast["business-officer"].pk)
    manager = User.objects.get(pk=cast["business-manager"].pk)
    for user in (chair, other, manager):
        assert set(ask(user)) == set(Record.objects.visible_to(user))
    assert referral.record in ask(manager)
    exclude(record=referral.record, user=manager, reason="A relative", by=cast["independent-chair"])
    again = User.objects.get(pk=manager.pk)
    assert referral.record not in ask(again)
    assert set(ask(again)) == set(Record.objects.visible_to(again))
    assert set(ask(chair)) == set(Record.objects.visible_to(chair))


def test_pages_show_what_queries_written_anew_would_find(cast, client_as, monkeypatch):
    """Every prepared query of Home and of the cases' pages, for several people, beside the same one made anew."""
    referral = making.accepted(cast)
    making.submitted(cast)
    review = review_at(cast, Review.Status.GATHERING)
    learning.propose(
        source=review.record, title="Train duty officers", agency=cast.agency("police"), group=cast.group("monitoring"),
        activity="Train all officers.", resources="None", difference_expected="Children are heard.",
        end_on=timezone.localdate() + dt.timedelta(days=90), by=cast["business-manager"],
    )  # fmt: skip
    kept, compared = prepared.__call__, []

    def beside(self, *args):
        found = kept(self, *args)
        assert found == list(self.build(*args)), self.build
        compared.append((self.build, len(found)))
        return found

    monkeypatch.setattr(prepared, "__call__", beside)
    addresses = ["/", "/referrals/", "/reviews/", "/actions/", "/meetings/"]
    addresses += [referral.record.get_absolute_url(), review.record.get_absolute_url()]
    for slug in ROLES:
        browser = client_as(slug)
        for address in addresses:
            assert browser.get(address).status_code in (200, 404), (slug, address)
    assert len({build for build, _ in compared}) > 15
    assert len({build for build, rows in compared if rows}) > 5
    assert not [key for key, plan in module._plans.items() if plan is None]
