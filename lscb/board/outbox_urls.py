from django.urls import path

from lscb.board import outbox

app_name = "outbox"
urlpatterns = [
    path("notices/outbox/", outbox.outbox, name="outbox"),
    path("notices/outbox/<int:pk>/send-again/", outbox.mail_send_again, name="mail-send-again"),
]
