"""A browser reduced to what a measurement needs: one connection, cookies, forms; standard library only."""

import re
import socket
import time
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


class Unreachable(RuntimeError):
    pass


@dataclass
class Visitor:
    """One kept-alive connection; times only what lies between sending and the last byte of the answer."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _socket: socket.socket | None = None
    _rest: bytes = b""

    def get(self, path: str) -> Answer:
        return self._send("GET", path, b"")

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        return self._send("POST", path, urllib.parse.urlencode(fields).encode())

    def _send(self, method: str, path: str, body: bytes) -> Answer:
        head = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Accept: text/html"]
        if self.cookies:
            head.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        if method == "POST":
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
            head += [f"Origin: http://127.0.0.1:{self.port}"]
        raw = "\r\n".join([*head, "", ""]).encode() + body
        for attempt in (1, 2):
            try:
                return self._exchange(raw)
            except (OSError, Unreachable):  # the server closes an idle connection: open another, once
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError("not reached")

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""

    def _exchange(self, raw: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        start = time.perf_counter()
        self._socket.sendall(raw)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self._keep(value)
            headers[name.lower()] = value
        if "chunked" in headers.get("transfer-encoding", ""):
            while not body.endswith(b"0\r\n\r\n"):
                body += self._more()
            body = re.sub(rb"(?:^|\r\n)[0-9a-fA-F]+\r\n", b"", body)
        else:
            while len(body) < int(headers.get("content-length", 0)):
                body += self._more()
        seconds = time.perf_counter() - start
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(first.split()[1]), headers, body, seconds)

    def _more(self) -> bytes:
        assert self._socket is not None
        data = self._socket.recv(1 << 18)
        if not data:
            raise Unreachable("the connection was closed")
        return data

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.split(";")[0].partition("=")
        if value in {"", '""'}:
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[dict[str, str], list[tuple[str, str]]]] = []
        self._select = self._area = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag == "a" and "href" in a:
            self.links.append(a["href"])
        elif tag == "form":
            self.forms.append((a, []))
        elif self.forms:
            fields = self.forms[-1][1]
            if (
                tag == "input"
                and a.get("name")
                and a.get("type") not in {"submit", "file", "image", "button"}
            ):
                if a.get("type") not in {"checkbox", "radio"} or "checked" in a:
                    fields.append((a["name"], a.get("value", "on" if a.get("type") == "checkbox" else "")))
            elif tag == "select":
                self._select = a.get("name", "")
            elif tag == "option" and self._select and "selected" in a:
                fields.append((self._select, a.get("value", "")))
            elif tag == "textarea":
                self._area, self._text = a.get("name", ""), []

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            self.forms[-1][1].append((self._area, "".join(self._text).removeprefix("\n")))
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text.append(data)


def links(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    return reader.links


def main_form(html: str, *, changed: dict[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """Action and fields of the posted form with the most fields, with some values changed."""
    reader = _Reader()
    reader.feed(html)
    posted = [form for form in reader.forms if form[0].get("method", "").lower() == "post"]
    attributes, fields = max(posted, key=lambda form: len(form[1]))
    kept = [(name, value) for name, value in fields if name not in changed]
    return attributes.get("action", ""), kept + list(changed.items())
