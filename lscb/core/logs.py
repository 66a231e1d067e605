"""Log lines hold no secret: one line each, links with tokens struck out, no query strings."""

import logging
import re
import traceback
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

_LINKS = re.compile(r"(/(?:refer|join|calendar|reset)/)[^/\s\"']+")
_QUOTED = re.compile(r"""(["'])(.*?)(?:\1|$)""", re.DOTALL)
_QUERY = re.compile(r"\?[^\s\"']*")


class NoSecrets(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        record.msg = _QUERY.sub("?…", _LINKS.sub(r"\1…", message))
        record.args = ()
        return True


def _named(found: re.Match[str]) -> str:
    """Names of tables, columns and rules stay; whatever else stands in quotation marks may be what somebody typed."""
    return found[0] if re.fullmatch(r"[a-z0-9]+([_.][a-z0-9]+)+", found[2]) else f"{found[1]}…{found[1]}"


def _message(error: BaseException) -> str:
    """The first line of what went wrong in the machinery. Other errors speak of values, and databases quote whole rows."""
    if not isinstance(
        error, (OSError, DatabaseError, ImproperlyConfigured, ImportError, AttributeError, TypeError)
    ):
        return ""
    return ": " + _QUOTED.sub(_named, str(error)).partition("\n")[0][:300]


class OneLine(logging.Formatter):
    """Line breaks and control codes in a message cannot forge a second entry."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(self, ei: Any) -> str:  # noqa: N802  the name is logging's
        """Where it happened and of which kind, what caused it last; of messages only what cannot hold a value."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            trace = traceback.extract_tb(error.__traceback__)
            lines += [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in trace]
            lines.append(f"{type(error).__name__}{_message(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return "".join(
            c if c >= " " and c != "\x7f" else ("\n  " if record.exc_info and c == "\n" else " ")
            for c in text
        )
