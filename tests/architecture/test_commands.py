"""Is every command of the journey there, whole or not at all, named in its arguments, and tested?"""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, Module, named, offered, step_of

FIRST = {"sight", "by", "actor"}


@lru_cache
def table() -> dict[str, list[str]]:
    """The commands of each step, as the table of the journey names them."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| `(\w+)` \|[^|]*\|[^|]*\|[^|]*\|([^|]*)\|[^|]*\|$", text)
    return {step: re.findall(r"`(\w+)`", commands) for step, commands in rows}


def promised() -> list[tuple[str, str]]:
    """Every step with each of its commands."""
    return [(step, command) for step, commands in table().items() for command in commands]


def commands_of_steps() -> list[tuple[Module, ast.FunctionDef]]:
    """Every command of the journey."""
    return [(module, function) for module, function in offered("commands") if ".journey." in module.name]


def test_the_table_names_the_whole_journey() -> None:
    steps = {step_of(module) for module in named("apps") if ".journey." in module.name}

    assert set(table()) == steps
    assert len(promised()) >= 30


@pytest.mark.parametrize(("step", "command"), promised())
def test_a_promised_command_exists(step: str, command: str) -> None:
    assert command in {function.name for module, function in commands_of_steps() if step_of(module) == step}


def is_atomic(function: ast.FunctionDef) -> bool:
    """Whether it happens whole or not at all."""
    return any(ast.unparse(each).startswith("transaction.atomic") for each in function.decorator_list)


def faults(module: Module, function: ast.FunctionDef) -> Iterator[str]:
    """What a command of this form may be misused for."""
    where = f"{module.name}.{function.name}"
    positional = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    if not is_atomic(function):
        yield f"{where} is not atomic"
    if len(positional) != 1 or positional[0] not in FIRST:
        yield f"{where} takes {positional} by position; only the sight or the actor comes so"
    if "at" not in {each.arg for each in function.args.kwonlyargs}:
        yield f"{where} does not say when"
    if function.returns is None or re.search(r"Record\b|QuerySet", ast.unparse(function.returns)):
        yield f"{where} hands out a row"


def test_every_command_has_the_form_of_a_command() -> None:
    assert [fault for module, function in commands_of_steps() for fault in faults(module, function)] == []


def test_a_misshapen_command_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "commands.py"
    path.write_text("def change(sight, case_id) -> CaseRecord: ...\n", "utf-8")
    module = Module(path, tmp_path)

    assert len(list(faults(module, next(module.public_functions())))) == 4


@lru_cache
def names_used_in_tests() -> frozenset[str]:
    """Every name that a test function uses."""
    words: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        if path.parent.name != "architecture":
            words |= {node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)}
            words |= {
                node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)
            }
    return frozenset(words)


@pytest.mark.parametrize("command", sorted({f.name for _, f in commands_of_steps()} | {name for _, name in promised()}))
def test_every_command_has_a_test(command: str) -> None:
    assert command in names_used_in_tests()


def writes(module: Module) -> list[str]:
    """Calls that change rows."""
    changing = re.compile(r"\.(save|create|bulk_create|update|bulk_update|delete|get_or_create|update_or_create)$")
    return [f"{module.shown}: {call}" for call in module.calls() if changing.search(call) and "hashlib" not in call]


def test_only_commands_write() -> None:
    readers = [*named("queries"), *named("gate"), *named("policy"), *named("models")]

    assert [found for module in readers for found in writes(module)] == []
