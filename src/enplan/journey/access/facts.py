"""What is an opening?"""

from dataclasses import dataclass
from datetime import datetime

from enplan.kernel.sight import Relation


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opened the case: when, as what, and on which errand (a key with a Danish sentence)."""

    at: datetime
    name: str
    department: str
    relation: Relation
    errand: str
