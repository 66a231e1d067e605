"""The board's own page, and setting a new board up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lscb.board import loading, presenters, structure
from lscb.board.forms import LabelsForm, PeopleFileForm, SealedForm
from lscb.board.lists import mail_tests, set_up_counts
from lscb.board.roles import Permission
from lscb.board.views.shared import HOME, board_for, own_board, take
from lscb.core.posting import accepted
from lscb.people.stepup import step_up

P = Permission
SET_UP = {"label": "Setting up", "url": "/board/set-up/"}


def home(request: HttpRequest) -> HttpResponse:
    """What opens for this person at their board; a new board's manager is led to setting up first."""
    board = own_board(request)
    held = request.standing.permissions(board)
    if board.set_up_at is None and P.BOARD_ADMIN in held and not board.demonstration:
        return redirect("board:set-up")
    context = {"title": "The board", "parts": presenters.board_links(held), "board_name": board.name}
    return render(request, "board/home.html", context)


def set_up(request: HttpRequest) -> HttpResponse:
    """What a new board needs before work can start."""
    board = board_for(request, P.BOARD_ADMIN)
    if request.method == "POST":
        structure.finish_set_up(board=board, by=request.user)
        messages.success(request, "The board is set up. You can come back to each of these at any time.")
        return redirect("board:home")
    mailed = mail_tests(request.user).exists()
    tasks = presenters.set_up_tasks(board, set_up_counts(board), mailed)
    return render(
        request, "board/set_up.html", {"tasks": tasks, "breadcrumbs": [HOME, {"label": "Setting up"}]}
    )


def labels(request: HttpRequest) -> HttpResponse:
    board = board_for(request, P.BOARD_ADMIN)
    form = LabelsForm(request.POST or None, initial=board.labels)
    return take(
        request, form, lambda: structure.set_labels(board=board, by=request.user, labels=form.cleaned_data),
        done="Your board's own names are used from now on.", to="/board/", title="Your board's own names",
        lead="Leave a box empty to use the usual name.",
    )  # fmt: skip


def mail(request: HttpRequest) -> HttpResponse:
    """Sends oneself a test, and shows what became of the last ones."""
    board = board_for(request, P.OUTBOX_READ)
    if request.method == "POST":
        structure.send_test_mail(board=board, by=request.user)
        messages.success(request, "A test e-mail is on its way to you. Look at this page again in a minute.")
        return redirect("board:mail")
    rows = mail_tests(request.user)[:5]
    return render(request, "board/mail.html", presenters.mail_page(request.user, list(rows)))


@step_up
def people_load(request: HttpRequest) -> HttpResponse:
    """A spreadsheet of people: a sentence for every faulty row, else a list to say yes to."""
    board = board_for(request, P.BOARD_ADMIN)
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    page = {"title": "Add people from a spreadsheet", "breadcrumbs": [HOME, SET_UP, {"label": "People"}]}
    if request.method == "POST":
        rows = accepted(
            form, lambda: loading.read_rows(form.cleaned_data["file"].name, form.cleaned_data["file"])
        )
        if rows and not (said := loading.faults(board, rows)):
            context = presenters.people_preview(rows) | page
            return render(
                request,
                "board/people_preview.html",
                context | {"form": SealedForm(initial={"rows": loading.seal(rows)})},
            )
        page["faults"] = said if rows else []
    status = 422 if form.errors or page.get("faults") else 200
    return render(
        request, "board/people_load.html", page | {"form": form, "columns": loading.COLUMNS}, status=status
    )


@step_up
def people_take(request: HttpRequest) -> HttpResponse:
    """Everybody on the list comes in, or nobody."""
    board = board_for(request, P.BOARD_ADMIN)
    form = SealedForm(request.POST or None)
    return take(
        request, form,
        lambda: loading.load_people(board=board, rows=loading.unseal(form.cleaned_data["rows"]), by=request.user),
        done="Everybody on the list is on the board; whoever is new has been sent an invitation.", to="/board/people/",
        title="Add people from a spreadsheet",
    )  # fmt: skip
