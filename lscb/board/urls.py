from django.urls import URLPattern, URLResolver, path

from lscb.board.views import agencies, groups, holidays, letters, people, setup

app_name = "board"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", setup.home, name="home"),
    path("set-up/", setup.set_up, name="set-up"),
    path("labels/", setup.labels, name="labels"),
    path("mail/", setup.mail, name="mail"),
    path("holidays/", holidays.holiday_list, name="holidays"),
    path("holidays/add/", holidays.holiday_add, name="holiday-add"),
    path("holidays/<str:day>/remove/", holidays.holiday_remove, name="holiday-remove"),
    path("letters/", letters.templates, name="letters"),
    path("letters/<slug:code>/change/", letters.template_change, name="letter-template-change"),
    path("people/", people.people, name="people"),
    path("people/add/", people.person_add, name="person-add"),
    path("people/load/", setup.people_load, name="people-load"),
    path("people/load/take/", setup.people_take, name="people-take"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/roles/give/", people.role_give, name="role-give"),
    path("people/<int:pk>/roles/<int:grant>/end/", people.role_end, name="role-end"),
    path("people/<int:pk>/seats/<int:seat>/end/", people.seat_end, name="seat-end"),
    path("people/<int:pk>/end/", people.membership_end, name="membership-end"),
    path("people/<int:pk>/sessions/end/", people.sessions_end, name="sessions-end"),
    path("people/<int:pk>/factor/reset/", people.factor_reset, name="factor-reset"),
    path("people/<int:pk>/invite/", people.invitation_send, name="invitation-send"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/add/", agencies.agency_add, name="agency-add"),
    path("agencies/<slug:slug>/", agencies.agency, name="agency"),
    path("agencies/<slug:slug>/change/", agencies.agency_change, name="agency-change"),
    path("groups/", groups.groups, name="groups"),
    path("groups/add/", groups.group_add, name="group-add"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    path("groups/<slug:slug>/change/", groups.group_change, name="group-change"),
    path("groups/<slug:slug>/terms/set/", groups.terms_set, name="terms-set"),
    path("groups/<slug:slug>/seats/add/", groups.seat_add, name="seat-add"),
    path("groups/<slug:slug>/seats/<int:seat>/fill/", groups.seat_fill, name="seat-fill"),
]
