"""Addresses of a review's publication; the pages of each copy are the publishing app's."""

from django.urls import URLPattern, URLResolver, path

from reviews.views import publication

urlpatterns: list[URLPattern | URLResolver] = [
    path("reviews/<str:reference>/publication/", publication.page, name="review-publication"),
    path(
        "reviews/<str:reference>/publication/prepare/", publication.prepare, name="review-publication-prepare"
    ),
    path("reviews/<str:reference>/publication/plan/", publication.plan, name="review-publication-plan"),
    path(
        "reviews/<str:reference>/publication/release/", publication.release, name="review-publication-release"
    ),
]
