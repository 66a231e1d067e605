"""Addresses of the main job: references, with the verb last."""

from django.urls import URLPattern, URLResolver, include, path

from reviews.views import consideration, decision, outsiders, referral_form, referrals, scoping, triage

app_name = "reviews"

referral: list[URLPattern] = [
    path("", referrals.detail, name="referral-detail"),
    path("form/", referral_form.form, name="referral-form"),
    path("form/sent/", referral_form.sent, name="referral-sent"),
    path("form/siblings/<int:number>/remove/", referral_form.sibling_remove, name="referral-sibling-remove"),
    path("form/papers/<int:number>/remove/", referral_form.paper_remove, name="referral-paper-remove"),
    path("form/<slug:page>/", referral_form.page, name="referral-page"),
    path("withdraw/", referral_form.withdraw, name="referral-withdraw"),
    path("accept/", triage.accept, name="referral-accept"),
    path("return/", triage.return_, name="referral-return"),
    path("answer/", referral_form.answer, name="referral-answer"),
    path("redirect/", triage.redirect_, name="referral-redirect"),
    path("duplicate/", triage.duplicate, name="referral-duplicate"),
    path("note/", triage.note, name="referral-note"),
    path("letters/new/", triage.letter, name="referral-letter-new"),
    path("linked-cases/add/", triage.link, name="referral-link-add"),
    path("linked-cases/<int:number>/remove/", triage.unlink, name="referral-link-remove"),
    path("sheet/", referrals.sheet, name="referral-sheet"),
    path("scoping/new/", scoping.new, name="referral-scope"),
    path("list/", consideration.list_, name="referral-list-for-meeting"),
    path("extraordinary/", consideration.extraordinary, name="referral-extraordinary"),
    path("consideration/", consideration.page, name="referral-consideration"),
    path("attendance/", consideration.attendance, name="referral-attendance"),
    path("conflict/", consideration.conflict, name="referral-conflict"),
    path("conflict/<int:number>/take-back/", consideration.take_back, name="referral-conflict-take-back"),
    path("impose-conflict/", consideration.impose_conflict, name="referral-impose-conflict"),
    path("sign/", consideration.sign, name="referral-sign"),
    path("send-to-chair/", decision.send_to_chair, name="referral-send-to-chair"),
    path("hand-on/", decision.hand_on, name="referral-hand-on"),
    path("decide/", decision.decide, name="referral-decide"),
    path("peer-challenge/", decision.peer_challenge, name="referral-peer-challenge"),
    path("peer-challenge/<int:number>/answer/", decision.challenge_answer, name="referral-challenge-answer"),
    path("panel-enquiry/", decision.enquiry_new, name="referral-enquiry-new"),
    path("panel-enquiry/<int:number>/", decision.enquiry, name="referral-enquiry"),
    path("notifications/", decision.notifications, name="referral-notifications"),
    path("notifications/<int:number>/sent/", decision.notification_sent, name="notification-sent"),
    path("notifications/<int:number>/letter/", decision.notification_letter, name="notification-letter"),
    path("close/", decision.close, name="referral-close"),
    path("reopen/", decision.reopen, name="referral-reopen"),
]

scoping_request: list[URLPattern] = [
    path("", scoping.detail, name="scoping-detail"),
    path("answer/", scoping.answer, name="scoping-answer"),
    path("chase/", scoping.chase, name="scoping-chase"),
    path("hand-over/", scoping.hand_over, name="scoping-hand-over"),
    path("letters/new/", scoping.letter, name="scoping-letter-new"),
    path("ask-again/", scoping.ask_again, name="scoping-ask-again"),
    path("cancel/", scoping.cancel, name="scoping-cancel"),
]

outsider: list[URLPattern] = [
    path("form/", referral_form.outside_form, name="refer-form"),
    path(
        "form/siblings/<int:number>/remove/",
        referral_form.outside_sibling_remove,
        name="refer-sibling-remove",
    ),
    path("form/papers/<int:number>/remove/", referral_form.outside_paper_remove, name="refer-paper-remove"),
    path("form/<slug:page>/", referral_form.outside_page, name="refer-page"),
    path("<str:token>/", outsiders.door, name="refer-door"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("referrals/", referrals.listing, name="referral-list"),
    path("referrals/new/", referral_form.new, name="referral-new"),
    path("referrals/links/", outsiders.links, name="refer-links"),
    path("referrals/links/<int:number>/close/", outsiders.close, name="refer-link-close"),
    path("referrals/<str:reference>/", include(referral)),
    path("requests/", scoping.listing, name="scoping-list"),
    path("requests/<str:reference>/", include(scoping_request)),
    path("refer/", include(outsider)),
    path("decisions/", decision.register, name="decision-list"),
    path("", include("reviews.review_urls")),
    path("", include("reviews.report_urls")),
    path("", include("reviews.publication_urls")),
]
