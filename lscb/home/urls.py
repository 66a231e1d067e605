from django.urls import URLPattern, URLResolver, path

from lscb.home import views

app_name = "home"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("help/", views.help_page, name="help"),
    path("help/<slug:page>/", views.help_page, name="help-page"),
    path("healthz", views.healthz, name="healthz"),
]
