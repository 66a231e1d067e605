"""What the status column of a spreadsheet may say: the labels of R178, and what to write instead of anything else."""

from __future__ import annotations

from lscb.core.wording import is_vague_alone
from lscb.learning.columns import folded
from lscb.learning.models import Action

S = Action.Status
WORDS: dict[str, Action.Status] = {folded(status.label): status for status in S} | {
    folded(status.value): status for status in (S.STARTED, S.NOT_ACHIEVED, S.ACCEPTED_WITHOUT, S.VERIFIED)
}
#: Words that boards use, and the sentence that helps on.
INSTEAD = {
    "overdue": "“overdue” is worked out from the due date, and is not a status. Write “Not started” or “Started”",
    "late": "“late” is worked out from the due date, and is not a status. Write “Not started” or “Started”",
    **dict.fromkeys(
        ("complete", "completed", "done", "finished", "achieved", "claimed"),
        "“{said}” does not say who has seen that it is complete. Write “Completed, awaiting verification”, or “Verified”"
        " when the monitoring group has seen the evidence",
    ),
    **dict.fromkeys(
        ("open", "active", "outstanding", "not complete", "incomplete", "agreed", "planned", "pending", "on track",
         "red", "amber", "green", "r", "a", "g"),
        "“{said}” does not say whether work has begun. Write “Not started” or “Started”",
    ),
    **dict.fromkeys(
        ("cancelled", "canceled", "withdrawn", "replaced", "no longer needed", "not needed"),
        "“{said}” does not say why it ended. Write “Superseded”, “Rejected” or “Not achieved”",
    ),
}  # fmt: skip


def status_of(text: str) -> tuple[Action.Status | None, str]:
    """The status that a word means, or None and what is wrong with it."""
    words = folded(text)
    if words in WORDS:
        return WORDS[words], ""
    if words in INSTEAD:
        return None, INSTEAD[words].format(said=text)
    if is_vague_alone(text):
        return None, (
            f"“{text}” is not a status: it hides whether anything moves. Write “Not started”, “Started” or “Completed,"
            " awaiting verification”, and say under progress what has been done"
        )
    labels = ", ".join(f"“{status.label}”" for status in S)
    return None, f"“{text[:60]}” is not a status. Write one of {labels}"
