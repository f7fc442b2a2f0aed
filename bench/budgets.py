"""What may it cost? The budgets of `budgets.toml`, and whether what was measured stays within."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.coldstart import ColdStart
from bench.decision import DecisionCost
from bench.engine import Figures
from bench.night import Night
from bench.pages import Cost
from bench.world import Loaded

FILE = Path(__file__).with_name("budgets.toml")


@dataclass(frozen=True, slots=True)
class Judged:
    """One budget, what was measured, and whether it is held."""

    what: str
    allowed: float
    found: float
    unit: str

    @property
    def held(self) -> bool:
        """No more than allowed."""
        return self.found <= self.allowed


def budgets() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads(FILE.read_text("utf-8"))


def of_pages(costs: Sequence[Cost]) -> Iterator[Judged]:
    """Each page against its own budget, and against itself with fewer cases."""
    allowed = budgets()["page"]
    least = min(cost.cases for cost in costs)
    smallest = {cost.page: cost for cost in costs if cost.cases == least}
    for cost in costs:
        budget, name = allowed[cost.page], f"{cost.page}, {cost.cases:,} cases"
        yield Judged(f"{name}: queries", budget["queries"], cost.queries, "")
        yield Judged(f"{name}: times the floor", budget["ratio"], round(cost.ratio, 1), "")
        yield Judged(f"{name}: server time", budget["milliseconds"], round(cost.page_times.wall, 1), "ms")
        yield Judged(f"{name}: HTML", budget["kilobytes"], round(cost.size / 1000, 1), "kB")
        if cost.cases > least:
            growth = cost.page_times.least / smallest[cost.page].page_times.least
            yield Judged(f"{name}: growth since {least:,}", budgets()["growth"]["times"], round(growth, 2), "times")


def of_nights(nights: Sequence[Night], loaded: Sequence[Loaded]) -> Iterator[Judged]:
    """What the clock needs, that nobody is told twice, and what counting the week for the leaders takes."""
    allowed = budgets()["night"]
    for one in nights:
        name = f"{one.name} night, {one.cases:,} cases"
        yield Judged(f"{name}: own time for 1,000", allowed["seconds"], round(one.cpu, 1), "s")
        yield Judged(f"{name}: queries for a case", allowed["queries"], round(one.queries, 1), "")
        yield Judged(f"{name}: looking for what is due", allowed["look"], round(one.look), "ms")
        yield Judged(f"{name}: told twice", 0, one.twice, "")
    for each in loaded:
        seconds = round(each.counting / 1000, 2)
        yield Judged(f"the week counted, {each.cases:,} cases", budgets()["week"]["seconds"], seconds, "s")


def of_engine(figures: Sequence[Figures]) -> Iterator[Judged]:
    """The household of coordination.md, section 7."""
    yield Judged("engine, 1x", budgets()["engine"]["milliseconds"], round(figures[0].milliseconds, 1), "ms")


def of_decision(cost: DecisionCost) -> Iterator[Judged]:
    """Twelve elements in one letter."""
    allowed, name = budgets()["decision"], f"decision of {cost.elements} elements"
    yield Judged(f"{name}, composed", allowed["milliseconds"], round(cost.composing, 1), "ms")
    yield Judged(f"{name}, PDF", allowed["pdf_milliseconds"], round(cost.pdf, 1), "ms")


def of_processes(start: ColdStart, worker: float) -> Iterator[Judged]:
    """What one waits for at the terminal, and what the server's machine must hold."""
    yield Judged("cold start of `enplan coordinate`", budgets()["cold_start"]["seconds"], round(start.wall, 2), "s")
    yield Judged("memory of a web worker", budgets()["worker"]["megabytes"], round(worker), "MB")
