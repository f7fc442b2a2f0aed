"""How does one complain over a no to one plan? In the words that letters use on the day of the answer."""

from typing import Final

from enplan.law.lawbook import Law
from enplan.law.phrasebook import Phrases, length_in_words

PARTS: Final = ("no.disagree", "no.reassess", "no.uncertain", "no.help", "no.again")
TO_COMPLAIN, TO_REASSESS = "klage-ast-4-uger", "genvurdering-4-uger"


def complaint_guidance(law: Law, phrases: Phrases) -> str:
    """The guidance that every no carries (S-68): to whom, until when, what then, and what else one can do."""
    complain, reassess = law.deadline(TO_COMPLAIN), law.deadline(TO_REASSESS)
    blanks = {
        "length": length_in_words(complain.amount, complain.unit),
        "again": length_in_words(reassess.amount, reassess.unit),
    }
    return "\n".join(phrases.say(part, blanks) for part in PARTS)
