"""Includes only; each app's urls.py says what its pages are called."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("lscb.home.urls")),
    path("", include("lscb.board.people_urls")),
    path("board/", include("lscb.board.urls")),
    path("files/", include("lscb.files.urls")),
    path("", include("lscb.board.outbox_urls")),
    path("letters/", include("lscb.board.letters_urls")),
    path("notices/", include("lscb.notices.urls")),
    path("clocks/", include("lscb.clocks.urls")),
    path("", include("lscb.board.identity_urls")),
    path("", include("lscb.board.trail_urls")),
    path("", include("lscb.learning.urls")),
    path("", include("lscb.home.agenda_urls")),
    path("meetings/", include("lscb.meetings.urls")),
    path("", include("lscb.meetings.calendar_urls")),
    path("", include("lscb.publishing.urls")),
    path("", include("reviews.urls")),
]
if settings.DEMONSTRATION or settings.MODE == "test":
    urlpatterns.append(path("demonstration/", include("lscb.home.demonstration.urls")))
