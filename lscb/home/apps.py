from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "lscb.home"
    label = "home"
