from django.urls import URLPattern, URLResolver, path

from lscb.clocks import views

app_name = "clocks"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.rule_list, name="rule-list"),
    path("holidays/", views.holiday_list, name="holiday-list"),
]
