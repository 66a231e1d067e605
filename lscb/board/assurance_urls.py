"""Addresses of expected reports: /board/assurance/…"""

from django.urls import URLPattern, URLResolver, path

from lscb.board.views import assurance as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.reports, name="assurance"),
    path("download/", views.reports_export, name="assurance-export"),
    path("ask/", views.ask, name="assurance-ask"),
    path("updates/ask/", views.updates_ask, name="updates-ask"),
    path("schedule/", views.schedule, name="schedule"),
    path("schedule/add/", views.schedule_add, name="schedule-add"),
    path("schedule/<int:pk>/change/", views.schedule_change, name="schedule-change"),
    path("schedule/<int:pk>/end/", views.schedule_end, name="schedule-end"),
    path("<str:reference>/", views.report, name="assurance-detail"),
    path("<str:reference>/write/", views.write, name="assurance-write"),
    path("<str:reference>/hand-in/", views.hand_in, name="assurance-hand-in"),
    path("<str:reference>/check/", views.check, name="assurance-check"),
    path("<str:reference>/ask-again/", views.ask_again, name="assurance-ask-again"),
    path("<str:reference>/withdraw/", views.withdraw, name="assurance-withdraw"),
]
