"""What each figure is called, which list it opens, and whether more of it is better or worse."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FigureWords:
    """better: "more", "fewer" or "" where neither is better; url: the list behind it, as far as the reader may see."""

    key: str
    label: str
    url: str = ""
    better: str = ""
    note: str = ""
    note_key: str = ""


@dataclass(frozen=True)
class FigureSection:
    slug: str
    title: str
    figures: tuple[FigureWords, ...]


F = FigureWords
BOARD = (
    FigureSection("cases", "Cases", (
        F("referrals-open", "Open referrals", "/referrals/?status=open", note="{} with the chair", note_key="referrals-with-chair"),
        F("decisions-due", "Decisions due within 30 days", "/referrals/?status=open"),
        F("reviews-open", "Open reviews", "/reviews/"),
        F("clocks-overdue", "Time limits of cases that are overdue", "/dashboard/clocks/", "fewer"),
        F("decisions-in-time", "Decisions within the month", "/referrals/?status=decided", "more", "of {} in the last year", "decisions-made"),
        F("reports-published", "Published reports", "/publications/"),
    )),
    FigureSection("actions", "Actions", (
        F("actions-open", "Open actions", "/actions/"),
        F("actions-overdue", "Overdue", "/actions/?overdue=on", "fewer"),
        F("actions-claimed", "Waiting for verification", "/actions/?status=claimed", "fewer"),
        F("actions-not-started", "Not started", "/actions/?status=agreed", "fewer", "{} past the start date", "actions-late-start"),
        F("actions-moved-often", "End date moved three times or more", "/actions/?moved=on", "fewer"),
    )),
    FigureSection("impact", "Impact and learning", (
        F("impact-shown", "Impact shown in the last year", "/learning/impact/?state=shown", "more", "no difference in {}", "impact-not-shown"),
        F("impact-due", "Impact checks due", "/learning/impact/?state=due", "fewer", "{} to come", "impact-coming"),
        F("learning-open", "Learning items on their way", "/learning/?stage=open", "", "{} agencies still to confirm", "cascades-outstanding"),
    )),
    FigureSection("risk", "Risk and challenge", (
        F("risks-open", "Open risks", "/board/registers/risks/", "", "{} of them high", "risks-high"),
        F("challenges-unanswered", "Challenges without an answer", "/board/registers/challenges/", "fewer", "{} past their day", "challenges-late"),
        F("disagreements-year", "Professional disagreements in the last year", "/board/registers/escalations/", "", "{} reached the chair", "disagreements-chair"),
        F("failures-open", "Standards not met, still open", "/board/registers/failures/", "fewer"),
    )),
    FigureSection("life", "Reports and meetings", (
        F("reports-outstanding", "Reports overdue", "/board/assurance/", "fewer", "{} due within 30 days", "reports-soon"),
        F("meetings-held", "Meetings held in the last year", "/meetings/", "", "{} of them quorate", "meetings-quorate"),
        F("attendance-rate", "Attendance of agencies, per cent", "/meetings/attendance/", "more"),
    )),
)  # fmt: skip


def all_words() -> dict[str, FigureWords]:
    return {figure.key: figure for section in BOARD for figure in section.figures}
