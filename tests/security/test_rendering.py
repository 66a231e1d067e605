"""The PDF's maker reads nothing but our style sheet and fonts, and ends when it runs away."""

from __future__ import annotations

import pytest

from lscb.publishing.making import CannotMake, pdf_of

ID = "0" * 32
AROUND = "<html lang='en'><head><title>x</title></head><body>{}<p>Text</p></body></html>"


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="app:///static/css/pdf.css/../../../../etc/passwd">',
        '<style>@import "http://127.0.0.1:9/x.css";</style>',
        '<p style="background:url(app:///etc/passwd)">x</p>',
    ],
)
def test_nothing_is_fetched_even_if_markup_got_through(markup: str) -> None:
    """Text is escaped long before; this is the second wall."""
    try:
        made = pdf_of(AROUND.format(markup), ID)
    except CannotMake:
        return
    assert b"root:" not in made
    assert b"/EmbeddedFile" not in made


def test_a_document_that_runs_away_is_ended() -> None:
    with pytest.raises(CannotMake):
        pdf_of(AROUND.format("<table><tr><td>" * 3000), ID, seconds=3, memory=512 * 1024**2)
