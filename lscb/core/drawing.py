"""The inside of a chart's SVG, written from the geometry of lscb.core.charts.

A drawing is a thousand small numbers; written here it costs a tenth of what a template takes for it. The numbers and colours
are our own; texts can come from outside, and each is a value of Markup, which escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lscb.core.markup import Markup

INK, QUIET, GRID, LINE, SIGNAL = "#0b0c0c", "#484949", "#d3d8d8", "#0b5351", "#b3261e"

Part = Mapping[str, Any]


def bars(chart: Part) -> str:
    """Grid, labels, pieces with their figures, totals, and the axis of a bar_chart() or stacked_chart()."""
    drawn = Markup()
    if not chart:
        return drawn.html()
    base, left = chart["base"], chart["left"]
    grid = "".join(f"M{tick['x']} 4V{base}" for tick in chart["ticks"])
    drawn.add(f'<path d="{grid}" stroke="{GRID}"/>')
    _texts(drawn, chart["ticks"], f'text-anchor="middle" font-size="15" fill="{QUIET}"')
    labels = (line for bar in chart["bars"] for line in bar["lines"])
    _texts(drawn, labels, f'text-anchor="end" font-size="16" fill="{INK}"')
    for piece in (piece for bar in chart["bars"] for piece in bar["pieces"]):
        _piece(drawn, piece)
    totals = ({"x": bar["total_x"], "y": bar["total_y"], "text": bar["total"]} for bar in chart["bars"])
    _texts(drawn, totals, f'font-size="16" font-weight="600" fill="{INK}"')
    drawn.add(f'<path d="M{left} 4V{base}" stroke="{INK}" stroke-width="1.5"/>')
    return drawn.html()


def line(chart: Part) -> str:
    """Grid, guides, the line in its unbroken pieces, marks, labels, and the axis of a line_chart()."""
    drawn = Markup()
    if not chart:
        return drawn.html()
    left, right, base = chart["left"], chart["right"], chart["base"]
    grid = "".join(f"M{left} {tick['y']}H{right}" for tick in chart["ticks"])
    drawn.add(f'<path d="{grid}" stroke="{GRID}"/>')
    scale = ({"x": left - 10, "y": tick["text_y"], "text": tick["text"]} for tick in chart["ticks"])
    _texts(drawn, scale, f'text-anchor="end" font-size="15" fill="{QUIET}"')
    for guide in chart["guides"]:
        dashes = f' stroke-dasharray="{guide["dashes"]}"' if guide["dashes"] else ""
        path = f"M{left} {guide['y']}H{right}"
        drawn.add(f'<path d="{path}" stroke="{QUIET}" stroke-width="1.5"{dashes}/>')
    names = ({"x": right + 8, "y": guide["text_y"], "text": guide["label"]} for guide in chart["guides"])
    _texts(drawn, names, f'font-size="15" fill="{QUIET}"')
    look = f'fill="none" stroke="{LINE}" stroke-width="2.5" stroke-linejoin="round"'
    for points in chart["lines"]:
        drawn.add(f'<polyline points="{points}" {look}/>')
    for mark in chart["marks"]:
        _mark(drawn, mark)
    _texts(drawn, chart["labels"], f'text-anchor="middle" font-size="15" fill="{QUIET}"')
    drawn.add(f'<path d="M{left} {base}H{right}" stroke="{INK}" stroke-width="1.5"/>')
    return drawn.html()


def _piece(drawn: Markup, piece: Part) -> None:
    """A part of a bar, and its figure where it has room for one."""
    box = " ".join(f'{name}="{piece[name]}"' for name in ("x", "y", "width", "height", "fill"))
    drawn.add(f"<rect {box}/>")
    if piece["text"]:
        written = {"x": piece["text_x"], "y": piece["text_y"], "text": piece["text"]}
        _texts(drawn, [written], f'text-anchor="middle" font-size="15" fill="{piece["ink"]}"')


def _texts(drawn: Markup, parts: Iterable[Part], look: str) -> None:
    """Texts of one look, each with its x, y and text."""
    drawn.add(f"<g {look}>")
    for one in parts:
        drawn.add(f'<text x="{one["x"]}" y="{one["y"]}">{{}}</text>', one["text"])
    drawn.add("</g>")


def _mark(drawn: Markup, mark: Part) -> None:
    if mark["signal"]:
        place = f'<polygon points="{mark["diamond"]}" fill="{SIGNAL}"'
    else:
        place = f'<circle cx="{mark["x"]}" cy="{mark["y"]}" r="4.5" fill="{LINE}"'
    drawn.add(f'{place} stroke="#ffffff" stroke-width="1.5"/>')
