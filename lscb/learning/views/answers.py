"""Pages on which agencies are asked about recommendations, and answer them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lscb.clocks.holidays import current_holidays
from lscb.core.posting import accepted, posted
from lscb.learning import answering, answers_reading
from lscb.learning.clocks import CALENDAR
from lscb.learning.forms import answers as forms
from lscb.learning.forms.shares import OwnPolicyForm
from lscb.learning.operations import answers, shares
from lscb.learning.presenters import answers as show
from lscb.people.models import User
from lscb.records.reading import open_or_404


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def answer_list(request: HttpRequest) -> HttpResponse:
    """Everything that agencies were asked and this person may see, the newest first."""
    page = answers_reading.list_page(_me(request), request.GET)
    today, (_, holidays) = timezone.localdate(), current_holidays(CALENDAR)
    rows = show.list_rows(page.rows, answering.lines_of_all(page.rows), today, holidays)
    context = {
        "title": "Answers to recommendations",
        "rows": rows,
        "caption": "What agencies were asked",
        "caption_hidden": True,
        "lead": "Each agency says what it does about the recommendations that are addressed to it.",
        "columns": ["Agency", "Where it comes from", "Answered", "Due", "State"],
        "older_url": page.older,
        "newer_url": page.newer,
        "empty_text": "Nothing was asked that you can see. Once a report is agreed, the business unit asks the agencies.",
        "breadcrumbs": [{"label": "Answers to recommendations"}],
    }
    return render(request, "layouts/list.html", context)


def answer_detail(request: HttpRequest, reference: str) -> HttpResponse:
    asked = open_or_404(request, answers_reading.requests_for_page, reference)
    user, today, (_, holidays) = _me(request), timezone.localdate(), current_holidays(CALENDAR)
    lines = answering.lines_of(asked)
    context = show.detail_page(
        asked,
        lines,
        answers=answers_reading.may(answering.check_can_answer, user, asked),
        today=today,
        holidays=holidays,
        asks=answers_reading.may(answering.check_can_ask, user, asked.source),
        chases=answers_reading.may(answering.check_can_chase, user, asked),
        openable=answers_reading.openable(user, lines),
        source=answers_reading.source_of(user, asked),
        policies=answers_reading.policies_of_agency(asked),
    )
    return render(request, "learning/answer_detail.html", context)


def answer_line(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The agency's answer to one recommendation."""
    asked = open_or_404(request, answers_reading.requests_for_page, reference, page="answer")
    answering.check_can_answer(_me(request), asked)
    line = get_object_or_404(asked.asked.select_related("recommendation"), pk=number)
    form = forms.RecommendationAnswerForm(posted(request), initial=answers_reading.said_before(line))
    if posted(request) is not None and accepted(form, lambda: _answer(form, line, _me(request))):
        to_do = any(one.asked.pk == line.pk and one.needs_action for one in answering.lines_of(asked))
        messages.success(
            request, "The answer is kept. Now propose the action." if to_do else "The answer is kept."
        )
        return redirect("learning:answer-propose" if to_do else "learning:answer-detail", reference)
    title = f"Answer recommendation {line.recommendation.number}"
    return _form(request, asked, form, title, lead=line.words)


def _answer(form: Any, line: Any, user: User) -> Any:
    values = dict(form.cleaned_data)
    return answers.answer(asked=line, by=user, no_action_needed=values.pop("then") == "none", **values)


