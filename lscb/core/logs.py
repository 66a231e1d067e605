"""Log lines hold no secret: one line each, links with tokens struck out, no query strings."""

import logging
import re

_LINKS = re.compile(r"(/(?:refer|join|calendar|reset)/)[^/\s\"']+")
_QUERY = re.compile(r"\?[^\s\"']*")


class NoSecrets(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        record.msg = _QUERY.sub("?…", _LINKS.sub(r"\1…", message))
        record.args = ()
        return True


class OneLine(logging.Formatter):
    """Line breaks and control codes in a message cannot forge a second entry."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return "".join(c if c >= " " and c != "\x7f" else ("\n  " if record.exc_info and c == "\n" else " ") for c in text)
