"""Pages below /learning/: answers to recommendations, learning items, shares, impact checks, search."""

from django.urls import URLPattern, path

from lscb.learning.views import answers, impact

pages: list[URLPattern] = [
    path("answers/", answers.answer_list, name="answer-list"),
    path("answers/<str:reference>/", answers.answer_detail, name="answer-detail"),
    path("answers/<str:reference>/propose/", answers.answer_propose, name="answer-propose"),
    path("answers/<str:reference>/chase/", answers.answer_chase, name="answer-chase"),
    path("answers/<str:reference>/ask-again/", answers.answer_ask_again, name="answer-ask-again"),
    path("answers/<str:reference>/<int:number>/", answers.answer_line, name="answer-line"),
    path("sources/<str:reference>/answers/", answers.source_answers, name="source-answers"),
    path("sources/<str:reference>/ask/", answers.source_ask, name="source-ask"),
    path("impact/", impact.impact_list, name="impact-list"),
    path("impact/<str:reference>/<int:number>/", impact.impact_check, name="impact-check"),
    path("executive/<str:reference>/", impact.action_talked_over, name="action-talked-over"),
]
