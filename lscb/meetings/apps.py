from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "lscb.meetings"
    label = "meetings"
