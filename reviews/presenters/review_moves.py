"""The words of each step along the stages of a review."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StageMove:
    """The words of one step: the page's title, its button, and what follows from it."""

    title: str
    button: str
    follows: str


MOVES: dict[str, StageMove] = {
    "commission": StageMove(
        "Begin commissioning", "Begin commissioning",
        "You appoint the panel chair and the reviewer, and their independence is declared and checked.",
    ),
    "start_scoping": StageMove(
        "Go on to the terms of reference", "Go on to the terms of reference",
        "The panel chair writes the terms, and every member of the panel agrees or says what should change.",
    ),
    "start_gathering": StageMove(
        "Begin gathering information", "Begin gathering information",
        "Agencies can be asked for their reports. Each sees its own request and nothing else of the review.",
    ),
    "start_analysis": StageMove(
        "Go on to the analysis", "Go on to the analysis", "The reviewer works through what the agencies sent."
    ),
    "start_draft": StageMove(
        "Go on to the draft report", "Go on to the draft report", "The reviewer or the overview author writes the report."
    ),
    "agree_by_panel": StageMove(
        "Record that the panel agrees", "The panel agrees the report", "The business unit takes the report to the Board."
    ),
    "return_to_draft": StageMove(
        "Go back to the draft", "Go back to the draft", "The report is written further and goes to the panel again."
    ),
    "send_to_board": StageMove(
        "Send the report to the Board", "Send to the Board", "The Board considers the report and writes its response."
    ),
    "agree_response": StageMove(
        "Record that the Board agrees", "The Board agrees report, response and plan",
        "The report can be made ready for publication, and its actions begin.",
    ),
    "prepare_publication": StageMove(
        "Prepare the publication", "Prepare the publication", "The text is made anonymous, checked and approved."
    ),
    "start_monitoring": StageMove(
        "Go on to monitoring the actions", "Go on to monitoring the actions",
        "The panel has completed its work: its members, the reviewer and the agencies' authors no longer open the file.",
    ),
    "close": StageMove("Close the review", "Close the review", "Nothing more is done on it. Everything is kept."),
}  # fmt: skip
