"""Plain text becomes blocks; nobody's HTML reaches a page, and no text runs away."""

import pytest
from django.template.loader import render_to_string

from lscb.publishing.markup import COLUMNS, to_blocks


def drawn(text: str) -> str:
    return render_to_string("publishing/blocks.html", {"blocks": to_blocks(text)})


def test_each_kind_of_block() -> None:
    text = (
        "# What happened\nThe family moved.\nThey moved again.\n\n- one\n- two\n  goes on\n\n3. three\n4. four\n\n"
        "Table: When\n| Date | Event |\n|---|---|\n| 2015 | Moved |\n| 2016 |"
    )
    kinds = to_blocks(text)
    assert [block["kind"] for block in kinds] == ["heading", "paragraph", "bullets", "numbers", "table"]
    heading, paragraph, bullets, numbers, table = kinds
    assert (heading["level"], heading["text"]) == (3, "What happened")
    assert paragraph["lines"] == ["The family moved.", "They moved again."]
    assert bullets["points"] == ["one", "two goes on"]
    assert (numbers["start"], numbers["points"]) == (3, ["three", "four"])
    assert (table["caption"], table["columns"]) == ("When", ["Date", "Event"])
    assert [[cell["text"] for cell in row] for row in table["rows"]] == [["2015", "Moved"], ["2016", ""]]


def test_headings_never_jump() -> None:
    levels = [b["level"] for b in to_blocks("### deep\n# top\n### deeper\n###### deepest\n## back")]
    assert levels == [3, 3, 4, 5, 4]


def test_a_paragraph_that_goes_on_with_a_number_is_no_list() -> None:
    assert [b["kind"] for b in to_blocks("There were\n12. of them")] == ["paragraph"]
    assert [b["kind"] for b in to_blocks("2016. Then")] == ["paragraph"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "# <img src=x onerror=alert(1)>", "- <a href='javascript:alert(1)'>x</a>",
        "| <iframe src='file:///etc/passwd'> |\n| <style>*{}</style> |", "[x](javascript:alert(1))", "<svg/onload=alert(1)>",
        "\x00\x1b[31m<b>\u202egnihton</b>",
    ],
)  # fmt: skip
def test_no_markup_of_a_user_survives(hostile: str) -> None:
    page = drawn(hostile)
    for piece in ("<script", "<img", "<a ", "<iframe", "<style", "<svg", "<b>", "\x00", "\x1b", "\u202e"):
        assert piece not in page


@pytest.mark.parametrize(
    "long",
    [
        "\n".join(" " * n + "- deep" for n in range(3000)),
        "| " * 200_000,
        "|" + "-" * 200_000 + "x",
        "#" * 200_000 + " x",
        "- " * 100_000,
        "1. " * 100_000,
        "\n".join("| a | b |" for _ in range(20_000)),
        "x" * 500_000,
        "# " + "#" * 100_000 + "x",
        "# a" + " #" * 100_000 + "x",
        "# a" + "\t" * 100_000 + "x",
    ],
)
def test_hostile_lengths_come_to_an_end(long: str) -> None:
    blocks = to_blocks(long)
    assert all(len(b["columns"]) <= COLUMNS for b in blocks if b["kind"] == "table")


def test_nothing_written_is_lost() -> None:
    wide = "| " + " | ".join(f"word{n}" for n in range(30)) + " |"
    for text in (
        wide,
        "|",
        "| |",
        "|-|",
        "#",
        "# ",
        "-",
        "1.",
        "####### seven",
        "Table: alone",
        "Table: a\n| b |",
    ):
        page = drawn(text)
        assert all(word in page for word in text.replace("|", " ").split() if word.isalnum())
