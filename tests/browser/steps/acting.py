"""What came of it: the owner agency's action, from the first update to its verification."""

from __future__ import annotations

import datetime as dt
import re

from tests.browser.hands import done, follow, press, reads, write, write_date
from tests.browser.journey import Journey, shot

NEXT = "Train the last six officers and collect their feedback forms."


def is_updated(j: Journey) -> None:
    """Housing sees its action and nothing of the review; "ongoing" is no update."""
    page = j.at("housing-lead", "/actions/")
    shot(page, "actions")
    follow(page, "Pass on visits within a day")
    follow(page, "Start work")
    done(page, "Work has started")
    follow(page, "Give an update")
    write(page, "What has been done since the last update", "Ongoing")
    write(page, "What will be done next", NEXT)
    write_date(page, "Date of the next activity", j.today + dt.timedelta(days=30))
    press(page, "Send the update")
    reads(page, "There is a problem")
    shot(page, "action-update-refused")
    write(page, "What has been done since the last update", "Trained 24 of 30 duty officers; six are booked.")
    press(page, "Send the update")
    done(page, "The update is kept")
    answer = page.goto(j.review)
    assert answer is not None and answer.status == 404


def is_verified(j: Journey) -> None:
    """Claimed, sent back, claimed again, and verified by the monitoring group, never by the owner."""
    _claim(j, "Trained all 30 officers on 12 and 13 May.")
    page = j.at("monitoring-chair", j.action)
    shot(page, "action")
    follow(page, "Send back")
    write(page, "What is still missing", "The signed register of those who came.")
    press(page, "Send back to the agency")
    done(page, "The action is back")
    page = _claim(j, "Trained all 30 officers, and the register is signed by each of them.")
    page.goto(j.action + "verify/")
    assert page.locator("h1").inner_text() != "Verify completion"
    page = j.at("monitoring-chair", j.action)
    follow(page, re.compile("^Verify"))
    write(page, "What shows that it is complete", "The register was seen on Monday.")
    press(page, "Verify this action")
    done(page, "The action is verified")


def _claim(j: Journey, words: str):  # type: ignore[no-untyped-def]
    page = j.at("housing-lead", j.action)
    follow(page, re.compile("^Claim"))
    write(page, "What has been done", words)
    write(page, "Evidence in words", "Signed register of all 30 officers, held by the training team.")
    press(page, "Send to the group for verification")
    done(page, "has been told")
    return page
