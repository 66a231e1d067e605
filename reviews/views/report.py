"""The report editor: sections with versions and comments, a live preview, agreement by panel and Board."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lscb.board.identity import may_reveal
from lscb.core.posting import accepted, posted
from lscb.identity.presenters import identity_panel
from lscb.publishing.markup import to_blocks
from lscb.records.reading import open_or_404
from reviews import permissions as may
from reviews import reading
from reviews.differences import pieces
from reviews.forms import report as forms
from reviews.masking import Screen
from reviews.models import Report, ReportSection, Review
from reviews.operations import corrections, reports
from reviews.presenters import common
from reviews.presenters import report as show
from reviews.presenters.history import history
from reviews.views.gate import names_hidden


def fetch_review(request: HttpRequest, reference: str, page: str = "report") -> Review:
    return open_or_404(request, reading.reviews_for_report, reference, page=page)


def fetch(request: HttpRequest, reference: str, page: str = "report") -> Report:
    review = fetch_review(request, reference, page)
    report = reading.report_of(review)
    if report is None:
        raise Http404
    return report


def door(request: HttpRequest, reference: str) -> HttpResponse:
    """/reports/<RPT reference>/ leads to the report's page under its review. Whoever sees the review sees its report."""
    report = get_object_or_404(Report.objects.visible_to(request.user), record__reference=reference)
    return redirect("reviews:report", report.review.record.reference)


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The report as a whole: its sections, findings, recommendations, response, and the next step."""
    review = fetch_review(request, reference)
    report = getattr(review, "report", None)
    if report is None:
        return _start(request, review)
    user: Any = request.user
    frame = common.thing(
        report.record,
        "Report",
        common.status_tag(report),
        timezone.localdate(),
        show.crumbs(review),
        history(report.record, user),
    )
    context = frame | show.page(report, user) | {
        "identity": identity_panel(review.record, user, may_reveal(user, review.record), request.path),
    }  # fmt: skip
    return render(request, "reviews/report.html", context)


def _start(request: HttpRequest, review: Review) -> HttpResponse:
    form = forms.TitleForm(posted(request))
    if request.method == "POST" and accepted(
        form, lambda: reports.start(review=review, by=request.user, **form.cleaned_data)
    ):
        return redirect("reviews:report", review.record.reference)
    context = show.form_frame(review, "Start the report") | {"form": form}
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def section(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Write one section; saved as a version each time. Real text: shown as it is only while identity is shown."""
    report = fetch(request, reference, f"section {code}")
    may.check_can_write_report(request.user, report)
    part = get_object_or_404(report.sections, code=code)
    user: Any = request.user
    read = reverse("reviews:report-read", args=[reference, code])
    if wait := names_hidden(request, report.record, "This section names", read, part.text):
        return wait
    form = forms.SectionForm(posted(request), initial={"text": part.text, "version": part.version})
    if request.method == "POST" and accepted(form, lambda: _save(part, form, user)):
        messages.success(request, "Saved.")
        return redirect("reviews:report-section", reference, code)
    context = show.section_page(report, part) | {
        "form": form, "blocks": to_blocks(form["text"].value() or ""),
        "preview_url": reverse("reviews:report-preview", args=[reference]),
        "comment_form": forms.CommentForm(initial={"kind": "comment"}),
    }  # fmt: skip
    return render(request, "reviews/report_section.html", context, status=422 if form.errors else 200)


def _save(part: ReportSection, form: Any, user: Any) -> ReportSection:
    return reports.save_section(
        section=part, by=user, text=form.cleaned_data["text"], version=form.cleaned_data["version"]
    )


@require_POST
def preview(request: HttpRequest, reference: str) -> HttpResponse:
    """The text as it will look; nothing is stored."""
    report = fetch(request, reference, "")
    may.check_can_write_report(request.user, report)
    return render(
        request, "publishing/blocks.html", {"blocks": to_blocks(request.POST.get("text", "")[:100_000])}
    )


