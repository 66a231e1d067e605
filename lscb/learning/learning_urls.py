"""Pages below /learning/: answers to recommendations, learning items, shares, impact checks, search."""

from django.urls import URLPattern, path

from lscb.learning.views import answers, impact, items, search, shares

pages: list[URLPattern] = [
    path("", items.item_list, name="item-list"),
    path("items/new/", items.item_new, name="item-new"),
    path("items/<str:reference>/", items.item_detail, name="item-detail"),
    path("items/<str:reference>/edit/", items.item_edit, name="item-edit"),
    path("items/<str:reference>/move/", items.item_move, name="item-move"),
    path("items/<str:reference>/pass-on/", items.item_pass_on, name="item-pass-on"),
    path("items/<str:reference>/passed-on/<int:number>/", items.item_passed_on, name="item-passed-on"),
    path("items/<str:reference>/share/", shares.item_share, name="item-share"),
    path("search/", search.search, name="search"),
    path("shared/", shares.share_list, name="share-list"),
    path("sources/<str:reference>/share/", shares.source_share, name="source-share"),
    path("sources/<str:reference>/policy/", shares.source_policy, name="source-policy"),
    path("answers/", answers.answer_list, name="answer-list"),
    path("answers/<str:reference>/", answers.answer_detail, name="answer-detail"),
    path("answers/<str:reference>/propose/", answers.answer_propose, name="answer-propose"),
    path("answers/<str:reference>/chase/", answers.answer_chase, name="answer-chase"),
    path("answers/<str:reference>/ask-again/", answers.answer_ask_again, name="answer-ask-again"),
    path("answers/<str:reference>/<int:number>/", answers.answer_line, name="answer-line"),
    path("answers/<str:reference>/<int:number>/policy/", answers.answer_policy, name="answer-policy"),
    path("sources/<str:reference>/answers/", answers.source_answers, name="source-answers"),
    path("sources/<str:reference>/ask/", answers.source_ask, name="source-ask"),
    path("impact/", impact.impact_list, name="impact-list"),
    path("impact/<str:reference>/<int:number>/", impact.impact_check, name="impact-check"),
    path("executive/<str:reference>/", impact.action_talked_over, name="action-talked-over"),
]
