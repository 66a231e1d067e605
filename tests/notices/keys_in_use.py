"""Which subject keys the code hands to notify(), directly or through helpers that pass one on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for top in ("lscb", "reviews", "audits", "datasets", "engagement"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text())


def constants(node: ast.AST | None) -> set[str]:
    """Texts that an expression can stand for: a text, or either branch of "a if b else c"."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    return set()


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def argument(call: ast.Call, place: int, name: str) -> ast.AST | None:
    by_name = next((k.value for k in call.keywords if k.arg == name), None)
    return by_name if by_name is not None else call.args[place] if 0 <= place < len(call.args) else None


def keys_in_use() -> dict[str, set[str]]:
    """key → the files that use it."""
    trees = list(modules())
    passes_on: dict[tuple[str, str], tuple[int, str]] = {
        ("", "notify"): (-1, "subject_key"), ("", "Telling"): (-1, "subject_key"),
    }  # fmt: skip
    found: dict[str, set[str]] = {}
    for _ in range(3):  # helpers of helpers
        for path, tree in trees:
            for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
                _read(path, tree, function, passes_on, found)
    return found


def _read(path: Path, tree: ast.Module, function: ast.FunctionDef, passes_on: dict, found: dict) -> None:
    for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
        place = passes_on.get((str(path), name_of(call))) or passes_on.get(("", name_of(call)))
        if place is None:
            continue
        node, keys = argument(call, *place), set()
        positional = [a.arg for a in function.args.args]
        if isinstance(node, ast.Name) and node.id in positional + [a.arg for a in function.args.kwonlyargs]:
            # A name that begins with "_" belongs to its module; any other may be called from everywhere.
            where = str(path) if function.name.startswith("_") else ""
            index = positional.index(node.id) if node.id in positional else -1
            passes_on[where, function.name] = (index, node.id)
        elif isinstance(node, ast.Name):
            assigned = (n for n in ast.walk(function) if isinstance(n, ast.Assign))
            mine = (n for n in assigned if any(getattr(t, "id", "") == node.id for t in n.targets))
            keys = {key for n in mine for key in constants(n.value)}
        elif isinstance(node, ast.Call):
            makers = (f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) and f.name == name_of(node))
            returns = (r for f in makers for r in ast.walk(f) if isinstance(r, ast.Return))
            keys = {key for r in returns for key in constants(r.value)}
        else:
            keys = constants(node)
        for key in keys:
            found.setdefault(key, set()).add(str(path.relative_to(ROOT)))
