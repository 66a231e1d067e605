"""Run by itself: says in one word what is wrong with a PDF, or "fine". Bounded in memory and processor time."""

import resource
import sys

import pikepdf

MEMORY, CPU_SECONDS, MAX_OBJECTS, MAX_DEPTH = 400 * 1024 * 1024, 4, 300_000, 30
ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/ImportData": "launch",
    "/GoToE": "files",
    "/GoToR": "launch",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
}
KEYS = {"/JS": "script", "/JavaScript": "script", "/EmbeddedFiles": "files", "/EF": "files", "/XFA": "media"}
SUBTYPES = {"/FileAttachment": "files", "/RichMedia": "media", "/Screen": "media", "/3D": "media"}


def wrong_with(thing, depth=0):
    """The word for what one dictionary, or one inside it, must not hold; None when it is fine."""
    if depth > MAX_DEPTH:
        return "large"
    if isinstance(thing, pikepdf.Array):
        inside = (item for item in thing if isinstance(item, (pikepdf.Array, pikepdf.Dictionary)))
        return next(
            (word for item in inside if not item.is_indirect and (word := wrong_with(item, depth + 1))),
            None,
        )
    for key, value in thing.items():
        if key in KEYS and value is not None:
            return KEYS[key]
        if key == "/S" and str(value) in ACTIONS:
            return ACTIONS[str(value)]
        if key == "/Subtype" and str(value) in SUBTYPES:
            return SUBTYPES[str(value)]
        if key == "/Type" and str(value) == "/EmbeddedFile":
            return "files"
        nested = isinstance(value, (pikepdf.Array, pikepdf.Dictionary)) and not value.is_indirect
        if nested and (word := wrong_with(value, depth + 1)):
            return word
    return None


def verdict(path):
    try:
        document = pikepdf.open(path, attempt_recovery=True)
    except pikepdf.PasswordError:
        return "password"
    except (pikepdf.PdfError, ValueError, RecursionError):
        return "broken"
    with document:
        if document.is_encrypted:
            return "password"
        if len(document.objects) > MAX_OBJECTS:
            return "large"
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                thing = thing.stream_dict
            if isinstance(thing, (pikepdf.Array, pikepdf.Dictionary)) and (word := wrong_with(thing)):
                return word
        return "fine" if len(document.pages) else "broken"


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.stdout.write(verdict(sys.argv[1]))
