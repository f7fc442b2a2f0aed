"""How long does something take? Wall clock and computing time of this process, the same thing many times."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter, process_time
from types import TracebackType


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of many runs."""

    wall: float  # the median
    least: float  # the fastest run: what is left when a busy machine does not come between
    p95: float
    cpu: float  # the median of this process's own computing


class Watch:
    """Stops each run: `with watch: …`."""

    def __init__(self) -> None:
        self._wall: list[float] = []
        self._cpu: list[float] = []

    def __enter__(self) -> None:
        self._begun = perf_counter(), process_time()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        cpu, wall = process_time(), perf_counter()
        self._wall.append((wall - self._begun[0]) * 1000)
        self._cpu.append((cpu - self._begun[1]) * 1000)

    def times(self) -> Times:
        """What was found."""
        return Times(median(self._wall), min(self._wall), p95(self._wall), median(self._cpu))


def p95(values: Sequence[float]) -> float:
    """What nineteen of twenty stay under."""
    return quantiles(values, n=20, method="inclusive")[-1]
