from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "lscb.identity"
    label = "identity"
