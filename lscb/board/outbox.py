"""The office's page of e-mails: what could not be sent, to whom, and why; the texts are not shown."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lscb.board.permissions import has, standing_of
from lscb.board.roles import Permission
from lscb.core.errors import NotAllowed
from lscb.notices.health import mail_health
from lscb.notices.models import Delivery, Notice
from lscb.notices.operations import send_again
from lscb.notices.views import number
from lscb.people.models import User
from lscb.records.models import Record, reach_of

State = Notice.State
PAGE = 50
SHOWN = {
    "trouble": (
        "Not sent",
        Q(state=State.FAILED)
        | Q(state__in=[State.WAITING, State.SENDING], tries__gte=1)
        | Q(bounced_at__isnull=False),
    ),
    "waiting": ("Waiting", Q(state__in=[State.WAITING, State.SENDING])),
    "sent": ("Sent", Q(state=State.SENT)),
}
STATES = {
    State.WAITING: ("Waiting", "yellow"),
    State.SENDING: ("Being sent", "blue"),
    State.SENT: ("Sent", "green"),
    State.FAILED: ("Not sent", "red"),
}


def boards_of(user: User) -> list[int]:
    """Boards whose e-mails the person may look after; raises NotAllowed when there are none."""
    found = [board.pk for board in standing_of(user).boards() if has(user, Permission.OUTBOX_READ, board)]
    if not found:
        raise NotAllowed(
            "Only the business unit and the administrator see what was e-mailed.", "Ask the business manager."
        )
    return found


def deliveries_for(user: User) -> QuerySet[Delivery]:
    """E-mails of the person's boards, and those of no board (codes, digests of several), whose address is not shown."""
    rows = Delivery.objects.filter(Q(board__in=boards_of(user)) | Q(board__isnull=True)).select_related(
        "board"
    )
    shut = reach_of(user).excluded
    if not shut:
        return rows
    cases = Record.objects.filter(Q(pk__in=shut) | Q(root_id__in=shut)).values("reference")
    return rows.exclude(
        pk__in=Notice.objects.filter(reference__in=cases, delivery__isnull=False).values("delivery")
    )


def delivery_row(delivery: Delivery) -> dict[str, Any]:
    text, colour = ("Came back", "red") if delivery.bounced_at else STATES[State(delivery.state)]
    again = delivery.state == State.WAITING and delivery.tries
    return {
        "subject": delivery.subject,
        "to": delivery.address if delivery.board_id else "Address not shown",
        "state": text,
        "colour": colour,
        "at": delivery.sent_at or delivery.created_at,
        "error": delivery.bounce or delivery.error,
        "tries": delivery.tries,
        "next_at": delivery.next_try_at if again else None,
        "again_url": reverse("outbox:mail-send-again", args=[delivery.pk])
        if delivery.state == State.FAILED
        else "",
    }


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    everything = deliveries_for(user)
    shown = request.GET.get("show", "trouble")
    shown = shown if shown in SHOWN else "trouble"
    before = number(request.GET.get("before"))
    found = everything.filter(SHOWN[shown][1])
    rows = list((found.filter(pk__lt=before) if before else found).order_by("-pk")[: PAGE + 1])
    context = {
        "title": "E-mails", "deliveries": [delivery_row(row) for row in rows[:PAGE]], "health": mail_health(everything),
        "choices": [(key, text, key == shown) for key, (text, _) in SHOWN.items()], "shown": shown,
        "older_url": f"?show={shown}&before={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "newer_url": f"?show={shown}" if before else "",
        "breadcrumbs": [{"label": "Board", "url": "/board/"}, {"label": "E-mails"}],
    }  # fmt: skip
    return render(request, "board/outbox.html", context)


@require_POST
def mail_send_again(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    delivery = get_object_or_404(deliveries_for(user), pk=pk)
    send_again(delivery=delivery, by=user)
    messages.success(
        request, "The e-mail is sent again within a minute. It shows here if it fails once more."
    )
    return redirect("outbox:outbox")
