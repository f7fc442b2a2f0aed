"""What are the kinds of information called, and how is law named on a page?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from enplan.kernel.category import Category
from enplan.law.lawbook import Law
from enplan.law.provision import Entry

CATEGORY_WORDS: Final = {
    Category.PLAN: "én plan",
    Category.WORK: "arbejde og beskæftigelse",
    Category.ECONOMY: "økonomi",
    Category.SOCIAL: "social støtte",
    Category.HEALTH: "helbred",
    Category.ADDICTION: "rusmidler",
    Category.FAMILY: "børn og familie",
    Category.EDUCATION: "skole og uddannelse",
    Category.INTEGRATION: "integration",
    Category.JUSTICE: "straf",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """A section of a law as `parts/why.html` shows it."""

    label: str
    section: str
    certainty: str
    law: str = ""


def bases_of(entries: Iterable[Entry], law: Law) -> list[Basis]:
    """The legal bases of entries of the law data, each once."""
    found = (
        Basis(law.book.title(basis), basis.section, entry.certainty.value)
        for entry in entries
        for basis in entry.legal_basis
    )
    return list(dict.fromkeys(found))
