"""How was a last day found, in words?"""

from datetime import date

from enplan.journey.decisions.facts import DueDay
from enplan.law.phrasebook import phrasebook


def steps(due: DueDay, on: date) -> list[str]:
    """Each step of the computation, in the sentences of the day."""
    phrases = phrasebook().on(on)
    return [phrases.say(step.phrase, step.blanks) for step in due.steps]
