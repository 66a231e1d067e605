from django.urls import URLPattern, URLResolver, path

from lscb.meetings import views

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.listing, name="meeting-list"),
    path("plan/", views.plan, name="meeting-plan"),
    path("<str:reference>/", views.detail, name="meeting-detail"),
    path("<str:reference>/reschedule/", views.reschedule, name="meeting-reschedule"),
    path("<str:reference>/cancel/", views.cancel, name="meeting-cancel"),
    path("<str:reference>/attendance/", views.attendance, name="meeting-attendance"),
    path("<str:reference>/guests/add/", views.guest_add, name="meeting-guest-add"),
    path("<str:reference>/guests/<int:number>/remove/", views.guest_remove, name="meeting-guest-remove"),
    path("<str:reference>/held/", views.held, name="meeting-held"),
]
