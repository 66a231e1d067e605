"""Learning items on their way into practice, and how each agency passed them on (R172, R173)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from lscb.board.models import Group, Theme, ThemeTag
from lscb.core import wording
from lscb.core.errors import BadInput, InvalidMove, StaleEdit
from lscb.files import operations as files
from lscb.identity.operations import refuse_names
from lscb.learning import item_rights, said
from lscb.learning.acts import need
from lscb.learning.models import Finding, LearningItem, LearningStep
from lscb.learning.operations.proposals import KIND, KINDS, MARKING
from lscb.people.models import Board, User
from lscb.records import operations as records
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

Stage = LearningItem.Stage
ORDER = list(Stage)
CODE = "CASCADE"
NAMES = "A learning item is read by everybody with a seat on the board, so it names nobody of the case."
EXAMPLE = "An audit of 40 records in May found the question in 36; in January it stood in 11."


@operation
def add_item(
    *,
    board: Board,
    title: str,
    message: str,
    by: User,
    finding: Finding | None = None,
    group: Group | None = None,
    owner: User | None = None,
    themes: Iterable[Theme] = (),
) -> LearningItem:
    """A lesson, free or from a finding. Everybody with a seat on the board reads it; it is shut with its case."""
    item_rights.check_can_keep(by, board)
    source = finding.source if finding is not None else None
    if source is not None:
        item_rights.check_can_take_from(by, board, source)
    title, message = _worded(source, title, message)
    _check_group(board, group)
    record = records.open_record(
        board=board,
        kind="learning-item",
        code="LRN",
        title=title,
        route="learning:item-detail",
        by=by,
        marking=MARKING,
        mode=Record.Mode.BOARD,
        shut_with=source,
    )
    item = LearningItem.objects.create(
        record=record,
        board=board,
        title=title,
        message=message,
        source=source,
        finding=finding,
        group=group,
        owner=owner,
        source_kind=KINDS.get(source.kind, KIND) if source else "",
        created_by=by,
    )
    _tag(item, themes if finding is None or themes else finding.themes.all(), by)
    said.of_item(item)
    record_event("learning.added", by=by, record=record)
    return item


@operation
def edit_item(
    *,
    item: LearningItem,
    title: str,
    message: str,
    by: User,
    group: Group | None = None,
    owner: User | None = None,
    themes: Iterable[Theme] = (),
    version: int | None = None,
) -> LearningItem:
    """New wording; the old one stays in the history."""
    item = locked(item)
    item_rights.check_can_keep(by, item.board)
    _check_version(item, version)
    title, message = _worded(item.source, title, message)
    _check_group(item.board, group)
    item.title, item.message, item.group, item.owner = title, message, group, owner
    item.version += 1
    item.save()
    item.record.title = title
    item.record.save(update_fields=["title"])
    _tag(item, themes, by)
    said.of_item(item)
    record_event("learning.edited", by=by, record=item.record)
    return item


@operation
def move_item(
    *,
    item: LearningItem,
    stage: str,
    evidence: str,
    by: User,
    upload: UploadedFile | None = None,
    impact: str = "",
    version: int | None = None,
) -> LearningItem:
    """To the next stage, or back to an earlier one; either way somebody says what shows that it belongs there."""
    item = locked(item)
    item_rights.check_can_keep(by, item.board)
    _check_version(item, version)
    if stage not in Stage.values or not _reachable(item, stage):
        raise InvalidMove(
            "A learning item goes to the next stage, or back to an earlier one.", "Open it again."
        )
    evidence = need(evidence, "Say what shows that it has got this far.")
    wording.require_telling(evidence, what="what shows that it has got this far", example=EXAMPLE)
    if stage == Stage.EVALUATED:
        item.impact = need(
            impact or item.impact, "Write the impact statement: what is different for children."
        )
        wording.require_telling(item.impact, what="what is different for children", example=EXAMPLE)
    use = None
    if upload is not None:
        use = files.attach(record=item.record, upload=upload, purpose="evidence", by=by, may_identify=False)
    LearningStep.objects.create(item=item, stage=stage, evidence=evidence, file=use, moved_by=by)
    item.stage = stage
    item.version += 1
    item.save()
    said.of_item(item)
    record_event("learning.moved", by=by, record=item.record, detail={"stage": stage})
    return item


def _check_version(item: LearningItem, version: int | None) -> None:
    if version is not None and version != item.version:
        raise StaleEdit(
            "Somebody changed this learning item after you opened the page, so your change was not stored.",
            "What you typed is below: open the learning item as it is now, and send it again if it still holds.",
        )


def _worded(source: Record | None, title: str, message: str) -> tuple[str, str]:
    title = need(title, "Give the lesson a short title that names nobody.")
    message = need(message, "Say what practitioners should know or do.")
    if len(title) > 160:
        raise BadInput("Keep the title to 160 characters.")
    if source is not None:
        refuse_names(source.case, f"{title} {message}", NAMES)
    return title, message


def _check_group(board: Board, group: Group | None) -> None:
    if group is not None and group.board_id != board.pk:
        raise BadInput("Choose a group of this board.")


def _tag(item: LearningItem, themes: Iterable[Theme], by: User) -> None:
    wanted = {theme.pk: theme for theme in themes}
    if any(theme.board_id != item.board_id for theme in wanted.values()):
        raise BadInput("Choose themes of this board.")
    there = dict(ThemeTag.objects.filter(record=item.record).values_list("theme_id", "pk"))
    ThemeTag.objects.filter(pk__in=[pk for theme, pk in there.items() if theme not in wanted]).delete()
    ThemeTag.objects.bulk_create(
        [
            ThemeTag(record=item.record, theme=theme, tagged_by=by)
            for pk, theme in wanted.items()
            if pk not in there
        ]
    )


def _reachable(item: LearningItem, stage: str) -> bool:
    now, then = ORDER.index(Stage(item.stage)), ORDER.index(Stage(stage))
    return then == now + 1 or then < now


def locked(item: LearningItem) -> LearningItem:
    rows: Any = LearningItem.objects.select_for_update(of=("self",)).select_related(
        "record__board", "board", "source__root"
    )
    found: LearningItem = rows.get(pk=item.pk)
    return found
