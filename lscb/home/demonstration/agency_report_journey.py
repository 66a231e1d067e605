"""Agencies write their own reports to a review."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from lscb.home.demonstration import report_texts as texts
from lscb.home.demonstration.journey import Case, again, lead_of
from reviews.models import AgencyReport
from reviews.operations import agency_reports


def waiting(case: Case) -> list[AgencyReport]:
    return list(again(case).agency_reports.waiting().select_related("agency", "record__board").order_by("pk"))


def begin_at_the_hospital(case: Case) -> None:
    """One report is being written, and the others have not been begun."""
    report = next(row for row in waiting(case) if row.agency.slug == "hospital")
    case.on(74)
    author = case.cast["imr-author"]
    agency_reports.name_author(
        report=report, author=author, independent=True, by=lead_of(case, report.agency)
    )
    agency_reports.start_writing(report=report, by=author)


def finish(case: Case, report: AgencyReport, day: int) -> None:
    """Written if it is not yet, and accepted."""
    if report.status != AgencyReport.Status.SUBMITTED:
        send(case, report, day)
    case.on(day)
    agency_reports.accept(report=report, by=case.cast["panel-chair"], answer="Clear and fair.")


def send(case: Case, report: AgencyReport, day: int) -> None:
    case.on(day)
    lead = lead_of(case, report.agency)
    author = case.cast["imr-author"] if report.agency.slug == "hospital" else lead
    agency_reports.name_author(report=report, author=author, independent=True, by=lead)
    upload = SimpleUploadedFile("agency-report.txt", texts.AGENCY_REPORT.encode(), content_type="text/plain")
    agency_reports.submit(
        report=report,
        summary=texts.AGENCY_SUMMARY,
        signed_off_name="Director of nursing",
        by=author,
        upload=upload,
    )
