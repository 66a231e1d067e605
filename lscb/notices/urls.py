from django.urls import path

from lscb.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="notice-list"),
    path("read/", views.notices_read, name="notices-read"),
    path("<int:pk>/read/", views.notice_read, name="notice-read"),
]
