"""What does the source say about itself? Its files as syntax trees, and how they import one another."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PACKAGE = SRC / "enplan"


@dataclass(frozen=True)
class Module:
    """One file of Python."""

    path: Path
    root: Path = SRC

    @property
    def name(self) -> str:
        """Its dotted name."""
        parts = self.path.relative_to(self.root).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def shown(self) -> str:
        """Its path as a developer types it."""
        return str(self.path.relative_to(ROOT)) if self.path.is_relative_to(ROOT) else self.path.name

    @cached_property
    def text(self) -> str:
        """What it holds."""
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """What it holds, as syntax."""
        return ast.parse(self.text)

    @property
    def is_migration(self) -> bool:
        """Whether it is a migration, much of which Django writes."""
        return self.path.parent.name == "migrations"

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function, however deep."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def public_functions(self) -> Iterator[ast.FunctionDef]:
        """The functions that others may call."""
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node

    def imports(self) -> Iterator[str]:
        """Every module, or thing in a module, that it imports."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (each.name for each in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{each.name}" for each in node.names)

    def calls(self) -> Iterator[str]:
        """The name of everything that is called: `f(…)` gives f, `a.b.f(…)` gives a.b.f."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func)


@lru_cache
def modules() -> tuple[Module, ...]:
    """The whole application."""
    return tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")))


@lru_cache
def everything() -> tuple[Module, ...]:
    """The application, its tests and its bench."""
    others = [Module(path, ROOT) for folder in ("tests", "bench") for path in sorted((ROOT / folder).rglob("*.py"))]
    return (*modules(), *others)


def named(last: str) -> tuple[Module, ...]:
    """All modules of that name in every step and register, with those in a folder of that name."""
    return tuple(
        module
        for module in modules()
        if (module.path.name == f"{last}.py" or module.path.parent.name == last) and "/management/" not in module.shown
    )


def offered(last: str) -> list[tuple[Module, ast.FunctionDef]]:
    """The functions that modules of that name offer to others; a folder offers what its `__init__` names."""
    found = []
    for module in named(last):
        opened = Module(module.path.with_name("__init__.py"), module.root)
        in_folder = module.path.parent.name == last
        names = {name.split(".")[-1] for name in opened.imports()} if in_folder else None
        found += [(module, each) for each in module.public_functions() if names is None or each.name in names]
    return found


def step_of(module: Module) -> str:
    """The step or register the module belongs to: `team`."""
    return module.name.split(".")[2]


def app_of(name: str) -> str:
    """The app a module belongs to: `enplan.journey.team.rules.x` is of `enplan.journey.team`."""
    parts = name.split(".")
    return ".".join(parts[:3])
