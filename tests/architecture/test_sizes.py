"""Is every file and every function small enough to be read in one go?"""

from pathlib import Path

from tests.architecture.source import Module, everything

LINES_OF_FILE = 400
LINES_OF_FUNCTION = 50


def too_long(module: Module) -> list[str]:
    """The file and its functions that are over the limits."""
    found = []
    lines = len(module.text.splitlines())
    if lines > LINES_OF_FILE and not module.is_migration:
        found.append(f"{module.shown} has {lines} lines")
    for function in module.functions():
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > LINES_OF_FUNCTION:
            found.append(f"{module.shown}: {function.name} has {length} lines")
    return found


def test_no_file_or_function_is_too_long() -> None:
    assert [line for module in everything() for line in too_long(module)] == []


def test_a_long_file_and_a_long_function_would_be_seen(tmp_path: Path) -> None:
    body = "".join(f"    {line}\n" for line in range(LINES_OF_FUNCTION))
    (tmp_path / "long.py").write_text(f"def long():\n{body}" + "\n" * LINES_OF_FILE, "utf-8")

    assert len(too_long(Module(tmp_path / "long.py", tmp_path))) == 2
