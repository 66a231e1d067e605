"""Templates: nothing inline, nothing unescaped, no address or part that does not exist."""

import ast
import re

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from tests.rules.source import addresses, dotted, name_of, python_files, template_files, tree

INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an inline style sheet": re.compile(r"<style\b", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\b(src=|type=.application/json))", re.I),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "a javascript address": re.compile(r"javascript:", re.I),
    "unescaped text": re.compile(r"\|\s*safe(seq)?\b|{%\s*autoescape\s+off"),
}
URL_TAG = re.compile(r"{%\s*url\s+[\"']([^\"']+)[\"']")
PART_TAG = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
DJANGO_NAME = re.compile(r"^[a-z_]+:[a-z0-9_-]+$")


def lines():
    for path in template_files():
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield f"{name_of(path)}:{number}", line


def test_nothing_is_inline_or_unescaped():
    found = [
        f"{place} has {what}"
        for place, line in lines()
        for what, sign in INLINE.items()
        if sign.search(line)
        and not (".txt:" in place and what == "unescaped text")  # plain text has nothing to escape
    ]
    assert not found, "\n".join(found)


def test_every_address_in_a_template_exists():
    known = {address.name for address in addresses()}
    found = [
        f"{place} {name}" for place, line in lines() for name in URL_TAG.findall(line) if name not in known
    ]
    assert not found, "\n".join(found)


def test_every_part_of_a_template_exists():
    found = []
    for place, line in lines():
        for name in PART_TAG.findall(line):
            try:
                get_template(name)
            except TemplateDoesNotExist:
                found.append(f"{place} {name}")
    assert not found, "\n".join(found)


def test_every_template_can_be_read():
    for path in template_files():
        get_template(name_of(path).removeprefix("templates/"))


def constants_of(call):
    first = call.args[0] if call.args else None
    named = [keyword.value for keyword in call.keywords if keyword.arg in ("route", "viewname")]
    return [
        part.value
        for part in [first, *named]
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def test_every_address_in_the_code_exists():
    known = {address.name for address in addresses()}
    found = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                called = dotted(node.func).split(".")[-1]
                names = (
                    constants_of(node)
                    if called in ("reverse", "redirect", "resolve_url", "open_record", "reverse_lazy")
                    else []
                )
                found += [
                    f"{name_of(path)}:{node.lineno} {n}"
                    for n in names
                    if DJANGO_NAME.match(n) and n not in known
                ]
    assert not found, "\n".join(found)


def test_every_page_in_the_code_exists():
    found = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"[\w/-]+\.html", node.value)
            ):
                try:
                    get_template(node.value)
                except TemplateDoesNotExist:
                    found.append(f"{name_of(path)}:{node.lineno} {node.value}")
    assert not found, "\n".join(found)
