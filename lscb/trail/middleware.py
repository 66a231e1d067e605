"""Tells the trail where a request came from."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lscb.trail.recording import Circumstances, circumstances


def client_address(request: HttpRequest) -> str:
    """Where the request came from: in production the address that our own proxy saw (docs/OPERATIONS.md, nginx)."""
    seen = request.headers.get("X-Real-IP", "") if settings.PRODUCTION else ""
    return (seen or request.META.get("REMOTE_ADDR", ""))[:45]


class RequestContext:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = circumstances.set(
            Circumstances(
                ip=client_address(request),
                request_id=uuid.uuid4().hex,
                seat=str(request.session.get("seat_label", ""))[:160] if hasattr(request, "session") else "",
            )
        )
        try:
            return self.get_response(request)
        finally:
            circumstances.reset(token)
