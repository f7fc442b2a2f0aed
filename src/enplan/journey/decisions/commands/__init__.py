"""What can happen around a decision?"""

from enplan.journey.decisions.commands.complaining import keep_complaint, receive_complaint
from enplan.journey.decisions.commands.copying import send_copy, send_upheld
from enplan.journey.decisions.commands.deciding import issue_decision, save_choice
from enplan.journey.decisions.commands.endorsing import endorse_decision
from enplan.journey.decisions.commands.forwarding import forward_complaint
from enplan.journey.decisions.commands.hearings import answer_hearing, open_hearing, send_hearing
from enplan.journey.decisions.commands.reassessing import reassess_complaint, reassess_decision

__all__ = [
    "answer_hearing",
    "endorse_decision",
    "forward_complaint",
    "issue_decision",
    "keep_complaint",
    "open_hearing",
    "reassess_complaint",
    "reassess_decision",
    "receive_complaint",
    "save_choice",
    "send_copy",
    "send_hearing",
    "send_upheld",
]
