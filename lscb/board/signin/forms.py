from allauth.account.forms import (
    ChangePasswordForm as BaseChangePassword,
)
from allauth.account.forms import (
    LoginForm as BaseLogin,
)
from allauth.account.forms import (
    RequestLoginCodeForm as BaseRequestCode,
)
from allauth.account.forms import (
    ResetPasswordForm as BaseReset,
)
from allauth.account.forms import (
    ResetPasswordKeyForm as BaseResetKey,
)
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.forms import PasswordInput

from lscb.core import forms

PASSWORD_HELP = "12 characters or more. Three or four words that do not belong together are easy to remember."
ADDRESS_WORDS = {
    "required": "Enter your e-mail address",
    "invalid": "Enter an e-mail address in the correct format, for example name@example.org",
}


class LoginForm(BaseLogin):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["login"].error_messages |= ADDRESS_WORDS
        self.fields["password"].error_messages["required"] = "Enter your password"


class RequestLoginCodeForm(BaseRequestCode):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address"
        self.fields["email"].error_messages |= ADDRESS_WORDS


class ResetPasswordForm(BaseReset):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address"
        self.fields["email"].error_messages |= ADDRESS_WORDS


class _NewPassword:
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        new, again = self.fields["password1"], self.fields["password2"]
        new.label, new.help_text = "New password", PASSWORD_HELP
        new.error_messages["required"] = "Enter a new password"
        again.label = "New password again"
        again.error_messages["required"] = "Type the new password again"


class ChangePasswordForm(_NewPassword, BaseChangePassword):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Current password"
        self.fields["oldpassword"].error_messages["required"] = "Enter your current password"


class ResetPasswordKeyForm(_NewPassword, BaseResetKey):
    pass


class SignInCodeForm(forms.Form):
    submit = "Continue"
    code = forms.CharField(
        label="Six-digit code", required="Enter the code from the e-mail",
        widget=forms.TextInput(width=10, inputmode="numeric", autocomplete="one-time-code"),
    )  # fmt: skip


class PasswordForm(forms.Form):
    """A first password, on the page of an invitation."""

    submit = "Set the password and continue"
    password1 = forms.CharField(
        label="New password", required="Enter a new password", help_text=PASSWORD_HELP, strip=False,
        widget=PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    password2 = forms.CharField(
        label="New password again", required="Type the new password again", strip=False,
        widget=PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: object, user: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, object]:
        found = super().clean()
        first, again = found.get("password1"), found.get("password2")
        if first and again and first != again:
            self.add_error("password2", "The two passwords are not the same. Type them again")
        if first:
            try:
                validate_password(first, self.user)
            except ValidationError as refused:
                self.add_error("password1", refused)
        return found
