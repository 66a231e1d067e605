"""The source as the rules read it: files, syntax trees, floors, addresses."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("lscb", "reviews")

#: docs/DEVELOPERS.md, "Floors". Packages on one floor never import one another.
FLOORS: dict[str, int] = {
    "lscb.core": 0, "lscb.people": 1, "lscb.trail": 2, "lscb.records": 3,
    "lscb.identity": 4, "lscb.files": 4, "lscb.notices": 4,
    "lscb.clocks": 5, "lscb.board": 6, "lscb.learning": 7, "lscb.meetings": 8, "lscb.publishing": 8,
    "reviews": 9, "audits": 9, "datasets": 9, "engagement": 9,
    "lscb.home": 10, "lscb.urls": 10, "lscb.celery": 10, "lscb.wsgi": 10, "lscb.settings": 10,
}  # fmt: skip


@functools.cache
def python_files() -> tuple[Path, ...]:
    """Every file of the product itself; migrations are written by a tool."""
    found = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return tuple(path for path in found if "migrations" not in path.parts)


@functools.cache
def template_files() -> tuple[Path, ...]:
    return tuple(sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt")))


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_of(module: str) -> str | None:
    """The floor's package that a module belongs to, or None when it is not ours."""
    two = ".".join(module.split(".")[:2])
    return next((name for name in (two, module.split(".")[0]) if name in FLOORS), None)


def is_kind(path: Path, kind: str) -> bool:
    """Whether a file is (part of) an app's views, operations, forms…"""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return any(part == kind or part.endswith(f"_{kind}") for part in parts[1:])


@dataclass(frozen=True)
class Import:
    path: Path
    line: int
    module: str
    in_function: bool
    for_types: bool


def imports(path: Path) -> Iterator[Import]:
    yield from _imports(path, tree(path), in_function=False, for_types=False)


def _imports(path: Path, node: ast.AST, *, in_function: bool, for_types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(path, child.lineno, alias.name, in_function, for_types)
        elif isinstance(child, ast.ImportFrom):
            for alias in child.names:
                module = f"{child.module}.{alias.name}" if child.module in ("lscb",) else child.module or "."
                yield Import(path, child.lineno, module, in_function, for_types)
        elif isinstance(child, ast.Call) and dotted(child.func).endswith(("import_module", "import_string")):
            for word in [part for part in child.args[:1] if isinstance(part, ast.Constant)]:
                yield Import(path, child.lineno, str(word.value), False, for_types)
        inside = in_function or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        types = for_types or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test))
        yield from _imports(path, child, in_function=inside, for_types=types)


def dotted(node: ast.AST) -> str:
    """ "Model.objects.get" for the node of that expression; calls inside are shown as ()."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return "?"


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            yield node


def decorators(function: ast.FunctionDef) -> list[str]:
    return [dotted(mark).removesuffix("()").split(".")[-1] for mark in function.decorator_list]


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver."""

    name: str
    route: str
    pattern: URLPattern
    arguments: tuple[str, ...]


@functools.cache
def addresses() -> tuple[Address, ...]:
    return tuple(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace or "") if part)
            yield from _walk(pattern, inner, route)
        else:
            name = ":".join(part for part in (namespace, pattern.name or f"({route})") if part)
            converters = tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex)
            yield Address(name, route, pattern, _outer(prefix) + converters)


def _outer(prefix: str) -> tuple[str, ...]:
    return tuple(
        part.split(":")[-1].rstrip(">") for part in prefix.split("<")[1:] for part in [part.split(">")[0]]
    )
