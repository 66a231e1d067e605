"""Addresses of the register beside those of one action: loading, choosing several, own filters, hand-overs, plans."""

from django.urls import URLPattern, path

from lscb.learning.views import handovers, loading, plans, register

pages: list[URLPattern] = [
    path("actions/load/", loading.action_load, name="action-load"),
    path("actions/load/take/", loading.action_load_take, name="action-load-take"),
    path("actions/chosen/", register.action_chosen, name="action-chosen"),
    path("actions/filters/", register.filter_list, name="filter-list"),
    path("actions/filters/new/", register.filter_new, name="filter-new"),
    path("actions/filters/<int:number>/", register.filter_edit, name="filter-edit"),
    path("actions/filters/<int:number>/delete/", register.filter_delete, name="filter-delete"),
    path("hand-overs/", handovers.hand_over_list, name="hand-over-list"),
    path("hand-overs/<int:number>/", handovers.hand_over_detail, name="hand-over-detail"),
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/new/", plans.plan_new, name="plan-new"),
    path("plans/<str:reference>/", plans.plan_detail, name="plan-detail"),
    path("plans/<str:reference>/approve/", plans.plan_approve, name="plan-approve"),
]
