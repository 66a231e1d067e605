"""Issues that go to the group above, and back; and the addresses of calendars."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lscb.core.errors import NotAllowed
from lscb.core.posting import accepted, posted
from lscb.meetings import forms, issues, operations, reading
from lscb.meetings import permissions as may
from lscb.meetings import presenters as show
from lscb.meetings.models import RaisedIssue
from lscb.meetings.operations.issues import group_above
from lscb.records.models import Record
from lscb.records.reading import open_or_404
from lscb.records.timeline import timeline


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    before = request.GET.get("before", "")
    form = forms.RateFilter(request.GET, groups=reading.groups_of(request.board))
    group = form.cleaned_data.get("group") if form.is_valid() else None
    page = issues.page_of(user, request.board, int(before) if before.isdecimal() else None, group)
    raises = bool(request.board) and reading.groups_to_plan(user, request.board).exists()
    query = {"group": group.pk} if group else {}
    context = show.issue_list(page.rows, raises, form, group) | {
        "older_url": f"?{urlencode(query | {'before': page.older})}" if page.older else "",
        "newer_url": f"?{urlencode(query)}" if before else "",
        "newer_label": "Back to the newest",
    }  # fmt: skip
    return render(request, "layouts/list.html", context)


def new(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    groups = reading.groups_to_plan(user, request.board) if request.board else None
    if groups is None or not groups.exists():
        raise NotAllowed(
            "Issues are raised by the chair of a group and by the business unit.", "Ask your group's chair."
        )
    start = {name: request.GET.get(name, "") for name in ("about", "group", "meeting")}
    form = forms.RaiseIssueForm(posted(request), groups=groups, initial=start)
    if request.method == "POST" and (
        made := accepted(form, lambda: issues.raise_from(user, form.cleaned_data))
    ):
        messages.success(request, "Raised. The group above has been told.")
        return redirect(made.record.get_absolute_url())
    context = {
        "form": form,
        "title": "Raise an issue",
        "cancel_url": "/meetings/issues/",
        "breadcrumbs": show.crumbs("Raise an issue"),
    }
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def _fetch(request: HttpRequest, reference: str) -> RaisedIssue:
    return open_or_404(request, issues.issues_for_page, reference)


@require_safe
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    issue = _fetch(request, reference)
    user: Any = request.user
    about = issue.about_id is not None and Record.objects.visible_to(user).filter(pk=issue.about_id).exists()
    answers, takes = may.runs(user, issue.to_group), may.runs(user, issue.from_group)
    passes = answers and group_above(issue.to_group) is not None
    context = show.issue_page(issue, answers, takes, about, passes) | {"events": timeline(issue.record, user)}
    return render(request, "meetings/issue.html", context)


def _verb(
    request: HttpRequest, issue: RaisedIssue, form: Any, act: Callable[[], Any], title: str, words: str
) -> HttpResponse:
    base = issue.record.get_absolute_url()
    if request.method == "POST" and accepted(form, lambda: (act(), True)):
        messages.success(request, words)
        return redirect(base)
    context = {
        "form": form, "title": title, "cancel_url": base, "kind": "Issue", "reference": issue.record.reference,
        "marking": issue.record.marking, "breadcrumbs": [*show.crumbs("Issues")[:1], {"label": issue.record.reference, "url": base}, {"label": title}],
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def answer(request: HttpRequest, reference: str) -> HttpResponse:
    issue = _fetch(request, reference)
    may.check_can_answer(request.user, issue)
    form = forms.AnswerIssueForm(posted(request))
    act = lambda: operations.answer_issue(issue=issue, by=request.user, **form.cleaned_data)  # noqa: E731
    return _verb(request, issue, form, act, "Answer", "Answered. The group that raised it has been told.")


def pass_on(request: HttpRequest, reference: str) -> HttpResponse:
    issue = _fetch(request, reference)
    may.check_can_answer(request.user, issue)
    form = forms.PassOnForm(posted(request))
    act = lambda: operations.pass_on(issue=issue, by=request.user, **form.cleaned_data)  # noqa: E731
    return _verb(request, issue, form, act, "Pass it on", "Passed on. The answer comes back here.")


def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    issue = _fetch(request, reference)
    may.check_can_take_back(request.user, issue)
    form = forms.TakeBackIssueForm(posted(request))
    act = lambda: operations.take_back(issue=issue, by=request.user, **form.cleaned_data)  # noqa: E731
    return _verb(request, issue, form, act, "Take the answer back", "Closed, with what the group does.")
