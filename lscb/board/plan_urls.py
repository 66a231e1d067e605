"""Addresses of the business plan: /board/plan/…"""

from django.urls import URLPattern, URLResolver, path

from lscb.board.views import plan as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.current, name="plan-current"),
    path("add/", views.plan_add, name="plan-add"),
    path("progress/<slug:slug>/", views.group_progress, name="group-progress"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/change/", views.plan_change, name="plan-change"),
    path("<int:pk>/priorities/add/", views.priority_add, name="priority-add"),
    path("<int:pk>/priorities/<int:number>/", views.priority, name="priority"),
    path("<int:pk>/priorities/<int:number>/change/", views.priority_change, name="priority-change"),
]
