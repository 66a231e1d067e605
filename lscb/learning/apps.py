from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "lscb.learning"
    label = "learning"
