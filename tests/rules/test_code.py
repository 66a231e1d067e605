"""House rules that a reader would otherwise have to remember (docs/DEVELOPERS.md)."""

import ast
import re
from collections import defaultdict

from tests.rules import exceptions
from tests.rules.source import decorators, dotted, functions, is_kind, name_of, python_files, tree

FILE_LINES, FUNCTION_LINES, VIEW_LINES = 300, 50, 30
FORBIDDEN = re.compile(
    r"(^|\.)(date\.today|datetime\.(now|today|utcnow)|mark_safe|SafeString|SafeText|csrf_exempt|is_superuser\(\)|"
    r"objects\.raw|RawSQL|ContentType)$"
)
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "save", "delete"}


def left(found, allowed, what):
    """Fails on what is not excused, and on excuses that are no longer needed."""
    new = sorted(set(found) - set(allowed))
    stale = sorted(set(allowed) - set(found))
    assert not new, f"{what}:\n" + "\n".join(new)
    assert not stale, "No longer needed in tests/rules/exceptions.py:\n" + "\n".join(stale)


def test_nothing_forbidden_is_used():
    found = [
        f"{name_of(path)}:{node.lineno} {dotted(node)}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.Attribute, ast.Name)) and FORBIDDEN.search(dotted(node))
    ]
    assert not found, "\n".join(found)


def test_nobody_is_above_the_rules():
    """No code asks for a superuser; the two attributes that libraries ask for are False for everybody."""
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("is_superuser", "is_staff")
    ]
    assert not found, "\n".join(found)


def test_files_and_functions_are_short():
    found = []
    for path in python_files():
        if len(path.read_text().splitlines()) > FILE_LINES:
            found.append(name_of(path))
        for function in functions(path):
            limit = VIEW_LINES if is_view(path, function) else FUNCTION_LINES
            if (function.end_lineno or 0) - function.lineno + 1 > limit:
                found.append(f"{name_of(path)}:{function.name}")
    left(found, exceptions.LONG, "Too long (300 lines a file, 50 a function, 30 a view)")


def is_view(path, function):
    return is_kind(path, "views") and bool(function.args.args) and function.args.args[0].arg == "request"


def test_class_names_stand_once():
    places = defaultdict(list)
    for path in python_files():
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and node.name not in ("Command",):
                places[node.name].append(name_of(path))
    twice = {name: found for name, found in places.items() if len(found) > 1}
    assert not twice, "\n".join(f"{name}: {', '.join(found)}" for name, found in sorted(twice.items()))


def test_whatever_takes_an_actor_leaves_an_event():
    found = []
    for path in python_files():
        if (
            not is_kind(path, "operations") or path.name == "shared.py"
        ):  # parts that the app's operations share
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = [argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)]
                if "by" in names and "operation" not in decorators(node):
                    found.append(f"{name_of(path)}:{node.name}")
    left(found, exceptions.NOT_OPERATIONS, "Takes by= but is not an @operation")


def test_the_actor_is_named_in_every_call():
    """by= is keyword-only; at most the thing itself may stand before the star."""
    found = [
        f"{name_of(path)}:{function.name}"
        for path in python_files()
        for function in functions(path)
        if "operation" in decorators(function)
        and ("by" in [argument.arg for argument in function.args.args] or len(function.args.args) > 2)
    ]
    assert not found, "\n".join(found)


def reads(node):
    """Chains such as Model.objects.filter() that nobody narrows to what the person may see."""
    chain = dotted(node) if isinstance(node, (ast.Attribute, ast.Call)) else ""
    if re.match(r"\w+(\.\w+)*\.(objects|_default_manager)\.", chain):
        if "visible_to" not in chain and "readable(" not in ast.unparse(node):
            yield chain.replace("()", "")
        return
    if isinstance(node, ast.Call) and chain.startswith("open_or_404"):
        return
    for child in ast.iter_child_nodes(node):
        yield from reads(child)


def test_views_fetch_through_visible_to():
    found = {
        f"{name_of(path)}: {chain}"
        for path in python_files()
        if is_kind(path, "views")
        for chain in reads(tree(path))
    }
    left(found, exceptions.VIEW_READS, "Read without visible_to")


def test_views_change_nothing_themselves():
    found = set()
    for path in python_files():
        if is_kind(path, "views"):
            for node in ast.walk(tree(path)):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr in WRITES
                ):
                    found.add(f"{name_of(path)}: {dotted(node.func)}")
    left(found, exceptions.VIEW_WRITES, "A view writes to the database")


def test_views_catch_nothing():
    found = [
        f"{name_of(path)}:{function.name}"
        for path in python_files()
        if is_kind(path, "views")
        for function in functions(path)
        if any(isinstance(node, ast.Try) for node in ast.walk(function))
    ]
    left(found, exceptions.VIEW_TRIES, "A view catches exceptions")


def test_there_are_no_signals():
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name)
        and node.id in ("receiver", "post_save", "pre_save", "post_delete", "pre_delete")
    ]
    assert not found, "\n".join(found)
