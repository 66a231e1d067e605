"""Downloads: always through the record's access, always as an attachment, always in the trail."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lscb.files import operations
from lscb.files.models import FileUse, StoredFile

Scan = StoredFile.Scan
#: Whatever the bytes are, a browser that shows them anyway runs, frames and fetches nothing.
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    uses = FileUse.objects.visible_to(request.user).in_use().select_related("file", "record__board")
    use = get_object_or_404(uses, pk=pk)
    if use.file.scan in (Scan.WAITING, Scan.INFECTED):
        return not_yet(request, use)
    place = operations.download(use=use, by=request.user)
    response = FileResponse(place.open("rb"), as_attachment=True, filename=use.file.name, headers=HEADERS)
    response["Content-Type"] = use.file.content_type
    return response


def not_yet(request: HttpRequest, use: FileUse) -> HttpResponse:
    """The file is there, but it may not be given out: say why, and what happens next."""
    context = {
        "use": use,
        "record": use.record,
        "infected": use.file.scan == Scan.INFECTED,
        "marking": use.record.marking,
    }
    return render(request, "files/not_yet.html", context, status=409)
