"""The page on which the list of bank holidays is looked after."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lscb.clocks.models import Holiday, HolidaySet
from lscb.clocks.words import day_in_words
from lscb.core.templatetags.lscb import plural, shortdate

#: Years whose days are shown here to be changed; the whole list is on the page that everybody can open.
YEARS = 3


def holidays_page(
    sets: list[HolidaySet], days: list[Holiday], running: dict[int, int], today: dt.date
) -> dict[str, Any]:
    """sets: newest first; days: of the newest; running: version → the board's running time limits"""
    newest = sets[0]
    to_come = [each for each in days if today <= each.day and each.day.year < today.year + YEARS]
    by_year = groupby(to_come, key=lambda each: each.day.year)
    return {
        "title": "Bank holidays",
        "version": newest.version,
        "years": [(year, [_day(each) for each in found]) for year, found in by_year],
        "day_columns": ["Day", "Name", ""],
        "columns": ["Version", "What changed", "Since", "Published by", "Running time limits"],
        "rows": [_version(each, running.get(each.version, 0)) for each in sets],
        "older": sum(count for version, count in running.items() if version != newest.version),
    }


def _day(each: Holiday) -> dict[str, Any]:
    off = reverse("board:holiday-remove", args=[each.day.isoformat()])
    return {
        "cells": [
            day_in_words(each.day), each.name, {"text": f"Take {shortdate(each.day)} off the list", "url": off},
        ]
    }  # fmt: skip


def _version(each: HolidaySet, running: int) -> dict[str, Any]:
    page = f"{reverse('clocks:holiday-list')}?version={each.version}"
    return {
        "cells": [
            {"text": f"Version {each.version}", "url": page},
            each.note,
            day_in_words(timezone.localdate(each.created_at)),
            "Shipped with the product" if each.shipped else str(each.created_by),
            plural(running, "time limit") if running else "None",
        ]
    }
