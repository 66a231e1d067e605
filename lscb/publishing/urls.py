from django.urls import URLPattern, URLResolver, path

from lscb.publishing.views import documents

app_name = "publishing"
urlpatterns: list[URLPattern | URLResolver] = [
    path("documents/<str:reference>/", documents.detail, name="document-detail"),
]
