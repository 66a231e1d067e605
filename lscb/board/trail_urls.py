from django.urls import path

from lscb.board import trail_views

app_name = "trail"
urlpatterns = [path("trail/", trail_views.event_list, name="event-list")]
