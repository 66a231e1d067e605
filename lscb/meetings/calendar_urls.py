from django.urls import URLPattern, URLResolver, path

from lscb.meetings.views import feeds

app_name = "calendar"
urlpatterns: list[URLPattern | URLResolver] = [path("calendar/<str:secret>.ics", feeds.feed, name="feed")]
