"""By what is a finding known again tomorrow? By its kind, its people and items, and what tells two such apart.

What moves with the calendar, such as the first time it happens and how often, is no part of the key.
"""

from hashlib import sha256

from enplan.journey.coordination.facts import DutyGap, Facts, Finding, MustWait, Overload, QuestionAskedTwice

LENGTH = 16


def finding_key(finding: Finding) -> str:
    """The same as long as it is the same finding."""
    told = "\n".join([finding.kind.value, *finding.persons, "", *finding.items, "", _apart(finding.facts)])
    return f"{finding.kind.value}-{sha256(told.encode()).hexdigest()[:LENGTH]}"


def _apart(facts: Facts) -> str:
    match facts:
        case Overload(measure=measure, weeks=(_, last)):
            return f"{measure} {last}"
        case DutyGap(due=due):
            return due.isoformat()
        case MustWait(state=state):
            return state.value
        case QuestionAskedTwice(item=item):
            return item
        case _:
            return ""
