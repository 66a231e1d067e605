"""Addresses of what is published: board, kind, year and a number. Never a title, which may tell of somebody."""

from __future__ import annotations

import itertools

from django.utils.text import slugify

from lscb.people.models import Board
from lscb.publishing.models import Publication


def free_slug(board: Board, kind: str, year: int) -> str:
    """For example westmere-serious-case-review-2026-1; a number is never used again."""
    stem = f"{board.slug}-{slugify(kind) or 'report'}"[:60].strip("-") + f"-{year}"
    taken = set(Publication.objects.filter(slug__startswith=f"{stem}-").values_list("slug", flat=True))
    return next(slug for number in itertools.count(1) if (slug := f"{stem}-{number}") not in taken)
