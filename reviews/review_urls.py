"""Addresses of running a review, and of one agency's report to it."""

from django.urls import URLPattern, URLResolver, include, path

from reviews.views import review, review_beside, review_imrs, review_panel, review_terms

one: list[URLPattern] = [
    path("", review.detail, name="review-detail"),
    path("history/", review.history, name="review-history"),
    path("move/<slug:verb>/", review.move, name="review-move"),
    path("agencies/", review.agencies, name="review-agencies"),
    path("actions/", review.actions, name="review-actions"),
    path("panel/", review_panel.panel, name="review-panel"),
    path("panel/appoint/<slug:part>/", review_panel.appoint, name="review-appoint"),
    path("panel/<int:number>/end/", review_panel.end, name="review-part-end"),
    path("panel/<int:number>/declare/", review_panel.declare, name="review-independence-declare"),
    path("panel/<int:number>/check/<int:check>/", review_panel.check, name="review-independence-check"),
    path("terms/", review_terms.terms, name="review-terms"),
    path("terms/write/", review_terms.write, name="review-terms-write"),
    path("terms/circulate/", review_terms.circulate, name="review-terms-circulate"),
    path("terms/answer/", review_terms.answer, name="review-terms-answer"),
    path("terms/close/", review_terms.close, name="review-terms-close"),
    path("terms/<int:number>/", review_terms.version, name="review-terms-version"),
    path("terms/<int:number>/changes/", review_terms.changes, name="review-terms-changes"),
    path("imrs/", review_imrs.imrs, name="review-imrs"),
    path("imrs/ask/", review_imrs.ask, name="review-imrs-ask"),
    path("method/", review_beside.method, name="review-method"),
    path("delay/", review_beside.delay, name="review-delay"),
    path("proceedings/", review_beside.proceedings, name="review-proceedings"),
    path("proceedings/add/", review_beside.proceedings_add, name="review-proceedings-add"),
    path("proceedings/<int:number>/end/", review_beside.proceedings_end, name="review-proceedings-end"),
    path("interim-learning/", review_beside.interim, name="review-interim-learning"),
    path("interim-learning/add/", review_beside.interim_add, name="review-interim-learning-add"),
    path("notes/", review_beside.notes, name="review-notes"),
    path("notes/add/", review_beside.note_add, name="review-note-add"),
    path("letters/add/", review_beside.letter_add, name="review-letter-add"),
]

agency_report: list[URLPattern] = [
    path("", review_imrs.detail, name="agency-report-detail"),
    path("author/", review_imrs.author, name="agency-report-author"),
    path("start/", review_imrs.start, name="agency-report-start"),
    path("send/", review_imrs.send, name="agency-report-send"),
    path("accept/", review_imrs.accept, name="agency-report-accept"),
    path("send-back/", review_imrs.send_back, name="agency-report-send-back"),
    path("remind/", review_imrs.remind, name="agency-report-remind"),
    path("more-time/", review_imrs.more_time, name="agency-report-more-time"),
    path("cancel/", review_imrs.cancel, name="agency-report-cancel"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("reviews/", review.listing, name="review-list"),
    path("reviews/<str:reference>/", include(one)),
    path("agency-reports/<str:reference>/", include(agency_report)),
]
