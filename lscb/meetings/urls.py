from django.urls import URLPattern, URLResolver, path

from lscb.meetings import views

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.listing, name="meeting-list"),
    path("plan/", views.plan, name="meeting-plan"),
    path("<str:reference>/", views.detail, name="meeting-detail"),
    path("<str:reference>/cancel/", views.cancel, name="meeting-cancel"),
]
