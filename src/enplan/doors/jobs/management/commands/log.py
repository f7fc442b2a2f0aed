"""Has anything in the logs been changed since it was written? And what does one need to be sure of it?"""

from datetime import UTC, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enplan.doors import wiring
from enplan.doors.parts.reasons import sentence
from enplan.partners.anchors.places import lines_of
from enplan.registers.accounts.queries import the_clock
from enplan.registers.seals.commands import count_on
from enplan.registers.seals.facts import Seal
from enplan.registers.seals.queries import check
from enplan.registers.seals.rules import read_line

MOST_SHOWN = 50


class Command(BaseCommand):
    """Tries the seals of the logs, says the public key, or lets the numbers go on after the database was copied."""

    help = (
        "Efterprøver loggens segl (verify), viser nøglen, de prøves med (key), eller tæller videre i en kopi (copied)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, and where the seals are kept."""
        parser.add_argument("what", choices=["verify", "key", "copied"], metavar="verify|key|copied")
        parser.add_argument("--anchors", type=Path, metavar="FIL", help="seglene, som de er gemt uden for databasen")

    def handle(self, *args: object, what: str, anchors: Path | None = None, **options: object) -> None:
        """Do it."""
        if what == "key":
            self.stdout.write(wiring.log_signer().key)
        elif what == "copied":
            self.stdout.write(f"Numrene går nu videre efter {count_on(the_clock())}.")
        else:
            self._verify(anchors)

    def _verify(self, anchors: Path | None) -> None:
        """Say what was tried, and every fault.

        Raises:
            CommandError: there is one, or the file cannot be read.
        """
        kept = _read(anchors) if anchors else None
        done = check(the_clock(), at=datetime.now(UTC), keys=wiring.log_keys(), kept=kept)
        self.stdout.write(f"Prøvet: {done.seals} segl, {done.rows} rækker, {done.anchors} segl uden for databasen.")
        if done.faults:
            told = [sentence(f"seals.{each.wrong}", {"number": each.number}) for each in done.faults]
            more = [f"… og {len(told) - MOST_SHOWN} til."] if len(told) > MOST_SHOWN else []
            raise CommandError("\n".join(["Loggen er ikke, som den var:", *told[:MOST_SHOWN], *more]))
        self.stdout.write("Alt står, som det blev skrevet." if anchors else _ALONE)


_ALONE = (
    "Alt passer sammen. Om enden er skåret af, eller alt er skrevet om, ses kun med --anchors:"
    " segl, som er gemt, hvor ingen her kan ændre dem."
)


def _read(anchors: Path) -> list[Seal]:
    kept = []
    try:
        for number, line in enumerate(lines_of(anchors), start=1):
            try:
                kept.append(read_line(line))
            except ValueError as no:
                raise CommandError(f"{anchors}: linje {number} er ikke et segl.") from no
    except OSError as error:
        raise CommandError(f"{anchors} kan ikke læses: {error.strerror}.") from error
    return kept
