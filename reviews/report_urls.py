"""The report of a review, its findings, recommendations and response."""

from django.urls import URLPattern, URLResolver, include, path

from reviews.views import learning, report

pages: list[URLPattern] = [
    path("", report.page, name="report"),
    path("preview/", report.preview, name="report-preview"),
    path("to-panel/", report.to_panel, name="report-to-panel"),
    path("take-back/", report.take_back, name="report-take-back"),
    path("panel-agrees/", report.panel_agrees, name="report-panel-agrees"),
    path("board-agrees/", report.board_agrees, name="report-board-agrees"),
    path("reopen/", report.reopen, name="report-reopen"),
    path("agreed/<int:number>/", report.agreed, name="report-agreed"),
    path("comments/<int:number>/answer/", report.comment_answer, name="comment-answer"),
    path("findings/new/", learning.finding_new, name="finding-new"),
    path("findings/<int:number>/edit/", learning.finding_edit, name="finding-edit"),
    path("findings/<int:number>/remove/", learning.finding_remove, name="finding-remove"),
    path("findings/<int:number>/respond/", report.respond, name="finding-respond"),
    path("recommendations/new/", learning.recommendation_new, name="recommendation-new"),
    path("recommendations/<int:number>/edit/", learning.recommendation_edit, name="recommendation-edit"),
    path(
        "recommendations/<int:number>/remove/", learning.recommendation_remove, name="recommendation-remove"
    ),
    path("recommendations/<int:number>/propose/", learning.propose, name="recommendation-propose"),
    path("<slug:code>/", report.section, name="report-section"),
    path("<slug:code>/read/", report.read, name="report-read"),
    path("<slug:code>/versions/", report.versions, name="report-versions"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("reviews/<str:reference>/report/", include(pages)),
    path("reports/<str:reference>/", report.door, name="report-detail"),
]
