"""Which Danish sentence says why not? Every reason key of every policy and command has one here.

Each step keeps its own sentences in a TOML file of `sentences/`; this module only finds them.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "sentences"


@cache
def sentences() -> dict[str, str]:
    """All sentences by key.

    Raises:
        ValueError: two files give the same key.
    """
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for key, text in tomllib.loads(path.read_text("utf-8")).items():
            if key in found:
                raise ValueError(f"{path.name}: the key {key} stands elsewhere too")
            found[key] = text
    return found


def sentence(key: str, details: Mapping[str, object] | None = None) -> str:
    """The sentence of a key, its blanks `{name}` filled.

    Raises:
        KeyError: no sentence has been written for the key.
    """
    return sentences()[key].format(**(details or {}))
