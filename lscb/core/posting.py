"""What form views share: a rule of the domain that says no becomes a sentence on the form, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from lscb.core.errors import BadInput

T = TypeVar("T")


def accepted(form: BaseForm, act: Callable[[], T], field: str | None = None) -> T | None:
    """Does `act` when the form is valid. A BadInput becomes an error of the form (or of one field), answer None.

    if request.method == "POST" and (thing := accepted(form, lambda: operation(**form.cleaned_data, by=user))):
        return redirect(...)
    return render(..., status=422 if form.errors else 200)
    """
    if not form.is_valid():
        return None
    try:
        return act()
    except BadInput as refusal:
        form.add_error(field, f"{refusal.reason} {refusal.who_can_help}".strip())
        return None


def back_to(request: HttpRequest, default: str) -> str:
    """Where the page was opened from (?back=/…), when that is an address of ours."""
    wanted = request.POST.get("back") or request.GET.get("back") or ""
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else default


def posted(request: HttpRequest) -> QueryDict | None:
    """The data to bind a form to: also when the form was sent with nothing in it; None when the page is only opened."""
    return request.POST if request.method == "POST" else None
