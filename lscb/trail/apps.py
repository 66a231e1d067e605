from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "lscb.trail"
    label = "trail"
