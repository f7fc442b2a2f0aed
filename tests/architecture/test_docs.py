"""Do the pages about the code agree with the code?"""

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.journey import page
from tests.architecture.source import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_the_page_of_tables_is_as_the_code() -> None:
    assert (ROOT / "docs" / "journey.md").read_text("utf-8") == page(), "run `make journey`"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text("utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_decision_has_context_choice_and_price() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))

    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        headings = re.findall(r"(?m)^## (\w+)$", record.read_text("utf-8"))
        assert headings == ["Context", "Choice", "Price"], record.name


def test_make_alone_lists_every_habit() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    declared = re.search(r"(?m)^\.PHONY: (.*)$", makefile)
    said = subprocess.run(
        ["make", "-C", str(ROOT), "--no-print-directory"], capture_output=True, text=True, check=True
    ).stdout

    assert declared
    assert re.findall(r"(?m)^  make (\S+)", said) == declared[1].split()


HOW_TO = [f"docs/how-to/{page.name}" for page in sorted((ROOT / "docs" / "how-to").glob("*.md"))]


@pytest.mark.parametrize("page_name", ["docs/architecture.md", "CONTRIBUTING.md", *HOW_TO])
def test_every_habit_that_a_page_names_exists(page_name: str) -> None:
    targets = set(re.findall(r"(?m)^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8")))
    named = set(re.findall(r"`make ([a-z0-9-]+)", (ROOT / page_name).read_text("utf-8")))

    assert named - targets == set()


def test_nothing_of_a_package_index_is_committed() -> None:
    tracked = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True, check=False
    ).stdout.split()
    indexes = re.compile(r"pypi\.o" + r"rg|pythonhosted\.o" + r"rg|registry\.np" + r"mjs|deb\.debian\.o" + r"rg")
    texts = [ROOT / name for name in tracked if (ROOT / name).is_file() and (ROOT / name).stat().st_size < 2_000_000]

    assert [str(path) for path in texts if indexes.search(path.read_text("utf-8", "replace"))] == []
