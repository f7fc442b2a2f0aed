"""What follows from a household's plans on a day? Everything, as one value and as JSON (coordination.md, section 8).

from enplan.journey.answer import answer, answer_json
from enplan.law.lawbook import lawbook

found = answer(household, lawbook(), on)
"""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Final

from enplan.journey.coordination.facts import Answer, Draft, Finding, JointMeeting
from enplan.journey.coordination.rules.chains import longest_wait
from enplan.journey.coordination.rules.conflicts import find_conflicts
from enplan.journey.coordination.rules.duties import demanded, duty_rows
from enplan.journey.coordination.rules.housekeeping import contacts_of
from enplan.journey.coordination.rules.load import load_of
from enplan.journey.coordination.rules.showing import as_written, written
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.meetings.rules.planning import plan_joint_meetings
from enplan.journey.plan.rules.merging import merge
from enplan.journey.sectorplans.facts import Household
from enplan.law.lawbook import Lawbook
from enplan.law.provision import LegalBasis

FORMAT: Final = "enplan.findings/1"


def answer(household: Household, book: Lawbook, on: date, withheld: Mapping[str, int] | None = None) -> Answer:
    """Findings, load, contacts, duties, joint meetings, waiting and the draft, as of the day `on` and its law.

    The household holds only what the viewer may see; `withheld` says how many items of each category were left out.
    """
    with collector_at_rest():
        return _answer(Spread(household, book, on), withheld or {})


def _answer(spread: Spread, withheld: Mapping[str, int]) -> Answer:
    demands = demanded(spread)
    return Answer(
        on=spread.on,
        findings=find_conflicts(spread),
        load=load_of(spread).rows(),
        duties=duty_rows(demands),
        joint_meetings=plan_joint_meetings(spread, demands),
        contacts=contacts_of(spread),
        draft=merge(spread),
        waiting=longest_wait(spread),
        withheld=withheld,
    )


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No search for circles of garbage meanwhile.

    An answer makes a great many small values and none that refer back to themselves. Searching them again and again
    would take a third of the time, and more than that the larger the household is.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def answer_json(found: Answer, book: Lawbook) -> dict[str, object]:
    """The answer in the format `enplan.findings/1`."""
    rows: dict[str, object] = {
        "format": FORMAT,
        "on": found.on.isoformat(),
        "findings": [finding_json(finding, book) for finding in found.findings],
        "load": {
            person: [
                {"week": str(week.week), "hours": as_written(week.hours), "contacts": week.contacts} for week in weeks
            ]
            for person, weeks in found.load.items()
        },
        "duties": [
            {
                "duty": row.duty,
                "due": as_written(row.due),
                "demanded": row.demanded,
                "held": row.held,
                "met_by": list(row.met_by),
            }
            for row in found.duties
        ],
        "joint_meetings": [_meeting_json(meeting, book) for meeting in found.joint_meetings.meetings],
        "joint_meetings_minimum": found.joint_meetings.minimum,
        "contacts": {
            person: [
                {"name": say.name, "role": say.role, "department": say.department, "items": list(say.items)}
                for say in says
            ]
            for person, says in found.contacts.items()
        },
        "draft": draft_json(found.draft, book),
        "waiting": {
            "longest": list(found.waiting.longest),
            "days": found.waiting.days,
            "head": found.waiting.head,
        },
    }
    return {**rows, "withheld": dict(sorted(found.withheld.items()))} if found.withheld else rows


def finding_json(finding: Finding, book: Lawbook) -> dict[str, object]:
    """One finding: what it is, whom and what it concerns, its facts, the law, who decides and the ways out."""
    return {
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "persons": list(finding.persons),
        "items": list(finding.items),
        "departments": list(finding.departments),
        **written(finding.facts),
        "legal_basis": _bases(finding.legal_basis, book),
        "who_decides": list(finding.who_decides),
        "proposals": [{"text": way.text, "change": dict(way.change)} for way in finding.proposals],
    }


def _bases(bases: Iterable[LegalBasis], book: Lawbook) -> list[object]:
    return [{"law": basis.law, "section": basis.section, "title": book.title(basis)} for basis in bases]


def _meeting_json(meeting: JointMeeting, book: Lawbook) -> dict[str, object]:
    return {
        "day": meeting.day.isoformat(),
        "duties": list(meeting.duties),
        "persons": list(meeting.persons),
        "apart": [list(pair) for pair in meeting.apart],
        "legal_basis": _bases(meeting.legal_basis, book),
    }


def draft_json(draft: Draft, book: Lawbook) -> dict[str, object]:
    """The draft of one plan: goals, the fate of every item, what the law demands of the content."""
    return {
        "goals": [
            {
                "person": goal.person,
                "domain": goal.domain,
                "aim": goal.aim,
                "texts": [{"item": wording.item, "text": wording.text} for wording in goal.texts],
                "measures": list(goal.measures),
            }
            for goal in draft.goals
        ],
        "fates": [
            {
                "item": fate.item,
                "fate": fate.fate.value,
                **({"into": fate.into} if fate.into else {}),
                "reason": fate.reason,
            }
            for fate in draft.fates
        ],
        "demands": [
            {
                "plan_type": demand.plan_type,
                "key": demand.key,
                "label": demand.label,
                "legal_basis": _bases(demand.legal_basis, book),
            }
            for demand in draft.demands
        ],
        "legal_basis": _bases(draft.legal_basis, book),
    }
