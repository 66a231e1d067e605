from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "lscb.clocks"
    label = "clocks"
