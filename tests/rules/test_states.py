"""Every machine is total, every move has its operation, and the drawings are fresh."""

import ast
import re
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from lscb.core.errors import InvalidMove
from lscb.core.management.commands.states import load_machines
from tests.rules import exceptions
from tests.rules.source import ROOT, decorators, functions, is_kind, name_of, python_files, tree
from tests.rules.test_code import left

MACHINES = load_machines()
each_machine = pytest.mark.parametrize("machine", MACHINES.values(), ids=list(MACHINES))


@each_machine
def test_every_verb_in_every_state_is_allowed_or_refused(machine):
    for state in machine.states:
        thing = SimpleNamespace(status=state.value)
        for verb, move in machine.moves.items():
            assert machine.allows(verb, thing) is (state in move.frm)
            if state in move.frm:
                assert machine.require(verb, thing) is move
                assert move in machine.open_moves(thing)
                continue
            with pytest.raises(InvalidMove) as refusal:
                machine.require(verb, thing)
            assert str(state.label) in refusal.value.reason
            assert refusal.value.reason.endswith(".")
            assert refusal.value.who_can_help


@each_machine
def test_every_state_can_be_reached_and_every_move_can_be_made(machine):
    reached = {machine.initial}
    for _ in machine.states:
        reached |= {move.to for move in machine.moves.values() if reached & set(move.frm)}
    assert reached == set(machine.states)
    for move in machine.moves.values():
        assert move.frm, f"{move.name} starts nowhere"
        assert len(set(move.frm)) == len(move.frm), f"{move.name} names a start twice"


@each_machine
def test_every_check_says_who(machine):
    for move in machine.moves.values():
        if move.check:
            assert (move.check.__doc__ or "").strip(), (
                f"{machine.name}.{move.name}: {move.check.__name__} has no docstring"
            )


def test_no_verb_stands_twice_in_a_table():
    """A second move of one name would silently replace the first."""
    written = sum(
        isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Move"
        for path in python_files()
        if is_kind(path, "states")
        for node in ast.walk(tree(path))
    )
    assert written == sum(len(machine.moves) for machine in MACHINES.values())


def test_every_move_is_made_by_an_operation():
    """Each verb is an operation's name, or stands as a word in an operations file (which asks the table with it)."""
    words = set()
    for path in python_files():
        if is_kind(path, "operations"):
            words |= {f.name for f in functions(path) if "operation" in decorators(f)}
            words |= {node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)}
    missing = [f"{m.name}.{verb}" for m in MACHINES.values() for verb in m.moves if verb not in words]
    left(missing, exceptions.MOVES_ELSEWHERE, "No operation makes this move")


def test_every_operation_that_moves_something_is_called_by_a_test():
    tests = "\n".join(
        path.read_text() for path in (ROOT / "tests").rglob("*.py") if "rules" not in path.parts
    )
    unseen = []
    for path in python_files():
        for function in functions(path):
            moves = any(
                isinstance(n, ast.Call) and getattr(n.func, "attr", "") == "require"
                for n in ast.walk(function)
            )
            if (
                moves
                and "operation" in decorators(function)
                and not re.search(rf"\b{function.name}\b", tests)
            ):
                unseen.append(f"{name_of(path)}:{function.name}")
    assert not unseen, "No test calls:\n" + "\n".join(unseen)


def test_the_drawings_are_fresh(capsys):
    with pytest.raises(SystemExit) as end:
        call_command("states", "--check")
    assert end.value.code == 0, capsys.readouterr().out
