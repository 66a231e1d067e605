"""A spreadsheet of actions: looked through first, with a sentence for every faulty row; then taken, whole."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.core.posting import accepted, posted
from lscb.learning import presenters
from lscb.learning.forms.register import ActionFileForm, SealedActionsForm
from lscb.learning.incoming import judge
from lscb.learning.operations import load_actions
from lscb.learning.operations.loading import ONLY_UNIT
from lscb.learning.sheets import read_sheet, seal, unseal
from lscb.learning.views.shared import LIST, board_or_404, me
from lscb.people.stepup import step_up

TITLE = "Load actions from a spreadsheet"
CRUMBS = [LIST, {"label": TITLE}]


@step_up
def action_load(request: HttpRequest) -> HttpResponse:
    """The file is judged; nothing is stored yet."""
    board, user = board_or_404(request), me(request)
    check(user, Permission.ACTION_MANAGE, board, ONLY_UNIT)
    form = ActionFileForm(posted(request), request.FILES or None)
    page: dict[str, Any] = presenters.load_page() | {"title": TITLE, "form": form, "breadcrumbs": CRUMBS}
    if request.method == "POST" and (
        sheet := accepted(form, lambda: read_sheet(form.cleaned_data["file"]), "file")
    ):
        judged = judge(board, sheet, by=user)
        if not judged.faults and (judged.new or judged.changed):
            page |= presenters.load_preview(judged, sheet)
            page["form"] = SealedActionsForm(initial={"rows": seal(sheet)})
            return render(request, "learning/load_preview.html", page)
        page |= presenters.load_result(judged)
    status = 422 if form.errors or page.get("faults") else 200
    return render(request, "learning/load.html", page, status=status)


@step_up
def action_load_take(request: HttpRequest) -> HttpResponse:
    """Every row comes in, or none."""
    board, user = board_or_404(request), me(request)
    check(user, Permission.ACTION_MANAGE, board, ONLY_UNIT)
    form = SealedActionsForm(posted(request))

    def take() -> Any:
        data = form.cleaned_data
        return load_actions(
            board=board, sheet=unseal(data["rows"]), title=data["title"], by=user,
            wording_confirmed_safe=data["wording_confirmed_safe"],
        )  # fmt: skip

    if request.method == "POST" and (done := accepted(form, take)):
        messages.success(request, presenters.loaded_text(done))
        return redirect(done.plan.get_absolute_url() if done.plan else "/actions/")
    page = {"title": TITLE, "form": form, "breadcrumbs": CRUMBS, "cancel_url": "/actions/load/"}
    return render(request, "layouts/form.html", page, status=422 if form.errors else 200)
