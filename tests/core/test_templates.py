"""Components draw what they are given, escape it, and keep to the content security policy."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from lscb.core import accents, charts
from lscb.core.errors import NotAllowed
from lscb.core.templatetags import lscb as words

ROOT = Path(settings.BASE_DIR)
MOMENT = dt.datetime(2026, 7, 3, 13, 2, tzinfo=dt.UTC)
EVIL = "<b onclick=x>'\"&"
OURS = list((ROOT / "templates").rglob("*.html"))


def draw(name, **context):
    return render_to_string(f"components/{name}.html", context)


@pytest.mark.parametrize("path", OURS, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_templates_compile_and_hold_nothing_that_the_policy_blocks(path):
    source = path.read_text()
    assert not re.search(r"\sstyle=", source)
    assert not re.search(r"\son[a-z]+=\"", source)
    assert "data:image" not in source
    for script in re.findall(r"<script\b[^>]*>", source):
        assert "src=" in script or "application/json" in script
    assert "<style" not in source
    get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates" / "components").glob("*.html")), ids=lambda p: p.stem
)
def test_components_are_short_and_survive_an_empty_context(path):
    assert len(path.read_text().splitlines()) <= 80
    render_to_string(
        f"components/{path.name}", {"form": None} if path.stem != "form" else {"form": _empty_form()}
    )


def _empty_form():
    from lscb.core import forms

    return forms.Form()


def test_stylesheets_and_scripts_call_nobody_else():
    for path in [*(ROOT / "static" / "css").glob("*.css"), *(ROOT / "static" / "js").glob("*.js")]:
        text = path.read_text()
        assert "http:" not in text and "https:" not in text, path
        assert "eval(" not in text and "innerHTML" not in text, path


def test_accents_are_the_same_in_both_places_and_readable():
    css = (ROOT / "static" / "css" / "accents.css").read_text()
    written = dict(re.findall(r"\.accent-([a-z]+) \{\s*--accent: (#[0-9a-f]{6});", css))
    assert written == {slug: colour for slug, (_, colour) in accents.ACCENTS.items()}
    for slug, colour in written.items():
        assert accents.contrast(colour, "#ffffff") >= 7, slug
    for block in re.findall(r"--accent: (#[0-9a-f]{6});.*?--accent-tint: (#[0-9a-f]{6});", css, re.S):
        assert accents.contrast(*block) >= 7, block


def test_contrast_is_measured_as_the_guidelines_say():
    assert accents.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert accents.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_dates_and_days_in_words():
    assert words.longdate(dt.date(2026, 12, 4)) == "Friday 4 December 2026"
    assert words.shortdate(dt.date(2026, 12, 4)) == "4 Dec 2026"
    assert words.datetime_local(MOMENT) == "14:02 on Friday 3 July 2026"
    assert words.longdate(None) == ""
    assert words.plural(1, "action") == "1 action"
    assert words.plural(2, "agency,agencies") == "2 agencies"


def test_allowed_is_true_unless_the_check_refuses():
    def refuse():
        raise NotAllowed("Only the chair decides.")

    assert words.allowed(lambda: None) is True
    assert words.allowed(refuse) is False


def test_the_clock_strip_says_when_and_why():
    clock = {
        "label": EVIL,
        "due_on": dt.date(2026, 12, 9),
        "text": "2 working days overdue",
        "state": "overdue",
        "source": "Chapter 4",
    }
    page = draw("clock_strip", clocks=[clock])
    assert "2 working days overdue" in page
    assert '<time datetime="2026-12-09">Wednesday 9 December 2026</time>' in page
    assert "Chapter 4" in page
    assert EVIL not in page
    assert draw("clock_strip", clocks=[]).strip() == ""


def test_the_next_step_is_mine_or_says_who_has_it_or_why_not():
    mine = draw("next_step", step={"text": "Decide.", "url": "/go/", "label": "Record the decision"})
    assert 'href="/go/"' in mine
    theirs = draw(
        "next_step", step={"text": "Decide.", "holder": "Margaret Finch", "since": dt.date(2026, 12, 1)}
    )
    assert "With <strong>Margaret Finch</strong> since" in theirs
    refused = draw(
        "next_step",
        step={"refused": "You declared an interest.", "help": "Tom can.", "url": "/go/", "label": "x"},
    )
    assert "You declared an interest." in refused and "/go/" not in refused


def test_summary_rows_show_values_lists_and_gaps():
    page = draw(
        "summary_list",
        rows=[
            {"key": "Lead", "value": "Ann", "action_url": "/c/"},
            {"key": "Panel", "lines": ["Police", "Health"]},
            {"key": "Coroner", "value": ""},
            {"key": "Count", "value": 0},
        ],
    )
    assert 'Change<span class="govuk-visually-hidden"> Lead</span>' in page
    assert page.count("<li>") == 2
    assert "Not given" in page
    assert ">0<" in page


def test_tables_carry_labels_for_cards_and_their_sorting():
    page = draw(
        "table",
        caption="Actions",
        columns=[{"label": "Action", "sort_url": "?s=a", "sorted": "ascending"}, {"label": "Due"}],
        rows=[{"cells": [{"text": EVIL, "url": "/a/", "hint": "hint"}, "Friday"], "state": "overdue"}],
    )
    assert 'aria-sort="ascending"' in page
    assert '<td class="govuk-table__cell" data-label="Due">Friday</td>' in page
    assert 'scope="row"' in page
    assert EVIL not in page
    assert "Nothing to show." in draw("table", caption="x", columns=[], rows=[])


def test_the_frame_stands_without_any_context():
    request = RequestFactory().get("/")
    for name in (
        "base.html",
        "base_public.html",
        "400.html",
        "403.html",
        "404.html",
        "409.html",
        "413.html",
        "429.html",
    ):
        page = get_template(name).template.render(Context({"request": request}))
        assert "<main" in page and 'lang="en-GB"' in page
    assert "something went wrong" in get_template("500.html").template.render(Context({}))


def test_refusals_give_back_what_was_typed():
    page = get_template("409.html").template.render(Context({"reason": "Changed.", "kept": [("Note", EVIL)]}))
    assert "Changed." in page and "Note" in page and EVIL not in page


def test_an_error_shows_in_the_title_and_on_top():
    from lscb.core import forms

    class One(forms.Form):
        name = forms.CharField(label="Name", required="Enter the name")

    page = get_template("layouts/form.html").template.render(Context({"form": One({}), "title": "New"}))
    assert "<title>Error: New" in page
    assert page.index("There is a problem") < page.index("<h1")
    assert 'name="idempotency_key"' in page


def test_the_qr_drawing_takes_over_nothing_but_its_path():
    template = Template('{% load lscb_forms %}{% qr_drawing svg "Scan me" %}')
    svg = '<?xml version="1.0"?><svg viewBox="0 0 49 49"><script>x</script><path id="q" d="M4,4H5V5z" style="x"/></svg>'
    page = template.render(Context({"svg": svg}))
    assert 'd="M4,4H5V5z"' in page and "script" not in page and "style" not in page
    assert template.render(Context({"svg": "nonsense"})) == ""


# --- charts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("largest", "smallest", "ticks"),
    [
        (30, 0, [0, 10, 20, 30]),
        (1, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0.5, -0.5, [-0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6]),
    ],
)
def test_scales_have_round_ticks_that_hold_every_figure(largest, smallest, ticks):
    assert charts.nice_scale(largest, smallest) == pytest.approx(ticks)


def test_bars_are_in_proportion_and_gaps_are_told():
    chart = charts.bar_chart([("A", 10), ("B", 20), ("C", None)], chart_id="c", title="T", description="D")
    first, second, third = chart["bars"]
    assert second["pieces"][0]["width"] == pytest.approx(2 * first["pieces"][0]["width"], abs=0.2)
    assert third["pieces"] == [] and third["total"] == "no figure"
    page = draw("chart_bar", chart=chart)
    assert '<title id="c-title">T</title>' in page and '<desc id="c-desc">D</desc>' in page
    assert page.count("<tr") == 4


def test_a_missing_figure_breaks_the_line_and_signals_differ_in_shape():
    points = [("1", 4), ("2", 5), ("3", None), ("4", 6), ("5", 20)]
    chart = charts.line_chart(
        points, chart_id="l", title="T", description="D", signals={4}, centre=6, upper=12
    )
    assert len(chart["lines"]) == 2
    page = draw("chart_line", chart=chart)
    assert page.count("<polygon") == 1 and page.count("<circle") == 3
    assert "20 (signal)" in page and "Upper limit" in page


def test_no_label_of_a_chart_is_taken_for_markup():
    bad = "<script>alert('&')</script>"
    drawn = draw("chart_bar", chart=charts.bar_chart([(bad, 3)], chart_id="b", title="T", description=bad))
    drawn += draw(
        "chart_bar",
        chart=charts.stacked_chart([(bad, [30, 9])], [bad, "B"], chart_id="s", title=bad, description="D"),
    )
    drawn += draw(
        "chart_line", chart=charts.line_chart([(bad, 3), ("2", 4)], chart_id="l", title="T", description="D")
    )
    assert "<script" not in drawn and drawn.count("&lt;script&gt;") >= 8


@pytest.mark.parametrize("points", [[], [("1", None)], [("1", 0)], [("1", 5), ("2", 5)]])
def test_charts_of_hardly_anything_are_drawn(points):
    draw("chart_line", chart=charts.line_chart(points, chart_id="l", title="T", description="D"))
    draw(
        "chart_line",
        chart=charts.line_chart(points, chart_id="l", title="T", description="D", from_zero=False),
    )
    draw("chart_bar", chart=charts.bar_chart(points, chart_id="b", title="T", description="D"))


def test_long_labels_take_two_lines_at_most():
    assert charts.wrap("Children's social care and family support services of the county", 25)[1].endswith(
        "…"
    )
    assert charts.wrap("Police", 25) == ["Police"]
