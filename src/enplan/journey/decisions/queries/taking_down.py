"""What does one need to take down a complaint: the letter as it stands, who can complain, and until when?"""

from datetime import date

from enplan.journey.decisions.facts import DecisionLetter
from enplan.journey.decisions.models.complainants import complainants_of
from enplan.journey.decisions.queries.letters import decision_letter
from enplan.journey.decisions.rules.complainants import Complainant
from enplan.kernel.ids import DecisionId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.registers.cases.queries import case_of


def complaint_to_take_down(
    sight: Sight, *, decision_id: DecisionId, on: date
) -> tuple[DecisionLetter, list[Complainant]]:
    """The letter as the viewer sees it, and everybody who can complain over it.

    Raises:
        Missing: there is none, or nothing in it is for this reader.
    """
    seen = decision_letter(sight, decision_id=decision_id)
    return seen, complainants_of(sight, case_of(sight), seen.decision, lawbook().on(on))
