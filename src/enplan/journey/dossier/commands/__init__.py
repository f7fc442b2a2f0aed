"""What can happen to what is known of the case?"""

from enplan.journey.dossier.commands.documents import add_document
from enplan.journey.dossier.commands.statements import receive_statement, request_statement, reuse_statement
from enplan.journey.dossier.commands.waiting import (
    call_off_statement,
    chase_statement,
    note_promise,
    tell_late_statements,
)

__all__ = [
    "add_document",
    "call_off_statement",
    "chase_statement",
    "note_promise",
    "receive_statement",
    "request_statement",
    "reuse_statement",
    "tell_late_statements",
]
