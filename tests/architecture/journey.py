"""Which tables does each step keep? `make journey` writes the page `docs/journey.md` from the code."""

import inspect
from collections.abc import Iterator

import django
from django.apps import AppConfig, apps
from django.db import models

HEAD = """# The citizen's way, table by table

Written from the code by `make journey`; a test compares. What the steps are for and which commands change these
tables: [architecture.md](architecture.md), section 2. Keys (`id`) are left out. `?` may be empty. Tables marked
**for good** are append-only: a trigger refuses to change or delete a row.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_part("The steps", "journey"), *_part("The registers", "registers")])


def _part(title: str, package: str) -> Iterator[str]:
    yield f"## {title}\n"
    for app in apps.get_app_configs():
        if app.name.startswith(f"enplan.{package}.") and list(app.get_models()):
            yield from _app(app)


def _app(app: AppConfig) -> Iterator[str]:
    yield f"### {app.label}\n"
    yield f"{inspect.getdoc(app.module)}\n"
    for model in sorted(app.get_models(), key=lambda each: each._meta.db_table):
        yield from _table(model)


def _table(model: type[models.Model]) -> Iterator[str]:
    kept = " **For good.**" if any(getattr(each, "name", "") == "append_only" for each in _triggers(model)) else ""
    sentence = (inspect.getdoc(model) or "").partition("\n")[0]
    yield f"**`{model._meta.db_table}`** – {sentence}{kept}\n"
    yield ", ".join(_column(field) for field in model._meta.fields if not field.primary_key) + "\n"
    rules = sorted(constraint.name for constraint in model._meta.constraints)
    if rules:
        yield "Always: " + "; ".join(name.replace("_", " ") for name in rules) + ".\n"


def _column(field: "models.Field[object, object]") -> str:
    target = (
        f" → {field.related_model._meta.db_table}" if field.is_relation and inspect.isclass(field.related_model) else ""
    )
    return f"`{field.column}`{'?' if field.null else ''}{target}"


def _triggers(model: type[models.Model]) -> list[object]:
    return list(getattr(model._meta, "triggers", []))


if __name__ == "__main__":
    django.setup()
    print(page(), end="")
