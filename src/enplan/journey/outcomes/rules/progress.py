"""How has it gone for one person, from the first reading to the last?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enplan.journey.outcomes.facts import Reading, Scale


@dataclass(frozen=True, slots=True)
class Course:
    """One person's readings on one scale, oldest first."""

    scale: Scale
    readings: tuple[Reading, ...]

    @property
    def first(self) -> Reading:
        """Where it began."""
        return self.readings[0]

    @property
    def last(self) -> Reading:
        """Where it is now."""
        return self.readings[-1]

    @property
    def change(self) -> int | None:
        """How far it has come; nothing to say with one reading."""
        return self.last.value - self.first.value if len(self.readings) > 1 else None


def courses(readings: Iterable[Reading]) -> tuple[Course, ...]:
    """The readings of one person by scale; a scale without any is left out."""
    ordered = sorted(readings, key=lambda each: (each.at, str(each.id)))
    found = ((scale, tuple(each for each in ordered if each.scale is scale)) for scale in Scale)
    return tuple(Course(scale, theirs) for scale, theirs in found if theirs)


def changes(all_courses: Sequence[Course], scale: Scale) -> tuple[int, ...]:
    """How far each has come on the scale."""
    return tuple(each.change for each in all_courses if each.scale is scale and each.change is not None)
