from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "lscb.publishing"
    label = "publishing"
