"""What is shown of decisions: to the one who writes them, and to those they are about?"""

from enplan.journey.decisions.queries.clocks import clocks_of
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
    answered,
    decision_letter,
    decisions_of,
    due_of_decisions,
    hearing_of,
    hearings_of,
    letters_page,
    parts_in_force,
    refusals,
)
from enplan.journey.decisions.queries.outside import (
    CopyPage,
    HearingLetter,
    copy_page,
    hearing_letter,
    named_copies,
    outside_copies,
    upheld_letter,
)
from enplan.journey.decisions.queries.reassessing import ComplaintPage, complaint_page
from enplan.journey.decisions.queries.taking_down import complaint_to_take_down
from enplan.journey.decisions.rules.complainants import Complainant

__all__ = [
    "Complainant",
    "ComplaintFile",
    "ComplaintPage",
    "CopyPage",
    "DecisionPage",
    "ElementRow",
    "HearingLetter",
    "LettersPage",
    "Waiting",
    "answered",
    "clocks_of",
    "complaint_file",
    "complaint_page",
    "complaint_to_take_down",
    "copy_page",
    "decision_letter",
    "decision_page",
    "decisions_of",
    "due_of_decisions",
    "hearing_letter",
    "hearing_of",
    "hearings_of",
    "left_to_decide",
    "letters_page",
    "named_copies",
    "outside_copies",
    "parts_in_force",
    "preview_letter",
    "refusals",
    "upheld_letter",
]
