"""What can be done with several chosen actions: each deed with its form, its operation, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from lscb.board.permissions import has, standing_of
from lscb.board.roles import Permission
from lscb.core import forms
from lscb.core.templatetags.lscb import plural
from lscb.learning.forms.register import GatherForm, OfferForm
from lscb.learning.models import Action, ActionPlan, ActionQuerySet
from lscb.learning.operations.chasing import Chased, chase
from lscb.learning.operations.handing import offer_hand_over
from lscb.learning.operations.plans import gather
from lscb.people.models import Board, User
from lscb.records.models import Record

#: As many as one page of the list shows, and as a source can be expected to have.
MOST = 200


class ChaseForm(forms.Form):
    submit = "Ask about them"


@dataclass(frozen=True)
class Deed:
    title: str
    lead: str
    form: Any
    act: Callable[[list[Action], User], Any]
    done: Callable[[Any], str]
    to: Callable[[Any], str]


def of(rows: ActionQuerySet, user: User, asked: QueryDict) -> ActionQuerySet:
    """The actions that the address or the form names; ?source=… names all that are open of one source."""
    if reference := asked.get("source"):
        sources = Record.objects.visible_to(user).filter(reference=reference.strip().upper())
        rows = rows.open().filter(source__in=sources)
    else:
        rows = rows.filter(record__reference__in=asked.getlist("action")[:MOST])
    return rows.with_parties().select_related("source", "record__board").order_by("pk")[:MOST]  # type: ignore[return-value]


def deeds(board: Board, user: User, rows: list[Action], data: QueryDict | None, deed: str) -> dict[str, Deed]:
    """What this person may try; the form that was sent is bound to what was typed."""

    def typed(name: str) -> QueryDict | None:
        return data if deed == name else None

    offer = OfferForm(typed("hand-over"), board=board, auto_id="hand_%s")
    count = plural(len(rows), "action")
    found = {
        "chase": Deed(
            "Ask how far they are", "One notice to each person who is responsible. The actions remember it.",
            ChaseForm(typed("chase")), lambda them, by: chase(actions=them, by=by), chased_text,
            lambda _: "/actions/",
        ),
        "hand-over": Deed(
            "Hand them over to another group", f"{count}. Nothing moves until that group's chair accepts.",
            offer, _OfferTo(offer), offered_text, lambda made: f"/hand-overs/{made.pk}/",
        ),
    }  # fmt: skip
    plans = _plans(board, user)
    if plans.exists():
        form = GatherForm(typed("gather"), plans=plans, auto_id="plan_%s")
        found["gather"] = Deed(
            "Put them into a plan", "An action is in one plan at a time.", form, _PutInto(form), gathered_text,
            lambda done: str(done[0].get_absolute_url()),
        )  # fmt: skip
    return found


def _plans(board: Board, user: User) -> Any:
    rows = ActionPlan.objects.visible_to(user).filter(board=board)
    if not has(user, Permission.ACTION_MANAGE, board):
        standing = standing_of(user)
        groups = {seat.group_id for seat in standing.seats if standing.chairs(seat.group_id)}
        rows = rows.filter(group__in=groups)
    return rows.select_related("record")


class _OfferTo:
    def __init__(self, form: Any) -> None:
        self.form = form

    def __call__(self, rows: list[Action], by: User) -> Any:
        data = self.form.cleaned_data
        return offer_hand_over(actions=rows, to=data["group"], reason=data["reason"], by=by)


class _PutInto:
    def __init__(self, form: Any) -> None:
        self.form = form

    def __call__(self, rows: list[Action], by: User) -> Any:
        plan = self.form.cleaned_data["plan"]
        return plan, gather(plan=plan, actions=rows, by=by)


def chased_text(done: Chased) -> str:
    words = [f"{plural(done.people, 'person,people')} asked about {plural(done.asked, 'action')}."]
    if done.already:
        words.append(f"{plural(done.already, 'action')} had been asked about today.")
    if done.not_with_owner:
        words.append(f"{plural(done.not_with_owner, 'action')} left out: not waiting for an owner.")
    if done.nobody:
        words.append(f"{plural(done.nobody, 'action')} with nobody who could be asked.")
    return " ".join(words)


def offered_text(offer: Any) -> str:
    return f"{offer.to_group} has been told, and accepts or declines."


def gathered_text(done: Any) -> str:
    plan, count = done
    return f"{plural(count, 'action')} put into {plan.record.reference}."
