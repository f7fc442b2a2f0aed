"""As whom is a letter signed, and under which laws may that one decide?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from enplan.kernel.category import Category
from enplan.registers.organisation.facts import Department


@dataclass(frozen=True, slots=True)
class Signer:
    """The department of the one who signs, the areas it decides in, and whether they may decide in all of them."""

    department: Department | None  # none: nobody is there to sign
    for_all: bool = False  # the municipality lets the contact person decide for every department
    deciding: Mapping[Category, tuple[str, ...]] = field(default_factory=dict)  # by area the names of those who do
