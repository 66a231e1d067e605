"""What the pages of answers read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, QueryDict

from lscb.core.errors import NotAllowed
from lscb.identity.masking import mask
from lscb.identity.reading import register
from lscb.learning.answering import AnswerLine, lines_of, lines_of_all
from lscb.learning.models import (
    Action,
    AnswerRequest,
    AskedRecommendation,
    PolicyChange,
    Recommendation,
    RecommendationAnswer,
)
from lscb.learning.paging import Keyset, keyset
from lscb.people.models import User
from lscb.records.models import Record, only_referred


def requests_for_page() -> QuerySet[AnswerRequest]:
    found: QuerySet[AnswerRequest] = AnswerRequest.objects.with_parties()
    return found


def sources() -> QuerySet[Record]:
    """Records that recommendations came from."""
    found: QuerySet[Record] = Record.objects.filter(
        pk__in=Recommendation.objects.values("source")
    ).select_related("board", "root")
    return found


def refuse_referrer(user: User, source: Record) -> None:
    """Whoever only sent a case in sees where it has got to, and nothing that was learned from it. Raises Http404."""
    if Record.objects.filter(only_referred(user), pk=source.pk).exists():
        raise Http404


def may(check: Callable[[User, Any], None], user: User, thing: Any) -> bool:
    try:
        check(user, thing)
    except NotAllowed:
        return False
    return True


def list_page(user: User, query: QueryDict) -> Keyset:
    rows = AnswerRequest.objects.visible_to(user).select_related("record", "agency")
    return keyset(rows, query)


def openable(user: User, lines: list[AnswerLine]) -> set[int]:
    """Ids of the actions of these lines that the person may open."""
    wanted = [action.pk for line in lines for action in line.actions]
    return set(Action.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True))


def source_of(user: User, request: AnswerRequest) -> Record | None:
    found: Record | None = Record.objects.visible_to(user).filter(pk=request.source_id).first()
    return found


def said_before(line: AskedRecommendation) -> dict[str, Any]:
    answer = RecommendationAnswer.objects.filter(
        recommendation=line.recommendation_id, agency=line.request.agency_id
    ).first()
    if answer is None:
        return {}
    then = "none" if answer.no_action_needed else "action"
    return {
        "reply": answer.reply, "reason": answer.reason, "no_action_reason": answer.no_action_reason,
        "then": "" if answer.reply == answer.Reply.DECLINED else then,
    }  # fmt: skip


def first_without_action(request: AnswerRequest) -> list[int]:
    """What an action is proposed for unless somebody chooses otherwise."""
    return [line.asked.pk for line in lines_of(request) if line.needs_action][:1]


Table = tuple[list[Recommendation], list[AnswerRequest], dict[int, list[AnswerLine]]]


def table_of(source: Record) -> Table:
    rows = list(Recommendation.objects.filter(source=source).order_by("number"))
    requests = list(AnswerRequest.objects.filter(source=source).with_parties().order_by("agency__name"))
    return rows, requests, lines_of_all(requests)


def policies_of(source: Record) -> list[PolicyChange]:
    rows = PolicyChange.objects.filter(recommendation__source=source)
    return list(rows.select_related("recommendation", "agency"))


def policies_of_agency(request: AnswerRequest) -> dict[int, list[PolicyChange]]:
    """The agency's own changes, by the recommendations that it was asked about."""
    found: dict[int, list[PolicyChange]] = {}
    asked = AskedRecommendation.objects.filter(request=request).values("recommendation")
    rows = PolicyChange.objects.filter(recommendation__in=asked, agency=request.agency_id)
    for row in rows.order_by("changed_on", "pk"):
        found.setdefault(row.recommendation_id, []).append(row)
    return found


def to_ask(source: Record) -> list[tuple[Recommendation, str, str]]:
    """Recommendations with their words without names, and the agencies they are addressed to."""
    entries = register(source)
    asked = dict(
        AskedRecommendation.objects.filter(request__source=source).values_list("recommendation", "words")
    )
    rows = Recommendation.objects.filter(source=source).prefetch_related("agencies").order_by("number")
    found = []
    for row in rows:
        agencies = ", ".join(agency.name for agency in row.agencies.all()) or "no agency yet"
        found.append((row, asked.get(row.pk) or mask(row.text, entries), agencies))
    return found
