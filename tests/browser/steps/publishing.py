"""From the agreed report to the public page and its file, and the withdrawal."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from lscb.publishing.models import Document, Doubt
from lscb.publishing.sweep import render_waiting
from tests.browser.hands import (
    choose,
    done,
    follow,
    heading,
    pick,
    press,
    reads,
    reads_not,
    write,
    write_date,
)
from tests.browser.journey import Journey, shot

NAMES = ("Tamsin", "Fenwright", "Rhiannon", "Mill Row")


def words_are_settled(j: Journey) -> None:
    """A copy is made; every doubtful word is settled beside the text; then the text is frozen."""
    page = j.at("business-manager", j.review + "publication/")
    follow(page, "Prepare publication")
    press(page, "Copy the text")
    done(page, "Copied")
    follow(page, "Open the copy")
    j.made["copy"] = page.url
    follow(page, "Rule on doubtful words")
    reads_not(page, *NAMES)
    follow(page, "Show, giving a reason")
    write(page, "Why do you need to see who this is about?", "To prepare the publication")
    press(page, "Show identity for 15 minutes")
    reads(page, "As written", "As it will be published")
    shot(page, "words")
    _settle(page)
    page.goto(j.made["copy"])
    follow(page, "Freeze the text")
    press(page, "Freeze the text")
    done(page, "Frozen")


def _settle(page: Page) -> None:
    """Whatever the anonymiser has left to a person, one after the other."""
    words = page.url.split("?")[0]
    while Doubt.objects.filter(ruling__isnull=True).exists():
        several = page.get_by_role("link", name=re.compile("^Keep several"))
        name = page.get_by_role("button", name=re.compile("^Add to the register.*(Rhiannon|Fenwright)"))
        if several.count():
            follow(page, re.compile("^Keep several"))
            for box in page.get_by_role("main").get_by_role("checkbox").all():
                box.check()
            press(page, "Keep all selected")
        elif name.count():
            with page.expect_navigation():
                name.first.click()
            choose(page, "Part in the case", "Parent")
            press(page, "Save the entry")
        else:
            press(page, re.compile("^Keep, with a reason"))
            write(page, "Why may it stay?", "It points to nobody")
            press(page, "Keep it")
        page.goto(words)
    reads(page, "No doubtful word is open")


def is_approved(j: Journey) -> None:
    """The file is made; one person checks it, another approves, neither of whom wrote it."""
    reads(j.at("business-manager", j.made["copy"]), "The file is being made")
    assert render_waiting() == 1
    assert Document.objects.get().release.leaks == []
    page = j.at("anonymity-checker", j.made["copy"])
    shot(page, "document")
    follow(page, "Check its anonymity")
    press(page, "Pass the anonymity check")
    reads(page, "Confirm every line")
    for box in page.get_by_role("main").get_by_role("checkbox").all():
        box.check()
    press(page, "Pass the anonymity check")
    done(page, "passed")
    page = j.at("independent-chair", j.made["copy"])
    follow(page, "Read and approve")
    press(page, "Approve publication")
    done(page, "Approved")


def is_released(j: Journey) -> None:
    page = j.at("business-manager", j.made["copy"])
    for _ in ("legal", "family", "staff"):
        follow(page, re.compile("^Record: "))
        pick(page, "Was it done?", "Done")
        write(page, "How, by whom, or why it is not needed", "By letter from the manager, answered.")
        write_date(page, "Day", j.today)
        press(page, "Record it")
        done(page, "Recorded")
    follow(page, "Record the advance copies")
    write_date(page, "Day they were sent", j.today)
    press(page, "Record the advance copies")
    done(page, "The seven working days run")
    expect(page.get_by_role("link", name="Publish it")).to_have_count(0)
    refused = page.goto(j.review + "publication/release/")
    assert refused is not None
    if refused.status == 200:
        press(page, "Publish the report")
        reads_not(page, "The report is public")
    j.later(12)
    page = j.at("business-manager", j.made["copy"])
    follow(page, "Publish it")
    press(page, "Publish the report")
    page.goto(j.review + "publication/")
    reads(page, "On the public site")
    follow(page, "Read it as the public does")
    j.made["public"] = page.url


def the_public_reads(j: Journey, folder: Path) -> None:
    """Nobody has signed in; the file is tagged and holds no name."""
    reader = j.visitors.new()
    page = reader.page
    answer = page.goto(j.made["public"])
    assert answer is not None and answer.status == 200
    heading(page, "Serious Case Review: Child A")
    reads(page, "Child A", "What one service knew did not reach the next", "Write the rule into the handbook")
    reads_not(page, *NAMES)
    shot(page, "public")
    with page.expect_download() as loading:
        page.get_by_role("link", name=re.compile("^Download the report")).click()
    file = folder / "report.pdf"
    loading.value.save_as(file)
    facts = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", facts), facts
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert "Child A" in text
    for name in NAMES:
        assert name.casefold() not in text.casefold() and name.encode() not in file.read_bytes()
    assert not reader.faults, reader.faults
    reader.context.close()


def is_withdrawn(j: Journey) -> None:
    page = j.at("business-manager", j.review + "publication/")
    follow(page, "Withdraw it")
    press(page, "Withdraw the report now")
    reader = j.visitors.new()
    answer = reader.page.goto(j.made["public"])
    assert answer is not None and answer.status == 410
    reads(reader.page, "withdrawn")
    reads_not(reader.page, "What one service knew")
    shot(reader.page, "withdrawn")
    answer = reader.page.goto(j.made["public"] + "report.pdf")
    assert answer is not None and answer.status == 410
    reader.context.close()