def answer_policy(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A policy of the agency's own that it changed because of a recommendation."""
    asked = open_or_404(request, answers_reading.requests_for_page, reference, page="policy")
    answering.check_can_answer(_me(request), asked)
    line = get_object_or_404(asked.asked.select_related("recommendation"), pk=number)
    form = OwnPolicyForm(posted(request))
    if posted(request) is not None and accepted(
        form, lambda: shares.add_own_policy_change(asked=line, by=_me(request), **form.cleaned_data)
    ):
        messages.success(
            request, "The change of policy is kept with your answers. The business unit sees it."
        )
        return redirect(asked.record)
    return _form(request, asked, form, "Record a change of policy", lead=line.words)


def answer_propose(request: HttpRequest, reference: str) -> HttpResponse:
    """An action that the agency proposes; one may answer several recommendations."""
    asked = open_or_404(request, answers_reading.requests_for_page, reference, page="propose")
    answering.check_can_answer(_me(request), asked)
    first = answers_reading.first_without_action(asked)
    form = forms.AgencyProposalForm(posted(request), request=asked, initial={"asked": first})
    if posted(request) is not None and accepted(
        form, lambda: answers.propose_action(request=asked, by=_me(request), **form.cleaned_data)
    ):
        messages.success(request, "The action is proposed. The business unit has been told, and agrees it.")
        return redirect(asked.record)
    return _form(request, asked, form, "Propose an action")


@require_POST
def answer_chase(request: HttpRequest, reference: str) -> HttpResponse:
    asked = open_or_404(request, answers_reading.requests_for_page, reference, page="")
    answers.chase(request=asked, by=_me(request))
    messages.success(request, f"{asked.agency} has been asked again.")
    return redirect(asked.record)


def answer_ask_again(request: HttpRequest, reference: str) -> HttpResponse:
    asked = open_or_404(request, answers_reading.requests_for_page, reference, page="ask again")
    answering.check_can_ask(_me(request), asked.source)
    form = forms.AnswersAgainForm(posted(request))
    if posted(request) is not None and accepted(
        form, lambda: answers.ask_again(request=asked, by=_me(request), **form.cleaned_data)
    ):
        messages.success(request, f"{asked.agency} has been asked to look at its answers again.")
        return redirect(asked.record)
    return _form(request, asked, form, "Ask again")


def source_answers(request: HttpRequest, reference: str) -> HttpResponse:
    """Agencies across, recommendations down: who has answered what."""
    source = open_or_404(request, answers_reading.sources, reference, page="answers")
    answers_reading.refuse_referrer(_me(request), source)
    table = answers_reading.table_of(source)
    asks = answers_reading.may(answering.check_can_ask, _me(request), source)
    context = show.source_table(source, *table, asks=asks, today=timezone.localdate())
    context |= show.around_source(source, answers_reading.policies_of(source), asks=asks)
    return render(request, "learning/source_answers.html", context)


def source_ask(request: HttpRequest, reference: str) -> HttpResponse:
    source = open_or_404(request, answers_reading.sources, reference, page="ask")
    answers_reading.refuse_referrer(_me(request), source)
    answering.check_can_ask(_me(request), source)
    form = forms.AskForm(posted(request), rows=answers_reading.to_ask(source))
    if posted(request) is not None and (made := accepted(form, lambda: _ask(form, source, _me(request)))):
        messages.success(
            request,
            f"{len(made)} agencies have been asked, and told."
            if len(made) > 1
            else f"{made[0].agency} has been asked, and told.",
        )
        return redirect("learning:source-answers", reference)
    return _ask_page(request, source, form)


def _ask_page(request: HttpRequest, source: Any, form: Any) -> HttpResponse:
    reference, back = source.reference, reverse("learning:source-answers", args=[source.reference])
    context = {
        "form": form,
        "title": "Ask the agencies to answer",
        "kind": "Recommendations",
        "reference": reference,
        "lead": "Each agency reads these words and nothing else of the case. Known names are taken out; read every line.",
        "cancel_url": back,
        "marking": source.marking,
        "breadcrumbs": [show.LIST, {"label": reference, "url": back}, {"label": "Ask"}],
    }
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def _ask(form: Any, source: Any, user: User) -> Any:
    values = form.cleaned_data
    return answers.ask(
        source=source,
        words=form.words(),
        by=user,
        due_on=values["due_on"],
        confirmed_safe=values["confirmed_safe"],
    )


def _form(request: HttpRequest, asked: Any, form: Any, title: str, lead: str = "") -> HttpResponse:
    url = asked.record.get_absolute_url()
    context = {
        "form": form,
        "title": title,
        "kind": "Answers to recommendations",
        "reference": asked.record.reference,
        "lead": lead,
        "cancel_url": url,
        "marking": asked.record.marking,
        "breadcrumbs": [show.LIST, {"label": asked.record.reference, "url": url}, {"label": title}],
    }
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)
