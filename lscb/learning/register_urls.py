"""Addresses of the register beside those of one action: loading, plans."""

from django.urls import URLPattern, path

from lscb.learning.views import loading, plans

pages: list[URLPattern] = [
    path("actions/load/", loading.action_load, name="action-load"),
    path("actions/load/take/", loading.action_load_take, name="action-load-take"),
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/new/", plans.plan_new, name="plan-new"),
    path("plans/<str:reference>/", plans.plan_detail, name="plan-detail"),
    path("plans/<str:reference>/approve/", plans.plan_approve, name="plan-approve"),
]
