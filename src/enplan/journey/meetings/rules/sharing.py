"""Who should be at a meeting for a duty, and how is a joint meeting divided when some do not share a room?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from enplan.journey.coordination.facts import JointMeeting
from enplan.journey.meetings.facts import Apart, DueDuty
from enplan.journey.sectorplans.facts import Household, RelationKind
from enplan.kernel.calendar import age_on

OF_AGE = 18


def attending(
    duties: Sequence[DueDuty], household: Household, on: date, kept: Sequence[Apart] = ()
) -> dict[str, tuple[str, ...]]:
    """For each duty whom it is about, and for a child who holds custody; of parents kept apart neither is proposed."""
    born = {each.id: each.born for each in household.persons}
    found = {}
    for duty in duties:
        is_child = duty.person in born and age_on(born[duty.person], on) < OF_AGE
        theirs = (each for each in household.relations if each.other == duty.person and each.one in born)
        holders = {each.one for each in theirs if is_child and each.kind is RelationKind.PARENT_WITH_CUSTODY}
        holders -= {one for pair in kept for one in (pair.one, pair.other) if duty.person in {pair.one, pair.other}}
        holders -= {one for pair in kept if {pair.one, pair.other} <= holders for one in (pair.one, pair.other)}
        found[duty.name] = (duty.person, *sorted(holders - {duty.person}))
    return found


def by_room(
    meetings: Sequence[JointMeeting], there: Mapping[str, Sequence[str]], kept: Sequence[Apart]
) -> tuple[JointMeeting, ...]:
    """Each meeting as it is, or as several when people in it are kept apart: first come, first in the room."""
    return tuple(part for meeting in meetings for part in _divided(meeting, there, kept))


def _divided(meeting: JointMeeting, there: Mapping[str, Sequence[str]], kept: Sequence[Apart]) -> list[JointMeeting]:
    rooms: list[tuple[list[str], set[str]]] = []
    for duty in meeting.duties:
        people = set(there.get(duty, ()))
        room = next((each for each in rooms if not _meet(kept, each[1] | people)), None)
        if room is None:
            rooms.append(([duty], people))
        else:
            room[0].append(duty)
            room[1].update(people)
    if len(rooms) <= 1:
        return [meeting]
    return [replace(meeting, duties=tuple(duties), persons=tuple(sorted(people))) for duties, people in rooms]


def _meet(kept: Sequence[Apart], people: set[str]) -> bool:
    return any({each.one, each.other} <= people for each in kept)
