"""What is an act read into? Frozen values, each with its legal basis, its dates and how sure it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class LegalBasis:
    """A section of a law; `law` is the id of an act."""

    law: str
    section: str
