"""Of which kind is a piece of information? Consent and sight are given per kind."""

from enum import StrEnum
from typing import Final


class Category(StrEnum):
    """A kind of information about a person that consent can open."""

    PLAN = "plan"
    WORK = "work"
    ECONOMY = "economy"
    SOCIAL = "social"
    HEALTH = "health"
    ADDICTION = "addiction"
    FAMILY = "family"
    EDUCATION = "education"
    INTEGRATION = "integration"
    JUSTICE = "justice"


OF_SECTOR: Final[dict[str, Category]] = {
    "employment": Category.WORK,
    "economy": Category.ECONOMY,
    "social-adult": Category.SOCIAL,
    "social-child": Category.FAMILY,
    "health": Category.HEALTH,
    "education": Category.EDUCATION,
    "integration": Category.INTEGRATION,
    "justice": Category.JUSTICE,
    "cross-sector": Category.PLAN,
}
ADDICTION_TYPES: Final = frozenset(
    {
        "behandlingsplan-stof",
        "behandlingsplan-alkohol",
        "koordinerende-indsatsplan",
        "stofmisbrugsbehandling",
        "laegelig-stofbehandling",
        "alkoholbehandling",
        "integreret-dobbeltdiagnose",
        "stof-afdaekning",
    }
)


def category_of(type_id: str, sector: str) -> Category:
    """The category of a plan, measure or assessment of the given type and sector of the law data.

    Raises:
        KeyError: a sector that has no category; add it here first.
    """
    return Category.ADDICTION if type_id in ADDICTION_TYPES else OF_SECTOR[sector]
