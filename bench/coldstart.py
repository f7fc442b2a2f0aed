"""How long does `enplan coordinate` take from nothing, as a person at a terminal feels it?"""

import resource
import subprocess
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 9
HOUSEHOLD = "mor-uden-arbejde.json"


@dataclass(frozen=True, slots=True)
class ColdStart:
    """Seconds, the median of several starts."""

    wall: float
    cpu: float


def measure(runs: int = RUNS) -> ColdStart:
    """Start the command, lay the first household side by side, and end; the first start is not counted."""
    command = [str(Path(sys.executable).with_name("enplan")), "coordinate"]
    command.append(str(files("enplan.demo.households").joinpath(HOUSEHOLD)))
    found = [_start(command) for _ in range(runs + 1)][1:]
    return ColdStart(median(wall for wall, _ in found), median(cpu for _, cpu in found))


def _start(command: list[str]) -> tuple[float, float]:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall, after = perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
