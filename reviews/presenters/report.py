"""The report's pages."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse

from lscb.core import forms
from lscb.core.errors import Refusal
from lscb.core.templatetags.lscb import allowed
from lscb.learning.models import Action, Finding, Recommendation
from lscb.learning.quality import Draft
from lscb.people.models import User
from lscb.publishing.markup import to_blocks
from reviews import permissions as may
from reviews.masking import Screen
from reviews.models import AgreedReport, Report, ReportSection, Review
from reviews.presenters.common import step_or_refusal
from reviews.reading import WHO_AGREED

T = Report.Status
REOPEN_LEAD = (
    "What the Board agreed is kept as it is. The text can be changed again; the panel and the Board agree it anew. "
    "The review goes back to its draft, and a copy that was on its way to the public is made again. Whoever’s part has "
    "ended meanwhile, the panel chair for instance, is appointed again."
)


def crumbs(review: Review) -> list[dict[str, str]]:
    url = review.record.get_absolute_url()
    return [{"label": "Reviews", "url": "/reviews/"}, {"label": review.record.reference, "url": url}]


def form_frame(review: Review, title: str) -> dict[str, Any]:
    base = review.record.get_absolute_url() + "report/"
    return {
        "title": title, "kind": "Review", "reference": review.record.reference, "cancel_url": base,
        "marking": review.record.marking, "breadcrumbs": [*crumbs(review), {"label": "Report", "url": base}, {"label": title}],
    }  # fmt: skip


def draft(form: Any) -> Draft:
    """A recommendation as it stands in the form, whole or not."""
    form.is_valid()
    said = form.cleaned_data
    addressed = bool(said.get("agencies")) or bool(said.get("national"))
    return Draft(
        text=said.get("text") or form.data.get("text", ""), addressed=addressed, measure=said.get("measure") or "",
        by_when=said.get("by_when"), strength=said.get("strength") or "",
    )  # fmt: skip


def confirm_form(button: str) -> type[forms.Form]:
    return type("ConfirmForm", (forms.Form,), {"submit": button, "__module__": __name__})


def may_write(user: User, report: Report) -> bool:
    try:
        may.check_can_write_report(user, report)
    except Refusal:
        return False
    return True


def page(report: Report, user: User) -> dict[str, Any]:
    review = report.review
    screen = Screen(report.record, user)
    writes = may_write(user, report)
    base = review.record.get_absolute_url() + "report/"
    sections = list(report.sections.prefetch_related("comments"))
    responses = {row.finding_id: row for row in report.responses.all()}
    findings = list(Finding.objects.filter(source=review.record).prefetch_related("themes"))
    recommendations = list(
        Recommendation.objects.filter(source=review.record)
        .select_related("finding")
        .prefetch_related("agencies", "actions__record")
    )
    return {
        "tasks": [_task(section, base, writes) for section in sections],
        "findings": [
            {"row": f, "title": screen.of(f.title), "text": screen.of(f.text), "colour": "green" if f.kind == "strength" else "orange",
             "themes": [theme.name for theme in f.themes.all()],
             "response": responses.get(f.pk), "base": f"{base}findings/{f.number}/"}
            for f in findings
        ],
        "recommendations": [
            {"row": r, "text": screen.of(r.text), "agencies": ", ".join(a.name for a in r.agencies.all()),
             "measure": screen.of(r.measure), "by_when": r.by_when, "strength": r.get_strength_display(),
             "actions": [{"reference": a.record.reference, "url": a.record.get_absolute_url(), "status": a.get_status_display()} for a in r.actions.all()],
             "base": f"{base}recommendations/{r.number}/"}
            for r in recommendations
        ],
        "writes": writes, "base": base, "report": report, "minority": screen.of(report.minority_view),
        "next_step": next_step(report, user, base, sections),
        "answers_url": reverse("learning:source-answers", args=[review.record.reference]) if recommendations else "",
        "agreed": [agreed_row(kept, base, screen) for kept in report.agreed_before.select_related(*WHO_AGREED)],
        "action_count": Action.objects.filter(source=review.record).count(),
    }  # fmt: skip


def _task(section: ReportSection, base: str, writes: bool) -> dict[str, Any]:
    written = bool(section.text.strip())
    unanswered = sum(1 for comment in section.comments.all() if comment.answered_at is None)
    hint = f"{unanswered} comments to answer" if unanswered else section.help_text
    return {
        "label": section.heading, "url": base + (f"{section.code}/" if writes else f"{section.code}/read/"),
        "status": f"Version {section.version}" if written else "Empty", "colour": "" if written else "blue", "hint": hint,
    }  # fmt: skip


def next_step(report: Report, user: User, base: str, sections: list[ReportSection]) -> dict[str, Any]:
    empty = sum(1 for section in sections if not section.text.strip())
    if report.status == T.WRITING:
        if empty:
            return {
                "text": f"{empty} sections are still to be written.",
                "holder": "the reviewer" if not may_write(user, report) else "",
            }
        step = {
            "text": "The draft is whole. Send it to the panel.",
            "url": base + "to-panel/",
            "label": "Send to the panel",
        }
        return step_or_refusal(partial(may.check_can_write_report, user, report), step)
    if report.status == T.WITH_PANEL:
        step = {"text": "The panel reads the draft, comments and agrees.", "url": base + "panel-agrees/", "label": "The panel agrees",
                "others": [{"label": "Take it back", "url": base + "take-back/"}]}  # fmt: skip
        return step_or_refusal(partial(may.check_can_agree_report_for_panel, user, report), step)
    if report.status == T.PANEL_AGREED:
        step = {
            "text": "The Board considers the report, its response and the actions.",
            "url": base + "board-agrees/",
            "label": "The Board agrees",
        }
        return step_or_refusal(partial(may.check_can_agree_report_for_board, user, report), step)
    publication = report.review.record.get_absolute_url() + "publication/"
    again = allowed(partial(may.check_can_reopen_report, user, report))
    return {
        "text": "The Board has agreed the report. It is prepared for publication.",
        "url": publication,
        "label": "Go to publication",
        "others": [{"label": "Open it again for a correction", "url": base + "reopen/"}] if again else [],
    }


def agreed_row(kept: AgreedReport, base: str, screen: Screen) -> dict[str, Any]:
    """A version that the Board had agreed, and why it was opened again."""
    return {
        "url": f"{base}agreed/{kept.number}/", "number": kept.number, "agreed_by": kept.board_agreed_by.name,
        "agreed_at": kept.board_agreed_at, "by": kept.reopened_by.name, "at": kept.reopened_at, "reason": screen.of(kept.reason),
    }  # fmt: skip


def agreed_page(report: Report, kept: AgreedReport, screen: Screen) -> dict[str, Any]:
    base = report.review.record.get_absolute_url() + "report/"
    title = f"What the Board agreed, version {kept.number}"
    return {
        "title": title, "kind": "Report", "reference": report.record.reference, "marking": report.record.marking,
        "kept": agreed_row(kept, base, screen), "name": kept.title, "panel": kept.panel_agreed_by.name, "panel_at": kept.panel_agreed_at,
        "minority": screen.of(kept.minority_view), "cancel_url": base,
        "parts": [{"heading": p["heading"], "blocks": to_blocks(screen.of(p["text"]))} for p in kept.passages],
        "breadcrumbs": [*crumbs(report.review), {"label": "Report", "url": base}, {"label": title}],
    }  # fmt: skip


def section_page(report: Report, part: ReportSection) -> dict[str, Any]:
    base = report.review.record.get_absolute_url() + "report/"
    return {
        "title": part.heading, "lead": part.help_text, "kind": "Report", "reference": report.record.reference,
        "marking": report.record.marking, "cancel_url": base, "part": part, "report": report, "base": f"{base}{part.code}/",
        "breadcrumbs": [*crumbs(report.review), {"label": "Report", "url": base}, {"label": part.heading}],
    }  # fmt: skip


def comments(part: ReportSection, screen: Screen, user: User) -> list[dict[str, Any]]:
    writes = may_write(user, part.report)
    return [
        {"text": screen.of(c.text), "who": c.written_by.name, "at": c.written_at, "kind": c.get_kind_display(),
         "answer": screen.of(c.answer), "answer_url": f"../../comments/{c.pk}/answer/" if writes and not c.answered_at else ""}
        for c in part.comments.select_related("written_by")
    ]  # fmt: skip
