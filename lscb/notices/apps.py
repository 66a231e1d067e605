from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "lscb.notices"
    label = "notices"
