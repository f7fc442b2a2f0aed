"""Is everything as fast and as small as it must be? Measured on demand and printed beside its budget; never a test.

    make bench                          1,000, 10,000 and 100,000 cases: half an hour, and 30 GB for a while
    make bench ARGS="--most 10000"      the first two
    make bench ARGS=--write             and the figures to docs/figures.md

The exit status is 0 whether budgets are held or not: a busy machine is no fault. It is 1 when something could not be
measured. A database of the bench's own is made on the server of DATABASE_URL, else on one that is thrown away.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from bench.database import prepared

SIZES = (1_000, 10_000, 100_000)


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Measure engine, pages and processes.")
    parser.add_argument("--most", type=int, default=SIZES[-1], help="no more cases than this")
    parser.add_argument("--write", action="store_true", help="write the figures to docs/figures.md")
    asked = parser.parse_args(arguments)
    server = os.environ.get("DATABASE_URL")
    if not server:
        around = [sys.executable, "-m", "enplan.config.embedded", "throwaway", "--source", "wheel", "--"]
        return subprocess.run([*around, sys.executable, "-m", "bench.run", *arguments], check=False).returncode
    sizes = [str(size) for size in SIZES if size <= asked.most] or [str(asked.most)]
    with prepared(server) as environment:
        measuring = [sys.executable, "-m", "bench.measuring", *sizes, *(["--write"] if asked.write else [])]
        return subprocess.run(measuring, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
