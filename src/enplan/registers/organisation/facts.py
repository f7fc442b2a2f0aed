"""What is a department, and who is a professional?"""

from dataclasses import dataclass

from enplan.kernel.category import Category
from enplan.kernel.ids import DepartmentId, ProfessionalId


@dataclass(frozen=True, slots=True)
class Department:
    """A part of the municipality, or another authority (`external`), and the kinds of information it works with."""

    id: DepartmentId
    name: str
    categories: tuple[Category, ...]
    external: bool = False


@dataclass(frozen=True, slots=True)
class Professional:
    """Somebody who works in a department."""

    id: ProfessionalId
    name: str
    title: str
    department: Department
    phone: str = ""
