"""What is typed and what is found: both databases take the same words."""

from __future__ import annotations

import datetime as dt

import pytest

from lscb.core.errors import BadInput
from lscb.identity import operations as identity
from lscb.identity.masking import mask
from lscb.learning.said import masked
from lscb.records.models import Record, SearchRow, forget_reach
from lscb.records.operations import exclude, grant_access, open_record
from lscb.records.searching import MOST, fts_query, keep, search
from tests.cast import Cast


@pytest.fixture
def case(cast: Cast) -> Record:
    return open_record(
        board=cast.board, kind="review", code="SCR", title="A review", route="learning:action-detail",
        by=cast["business-manager"],
    )  # fmt: skip


def said(record: Record, number: int, title: str, text: str = "", kind: str = "finding") -> None:
    keep(
        record=record,
        kind=kind,
        key=f"{kind}:{number}",
        title=title,
        text=text,
        said_on=dt.date(2026, 1, number % 28 + 1),
    )


def titles(cast: Cast, slug: str, words: str) -> list[str]:
    user = cast[slug]
    forget_reach(user)
    found = search(user, words, [cast.board.pk])
    return ["".join(piece["text"] for piece in hit.title) for hit in found.hits]


def test_by_stem_phrase_and_without(cast: Cast, case: Record) -> None:
    said(case, 1, "Health visitors were trained in safer sleep")
    said(case, 2, "Training on neglect was cancelled", "Nobody said so in safer words.")
    assert set(titles(cast, "business-manager", "training")) == {
        "Health visitors were trained in safer sleep",
        "Training on neglect was cancelled",
    }
    assert titles(cast, "business-manager", '"safer sleep"') == [
        "Health visitors were trained in safer sleep"
    ]
    assert titles(cast, "business-manager", "training -neglect") == [
        "Health visitors were trained in safer sleep"
    ]
    assert len(titles(cast, "business-manager", "sleep or cancelled")) == 2
    assert titles(cast, "business-manager", "the of") == []
    assert titles(cast, "business-manager", "housing") == []


def test_a_title_weighs_more_and_the_match_is_marked(cast: Cast, case: Record) -> None:
    said(case, 1, "Letters came back", "The neglect was not seen.")
    said(case, 2, "Neglect was not named", "Letters came back.")
    hits = search(cast["business-manager"], "neglect", [cast.board.pk]).hits
    assert [hit.row.key for hit in hits] == ["finding:2", "finding:1"]
    assert [piece["text"] for piece in hits[0].title if piece["marked"]] == ["Neglect"]
    assert [piece["text"] for piece in hits[1].text if piece["marked"]] == ["neglect"]


@pytest.mark.parametrize(
    "words", ['"', "' OR 1=1", "a AND", "NEAR(", "*", "-", "or", "zzboard1", "%", "(x", "\x00"]
)
def test_no_words_are_an_error(cast: Cast, case: Record, words: str) -> None:
    said(case, 1, "Letters came back")
    assert titles(cast, "business-manager", words) == []


def test_what_is_shut_gives_neither_hits_nor_counts(cast: Cast, case: Record) -> None:
    said(case, 1, "Markerword one")
    assert titles(cast, "business-manager", "markerword") == ["Markerword one"]
    assert titles(cast, "police-lead", "markerword") == []
    assert titles(cast, "stranger", "markerword") == []
    grant_access(record=case, party=cast["police-lead"].party, capacity="referrer", reason="Sent it", by=None)
    assert titles(cast, "police-lead", "markerword") == []
    grant_access(record=case, party=cast["police-lead"].party, capacity="panel", reason="On it", by=None)
    assert titles(cast, "police-lead", "markerword") == ["Markerword one"]
    exclude(record=case, user=cast["business-manager"], reason="Related", by=cast["independent-chair"])
    assert titles(cast, "business-manager", "markerword") == []
    assert search(cast["police-lead"], "markerword", [cast.neighbour.board.pk]).hits == []  # type: ignore[union-attr]


def test_more_than_are_shown_are_said_to_be_there(cast: Cast, case: Record) -> None:
    for number in range(1, MOST + 2):
        said(case, number, f"Letter {number} came back")
    found = search(cast["business-manager"], "letter", [cast.board.pk])
    assert (len(found.hits), found.more) == (MOST, True)


def test_a_registered_name_is_never_in_the_index(cast: Cast, case: Record) -> None:
    said(
        case,
        1,
        "Quillabeth was not heard",
        "The school of Quillabeth Stonor’s brother wrote to Quilabeth twice.",
    )
    assert titles(cast, "business-manager", "quillabeth")
    identity.add_person(
        record=case, kind="PERSON", role="child", values=[("first-name", "Quillabeth"), ("surname", "Stonor")],
        by=cast["business-manager"],
    )  # fmt: skip
    for word in ("quillabeth", "stonor", "quilabeth", '"Quillabeth Stonor"'):
        assert titles(cast, "business-manager", word) == [], word
    assert titles(cast, "business-manager", "heard") == ["Child A was not heard"]
    row = SearchRow.objects.get(key="finding:1")
    assert "uil" not in row.title + row.text


def test_what_came_of_an_issue_about_the_case_holds_none_of_its_names(cast: Cast, case: Record) -> None:
    made = {
        "board": cast.board,
        "route": "learning:action-detail",
        "by": cast["business-manager"],
        "title": "-",
    }
    issue = open_record(kind="issue", code="ISS", shut_with=case, **made)
    action = open_record(kind="action", code="ACT", shut_with=issue, **made)
    said(action, 1, "Ask Quillabeth again", kind="action")
    identity.add_person(
        record=case, kind="PERSON", role="child", values=[("first-name", "Quillabeth")], by=cast["business-manager"]
    )  # fmt: skip
    assert SearchRow.objects.get().title == "Ask Child A again"
    row = SearchRow(record=action, title="Quillabeth was asked", text="So said Quillabeth.")
    assert [one.title for one in masked([row])] == ["Child A was asked"] and "uil" not in row.text
    with pytest.raises(BadInput):
        identity.refuse_names(action, "Quillabeth was asked.")
    identity.refuse_names(action, "Everybody was asked.")


ROSE = {"kind": "PERSON", "name": "Rose Ann O'Neill-Marsh", "other_names": ["Rosie"], "pseudonym": "Mother"}
SCHOOL = {"kind": "ORG", "name": "Larkspur Primary School", "other_names": [], "pseudonym": "School A"}
HOME = {"kind": "LOC", "name": "14 Foundry Row", "other_names": [], "pseudonym": "[address]"}
NUMBER = {"kind": "CODE", "name": "943 476 5919", "other_names": [], "pseudonym": "[number]"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rose Ann O’Neill-Marsh rose early", "Mother rose early"),
        ("ROSE'S mother and Rosie", "Mother mother and Mother"),
        ("They met Oneill at Larkspur", "They met Mother at School A"),
        ("The primary school on Foundry", "The primary school on [address]"),
        ("At 14 Foundry Row, 943 476 5919.", "At [address], [number]."),
        ("Nobody is named here.", "Nobody is named here."),
        ("", ""),
    ],
)
def test_masking(text: str, expected: str) -> None:
    assert mask(text, [ROSE, SCHOOL, HOME, NUMBER]) == expected


def test_words_as_sqlite_takes_them() -> None:
    assert fts_query('neglect "safer sleep" -police') == '("neglect" "safer sleep") NOT "police"'
    assert fts_query("the or") == ""
