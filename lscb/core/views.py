from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lscb.core.middleware import typed


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from an old page: say so, and give back what was typed."""
    context = {
        "reason": "This form was opened too long ago, or in another sign-in, so it could not be taken.",
        "who_can_help": "Go back to the page and send it again. What you typed is below.",
        "kept": typed(request),
        "back": request.path,
    }
    return render(request, "403.html", context, status=403)
