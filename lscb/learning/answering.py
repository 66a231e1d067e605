"""Who asks and who answers, and where each answer stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lscb.board.models import Agency
from lscb.board.permissions import has, standing_of
from lscb.board.roles import LEADS, Permission
from lscb.clocks.ladders import Level
from lscb.core.errors import InvalidMove, NotAllowed
from lscb.learning import telling
from lscb.learning.models import Action, AnswerRequest, AskedRecommendation, RecommendationAnswer
from lscb.people.models import Board, Party, User
from lscb.records.models import Record

CODE = "ANSWER"
Reply = RecommendationAnswer.Reply


@dataclass(frozen=True)
class AnswerLine:
    """One recommendation put to one agency: what was asked, answered, and proposed for it."""

    asked: AskedRecommendation
    answer: RecommendationAnswer | None
    actions: tuple[Action, ...]

    @property
    def needs_action(self) -> bool:
        """Accepted, but neither an action nor a reason for none is there."""
        said = self.answer
        return (
            said is not None
            and said.reply != Reply.DECLINED
            and not said.no_action_needed
            and not self.actions
        )

    @property
    def waits(self) -> bool:
        return self.answer is None or self.needs_action

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        if self.answer is None:
            return "Not answered yet"
        label = self.answer.get_reply_display()
        if self.answer.reply == Reply.DECLINED:
            return label
        if self.answer.no_action_needed:
            return f"{label}, no action needed"
        return f"{label}, with an action" if self.actions else f"{label}, an action is still to be proposed"


def reminded(agency: Agency, board: Board) -> list[tuple[Party, int]]:
    """Whom the clock reminds: those who answer for the agency today."""
    people = telling.leads_of(agency, board)
    return [(party, int(Level.OWNER)) for party in telling.parties_of(people)]


def tell_agency(request: AnswerRequest, key: str, *, by: User, cause: str) -> None:
    people = telling.leads_of(request.agency, request.board)
    telling.tell(request.record, people, key, by=by, cause=cause)


def check_can_ask(user: User, source: Record) -> None:
    """The business unit asks, and only somebody to whom the case is open."""
    if not has(user, Permission.ACTION_MANAGE, source.board_id):
        raise NotAllowed("The business unit asks agencies to answer.", "Ask the business manager.")
    if not Record.objects.visible_to(user).filter(pk=source.pk).exists():
        raise NotAllowed("You cannot ask about this record.", "Ask the business manager.")


def check_can_chase(user: User, request: AnswerRequest) -> None:
    """The business unit, also those of it to whom the case is not open: the request gives none of it away."""
    if not has(user, Permission.ACTION_MANAGE, request.board_id):
        raise NotAllowed("The business unit asks agencies to answer.", "Ask the business manager.")


def check_can_answer(user: User, request: AnswerRequest) -> None:
    """The agency's safeguarding lead; where it has none, everybody of the agency."""
    held = standing_of(user).grants
    leads = any(
        grant.role in LEADS and grant.agency_id == request.agency_id and grant.board_id == request.board_id
        for grant in held
    )
    if leads or user.pk in {one.pk for one in telling.leads_of(request.agency, request.board)}:
        return
    raise NotAllowed(
        f"The safeguarding lead of {request.agency} answers for it.",
        f"Ask the safeguarding lead of {request.agency}.",
    )


def require(request: AnswerRequest, by: User, *, complete: bool = False) -> AnswerRequest:
    """The request as it is now, locked, once the person may answer it and it is still open (or `complete` is allowed)."""
    found: AnswerRequest = (
        AnswerRequest.objects.select_for_update(of=("self",)).with_parties().get(pk=request.pk)
    )
    check_can_answer(by, found)
    if found.closed_at is not None and not complete:
        raise InvalidMove(
            "These answers are complete.",
            "Ask the business manager to open them again if something has changed.",
        )
    return found


def lines_of(request: AnswerRequest) -> list[AnswerLine]:
    """Every recommendation of a request with its answer and the agency's actions for it. Three queries."""
    return lines_of_all([request])[request.pk]


def lines_of_all(requests: Iterable[AnswerRequest]) -> dict[int, list[AnswerLine]]:
    """The same for several requests, still three queries."""
    by_pk = {request.pk: request for request in requests}
    asked = list(
        AskedRecommendation.objects.filter(request__in=by_pk)
        .select_related("recommendation")
        .order_by("recommendation__number")
    )
    chosen = {each.recommendation_id for each in asked}
    agencies = {request.agency_id for request in by_pk.values()}
    answers = {
        (row.recommendation_id, row.agency_id): row
        for row in RecommendationAnswer.objects.filter(
            recommendation__in=chosen, agency__in=agencies
        ).select_related("answered_by")
    }
    actions: dict[tuple[int, int], list[Action]] = {}
    links = Action.recommendations.through.objects.filter(
        recommendation__in=chosen, action__agency__in=agencies
    )
    links = links.exclude(action__status=Action.Status.REJECTED).select_related("action__record")
    for link in links.order_by("action_id"):
        if link.action.agency_id is not None:
            actions.setdefault((link.recommendation_id, link.action.agency_id), []).append(link.action)
    found: dict[int, list[AnswerLine]] = {pk: [] for pk in by_pk}
    for each in asked:
        key = (each.recommendation_id, by_pk[each.request_id].agency_id)
        found[each.request_id].append(AnswerLine(each, answers.get(key), tuple(actions.get(key, ()))))
    return found
