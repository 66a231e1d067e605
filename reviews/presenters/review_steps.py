"""What comes next in a review, for this reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lscb.board.roles import Permission
from reviews.facts import Part, ReviewFacts
from reviews.models import AgencyReport, Review
from reviews.presenters.review_moves import MOVES

S = Review.Status
Step = dict[str, Any]


def slug(verb: str) -> str:
    return verb.replace("_", "-")


def next_step(facts: ReviewFacts) -> Step:
    """One next step: what waits for the reader themselves first, then what the stage asks for."""
    return _mine_first(facts) or _STAGES[S(facts.review.status)](facts)


def _mine_first(facts: ReviewFacts) -> Step | None:
    mine = [m for m in facts.undeclared if m.person_id == facts.user.pk]
    if mine:
        return {
            "text": "Say whom you have worked for, so that your independence can be checked.",
            "url": f"{facts.base}panel/{mine[0].pk}/declare/", "label": "Declare your independence",
        }  # fmt: skip
    if facts.open_for_answers and facts.user.pk in {m.person_id for m in facts.waiting}:
        text = "Read the terms of reference and agree, or say what should change."
        return {"text": text, "url": f"{facts.base}terms/answer/", "label": "Answer the terms"}
    if facts.capacities & {"panel-chair", "reviewer"}:
        sent = [r for r in facts.reports if r.status == AgencyReport.Status.SUBMITTED]
        if sent:
            text = f"{sent[0].agency} has sent its report. Read it, and accept it or send it back."
            return {"text": text, "url": sent[0].record.get_absolute_url(), "label": "Read the agency report"}
    return _new_checks(facts)


def _new_checks(facts: ReviewFacts) -> Step | None:
    """An agency that came into scope later: its checks are made before the review goes on (trap 14)."""
    if not facts.commissions or facts.review.status not in (S.SCOPING, S.GATHERING, S.ANALYSIS):
        return None
    if not any(c.declared_at and c.member.person_id != facts.user.pk for c in facts.open_checks):
        return None
    text = "Somebody's independence has to be checked before the review goes on."
    return {"text": text, "url": f"{facts.base}panel/#independence", "label": "Check independence"}


def _do(
    facts: ReviewFacts, may: bool, holder: str, text: str, url: str, label: str, *others: tuple[str, str]
) -> Step:
    """The button for whoever may; for everybody else, who has it and since when."""
    if not may:
        return {"text": text, "holder": holder, "since": facts.since}
    links = [{"label": name, "url": facts.base + place} for name, place in others]
    return {"text": text, "url": facts.base + url, "label": label, "others": links}


UNIT = "the business unit"


def _move(
    facts: ReviewFacts,
    verb: str,
    text: str,
    *others: tuple[str, str],
    may: bool | None = None,
    holder: str = UNIT,
) -> Step:
    allowed = facts.manages if may is None else may
    return _do(facts, allowed, holder, text, f"move/{slug(verb)}/", MOVES[verb].button, *others)


def _initiated(facts: ReviewFacts) -> Step:
    return _move(facts, "commission", "The review has been decided on. Find the people who will run it.")


def _commissioning(facts: ReviewFacts) -> Step:
    unit = "the business manager and the chair"
    for part, words in (
        (Part.PANEL_CHAIR, "an independent panel chair"),
        (Part.REVIEWER, "an independent reviewer"),
    ):
        if not facts.named(part):
            url = f"panel/appoint/{part}/"
            return _do(
                facts,
                facts.commissions,
                unit,
                f"Appoint {words}.",
                url,
                f"Appoint {words}",
                ("See the panel", "panel/"),
            )
    if not facts.agency_ids:
        return _do(
            facts, facts.manages, UNIT, "Choose the agencies in scope.", "agencies/", "Choose agencies"
        )
    if facts.undeclared:
        names = " and ".join(dict.fromkeys(m.person.name for m in facts.undeclared))
        text = "Independence has to be declared before it can be checked."
        return {
            "text": text,
            "holder": names,
            "since": facts.since,
            "url": f"{facts.base}panel/",
            "label": "See the panel",
        }
    if facts.open_checks:
        text = "Check the independence of each person against the board and each agency in scope."
        return _do(facts, facts.commissions, unit, text, "panel/#independence", "Check independence")
    text = "The people are appointed and their independence is checked."
    return _move(facts, "start_scoping", text, ("Appoint a panel member", f"panel/appoint/{Part.PANEL}/"))


def _scoping(facts: ReviewFacts) -> Step:
    newest, leads = facts.newest, facts.chairs_panel or facts.manages
    chair = facts.named(Part.PANEL_CHAIR) or "the panel chair"
    if any(terms.agreed_at for terms in facts.versions):
        return _move(facts, "start_gathering", "The terms of reference are agreed.")
    if newest is None:
        return _do(facts, leads, chair, "Write the terms of reference.", "terms/write/", "Write the terms")
    if newest.circulated_at is None:
        text = f"Version {newest.version} of the terms is written. Send it to the panel."
        return _do(
            facts, leads, chair, text, "terms/", "Read and circulate", ("Go on writing", "terms/write/")
        )
    if facts.waiting:
        names = ", ".join(m.person.name for m in facts.waiting)
        return {"text": f"Version {newest.version} of the terms is with the panel.", "holder": names,
                "since": newest.circulated_at, "url": f"{facts.base}terms/", "label": "See the answers"}  # fmt: skip
    if facts.objections:
        text = "A member of the panel objects. Answer the objection in a new version."
        return _do(
            facts, leads, chair, text, "terms/write/", "Write a new version", ("See the answers", "terms/")
        )
    return _do(facts, leads, chair, "Everybody on the panel agrees.", "terms/", "Close the terms")


def _gathering(facts: ReviewFacts) -> Step:
    wanted = [r for r in facts.reports if r.status != AgencyReport.Status.CANCELLED]
    going = ("Go on to the analysis", "move/start-analysis/")
    if not wanted:
        return _do(
            facts,
            facts.manages,
            UNIT,
            "Ask the agencies for their reports.",
            "imrs/ask/",
            "Ask agencies",
            going,
        )
    left = [r for r in wanted if r.status != AgencyReport.Status.ACCEPTED]
    if not left:
        return _move(
            facts, "start_analysis", "Every agency report is accepted.", ("Ask another agency", "imrs/ask/")
        )
    count = (
        f"{len(left)} of {len(wanted)} agency reports {'is' if len(left) == 1 else 'are'} not accepted yet."
    )
    return _do(facts, facts.manages, "the agencies and the panel", count, "imrs/", "See who is missing")


def _analysis(facts: ReviewFacts) -> Step:
    return _move(
        facts,
        "start_draft",
        "The reviewer works through what was found.",
        ("Record learning that cannot wait", "interim-learning/"),
    )


def _draft(facts: ReviewFacts) -> Step:
    if facts.report and facts.report.status == "panel-agreed":
        chair = facts.named(Part.PANEL_CHAIR) or "the panel chair"
        return _move(
            facts,
            "agree_by_panel",
            "The panel has agreed the report.",
            ("Read the report", "report/"),
            may=facts.chairs_panel,
            holder=chair,
        )
    writers = facts.named(Part.REVIEWER, Part.AUTHOR) or "the reviewer"
    may = facts.manages or bool(facts.capacities & {"reviewer", "author", "panel-chair"})
    return _do(facts, may, writers, "The report is being written.", "report/", "Open the report")


def _panel_agreed(facts: ReviewFacts) -> Step:
    return _move(
        facts,
        "send_to_board",
        "The panel agrees the report.",
        ("Go back to the draft", "move/return-to-draft/"),
    )


def _board(facts: ReviewFacts) -> Step:
    approves = facts.may(Permission.REPORT_APPROVE)
    if facts.report and facts.report.status == "board-agreed":
        return _move(
            facts,
            "agree_response",
            "The Board has agreed the report and its response.",
            may=approves,
            holder="the independent chair",
        )
    back = ("Go back to the draft", "move/return-to-draft/")
    return _do(
        facts,
        approves or facts.manages,
        "the independent chair",
        "The Board considers the report and its response.",
        "report/",
        "Open the report",
        *([back] if facts.manages else []),
    )


def _response(facts: ReviewFacts) -> Step:
    return _move(
        facts,
        "prepare_publication",
        "Report, response and plan are agreed.",
        ("Go on without publishing", "move/start-monitoring/"),
    )


def _before_publication(facts: ReviewFacts) -> Step:
    may = facts.may(Permission.PUBLICATION_PREPARE) or facts.may(Permission.PUBLICATION_APPROVE)
    return _do(
        facts,
        may,
        UNIT,
        "The text is made anonymous, checked and approved.",
        "publication/",
        "Open the publication",
    )


def _published(facts: ReviewFacts) -> Step:
    return _move(
        facts,
        "start_monitoring",
        "The report is published. Its actions go on.",
        ("See the actions", "actions/"),
    )


def _monitoring(facts: ReviewFacts) -> Step:
    if lacking := facts.lacking("close"):
        return _do(
            facts,
            facts.manages,
            "the owners of the actions",
            " ".join(lacking),
            "actions/",
            "See the actions",
        )
    return _move(facts, "close", "Every action has been verified or ended.")


def _closed(_: ReviewFacts) -> Step:
    return {"text": "This review is closed. Nothing waits for anybody."}


def _stopped(facts: ReviewFacts) -> Step:
    return {"text": f"This review was stopped. {facts.review.stopped_reason}. Everything is kept as it was."}


_STAGES: dict[S, Callable[[ReviewFacts], Step]] = {
    S.INITIATED: _initiated, S.COMMISSIONING: _commissioning, S.SCOPING: _scoping, S.GATHERING: _gathering,
    S.ANALYSIS: _analysis, S.DRAFT_REPORT: _draft, S.PANEL_AGREED: _panel_agreed, S.BOARD_APPROVAL: _board,
    S.RESPONSE_AGREED: _response, S.PRE_PUBLICATION: _before_publication, S.PUBLISHED: _published,
    S.MONITORING: _monitoring, S.CLOSED: _closed, S.STOPPED: _stopped,
}  # fmt: skip
