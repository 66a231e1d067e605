"""Handing over what is open with somebody who leaves or changes what they are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lscb.board.belonging import members_of, people_of
from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.board.views.shared import HOME, me, own_board
from lscb.core import forms
from lscb.core.posting import accepted
from lscb.home.leaving import ONLY, OpenItem, hand_over, open_items, seats_held
from lscb.people.models import User
from lscb.people.stepup import step_up

STAYS = "stays"


class HandOverForm(forms.Form):
    """Who takes over everything, and a question for each open thing: who takes it instead."""

    submit = "Hand over"
    mark_optional = False

    def __init__(self, *args: Any, items: list[OpenItem], takers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.takers = {str(user.pk): user for user in takers}  # asked once, however many things there are
        people = [(key, user.name) for key, user in self.takers.items()]
        choices = [("", "Stays where it is"), *people]
        if len(items) > 1:
            self.fields["everything"] = forms.ChoiceField(
                label="Who takes over everything", choices=[("", "Chosen one by one below"), *people],
                required=False, help_text="Whatever you choose for one thing below goes before this.",
            )  # fmt: skip
            choices = [("", "Not chosen by itself"), (STAYS, "Stays where it is"), *people]
        for item in items:
            words = f"{item.words} ({item.reference}): {item.title}"
            self.fields[item.key] = forms.ChoiceField(label=words, choices=choices, required=False)
        self.link_questions()

    def given(self) -> dict[str, User]:
        chosen = dict(self.cleaned_data)
        rest = chosen.pop("everything", "")
        given = {key: pk or rest for key, pk in chosen.items()}
        return {key: self.takers[pk] for key, pk in given.items() if pk and pk != STAYS}


@step_up
def leaver(request: HttpRequest, pk: int) -> HttpResponse:
    board = own_board(request)
    check(me(request), Permission.BOARD_ADMIN, board, ONLY)
    person = get_object_or_404(people_of(board), pk=pk)
    items, hidden = open_items(person, board, me(request))
    takers = members_of(board).filter(is_active=True).exclude(pk=person.pk).order_by("name")
    form = HandOverForm(*((request.POST,) if request.method == "POST" else ()), items=items, takers=takers)
    if request.method == "POST" and (
        count := accepted(
            form, lambda: hand_over(person=person, board=board, given=form.given(), by=me(request))
        )
    ):
        messages.success(request, f"Handed over: {count}. Whoever takes something has been told.")
        return redirect(request.path)
    back = f"/board/people/{pk}/"
    context = {
        "form": form, "title": f"What is open with {person.name}", "items": items, "hidden": hidden,
        "seats": seats_held(person, board), "cancel_url": back,
        "breadcrumbs": [
            HOME, {"label": "People", "url": "/board/people/"}, {"label": person.name, "url": back}, {"label": "Hand over"},
        ],
    }  # fmt: skip
    return render(request, "home/hand_over.html", context, status=422 if form.errors else 200)
