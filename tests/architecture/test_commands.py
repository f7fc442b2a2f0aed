"""Is every command of the journey there, whole or not at all, named in its arguments, and tested?"""

import ast
import re
from collections.abc import Iterator, Mapping
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


def remembers(called: str, bodies: Mapping[str, ast.FunctionDef], commands: frozenset[str]) -> bool:
    """Whether the function names an event: itself, through one of its step's, or by another command."""
    seen: set[str] = set()
    waiting = [called]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in bodies:
            continue
        seen.add(name)
        for call in (node for node in ast.walk(bodies[name]) if isinstance(node, ast.Call)):
            function = ast.unparse(call.func)
            if "event" in {each.arg for each in call.keywords} or function.split(".")[-1] in commands - {called}:
                return True
            waiting.append(function)
    return False


def silent_commands() -> Iterator[str]:
    """Every command that leaves no line of audit. What `access` does leaves an opening instead."""
    commands = frozenset(function.name for _, function in commands_of_steps())
    bodies: dict[str, dict[str, ast.FunctionDef]] = {}
    for module in named("commands"):
        bodies.setdefault(step_of(module), {}).update(
            {each.name: each for each in module.tree.body if isinstance(each, ast.FunctionDef)}
        )
    for module, function in commands_of_steps():
        if step_of(module) != "access" and not remembers(function.name, bodies[step_of(module)], commands):
            yield f"{step_of(module)}.{function.name}"


def test_every_command_remembers_what_was_done() -> None:
    assert list(silent_commands()) == []


def test_a_command_that_remembers_nothing_would_be_seen() -> None:
    tree = ast.parse("def change(sight):\n    _set(sight)\ndef _set(sight):\n    sight.row.save()\n")
    bodies = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}

    assert not remembers("change", bodies, frozenset({"change"}))


def events() -> set[str]:
    """Every event a command names; a part that is only known when it runs stands for any word."""
    found = set()
    for module in named("commands"):
        for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
            for event in (each.value for each in call.keywords if each.arg == "event"):
                if isinstance(event, ast.Constant):
                    found.add(re.escape(str(event.value)))
                elif isinstance(event, ast.JoinedStr):
                    parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"\w+" for p in event.values]
                    found.add("".join(parts))
    return found


@lru_cache
def words_of_tests() -> frozenset[str]:
    """Every text that stands by itself in a test."""
    return frozenset(
        node.value
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@pytest.mark.parametrize("event", sorted(events()))
def test_every_event_is_looked_for_by_a_test(event: str) -> None:
    assert any(re.fullmatch(event, word) for word in words_of_tests())
