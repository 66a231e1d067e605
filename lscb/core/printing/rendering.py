"""HTML in, PDF out, in a process of its own that has limits and reaches nothing. Run as a script: it imports none of ours.

Standard input  {"html", "identifier" (32 hex), "files": {address: path}, "cpu_seconds", "memory_bytes"}
Standard output the PDF; on failure nothing, exit 3, and one line on standard error without any text of the document
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any
from urllib.parse import uses_netloc, uses_relative

FAILED = 3
ORIGIN = "app:///"


def limit(cpu_seconds: int, memory_bytes: int) -> None:
    """The kernel ends a process that takes more; it writes no core, which would hold the text."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (8 * 1024 * 1024, 8 * 1024 * 1024))


def write_pdf(job: dict[str, Any]) -> bytes:
    """PDF/UA-1, the same bytes for the same job. Raises whatever goes wrong, FatalURLFetchingError included."""
    from weasyprint import HTML  # noqa: PLC0415  slow to import; the limits stand before it
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class Refused(FatalURLFetchingError):
        """An address that is not on the list was asked for."""

    class Closed(URLFetcher):
        """Gives out the listed files and nothing else: no network, no other file."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            place = job["files"].get(url.split("?")[0])
            if place is None:
                raise Refused("an address outside the document")
            kind = "text/css" if place.endswith(".css") else "font/woff2"
            return URLFetcherResponse(url, Path(place).read_bytes(), {"Content-Type": kind})

    fetcher = Closed(allowed_protocols=("app",), allow_redirects=False)
    document = HTML(string=job["html"], base_url=ORIGIN, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
        pdf_identifier=bytes.fromhex(job["identifier"]),
        uncompressed_pdf=False,
    )
    return pdf


def know_our_addresses() -> None:
    """Addresses in the style sheet are relative to it."""
    uses_relative.append("app")
    uses_netloc.append("app")


def main() -> int:
    know_our_addresses()
    job = json.load(sys.stdin)
    limit(job["cpu_seconds"], job["memory_bytes"])
    try:
        pdf = write_pdf(job)
    except (
        BaseException
    ) as error:  # the fetcher's refusal is no Exception; whatever it is, this process ends here
        print(type(error).__name__, file=sys.stderr)  # noqa: T201
        return FAILED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
