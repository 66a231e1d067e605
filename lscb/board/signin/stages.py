"""The last step of signing in for whoever has no authenticator: a code from their own mailbox."""

from allauth.account.authentication import get_authentication_records
from allauth.account.stages import LoginStage
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lscb.board.signin.codes import send_code
from lscb.people.signin import MAILBOX_METHODS, STRONG_METHODS


class EmailedCodeStage(LoginStage):
    key = "emailed_code"
    urlname = "people:sign-in-code"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        given = {row["method"] for row in get_authentication_records(self.request, self.login.user)}
        if given & (STRONG_METHODS | MAILBOX_METHODS):
            return None, True
        if not self.state.get("sent"):
            send_code(user=self.login.user)
            self.state["sent"] = True
        return HttpResponseRedirect(reverse(self.urlname)), True
