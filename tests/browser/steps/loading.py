"""A board's own spreadsheet of actions: refused with a sentence for each faulty row, then loaded, then loaded back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from lscb.learning.models import Action, ActionChange, Recommendation
from tests.browser.hands import done, follow, heading, press, reads, reads_not, write
from tests.browser.journey import Journey
from tests.learning.spreadsheets import csv_bytes, excel_bytes, row

LOAD = "Load from a spreadsheet"
KINDS = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
Rows = list[dict[str, Any]]


def rows(kind: str, *, faulty: bool) -> Rows:
    """Seven rows, so that the last is row 8 of the file; three of them with a fault each, if so wished."""
    good = [
        row(action=f"Train team {number} of the {kind} list in hearing children.") for number in range(1, 8)
    ]
    if faulty:
        good[2] |= {"Owner agency": "Westmere Constabulery"}
        good[4] |= {"Status": "Ongoing"}
        good[6] |= {"Due": "31/2/2026"}
    return good


def is_refused(j: Journey, slug: str, kind: str) -> None:
    """All three rows are named with what to write instead, and none of the seven is stored."""
    before = Action.objects.count(), Recommendation.objects.count()
    page = j.at(slug, "/actions/")
    follow(page, LOAD)
    press(page, "Check the file")
    reads(page, "Choose a spreadsheet")
    j.passed(page, "load-empty")
    _send(page, kind, rows(kind, faulty=True))
    reads(page, "Nothing was stored: 3 rows cannot be taken", "Row 4: ", "Row 6: ", "Row 8: ")
    reads(page, "Did you mean “Westmere Constabulary”?", "Ongoing", "31/2/2026")
    faults = page.locator(".govuk-error-summary li")
    expect(faults).to_have_count(3)
    for number, place in enumerate((4, 6, 8)):
        expect(faults.nth(number)).to_contain_text(f"Row {place}: ")
    j.passed(page, f"load-refused-{kind}")
    assert (Action.objects.count(), Recommendation.objects.count()) == before


def is_loaded(j: Journey, slug: str, kind: str) -> None:
    """The corrected file is shown as it would come in; only then, and when somebody has read it, is it stored."""
    before = Action.objects.count()
    page = j.at(slug, "/actions/load/")
    _send(page, kind, rows(kind, faulty=False))
    heading(page, "Is this right?")
    reads(page, "7 new actions.", "Nothing is stored yet", f"Train team 1 of the {kind} list")
    j.passed(page, f"load-preview-{kind}")
    assert Action.objects.count() == before
    press(page, "Load these actions")
    reads(page, "Confirm that the wording can be read")
    assert Action.objects.count() == before
    write(page, "Title of the list", f"Our {kind} list of 2025")
    page.get_by_label("I have read the file").check()
    press(page, "Load these actions")
    done(page, "7 actions loaded, 0 changed, 0 left alone")
    reads(page, f"Our {kind} list of 2025")
    j.passed(page, f"loaded-{kind}")
    assert Action.objects.count() == before + 7


def changes_nothing(j: Journey, slug: str, kind: str, folder: Path) -> None:
    """What is downloaded from the register and loaded again is the same in every row."""
    page = j.at(slug, "/actions/")
    with page.expect_download() as loading:
        page.get_by_role("main").get_by_role(
            "link", name={"csv": "Download as CSV", "xlsx": "Download for Excel"}[kind], exact=True
        ).click()
    file = folder / f"actions.{kind}"
    loading.value.save_as(file)
    before = _state()
    page.goto("/actions/load/")
    page.get_by_label("Spreadsheet").set_input_files(file)
    press(page, "Check the file")
    reads(page, "There is nothing to do", f"{Action.objects.count()} rows the same as in the register")
    reads_not(page, "Load these actions")
    j.passed(page, f"load-same-{kind}")
    assert _state() == before


def _send(page: Page, kind: str, said: Rows) -> None:
    body = csv_bytes(said) if kind == "csv" else excel_bytes(said)
    page.get_by_label("Spreadsheet").set_input_files(
        {"name": f"our-actions.{kind}", "mimeType": KINDS[kind], "buffer": body}
    )
    press(page, "Check the file")


def _state() -> tuple[list[Any], int]:
    return list(Action.objects.order_by("pk").values()), ActionChange.objects.count()
