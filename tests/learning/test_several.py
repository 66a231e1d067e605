"""Several actions at once: asked about, handed over, put into plans and approved; a person's own filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from lscb.clocks.models import DeadlineParty
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.learning import operations as learning
from lscb.learning.models import Action, ActionChange, ActionPlan, HandOver, SavedFilter
from lscb.learning.operations.chasing import chase
from lscb.learning.operations.plans import approve, gather, open_plan
from lscb.learning.operations.saved import save_filter
from lscb.notices.models import Notice
from lscb.records.models import Record
from lscb.records.operations import exclude
from tests.cast import Cast
from tests.learning.conftest import Maker

S = Action.Status
Browser = Callable[[str], Client]


def told(key: str) -> list[str]:
    return sorted(Notice.objects.filter(subject_key=key).values_list("to__slug", flat=True))


# --- asking -----------------------------------------------------------------------------------------------


def test_one_notice_to_each_person_and_day(make: Maker, cast: Cast, at: Callable[[str], dt.datetime]) -> None:
    rows = [make(S.STARTED, owner=cast["police-lead"]), make(S.AGREED), make(S.CLAIMED), make(S.CLOSED)]
    housing = make(S.AGREED, agency=cast.agency("housing"))
    done = chase(actions=[*rows, housing], by=cast["business-officer"])
    assert (done.asked, done.people, done.not_with_owner, done.already) == (3, 2, 2, 0)
    assert told("actions-chased") == ["housing-lead", "police-lead"]
    again = chase(actions=rows, by=cast["monitoring-chair"])
    assert (again.asked, again.already) == (0, 2)
    assert len(told("actions-chased")) == 2
    change = ActionChange.objects.get(action=rows[0], verb="chase")
    assert cast["police-lead"].name in change.reason
    at("2026-03-03 09:00")
    assert chase(actions=rows, by=cast["business-manager"]).asked == 2
    assert told("actions-chased").count("police-lead") == 2


@pytest.mark.parametrize("slug", ["police-lead", "scr-chair", "lay-member", "independent-chair"])
def test_who_may_not_ask(slug: str, make: Maker, cast: Cast) -> None:
    action = make(S.STARTED)
    with pytest.raises((NotAllowed, BadInput)):  # refused, or not there at all
        chase(actions=[action], by=cast[slug])
    assert not told("actions-chased")


def test_a_personal_conflict_hears_nothing(make: Maker, cast: Cast, source: Record) -> None:
    action = make(S.STARTED, owner=cast["police-lead"])
    exclude(record=source, user=cast["police-lead"], reason="A relative", by=cast["business-manager"])
    done = chase(actions=[action], by=cast["business-manager"])
    assert (done.people, done.nobody) == (0, 1)
    assert not told("actions-chased")


def test_asking_from_the_list(make: Maker, cast: Cast, client_as: Browser) -> None:
    action = make(S.STARTED)
    browser = client_as("monitoring-chair")
    page = browser.get("/actions/").content.decode()
    assert f'name="action" value="{action.reference}"' in page
    chosen = browser.get("/actions/chosen/", {"action": action.reference}).content.decode()
    assert "Ask how far they are" in chosen
    assert not told("actions-chased")  # looking changes nothing
    done = browser.post(
        "/actions/chosen/", {"action": action.reference, "deed": "chase"}, follow=True
    ).content.decode()
    assert "1 person asked about 1 action." in done
    assert "asked about it" in browser.get(action.get_absolute_url()).content.decode()
    assert 'name="action"' not in client_as("police-lead").get("/actions/").content.decode()
    assert client_as("police-lead").get("/actions/chosen/").status_code == 403
    assert client_as("stranger").get("/actions/chosen/").status_code == 404


def test_what_one_may_not_see_cannot_be_chosen(make: Maker, cast: Cast, client_as: Browser) -> None:
    action = make(S.STARTED)
    page = client_as("scr-chair").get("/actions/chosen/", {"action": action.reference})
    assert action.title not in page.content.decode()
    answer = client_as("scr-chair").post("/actions/chosen/", {"action": action.reference, "deed": "chase"})
    assert answer.status_code in (403, 422)


# --- handing over -----------------------------------------------------------------------------------------


@pytest.fixture
def offer(make: Maker, cast: Cast) -> HandOver:
    rows = [
        make(S.STARTED, group=cast.group("case-review")),
        make(S.VERIFIED, group=cast.group("monitoring")),
    ]
    mine = [row for row in rows if row.group == cast.group("case-review")]
    return learning.offer_hand_over(
        actions=mine, to=cast.group("monitoring"), reason="The panel has done its part.", by=cast["scr-chair"]
    )


def test_nothing_moves_until_the_receiving_chair_accepts(
    offer: HandOver, cast: Cast, client_as: Browser
) -> None:
    action = offer.actions.get()
    assert told("hand-over-offered") == ["monitoring-chair"]
    address = f"/hand-overs/{offer.pk}/"
    page = client_as("monitoring-chair").get(address).content.decode()
    assert action.title in page
    assert f'href="{action.get_absolute_url()}"' not in page  # not theirs yet
    assert client_as("scr-chair").post(address, {"answer": "yes"}).status_code == 403
    assert client_as("business-manager").post(address, {"answer": "yes"}).status_code == 403
    assert client_as("police-lead").get(address).status_code == 404
    assert client_as("stranger").get(address).status_code == 404
    assert client_as("monitoring-chair").post(address, {"answer": "yes"}).status_code == 302
    action.refresh_from_db()
    assert action.group == cast.group("monitoring")
    assert Action.objects.visible_to(cast["monitoring-chair"]).filter(pk=action.pk).exists()
    assert not Action.objects.visible_to(cast["scr-chair"]).filter(pk=action.pk).exists()
    assert DeadlineParty.objects.filter(deadline__record=action.record, deadline__met_on=None).exists()
    assert told("hand-over-accepted") == ["scr-chair"]
    with pytest.raises(InvalidMove):
        learning.accept_hand_over(offer=offer, by=cast["monitoring-chair"])


def test_the_receiving_chair_is_reminded_of_the_impact_checks(make: Maker, cast: Cast) -> None:
    action = make(S.VERIFIED)
    offer = learning.offer_hand_over(
        actions=[action],
        to=cast.group("case-review"),
        reason="It belongs there.",
        by=cast["monitoring-chair"],
    )

    def reminded() -> set[str]:
        rows = DeadlineParty.objects.filter(deadline__record=action.record, deadline__code="IMPACT-6")
        return set(rows.values_list("party__person__slug", flat=True))

    assert "monitoring-chair" in reminded()
    learning.accept_hand_over(offer=offer, by=cast["scr-chair"])
    assert {"scr-chair", "business-manager"} <= reminded()
    assert "monitoring-chair" not in reminded()


def test_declined_with_a_reason(offer: HandOver, cast: Cast, client_as: Browser) -> None:
    browser = client_as("monitoring-chair")
    address = f"/hand-overs/{offer.pk}/"
    assert browser.post(address, {"answer": "no"}).status_code == 422
    assert browser.post(address, {"answer": "no", "reason": "Nine more are too many."}).status_code == 302
    offer.refresh_from_db()
    assert (offer.accepted, offer.answer_reason) == (False, "Nine more are too many.")
    assert offer.actions.get().group == cast.group("case-review")
    assert told("hand-over-declined") == ["scr-chair"]
    assert "Nine more are too many." in client_as("scr-chair").get(address).content.decode()


def test_a_hand_over_of_a_shut_case_alone_is_not_there(
    offer: HandOver, source: Record, cast: Cast, client_as: Browser
) -> None:
    browser, address = client_as("monitoring-chair"), f"/hand-overs/{offer.pk}/"
    assert address in browser.get("/hand-overs/").content.decode()
    exclude(record=source, user=cast["monitoring-chair"], reason="Related", by=cast["business-manager"])
    assert browser.get(address).status_code == 404
    assert address not in browser.get("/hand-overs/").content.decode()
    assert address in client_as("scr-chair").get("/hand-overs/").content.decode()


def test_what_is_offered_already_is_not_offered_again(offer: HandOver, cast: Cast) -> None:
    with pytest.raises(InvalidMove, match="offered to a group already"):
        learning.offer_hand_over(
            actions=offer.actions.all(),
            to=cast.group("learning"),
            reason="Again.",
            by=cast["business-manager"],
        )


def test_a_conflict_hides_what_is_offered(
    offer: HandOver, cast: Cast, client_as: Browser, source: Record
) -> None:
    exclude(record=source, user=cast["monitoring-chair"], reason="A friend", by=cast["business-manager"])
    page = client_as("monitoring-chair").get(f"/hand-overs/{offer.pk}/").content.decode()
    assert offer.actions.get().title not in page


def test_all_of_a_source_from_the_page(make: Maker, cast: Cast, source: Record, client_as: Browser) -> None:
    rows = [make(S.STARTED), make(S.AGREED)]
    make(S.CLOSED)
    browser = client_as("business-manager")
    page = browser.get("/actions/chosen/", {"source": source.reference})
    assert page.context["references"] == [row.reference for row in rows]
    sent = {
        "action": [row.reference for row in rows], "deed": "hand-over", "group": cast.group("learning").pk, "reason": "",
    }  # fmt: skip
    refused = browser.post("/actions/chosen/", sent)
    assert refused.status_code == 422
    assert "Say why they are handed over" in refused.content.decode()
    assert browser.post("/actions/chosen/", sent | {"reason": "It is about training."}).status_code == 302
    assert HandOver.objects.get().actions.count() == 2


# --- plans ------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    return open_plan(
        board=cast.board,
        kind="review",
        title="After a review",
        group=cast.group("monitoring"),
        by=cast["business-manager"],
    )


def test_a_plan_is_approved_in_one_step(
    plan: ActionPlan, make: Maker, cast: Cast, client_as: Browser
) -> None:
    whole, lacking, begun = make(S.PROPOSED), make(S.PROPOSED, resources=""), make(S.STARTED)
    assert gather(plan=plan, actions=[whole, lacking, begun], by=cast["business-manager"]) == 3
    address = plan.get_absolute_url()
    page = client_as("business-manager").get(address).content.decode()
    assert f"{lacking.reference} still needs what it needs, even if that is “none”." in page
    assert (
        client_as("monitoring-chair").post(f"{address}approve/", {"wording_confirmed_safe": "on"}).status_code
        == 403
    )
    assert client_as("business-manager").post(f"{address}approve/", {}).status_code == 422
    done = approve(plan=plan, wording_confirmed_safe=True, by=cast["business-manager"])
    assert (done.agreed, [reference for reference, _ in done.lacking]) == (1, [lacking.reference])
    assert {row.status for row in Action.objects.filter(pk__in=[whole.pk, begun.pk])} == {S.AGREED, S.STARTED}
    plan.refresh_from_db()
    assert plan.approved_by == cast["business-manager"]
    with pytest.raises(BadInput, match="None of the proposals"):
        approve(plan=plan, wording_confirmed_safe=True, by=cast["business-manager"])


def test_who_sees_a_plan_and_what_of_it(
    plan: ActionPlan, make: Maker, cast: Cast, client_as: Browser
) -> None:
    action = make(S.STARTED)
    gather(plan=plan, actions=[action], by=cast["business-manager"])
    for slug in ("business-manager", "business-officer", "monitoring-chair"):
        assert action.title in client_as(slug).get(plan.get_absolute_url()).content.decode()
        assert plan.title in client_as(slug).get("/plans/").content.decode()
    for slug in ("police-lead", "lay-member", "stranger", "other-manager"):
        assert client_as(slug).get(plan.get_absolute_url()).status_code == 404
        assert plan.title not in client_as(slug).get("/plans/").content.decode()


def test_an_action_leaves_another_groups_plan_only_by_those_who_keep_that(
    plan: ActionPlan, make: Maker, cast: Cast
) -> None:
    """The case review group's chair takes nothing out of the monitoring group's plan."""
    action = make(S.STARTED, group=cast.group("case-review"))
    gather(plan=plan, actions=[action], by=cast["business-manager"])
    own = open_plan(
        board=cast.board, kind="review", title="Ours", group=cast.group("case-review"), by=cast["scr-chair"]
    )
    with pytest.raises(NotAllowed, match="put together by the business unit"):
        gather(plan=own, actions=[action], by=cast["scr-chair"])
    action.refresh_from_db()
    assert action.plan == plan
    assert gather(plan=own, actions=[action], by=cast["business-officer"]) == 1


def test_a_plan_from_the_page(make: Maker, cast: Cast, client_as: Browser) -> None:
    action, browser = make(S.PROPOSED), client_as("business-manager")
    sent = {"kind": "audit", "title": "After the audit", "group": cast.group("monitoring").pk}
    assert browser.post("/plans/new/", sent | {"title": ""}).status_code == 422
    address = browser.post("/plans/new/", sent)["Location"]
    plan = ActionPlan.objects.get()
    put = {"action": action.reference, "deed": "gather", "plan": plan.pk}
    assert browser.post("/actions/chosen/", put)["Location"] == address
    assert browser.post(f"{address}approve/", {"wording_confirmed_safe": "on"}).status_code == 302
    action.refresh_from_db()
    assert (action.status, action.plan) == (S.AGREED, plan)
    assert client_as("police-lead").get("/plans/new/").status_code == 403


# --- own filters ------------------------------------------------------------------------------------------


def test_a_filter_of_ones_own(cast: Cast, client_as: Browser) -> None:
    browser = client_as("police-lead")
    assert "Keep this filter" in browser.get("/actions/?overdue=on").content.decode()
    assert browser.post("/actions/filters/new/?overdue=on&after=x.1", {"name": ""}).status_code == 422
    assert (
        browser.post("/actions/filters/new/?overdue=on&after=x.1", {"name": "Late ones"}).status_code == 302
    )
    saved = SavedFilter.objects.get()
    assert (saved.user, saved.query) == (cast["police-lead"], "overdue=on")
    assert (
        '<a class="govuk-link" href="/actions/?overdue=on">Late ones</a>'
        in browser.get("/actions/").content.decode()
    )
    assert browser.post(f"/actions/filters/{saved.pk}/", {"name": "Overdue"}).status_code == 302
    other = client_as("housing-lead")
    assert "Overdue</a>" not in other.get("/actions/").content.decode()
    assert other.get(f"/actions/filters/{saved.pk}/").status_code == 404
    assert other.post(f"/actions/filters/{saved.pk}/delete/").status_code == 404
    assert browser.get(f"/actions/filters/{saved.pk}/delete/").status_code == 405
    assert browser.post(f"/actions/filters/{saved.pk}/delete/").status_code == 302
    assert not SavedFilter.objects.exists()


def test_the_same_name_takes_the_place_of_the_old_one(cast: Cast) -> None:
    for query in ("overdue=on", "status=all"):
        save_filter(name="Mine", query=query, by=cast["police-lead"])
    assert SavedFilter.objects.get().query == "status=all"
    with pytest.raises(BadInput):
        save_filter(name="Empty", query="", by=cast["police-lead"])
