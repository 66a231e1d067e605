"""The yardstick: usual middleware, one query, 25 rows in a template; served as tests.bench.bare:application."""

import os

import django
import environ
from django.conf import settings
from django.db import connection, models
from django.shortcuts import render
from django.urls import path

ROWS = 25
TEMPLATE = """<!DOCTYPE html>
<html lang="en"><head><title>Rows</title></head><body><h1>Rows</h1><table>
{% for row in rows %}<tr><td>{{ row.name }}</td><td>{{ row.number }}</td><td>{{ row.due|date:"j F Y" }}</td></tr>
{% endfor %}</table></body></html>"""

settings.configure(
    SECRET_KEY="yardstick" * 8,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={
        "default": {**environ.Env.db_url_config(os.environ["BARE_DATABASE_URL"]), "CONN_MAX_AGE": 600}
    },
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"rows.html": TEMPLATE})]},
        }
    ],
    USE_TZ=True,
)
django.setup()


class Row(models.Model):
    name = models.CharField(max_length=40)
    number = models.IntegerField()
    due = models.DateField()

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.name


def rows(request):  # type: ignore[no-untyped-def]
    return render(request, "rows.html", {"rows": Row.objects.order_by("pk")[:ROWS]})


def prepare() -> None:
    """Makes and fills the table, once per run."""
    import datetime as dt

    with connection.schema_editor() as editor:
        editor.create_model(Row)
    start = dt.date(2026, 3, 2)
    Row.objects.bulk_create(
        Row(name=f"Row number {n}", number=n * 7, due=start + dt.timedelta(days=n)) for n in range(1000)
    )


urlpatterns = [path("rows/", rows)]


if __name__ == "__main__":
    prepare()
else:
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
