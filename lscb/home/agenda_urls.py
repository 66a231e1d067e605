from django.urls import URLPattern, URLResolver, path

from lscb.home import agenda_views

app_name = "agenda"
urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/<str:reference>/agenda/build/", agenda_views.build, name="agenda-build"),
]
