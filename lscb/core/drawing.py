"""The inside of a chart's SVG, written from the geometry of lscb.core.charts.

A drawing is a thousand small numbers; written here it costs a tenth of what a template takes for it. Only texts can come
from outside, and each passes through escape().
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

INK, QUIET, GRID, LINE, SIGNAL = "#0b0c0c", "#484949", "#d3d8d8", "#0b5351", "#b3261e"

Part = Mapping[str, Any]


def bars(chart: Part) -> SafeString:
    """Grid, labels, pieces with their figures, totals, and the axis of a bar_chart() or stacked_chart()."""
    if not chart:
        return SafeString("")
    base, left = chart["base"], chart["left"]
    grid = "".join(f"M{tick['x']} 4V{base}" for tick in chart["ticks"])
    drawn = [f'<path d="{grid}" stroke="{GRID}"/>']
    drawn += _texts(chart["ticks"], f'text-anchor="middle" font-size="15" fill="{QUIET}"')
    drawn += _texts(
        (line for bar in chart["bars"] for line in bar["lines"]),
        f'text-anchor="end" font-size="16" fill="{INK}"',
    )
    for piece in (piece for bar in chart["bars"] for piece in bar["pieces"]):
        drawn += _piece(piece)
    totals = ({"x": bar["total_x"], "y": bar["total_y"], "text": bar["total"]} for bar in chart["bars"])
    drawn += _texts(totals, f'font-size="16" font-weight="600" fill="{INK}"')
    drawn.append(f'<path d="M{left} 4V{base}" stroke="{INK}" stroke-width="1.5"/>')
    return SafeString("".join(drawn))  # noqa: S704  numbers of our own, and escaped texts


def line(chart: Part) -> SafeString:
    """Grid, guides, the line in its unbroken pieces, marks, labels, and the axis of a line_chart()."""
    if not chart:
        return SafeString("")
    left, right, base = chart["left"], chart["right"], chart["base"]
    grid = "".join(f"M{left} {tick['y']}H{right}" for tick in chart["ticks"])
    drawn = [f'<path d="{grid}" stroke="{GRID}"/>']
    scale = ({"x": left - 10, "y": tick["text_y"], "text": tick["text"]} for tick in chart["ticks"])
    drawn += _texts(scale, f'text-anchor="end" font-size="15" fill="{QUIET}"')
    for guide in chart["guides"]:
        dashes = f' stroke-dasharray="{guide["dashes"]}"' if guide["dashes"] else ""
        drawn.append(f'<path d="M{left} {guide["y"]}H{right}" stroke="{QUIET}" stroke-width="1.5"{dashes}/>')
    names = ({"x": right + 8, "y": guide["text_y"], "text": guide["label"]} for guide in chart["guides"])
    drawn += _texts(names, f'font-size="15" fill="{QUIET}"')
    for points in chart["lines"]:
        drawn.append(
            f'<polyline points="{points}" fill="none" stroke="{LINE}" stroke-width="2.5" stroke-linejoin="round"/>'
        )
    drawn += [_mark(mark) for mark in chart["marks"]]
    drawn += _texts(chart["labels"], f'text-anchor="middle" font-size="15" fill="{QUIET}"')
    drawn.append(f'<path d="M{left} {base}H{right}" stroke="{INK}" stroke-width="1.5"/>')
    return SafeString("".join(drawn))  # noqa: S704  numbers of our own, and escaped texts


def _piece(piece: Part) -> list[str]:
    """A part of a bar, and its figure where it has room for one."""
    box = " ".join(f'{name}="{piece[name]}"' for name in ("x", "y", "width", "height", "fill"))
    written = {"x": piece["text_x"], "y": piece["text_y"], "text": piece["text"]}
    look = f'text-anchor="middle" font-size="15" fill="{piece["ink"]}"'
    return [f"<rect {box}/>", *(_texts([written], look) if piece["text"] else [])]


def _texts(parts: Iterable[Part], look: str) -> list[str]:
    """Texts of one look, each with its x, y and text."""
    written = [f'<text x="{one["x"]}" y="{one["y"]}">{escape(one["text"])}</text>' for one in parts]
    return [f"<g {look}>", *written, "</g>"] if written else []


def _mark(mark: Part) -> str:
    if mark["signal"]:
        return f'<polygon points="{mark["diamond"]}" fill="{SIGNAL}" stroke="#ffffff" stroke-width="1.5"/>'
    return f'<circle cx="{mark["x"]}" cy="{mark["y"]}" r="4.5" fill="{LINE}" stroke="#ffffff" stroke-width="1.5"/>'
