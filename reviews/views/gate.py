"""A form begins with what was typed, names and all; so it waits until the reader has asked to see who it is about.

Text in a form is never masked: whoever saved it would put the mask in the place of the name.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lscb.records.models import Record
from reviews.masking import Screen


def names_hidden(
    request: HttpRequest, record: Record, what: str, back: str, *texts: str
) -> HttpResponse | None:
    """Leads to the page `back`, where identity is shown for a reason, when the texts name people whom the reader does
    not see. What somebody sends is let through: they typed it themselves.

    what  how the sentence begins: "This finding names"
    """
    user: Any = request.user
    if request.method == "POST" or not Screen(record, user).hides(*texts):
        return None
    messages.info(request, f"{what} people of the case. Show identity, giving a reason, to change it.")
    return redirect(back)
