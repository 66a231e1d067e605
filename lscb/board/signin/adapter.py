"""Where allauth meets this house: one answer to every failed sign-in, mail through the outbox, events in the trail."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from lscb.board.belonging import home_board
from lscb.board.permissions import needs_strong_factor
from lscb.core import crypto
from lscb.notices.operations import send_message
from lscb.people import signin, stepup
from lscb.people.models import User
from lscb.people.operations import person_with_email, was_seen
from lscb.trail.recording import record_event

#: Unknown, wrong, locked and disabled read the same, so that nobody learns who has an account.
REFUSED = (
    "You could not be signed in. Check the e-mail address and the password. "
    "After five tries, wait five minutes or set a new password."
)
WRONG_CODE = "That code is not right, or it has been used or is too old. Ask for a new one."
#: allauth's notes about its own steps that we say elsewhere, or not at all.
UNSAID = ("account/messages/logged_", "account/messages/login_code_sent")
UNSENT = ("account/email/unknown_account", "account/email/account_already_exists")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": REFUSED,
        "username_password_mismatch": REFUSED,
        "too_many_login_attempts": REFUSED,
        "account_inactive": REFUSED,
        "incorrect_code": WRONG_CODE,
        "rate_limited": "There were too many tries. Wait five minutes, then try again.",
        "incorrect_password": "That is not your password. Try again, or set a new one.",
        "enter_current_password": "That is not your current password. Type it again.",
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return [
            "allauth.account.stages.LoginByCodeStage",
            "allauth.mfa.stages.AuthenticateStage",
            "lscb.board.signin.stages.EmailedCodeStage",
        ]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            get_user_model()().set_password(
                credentials.get("password", "")
            )  # a locked account takes as long to refuse
            self.authentication_failed(request, **credentials)
            tell_of_tries(person_with_email(credentials.get("email", "")))
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        if user is None:
            return None
        if not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        super()._rollback_login_failed_rl_usage()
        return user

    def _rollback_login_failed_rl_usage(self) -> None:
        """Not yet: whether the account is open is asked first, so that a disabled one locks like any other."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        known = person_with_email(credentials.get("email", ""))
        record_event("person.sign-in-refused", by=None, detail={"person": known.pk if known else None})

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        request.session["signed_out_why"] = REFUSED
        return HttpResponseRedirect(reverse("account_login"))

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        request.session.pop("signed_out_why", None)
        signin.start_limits(request, user)
        factor = signin.note_factors(request, user)
        was_seen(user)
        record_event("person.signed-in", by=user, detail={"second_step": factor})

    def logout(self, request: HttpRequest) -> None:
        record_event("person.signed-out", by=request.user if isinstance(request.user, User) else None)
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        record_event("person.password-set", by=user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return not stepup.proved_recently(self.request)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        if not (message_template or "").startswith(UNSAID):
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix.startswith(UNSENT):
            return
        mail = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        person = person_with_email(email)
        send_message(
            address=email, key=f"account:{uuid.uuid4()}", subject=mail.subject[:160], body=str(mail.body),
            to=person, sensitive=True, board=home_board(person), expires_at=ends_at(template_prefix),
        )  # fmt: skip

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        event = template_prefix.rpartition("/")[2].replace("_", "-")
        record_event("person.security-changed", by=user, detail={"change": event})
        super().send_notification_mail(template_prefix, user, *args, **kwargs)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_from_email(self) -> str:
        return settings.DEFAULT_FROM_EMAIL

    def get_reset_password_from_key_url(self, key: str) -> str:
        user, _, token = key.partition("-")
        return settings.PUBLIC_URL + reverse("account_reset_password_from_key", args=[user, token])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:account")


def ends_at(template_prefix: str) -> dt.datetime | None:
    """When the code or link in an e-mail that is sent now ends; None where it holds neither."""
    seconds = {
        "account/email/login_code": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
        "account/email/password_reset_key": settings.PASSWORD_RESET_TIMEOUT,
    }.get(template_prefix)
    return timezone.now() + dt.timedelta(seconds=seconds) if seconds else None


def tell_of_tries(user: User | None) -> None:
    """The person hears of a locked account, once an hour at most."""
    if user is None or not user.is_active:
        return
    send_message(
        address=user.email, to=user, key=f"tries:{user.pk}:{timezone.now():%Y%m%d%H}", subject="Check tries to sign in",
        board=home_board(user),
        body="Somebody has tried several times to sign in to your account with a wrong password. For five minutes nobody "
        "can, not even with the right one. If it was not you, set a new password and tell the business unit.\n",
    )  # fmt: skip


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": "Your work needs an app or a security key. Add another before you take this away.",
    }

    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last strong factor of somebody who needs one stays."""
        if authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        others = Authenticator.objects.filter(user=authenticator.user, type__in=strong).exclude(
            pk=authenticator.pk
        )
        return others.exists() or not needs_strong_factor(authenticator.user)
