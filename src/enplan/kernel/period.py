"""From which day to which? A period with its first and last day, both included."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` to `last`, both included; without `last` it runs on."""

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        """A period that ends before it begins is a mistake of the caller.

        Raises:
            ValueError: `last` lies before `first`.
        """
        if self.last is not None and self.last < self.first:
            raise ValueError(f"a period cannot end {self.last} before it begins {self.first}")

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two have a day in common."""
        return self.first_common_day(other) is not None

    def first_common_day(self, other: "Period") -> date | None:
        """The first day that lies in both, if any."""
        first = max(self.first, other.first)
        return first if self.holds(first) and other.holds(first) else None

    def covers(self, other: "Period") -> bool:
        """Whether every day of the other lies in this one."""
        if self.last is None:
            return self.first <= other.first
        return other.last is not None and self.first <= other.first and other.last <= self.last
