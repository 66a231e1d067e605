from django.urls import path

from lscb.board import identity

app_name = "identity"
urlpatterns = [
    path("identity/<str:reference>/", identity.reveal, name="reveal"),
    path("identity/<str:reference>/hide/", identity.hide, name="hide"),
]
