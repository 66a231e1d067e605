from django.apps import AppConfig
from django.core import checks

from lscb.home.startup import check_database


class HomeConfig(AppConfig):
    name = "lscb.home"
    label = "home"

    def ready(self) -> None:
        checks.register(check_database, checks.Tags.database)
