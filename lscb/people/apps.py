from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lscb.people"
    label = "people"
