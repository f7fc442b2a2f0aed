"""What is shown of decisions: to the one who writes them, and to those they are about?"""

from enplan.journey.decisions.queries.desk import (
    DecisionPage,
    ElementRow,
    decision_page,
    left_to_decide,
    preview_letter,
)
from enplan.journey.decisions.queries.forwarding import ComplaintFile, complaint_file
from enplan.journey.decisions.queries.letters import (
    LettersPage,
    Waiting,
    clocks_of,
    decision_letter,
    decisions_of,
    due_of_decisions,
    hearing_of,
    letters_page,
    parts_in_force,
    refusals,
)

__all__ = [
    "ComplaintFile",
    "DecisionPage",
    "ElementRow",
    "LettersPage",
    "Waiting",
    "clocks_of",
    "complaint_file",
    "decision_letter",
    "decision_page",
    "decisions_of",
    "due_of_decisions",
    "hearing_of",
    "left_to_decide",
    "letters_page",
    "parts_in_force",
    "preview_letter",
    "refusals",
]
