"""Copies on their way to the public, and the public pages."""

from django.urls import URLPattern, URLResolver, include, path

from lscb.publishing.views import documents, keeping, public, words

app_name = "publishing"

copy: list[URLPattern] = [
    path("", documents.detail, name="document-detail"),
    path("words/", words.words, name="words"),
    path("words/rule/", words.rule, name="word-rule"),
    path("words/several/", words.several, name="word-several"),
    path("words/hide/", words.hide, name="word-hide"),
    path("words/run/", words.run, name="word-run"),
    path("words/<int:number>/keep/", words.keep, name="word-keep"),
    path("words/<int:number>/mask/", words.mask, name="word-mask"),
    path("words/<int:number>/register/", words.add_to_register, name="word-register"),
    path("register/", words.register_page, name="register"),
    path("register/new/", words.register_new, name="register-new"),
    path("register/<int:number>/change/", words.register_change, name="register-change"),
    path("register/<int:number>/retire/", words.register_retire, name="register-retire"),
    path("freeze/", documents.freeze, name="freeze"),
    path("make-again/", documents.make_again, name="make-again"),
    path("text/", documents.text, name="text"),
    path("report.pdf", documents.file, name="file"),
    path("check/", documents.check, name="check"),
    path("approve/", documents.approve, name="approve"),
    path("send-back/", documents.send_back, name="send-back"),
    path("clearances/legal/", documents.clearance, {"kind": "legal"}, name="clearance-legal"),
    path("clearances/family/", documents.clearance, {"kind": "family"}, name="clearance-family"),
    path("clearances/staff/", documents.clearance, {"kind": "staff"}, name="clearance-staff"),
    path("plan/", documents.plan, name="plan"),
    path("advance/", documents.advance, name="advance"),
]

publication: list[URLPattern] = [
    path("", public.detail, name="publication-detail"),
    path("report.pdf", public.pdf, name="publication-pdf"),
    path("withdraw/", keeping.withdraw, name="publication-withdraw"),
    path("on-request/", keeping.on_request, name="publication-on-request"),
    path("request/", keeping.request_copy, name="publication-request"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("documents/<str:reference>/", include(copy)),
    path("publications/", public.listing, name="publication-list"),
    path("publications/<slug:slug>/", include(publication)),
]
