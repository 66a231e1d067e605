"""Addresses of the registers: /board/registers/…"""

from django.urls import URLPattern, URLResolver, path

from lscb.board.registers.kinds import REGISTERS
from lscb.board.views import registers as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.registers, name="registers"),
    path("<slug:register>/", views.register, name="register"),
    path("<slug:register>/download/", views.register_export, name="register-export"),
    path("<slug:register>/add/", views.register_add, name="register-add"),
    *[
        path(f"{each.slug}/<str:reference>/", views.entry, {"register": each.slug}, name=f"entry-{each.kind}")
        for each in REGISTERS
    ],
    path("<slug:register>/<str:reference>/change/", views.entry_change, name="entry-change"),
    *[
        path(
            f"<slug:register>/<str:reference>/{verb}/", views.entry_verb, {"verb": verb}, name=f"entry-{verb}"
        )
        for verb in views.VERBS
    ],
]
