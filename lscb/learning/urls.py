from django.urls import URLPattern, URLResolver, include, path

from lscb.learning import learning_urls, register_urls
from lscb.learning.verbs import PAGES
from lscb.learning.views import actions

app_name = "learning"
urlpatterns: list[URLPattern | URLResolver] = [
    path("learning/", include(learning_urls.pages)),
    path("actions/", actions.action_list, name="action-list"),
    path("actions/download/", actions.action_export, name="action-export"),
    *register_urls.pages,
    path("actions/<str:reference>/", actions.action_detail, name="action-detail"),
    *[
        path(f"actions/<str:reference>/{page}/", actions.action_verb, {"page": page}, name=f"action-{page}")
        for page in PAGES
    ],
]