def read(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Read one section and comment on it, through the case's pseudonyms until identity is shown."""
    report = fetch(request, reference, f"section {code}")
    part = get_object_or_404(report.sections, code=code)
    user: Any = request.user
    screen = Screen(report.record, user)
    form = forms.CommentForm(posted(request), initial={"kind": "comment"})
    if request.method == "POST" and accepted(
        form, lambda: reports.comment(section=part, by=user, **form.cleaned_data)
    ):
        messages.success(request, "Comment added.")
        return redirect("reviews:report-read", reference, code)
    context = show.section_page(report, part) | {
        "form": form, "blocks": to_blocks(screen.of(part.text)), "comments": show.comments(part, screen, user),
        "identity": identity_panel(report.record, user, may_reveal(user, report.record), request.path),
    }  # fmt: skip
    return render(request, "reviews/report_read.html", context, status=422 if form.errors else 200)


def comment_answer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    report = fetch(request, reference)
    may.check_can_write_report(request.user, report)
    comment = reading.comment_of(report, number)
    form = forms.CommentAnswerForm(posted(request))
    act = lambda: reports.answer_comment(comment=comment, by=request.user, **form.cleaned_data)
    if request.method == "POST" and accepted(form, act):
        return redirect("reviews:report-read", reference, comment.section.code)
    context = show.form_frame(report.review, "Answer the comment") | {
        "form": form,
        "lead": Screen(report.record, request.user).of(comment.text),
    }
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def versions(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """All versions of a section, and the differences between two of them."""
    report = fetch(request, reference, f"versions of {code}")
    part = get_object_or_404(report.sections, code=code)
    screen = Screen(report.record, request.user)  # type: ignore[arg-type]
    rows = list(part.versions.select_related("written_by"))
    chosen = request.GET.get("version", "")
    new = next((row for row in rows if str(row.number) == chosen), rows[0] if rows else None)
    old = next((row for row in rows if new and row.number < new.number), None)
    changes = pieces(screen.of(old.text) if old else "", screen.of(new.text)) if new else []
    context = show.section_page(report, part) | {"versions": rows, "new": new, "old": old, "pieces": changes}
    return render(request, "reviews/report_versions.html", context)


def _confirm(
    request: HttpRequest, report: Report, form: Any, act: Any, title: str, done: str, lead: str = ""
) -> HttpResponse:
    if request.method == "POST" and accepted(form, act):
        messages.success(request, done)
        return redirect("reviews:report", report.review.record.reference)
    context = show.form_frame(report.review, title) | {"form": form, "lead": lead}
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def to_panel(request: HttpRequest, reference: str) -> HttpResponse:
    report = fetch(request, reference)
    may.check_can_write_report(request.user, report)
    form = show.confirm_form("Send to the panel")(posted(request))
    act = lambda: reports.send_to_panel(report=report, by=request.user)
    return _confirm(
        request, report, form, act, "Send the draft to the panel", "Sent. The panel has been told."
    )


def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    report = fetch(request, reference)
    may.check_can_write_report(request.user, report)
    form = show.confirm_form("Take it back")(posted(request))
    act = lambda: reports.take_back(report=report, by=request.user)
    return _confirm(request, report, form, act, "Take the draft back", "The draft can be changed again.")


def panel_agrees(request: HttpRequest, reference: str) -> HttpResponse:
    report = fetch(request, reference)
    may.check_can_agree_report_for_panel(request.user, report)
    form = forms.AgreeForm(posted(request))
    act = lambda: reports.agree_by_panel(report=report, by=request.user, **form.cleaned_data)
    return _confirm(request, report, form, act, "The panel agrees the report", "Recorded.")


def board_agrees(request: HttpRequest, reference: str) -> HttpResponse:
    report = fetch(request, reference)
    may.check_can_agree_report_for_board(request.user, report)
    form = forms.BoardAgreeForm(posted(request))
    act = lambda: reports.agree_by_board(report=report, by=request.user, **form.cleaned_data)
    lead = "The Board agrees the report, its response and the actions. The six-month clock stops; publication follows."
    return _confirm(request, report, form, act, "The Board agrees", "Recorded.", lead)


def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Opens a report that the Board has agreed again, for a correction."""
    report = fetch(request, reference)
    may.check_can_reopen_report(request.user, report)
    corrections.check_can_be_opened(report)
    form = forms.ReopenReportForm(posted(request))
    act = lambda: corrections.reopen(report=report, by=request.user, **form.cleaned_data)
    done = "Opened again. What the Board had agreed is kept, and those concerned have been told."
    return _confirm(
        request, report, form, act, "Open the report again for a correction", done, show.REOPEN_LEAD
    )


def agreed(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What the Board had agreed before it was opened again, word for word."""
    report = fetch(request, reference, f"agreed version {number}")
    kept = get_object_or_404(report.agreed_before.select_related(*reading.WHO_AGREED), number=number)
    user: Any = request.user
    context = show.agreed_page(report, kept, Screen(report.record, user)) | {
        "identity": identity_panel(report.record, user, may_reveal(user, report.record), request.path),
    }  # fmt: skip
    return render(request, "reviews/report_agreed.html", context)


def respond(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The Board's response to one finding."""
    report = fetch(request, reference, "response")
    may.check_can_manage(request.user, report.review)
    finding = reading.finding_of(report.review, number)
    title = Screen(report.record, request.user).of(finding.title)  # type: ignore[arg-type]
    had = report.responses.filter(finding=finding).first()
    names = ("answer", "reasons", "done_already", "difference_so_far", "still_to_do")
    words = [getattr(had, name) for name in names[1:]] if had else []
    page = report.review.record.get_absolute_url() + "report/"
    if wait := names_hidden(request, report.record, "This response names", page, *words):
        return wait
    form = forms.ResponseForm(posted(request), initial={n: getattr(had, n) for n in names} if had else None)
    act = lambda: reports.respond(report=report, finding=finding, by=request.user, **form.cleaned_data)
    return _confirm(request, report, form, act, f"Respond to finding {number}", "Saved.", title)
