"""What comes out when everything is measured? Run by `bench.run`, over the database that it has made."""

import argparse
import platform
import sys
from collections.abc import Sequence
from datetime import datetime
from os import cpu_count, getloadavg
from pathlib import Path
from statistics import mean

import django
import psycopg
from django.db import connection

from bench import coldstart, decision, engine, night, pages, worker
from bench.budgets import Judged
from bench.database import root
from bench.report import Report
from bench.world import World
from enplan.kernel.calendar import DENMARK

FIGURES = root() / "docs" / "figures.md"


def main(arguments: Sequence[str]) -> int:
    """Measure the sizes that are named, smallest first; print, and write where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.measuring")
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        report = measure(asked.sizes)
    except pages.NotMeasured as missing:
        print(f"Not measured: {missing}", file=sys.stderr)
        return 1
    print(f"\n{report.text()}")
    for each in report.judged():
        print(line(each))
    if asked.write:
        FIGURES.write_text(report.text(), "utf-8")
        print(f"\nWritten to {FIGURES.relative_to(root())}.")
    return 0


def measure(sizes: Sequence[int]) -> Report:
    """Everything."""
    busy = [getloadavg()[0]]
    say("engine")
    figures = engine.measure()
    say("decision")
    letter = decision.measure()
    say("cold start")
    start = coldstart.measure()
    world, loaded, costs, nights = World(), [], [], []
    for size in sizes:
        say(f"copying to {size:,} cases")
        loaded.append(world.grow(size))
        costs += measure_pages(world)
        say(f"two nights, {size:,} cases")
        nights += night.measure(world)
        say("; ".join(f"{one.name}: {one.cpu:.0f} s for 1,000, look {one.look:.0f} ms" for one in nights[-2:]))
        busy.append(getloadavg()[0])
    say("web worker")
    resident = worker.measure(world)
    today = datetime.now(DENMARK).date()
    return Report(today, machine(), mean(busy), versions(), loaded, costs, nights, figures, letter, start, resident)


def measure_pages(world: World) -> list[pages.Cost]:
    """Every page with the cases there are."""
    found = []
    with pages.bare_connection() as bare:
        for page in pages.PAGES:
            cost = pages.measure(page, world, bare)
            say(told(cost))  # at once: what has been measured is not lost when something later fails
            found.append(cost)
    return found


def told(cost: pages.Cost) -> str:
    """One page as a line."""
    page, floor = cost.page_times.wall, cost.floor_times.wall
    return f"{cost.page}, {cost.cases:,} cases: {cost.queries} queries, {page:.1f} ms, floor {floor:.2f} ms"


def line(judged: Judged) -> str:
    """One budget as a line."""
    mark = "held    " if judged.held else "NOT HELD"
    return f"{mark}  {judged.what}: {judged.found:g} {judged.unit} (at most {judged.allowed:g})"


def say(what: str) -> None:
    """What is being measured, for the one who waits."""
    print(f"  {what}", flush=True)


def versions() -> dict[str, str]:
    """What was measured: the releases of what we stand on."""
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        postgres = cursor.fetchone()[0].split()[0]
    python = platform.python_version()
    return {"Python": python, "Django": django.get_version(), "psycopg": psycopg.__version__, "PostgreSQL": postgres}


def machine() -> str:
    """Which machine, as far as it says."""
    told, model = Path("/proc/cpuinfo"), ""
    if told.exists():
        lines = told.read_text("utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f"{platform.system()} {platform.machine()}, {cpu_count()} cores{f', {model}' if model else ''}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
