"""Addresses of signing in, of one's own account, of invitations and of access to a record.

allauth's pages are listed one by one: what is not here (opening an account, changing its address) does not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.usersessions import views as sessions
from django.urls import URLPattern, URLResolver, include, path, re_path

from lscb.board.signin import views as signin
from lscb.board.views import access, away, join
from lscb.board.views import account as mine

own: list[URLPattern | URLResolver] = [
    path("sign-in/code/", signin.code_enter, name="sign-in-code"),
    path("sign-in/code/send/", signin.code_send, name="sign-in-code-send"),
    path("account/", mine.account, name="account"),
    path("account/details/", mine.details_change, name="details-change"),
    path("account/leave/", away.own_leave, name="leave"),
    path("account/leave/add/", away.own_leave_add, name="own-leave-add"),
    path("account/leave/<int:pk>/end/", away.own_leave_end, name="own-leave-end"),
    path("account/seats/", mine.seats, name="seats"),
    path("account/second-factor/set-up/", mine.second_factor, name="second-factor"),
    path("join/<str:token>/", join.join, name="join"),
    path("access/break-glass/", access.break_glass, name="break-glass"),
    path("access/<str:reference>/", access.who, name="access"),
    path("access/<str:reference>/grant/", access.grant, name="access-grant"),
    path("access/<str:reference>/rows/<int:pk>/end/", access.end, name="access-end"),
    path("access/<str:reference>/conflicts/add/", access.exclude, name="access-exclude"),
    path("access/<str:reference>/conflicts/<int:pk>/lift/", access.lift, name="access-lift"),
    path("access/<str:reference>/break-glass/", access.break_glass, name="access-break-glass"),
]
factor: list[URLPattern | URLResolver] = [
    path("", mfa.index, name="mfa_index"),
    path("confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("keys/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("keys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("keys/confirm/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("keys/<int:pk>/edit/", keys.edit_webauthn, name="mfa_edit_webauthn"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", signin.SignInView.as_view(), name="account_login"),
    path("sign-in/link/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/link/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/factor/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-out/", signin.SignOutView.as_view(), name="account_logout"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/first/", account.password_set, name="account_set_password"),
    path("account/sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("account/second-factor/", include(factor)),
    path("account/reset/", account.password_reset, name="account_reset_password"),
    path("account/reset-sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "account/reset-done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("", include((own, "people"))),
]
