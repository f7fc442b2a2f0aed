"""Has everything that can be refused, done, told or looked for a Danish sentence?"""

import ast
from collections.abc import Iterator

import pytest

from enplan.doors.parts.reasons import sentence, sentences
from enplan.journey.entrance.facts import Channel, Criterion, Origin, Stage
from tests.architecture.source import modules

ERRORS = {"Refused", "Unfit", "Missing", "refused"}
TOLD = {"event": "event.", "message": "message."}


def literals(node: ast.expr) -> Iterator[str]:
    """The texts an argument can be: the text itself, or either end of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def asked_for(call: ast.Call) -> Iterator[str]:
    """The keys that one call says."""
    name = ast.unparse(call.func).rpartition(".")[2]
    if name in ERRORS and call.args:
        yield from literals(call.args[0])
    if name in {"my_case", "let_in"} and len(call.args) > 1:
        yield from (f"errand.{text}" for text in literals(call.args[-1]))
    for each in call.keywords:
        if each.arg in TOLD and name in {"record", "record_before_case", "record_in_case", "post"}:
            yield from (TOLD[each.arg] + text for text in literals(each.value))


KEYS = sorted(
    {
        key
        for module in modules()
        if ".journey." in module.name or ".registers." in module.name or ".doors." in module.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        for key in asked_for(node)
        if "." in key
    }
)


def test_the_source_was_read() -> None:
    assert {"consent.another_decides", "event.team.coordinator_named", "message.consent.asked"} <= set(KEYS)
    assert "errand.read_people" in KEYS


@pytest.mark.parametrize("key", KEYS)
def test_it_has_a_sentence(key: str) -> None:
    assert key in sentences()


def test_a_sentence_fills_its_blanks() -> None:
    assert "Jobcenter Nordby har allerede" in sentence(
        "team.department_has_contact", {"department": "Jobcenter Nordby"}
    )


@pytest.mark.parametrize(
    ("group", "kinds"), [("stage", Stage), ("origin", Origin), ("channel", Channel), ("criterion", Criterion)]
)
def test_every_kind_has_its_word(group: str, kinds: type[Stage | Origin | Channel | Criterion]) -> None:
    for each in kinds:
        assert sentence(f"{group}.{each.value}")
