"""A report of fifty pages as the worker makes it: the print page, the bounded child process, PDF/UA-1."""

import io
import sys
import time

PARAGRAPH = (
    "The review looked at how agencies worked together with the family over eighteen months. Practitioners told the panel"
    " what had helped them to hear the child, and what had stood in the way of it. Nobody had asked at what time of day"
    " the visits were made, although three of the agencies held that fact in their own records. "
)
SECTION = (
    f"# What was known\n{PARAGRAPH * 2}\n\n- The health visitor called twice.\n- The school rang in April.\n\n"
    f"## What happened next\n{PARAGRAPH * 3}\n\n"
    "Table: Contacts\n| When | What |\n|---|---|\n| April 2016 | A visit |\n| May 2016 | A meeting |\n\n"
)


def fifty_pages(sections: int = 8) -> tuple[bytes, int]:
    """The file and its number of pages."""
    import pikepdf

    from lscb.publishing.making import make_pdf

    passages = [{"code": f"s{n}", "heading": f"Part {n + 1}", "text": SECTION * 8} for n in range(sections)]
    text = {
        "format": 1, "board": "Westmere Board", "title": "Learning from what happened to Child A",
        "subtitle": "Serious case review", "dated": "2026-11-20", "passages": passages,
    }  # fmt: skip
    data = make_pdf(text)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return data, len(pdf.pages)


if __name__ == "__main__":
    import django

    django.setup()
    started = time.perf_counter()
    made, pages = fifty_pages(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
    print(time.perf_counter() - started, pages, len(made))
