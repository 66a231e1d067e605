"""What the frame around every page needs. No queries beyond the person's standing, which is read once."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    return {}
