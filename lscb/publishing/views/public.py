"""What anybody may read without signing in. These pages read publications, never a confidential table."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lscb.publishing.models import Publication
from lscb.publishing.presenters import public as show
from lscb.publishing.sweep import place_of

GONE = 410


@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    rows = Publication.objects.visible_to(request.user).live().select_related("board")
    return render(request, "publishing/public_list.html", show.listing(request, rows))


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    publication = get_object_or_404(
        Publication.objects.visible_to(request.user).select_related("board"), slug=slug
    )
    if publication.withdrawn_at:
        return render(
            request, "publishing/public_withdrawn.html", show.withdrawn(request, publication), status=GONE
        )
    if publication.on_request_at:
        return render(request, "publishing/public_on_request.html", show.on_request(request, publication))
    return render(request, "publishing/public_detail.html", show.detail(request, publication))


@login_not_required
@require_safe
def pdf(request: HttpRequest, slug: str) -> HttpResponseBase:
    publication = get_object_or_404(
        Publication.objects.visible_to(request.user).select_related("board"), slug=slug
    )
    if publication.withdrawn_at:
        return render(
            request, "publishing/public_withdrawn.html", show.withdrawn(request, publication), status=GONE
        )
    place = place_of(publication.pdf_path)
    if publication.on_request_at or not place.exists():
        raise Http404
    tag = f'"{publication.pdf_sha256[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers=show.cached(tag))
    name = f"{publication.slug}.pdf"
    headers = show.cached(tag) | {
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(
        place.open("rb"), as_attachment=True, filename=name, content_type="application/pdf", headers=headers
    )
