from django.urls import URLPattern, URLResolver, path

from lscb.home import views, views_tags
from lscb.home import views_dashboards as dashboards
from lscb.home import views_leaving as leaving
from lscb.home import views_reports as reports
from lscb.home import views_themes as themes

app_name = "home"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("dashboard/", dashboards.dashboard, name="dashboard"),
    path("dashboard/freeze/", dashboards.freeze, name="figures-freeze"),
    path("dashboard/me/", dashboards.my_page, name="dashboard-me"),
    path("dashboard/desk/", dashboards.desk, name="dashboard-desk"),
    path("dashboard/clocks/", dashboards.overdue_clocks, name="dashboard-clocks"),
    path("dashboard/groups/<slug:slug>/", dashboards.group_page, name="dashboard-group"),
    path("dashboard/agencies/<slug:slug>/", dashboards.agency_page, name="dashboard-agency"),
    path("dashboard/reports/", reports.report_list, name="report-list"),
    path("dashboard/reports/make/", reports.report_make, name="report-make"),
    path("dashboard/reports/template/", reports.report_template, name="report-template"),
    path("dashboard/reports/template/shipped/", reports.template_shipped, name="report-template-shipped"),
    path("dashboard/reports/template/<str:reference>/", reports.report_template, name="report-template-of"),
    path("dashboard/reports/<str:reference>/", reports.report_detail, name="report-detail"),
    path("search/", themes.search, name="search"),
    path("tags/<str:reference>/", views_tags.tags, name="tags"),
    path("themes/", themes.theme_list, name="theme-list"),
    path("themes/new/", themes.theme_new, name="theme-new"),
    path("themes/<int:number>/", themes.theme, name="theme"),
    path("themes/<int:number>/rename/", themes.theme_rename, name="theme-rename"),
    path("themes/<int:number>/merge/", themes.theme_merge, name="theme-merge"),
    path("board/people/<int:pk>/hand-over/", leaving.leaver, name="hand-over"),
    path("help/", views.help_page, name="help"),
    path("help/<slug:page>/", views.help_page, name="help-page"),
    path("healthz", views.healthz, name="healthz"),
]
