"""Tells the trail where a request came from."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lscb.trail.recording import Circumstances, circumstances


class RequestContext:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = circumstances.set(
            Circumstances(
                ip=request.META.get("REMOTE_ADDR", "")[:45],
                request_id=uuid.uuid4().hex,
                seat=str(request.session.get("seat_label", ""))[:160] if hasattr(request, "session") else "",
            )
        )
        try:
            return self.get_response(request)
        finally:
            circumstances.reset(token)
