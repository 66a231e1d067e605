"""The board's taxonomy of learning (R096)."""

from __future__ import annotations

from lscb.board.models import Theme, ThemeTag
from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.core.errors import BadInput
from lscb.learning.acts import need
from lscb.learning.models import Finding
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event

UNIT = "The board's themes are kept by the business unit."


@operation
def add_theme(*, board: Board, name: str, by: User) -> Theme:
    """A new word of the board's taxonomy."""
    check(by, Permission.ACTION_MANAGE, board, UNIT)
    theme = Theme.objects.create(board=board, name=_free(board, name))
    record_event("theme.added", by=by, board=board, detail={"theme": theme.pk})
    return theme


@operation
def rename_theme(*, theme: Theme, name: str, by: User) -> Theme:
    """Another word for the same; whatever is tagged with it stays so."""
    check(by, Permission.ACTION_MANAGE, theme.board_id, UNIT)
    theme.name = _free(theme.board, name, but=theme)
    theme.save(update_fields=["name"])
    record_event("theme.renamed", by=by, board=theme.board, detail={"theme": theme.pk})
    return theme


@operation
def merge_themes(*, theme: Theme, into: Theme, by: User) -> Theme:
    """Two words for one thing: everything goes to `into`, and the other word is gone."""
    check(by, Permission.ACTION_MANAGE, theme.board_id, UNIT)
    if into.board_id != theme.board_id or into.pk == theme.pk:
        raise BadInput("Choose another theme of this board.")
    links = Finding.themes.through.objects.filter(theme=theme)
    there = Finding.themes.through.objects.filter(theme=into).values("finding_id")
    links.exclude(finding_id__in=list(there.values_list("finding_id", flat=True))).update(theme=into)
    links.delete()
    tags = ThemeTag.objects.filter(theme=theme)
    tagged = ThemeTag.objects.filter(theme=into).values_list("record_id", flat=True)
    tags.exclude(record_id__in=list(tagged)).update(theme=into)
    tags.delete()
    gone, board = theme.pk, theme.board
    theme.delete()
    record_event("theme.merged", by=by, board=board, detail={"theme": gone, "into": into.pk})
    return into


def _free(board: Board, name: str, but: Theme | None = None) -> str:
    name = need(name, "Name the theme.")
    if len(name) > 80:
        raise BadInput("Keep the name of a theme to 80 characters.")
    same = Theme.objects.filter(board=board, name__iexact=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise BadInput("The board has this theme already.")
    return name
