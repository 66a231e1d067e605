from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "lscb.core"
    label = "core"
