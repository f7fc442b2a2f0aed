"""How is what was measured told? As lines on the terminal, and as a page of the documentation."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bench.budgets import Judged, of_decision, of_engine, of_nights, of_pages, of_processes
from bench.coldstart import ColdStart
from bench.decision import DecisionCost
from bench.engine import Figures
from bench.night import Night
from bench.pages import Cost
from bench.world import Loaded

Row = Sequence[str]
TITLES = {
    "plan": "my plan (citizen)",
    "plan-first": "my plan, first after log-in",
    "my-cases": "my cases (40 on the list)",
    "desk-plan": "the plan at the desk",
    "deadlines": "my deadlines (40 cases)",
    "desk-deadlines": "the deadlines of a case",
    "deadline-figures": "the leaders' deadlines",
    "findings": "findings",
    "add-action": "add an action",
}


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one run has measured."""

    day: date
    machine: str
    busy: float  # programs that wanted to compute, ourselves among them
    versions: dict[str, str]
    loaded: Sequence[Loaded]
    costs: Sequence[Cost]
    nights: Sequence[Night]
    engine: Sequence[Figures]
    decision: DecisionCost
    start: ColdStart
    worker: float

    def judged(self) -> list[Judged]:
        """Every budget."""
        return [
            *of_pages(self.costs),
            *of_nights(self.nights, self.loaded),
            *of_engine(self.engine),
            *of_decision(self.decision),
            *of_processes(self.start, self.worker),
        ]

    def text(self) -> str:
        """The page `docs/figures.md`, which also reads well on a terminal."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        releases = ", ".join(f"{name} {release}" for name, release in self.versions.items())
        yield "# Figures"
        yield ""
        yield f"Written by `make bench ARGS=--write` on {self.day}, never by hand. {self.machine}. {releases}."
        yield f"While measuring, {self.busy:.1f} programs were at work on average: when there are more than cores,"
        yield "read the columns least, own and times."
        yield ""
        yield from self._pages()
        yield from self._nights()
        yield from self._loading()
        yield from self._engine()
        yield from self._decision()
        yield "## Processes"
        yield ""
        yield f"- Cold start of `enplan coordinate`: {self.start.wall:.2f} s; {self.start.cpu:.2f} s of it computing."
        yield f"- A web worker after a few pages: {self.worker:.0f} MB resident, with what it shares with the others."
        yield ""
        yield from self._budgets()

    def _pages(self) -> Iterator[str]:
        yield "## Pages"
        yield ""
        yield "Server time through the whole application, each request for another person's case with 6 people around"
        yield "and 20 actions; own is what the web process itself computes. The floor is the rows of the page, read (or"
        yield "written) with bare psycopg in the same run."
        yield ""
        head = (
            *("page", "cases", "queries", "median ms", "least ms", "p95 ms", "own ms"),
            *("floor ms", "times", "HTML kB", "sent kB"),
        )
        yield from table(head, (_page_row(cost) for cost in self.costs))

    def _nights(self) -> Iterator[str]:
        yield "## Deadlines at night"
        yield ""
        yield "The clock goes through the cases and reminds of what is due and what is late: on a night when all is new"
        yield "to it, and on the next. A look finds the cases that are due; it comes once for every 500 of them."
        yield ""
        head = (
            *("night", "cases", "visited", "look ms", "s for 1,000", "own s for 1,000"),
            *("queries each", "new reminders", "told", "told twice"),
        )
        yield from table(head, map(_night_row, self.nights))
        yield from self._week()

    def _week(self) -> Iterator[str]:
        yield "When a week begins, what is due is counted once for the leaders; in cases, by how near it is."
        yield ""
        head = ("cases", "late", "within a week", "later", "counted in ms")
        yield from table(head, map(_due_row, self.loaded))

    def _loading(self) -> Iterator[str]:
        yield "## Copying"
        yield ""
        head = ("cases", "rows copied", "seconds", "database GB")
        yield from table(head, map(_loaded_row, self.loaded))

    def _engine(self) -> Iterator[str]:
        yield "## Engine"
        yield ""
        yield "Computing on one core for households of 1, 4 and 16 times 8 persons, 40 plans and 400 measures. The work"
        yield "is the occurrences and the findings together."
        yield ""
        head = ("size", "persons", "measures", "occurrences", "findings", "ms", "growth", "growth of work")
        first = self.engine[0]
        yield from table(head, (_engine_row(one, first) for one in self.engine))

    def _decision(self) -> Iterator[str]:
        cost = self.decision
        yield "## Decision"
        yield ""
        yield f"- {cost.elements} elements composed and checked: {cost.composing:.1f} ms of computing."
        yield f"- The same as a PDF of {cost.kilobytes:.0f} kB: {cost.pdf:.0f} ms; the first: {cost.first_pdf:.0f} ms."
        yield ""

    def _budgets(self) -> Iterator[str]:
        judged = self.judged()
        missed = [each for each in judged if not each.held]
        yield "## Budgets"
        yield ""
        held = len(judged) - len(missed)
        yield f"{held} of {len(judged)} are held; `bench/budgets.toml` says why each is what it is."
        if missed:
            yield ""
            rows = ((each.what, f"{each.found:g} {each.unit}", f"{each.allowed:g} {each.unit}") for each in missed)
            yield from table(("not held", "measured", "allowed"), rows)


def _loaded_row(one: Loaded) -> Row:
    return f"{one.cases:,}", f"{one.rows:,}", f"{one.seconds:.0f}", f"{one.gigabytes:.2f}"


def _due_row(one: Loaded) -> Row:
    near = (f"{one.due.get(each, 0):,}" for each in ("late", "this-week", "later"))
    return f"{one.cases:,}", *near, f"{one.counting:.0f}"


def _night_row(one: Night) -> Row:
    return (
        one.name, f"{one.cases:,}", str(one.done), f"{one.look:.0f}", f"{one.wall:.0f}", f"{one.cpu:.0f}",
        f"{one.queries:.0f}", str(one.written), str(one.told), str(one.twice),
    )  # fmt: skip


def _page_row(cost: Cost) -> Row:
    page, floor = cost.page_times, cost.floor_times
    return (
        TITLES[cost.page], f"{cost.cases:,}", str(cost.queries),
        f"{page.wall:.1f}", f"{page.least:.1f}", f"{page.p95:.1f}", f"{page.cpu:.1f}",
        f"{floor.wall:.2f}", f"{cost.ratio:.1f}", f"{cost.size / 1000:.0f}", f"{cost.sent / 1000:.0f}",
    )  # fmt: skip


def _engine_row(one: Figures, first: Figures) -> Row:
    work = (one.occurrences + one.findings) / (first.occurrences + first.findings)
    return (
        f"{one.size}x", str(one.persons), str(one.measures), f"{one.occurrences:,}", f"{one.findings:,}",
        f"{one.milliseconds:.0f}", f"{one.milliseconds / first.milliseconds:.1f}", f"{work:.1f}",
    )  # fmt: skip


def table(head: Row, rows: Iterable[Row]) -> Iterator[str]:
    """A table in Markdown whose columns stand under each other; numbers stand right."""
    every = [head, *rows]
    widths = [max(len(row[place]) for row in every) for place in range(len(head))]
    for number, row in enumerate(every):
        cells = [
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            marks = ["-" * width if place == 0 else "-" * (width - 1) + ":" for place, width in enumerate(widths)]
            yield f"| {' | '.join(marks)} |"
    yield ""
