from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "lscb.board"
    label = "board"
