"""How does `enplan coordinate | compare FILE [--on DAY] [--json]` answer, without a database?

Exit status: 0 when there is an answer, 2 when the file or the call is wrong (every fault and its place on stderr),
1 when the answer cannot be written.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final, TextIO

from enplan.doors.cli.calling import CALL, COMPARE, HELP, BadCall, read_call
from enplan.doors.cli.comparing import tell_comparison
from enplan.doors.cli.telling import tell
from enplan.doors.parts.comparing import comparison_json
from enplan.journey.another_day import as_of
from enplan.journey.answer import answer, answer_json
from enplan.journey.comparison import compare
from enplan.journey.sectorplans.facts import Household
from enplan.kernel.calendar import DENMARK
from enplan.law.lawbook import lawbook
from enplan.partners.sector_systems.faults import BadHousehold, Fault
from enplan.partners.sector_systems.household import read_household
from enplan.partners.sector_systems.parsing import MOST_BYTES

ANSWERED: Final = 0
NOT_WRITTEN: Final = 1
BAD_INPUT: Final = 2
NO_FILE: Final = "Det er ikke en almindelig fil. Skriv navnet på en fil, eller skriv - for at læse fra stdin."
PIPE_CLOSED: Final = 141  # what a shell gives a command whose reader went away


def main(arguments: Sequence[str] | None = None) -> int:
    """The whole command; never a traceback for what a person typed or a terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        _show_what_it_can(stream)
    try:
        status = _run(arguments)
        print(end="", flush=True)
    except OSError as error:
        # Nothing more can be written, so Python's own last flush must not try either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # whoever read has seen enough
            return PIPE_CLOSED
        print(f"Svaret kan ikke skrives: {error.strerror or error}.", file=sys.stderr)
        return NOT_WRITTEN
    return status


def _show_what_it_can(stream: TextIO) -> None:
    """A terminal without Danish letters gets a question mark, not an error."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _run(arguments: Sequence[str] | None) -> int:
    try:
        asked = read_call(sys.argv[1:] if arguments is None else arguments)
    except BadCall as bad:
        print(f"enplan: {bad}\nBrug: {CALL}\nSkriv »enplan --help« for at se mere.", file=sys.stderr)
        return BAD_INPUT
    if asked is None:
        print(HELP)
        return ANSWERED
    today = datetime.now(DENMARK).date()
    try:
        household = read_household(_read(asked.file), on=asked.on, today=today)
    except BadHousehold as bad:
        _refuse(asked.file, bad.faults)
        return BAD_INPUT
    about = _compare if asked.command == COMPARE else _coordinate
    about(household, asked.on or household.on or today, as_json=asked.json)
    return ANSWERED


def _coordinate(household: Household, on: date, *, as_json: bool) -> None:
    """Plans side by side, and the draft of one."""
    book = lawbook()
    found = answer(household, book, on)
    _print(answer_json(found, book) if as_json else tell(household, found, book))


def _compare(household: Household, on: date, *, as_json: bool) -> None:
    """The same household under every set of rules."""
    book = lawbook()
    columns, told = compare(household, book, on), as_of(household, book, on).told
    said = comparison_json(columns, book, on, told) if as_json else tell_comparison(household, columns, book, on, told)
    _print(said)


def _print(told: Mapping[str, object] | Iterable[str]) -> None:
    """Lines as they are; JSON as ASCII, so that it is the same bytes on every terminal."""
    if isinstance(told, Mapping):
        print(json.dumps(told, indent=1))
        return
    for line in told:
        print(line)


def _read(file: str) -> bytes:
    """The bytes of the file, and no more of them than are needed to see that it is too large.

    Raises:
        BadHousehold: the file is not there, is no ordinary file or cannot be opened.
    """
    try:
        if file == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        path = Path(file)
        # Opening a named pipe would wait for a writer that may never come.
        if path.exists() and not path.is_dir() and not path.is_file():
            raise BadHousehold((Fault("file", NO_FILE),))
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadHousehold((Fault("file", f"Filen kan ikke åbnes: {_why(error)}"),)) from None


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "den findes ikke. Se efter, om navnet er stavet rigtigt."
    if isinstance(error, IsADirectoryError):
        return "det er en mappe. Skriv navnet på en fil."
    if isinstance(error, PermissionError):
        return "du har ikke adgang til at læse den."
    return f"{error.strerror or error}."


def _refuse(file: str, faults: Sequence[Fault]) -> None:
    count, mend = ("en fejl", "Ret den") if len(faults) == 1 else (f"{len(faults)} fejl", "Ret dem")
    print(f"{file} kan ikke bruges, for der er {count}. {mend}, og prøv igen.", file=sys.stderr)
    for fault in faults:
        print(f"  {fault}", file=sys.stderr)
