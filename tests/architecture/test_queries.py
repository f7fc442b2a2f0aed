"""Does every query begin with who asks, and end in a frozen value?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import Module, offered

FIRST = {"sight", "by", "actor"}


def faults(module: Module, function: ast.FunctionDef) -> Iterator[str]:
    """What a query of this form would let through."""
    where = f"{module.name}.{function.name}"
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    if ".journey." in module.name and (not names or names[0] not in FIRST):
        yield f"{where} does not begin with who asks"
    answer = ast.unparse(function.returns) if function.returns else "nothing said"
    if re.search(r"Record\b|QuerySet|\bAny\b|nothing said", answer):
        yield f"{where} answers with {answer}"


def test_every_query_asks_who_and_answers_with_a_value() -> None:
    assert [fault for module, function in offered("queries") for fault in faults(module, function)] == []


def test_a_leaking_query_would_be_seen(tmp_path: Path) -> None:
    folder = tmp_path / "enplan" / "journey" / "step"
    folder.mkdir(parents=True)
    (folder / "queries.py").write_text("def rows(case_id) -> QuerySet: ...\n", "utf-8")

    module = Module(folder / "queries.py", tmp_path)

    assert len(list(faults(module, next(module.public_functions())))) == 2
