from django.urls import URLPattern, URLResolver, path

from lscb.learning import views
from lscb.learning.verbs import PAGES

app_name = "learning"
urlpatterns: list[URLPattern | URLResolver] = [
    path("actions/", views.action_list, name="action-list"),
    path("actions/download/", views.action_export, name="action-export"),
    path("actions/<str:reference>/", views.action_detail, name="action-detail"),
    *[
        path(f"actions/<str:reference>/{page}/", views.action_verb, {"page": page}, name=f"action-{page}")
        for page in PAGES
    ],
]
