"""A page for the records of these tests: reminders link to the record they are about."""

from django.http import HttpResponse
from django.urls import include, path


def thing(request, reference):
    return HttpResponse(reference)


urlpatterns = [
    path("things/<str:reference>/", thing, name="thing"),
    path("clocks/", include("lscb.clocks.urls")),
]
