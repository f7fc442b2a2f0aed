"""Which figures of many may be shown, so that nobody can be found in them?

Fewer than five are hidden, or than a larger number of fives that the municipality settles. Cases enter a figure as
many at a time, in the order in which they came to have a value, so two looks at a figure differ by nobody or by five or
more, also when the number was settled anew meanwhile. Means are rounded, the coarser the fewer there are. Figures stand
still for a month, and exist for a closed list of questions only: nobody can ask for a group of their own choice.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from math import floor
from typing import Final

from enplan.journey.outcomes.facts import Cell

SMALLEST: Final = 5  # until the municipality settles a larger number, which is a whole number of fives as well
GRAINS: Final = (0.5, 1, 2, 5, 10, 20, 50, 100, 200)


def cell(key: str, values: Sequence[float | None], smallest: int = SMALLEST) -> Cell:
    """A figure of those who have a value, the oldest values first; the last few wait until they are enough."""
    known = [value for value in values if value is not None]
    count = whole_groups(len(known), smallest)
    return Cell(key, count, mean(known[:count])) if count else Cell(key, None, None)


def whole_groups(count: int, smallest: int = SMALLEST) -> int:
    """The count less those who are not enough yet."""
    return count - count % smallest


def mean(values: Sequence[float]) -> float:
    """A mean in fixed steps: coarser the fewer there are, so that one person more or less cannot be reckoned out."""
    weight = (max(values) - min(values)) / len(values)  # so much can one person move the mean
    grain = next((step for step in GRAINS if step >= weight), weight)
    return round(grain * floor(sum(values) / len(values) / grain + 0.5), 1)


def breakdown(
    key: str, groups: Sequence[tuple[str, Sequence[float | None]]], smallest: int = SMALLEST
) -> tuple[Cell, ...]:
    """Figures by group. When one is hidden, so is the smallest of the others: the total would tell it otherwise."""
    sizes = {name: sum(value is not None for value in values) for name, values in groups}
    cells = {name: cell(f"{key}.{name}", values, smallest) for name, values in groups}
    shown = sorted((name for name in sizes if not cells[name].hidden), key=lambda name: (sizes[name], name))
    too_small = [name for name, size in sizes.items() if 0 < size < smallest]
    if len(too_small) == 1 and shown:
        cells[shown[0]] = Cell(f"{key}.{shown[0]}", None, None)
    return tuple(cells[name] for name, _ in groups)


def whole_counts(key: str, sizes: Mapping[str, int], smallest: int = SMALLEST) -> tuple[Cell, ...]:
    """Counts by group, in whole groups; hidden as in a breakdown."""
    cells = {name: Cell(f"{key}.{name}", whole_groups(size, smallest) or None, None) for name, size in sizes.items()}
    shown = sorted((name for name, each in cells.items() if not each.hidden), key=lambda name: (sizes[name], name))
    if sum(0 < size < smallest for size in sizes.values()) == 1 and shown:
        cells[shown[0]] = Cell(f"{key}.{shown[0]}", None, None)
    return tuple(cells[name] for name in sizes)


def as_of(on: date) -> date:
    """The day before which things count: the first of the month, so that figures do not move from day to day."""
    return on.replace(day=1)
