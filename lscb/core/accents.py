"""The accent colours a board may choose. The values live in static/css/accents.css as well;
a test keeps both equal and every one readable: 7 to 1 against white."""

ACCENTS = {
    "teal": ("Teal", "#0b5351"),
    "navy": ("Navy", "#1b3a63"),
    "plum": ("Plum", "#5b2750"),
    "forest": ("Forest", "#24502f"),
    "slate": ("Slate", "#37474f"),
    "brick": ("Brick", "#7a2e1f"),
    "indigo": ("Indigo", "#3a2f73"),
    "ocean": ("Ocean", "#0a4f6e"),
}
CHOICES = [(slug, name) for slug, (name, _) in ACCENTS.items()]


def luminance(colour: str) -> float:
    """Relative luminance (0 to 1) of "#rrggbb" (WCAG 2.2, section "relative luminance")."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (1 to 21)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
