from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "lscb.files"
    label = "files"
