"""Addresses of the board's documents: /board/documents/…"""

from django.urls import URLPattern, URLResolver, path

from lscb.board.views import documents as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.documents, name="documents"),
    path("add/", views.add, name="document-add"),
    path("<str:reference>/", views.document, name="document"),
    path("<str:reference>/change/", views.change, name="document-change"),
    path("<str:reference>/versions/add/", views.version, name="document-version"),
    path("<str:reference>/versions/<int:version>/ratify/", views.ratify, name="document-ratify"),
    path("<str:reference>/review/", views.review, name="document-review"),
    path("<str:reference>/tests/add/", views.test, name="document-test"),
    path("<str:reference>/withdraw/", views.withdraw, name="document-withdraw"),
]
