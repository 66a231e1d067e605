from django.urls import URLPattern, URLResolver, path

from lscb.home.demonstration import views

app_name = "demonstration"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.cast, name="cast"),
    path("sign-in/<slug:slug>/", views.sign_in, name="sign-in"),
    path("mail/", views.mail, name="mail-list"),
    path("mail/<str:name>/", views.mail_read, name="mail-read"),
]
