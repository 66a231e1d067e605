"""What was shared with others and with us, and policies that were changed because of a recommendation."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from lscb.core.posting import accepted, posted
from lscb.learning import answering, answers_reading, item_rights, items_reading, shares_reading
from lscb.learning.forms import shares as forms
from lscb.learning.operations import shares
from lscb.people.models import User
from lscb.records.reading import open_or_404

LEARNING = {"label": "Learning", "url": "/learning/"}
LIST = {"label": "Shared", "url": "/learning/shared/"}


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def share_list(request: HttpRequest) -> HttpResponse:
    """What this board shared, for those who read where it came from; and what neighbours shared with it."""
    board: Any = getattr(request, "board", None)
    page = shares_reading.shared_by(_me(request), board, request.GET)
    context = {
        "title": "Shared with others, and with us", "ours": shares_reading.rows(page.rows), "older_url": page.older,
        "newer_url": page.newer, "theirs": shares_reading.theirs(_me(request), board),
        "ours_columns": ["What", "With", "Day", "From"], "theirs_columns": ["What", "From", "Day"],
        "breadcrumbs": [LEARNING, {"label": "Shared"}],
    }  # fmt: skip
    return render(request, "learning/share_list.html", context)


def item_share(request: HttpRequest, reference: str) -> HttpResponse:
    item = open_or_404(request, items_reading.items_for_page, reference, page="share")
    item_rights.check_can_keep(_me(request), item.board)
    before = {"what": f"{item.title}. {item.message}", "shared_on": timezone.localdate()}
    form = forms.LearningShareForm(posted(request), board=item.board, initial=before)
    if posted(request) is not None and accepted(
        form, lambda: shares.share(thing=item, by=_me(request), **form.cleaned_data)
    ):
        messages.success(request, "It is kept what was shared, with whom and when.")
        return redirect(item.record)
    return _form(request, form, "Share it with others", item.record, item.record.get_absolute_url())


def source_share(request: HttpRequest, reference: str) -> HttpResponse:
    """A finding or recommendation of a source is shared, in words that give no case away."""
    source = open_or_404(request, shares_reading.sources, reference, page="share")
    answers_reading.refuse_referrer(_me(request), source)
    answering.check_can_ask(_me(request), source)
    things = shares_reading.things_of(source)
    form = forms.SourceShareForm(
        posted(request),
        board=source.board,
        choices=shares_reading.named(things),
        initial={"shared_on": timezone.localdate()},
    )
    if posted(request) is not None and accepted(form, lambda: _share(form, things, _me(request))):
        messages.success(request, "It is kept what was shared, with whom and when.")
        return redirect("learning:share-list")
    return _form(request, form, "Share a finding or recommendation", source, reverse("learning:share-list"))


def _share(form: Any, things: dict[str, Any], user: User) -> Any:
    values = dict(form.cleaned_data)
    return shares.share(thing=things[values.pop("thing")], by=user, **values)


def source_policy(request: HttpRequest, reference: str) -> HttpResponse:
    source = open_or_404(request, answers_reading.sources, reference, page="policy")
    answers_reading.refuse_referrer(_me(request), source)
    answering.check_can_ask(_me(request), source)
    back = reverse("learning:source-answers", args=[reference])
    form = forms.PolicyChangeForm(posted(request), source=source)
    if posted(request) is not None and accepted(
        form, lambda: shares.add_policy_change(by=_me(request), **form.cleaned_data)
    ):
        messages.success(request, "The change of policy is kept with its recommendation.")
        return redirect(back)
    return _form(request, form, "Record a change of policy", source, back)


def _form(request: HttpRequest, form: Any, title: str, record: Any, back: str) -> HttpResponse:
    context = {
        "form": form, "title": title, "kind": "Learning", "reference": record.reference, "cancel_url": back,
        "marking": record.marking, "breadcrumbs": [LEARNING, {"label": record.reference, "url": back}, {"label": title}],
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)
