"""How does somebody whose plan began on paper come to it with their MitID?"""

import sys
from datetime import UTC, date, datetime

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from enplan.doors import wiring
from enplan.kernel import cpr
from enplan.kernel.errors import Refused
from enplan.registers.accounts.commands import know_again
from enplan.registers.accounts.facts import Mark
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor
from enplan.registers.people.facts import Person
from enplan.registers.people.queries import find_persons


class Command(BaseCommand):
    """Ties one person to the seal of their number. The number is read from standard input, so no shell remembers it."""

    help = "Knytter en person til sit CPR-nummer, så personen kan logge ind med MitID. Nummeret skrives bagefter."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose number."""
        parser.add_argument("name", metavar="NAVN", help="hele navnet, som det står i Én plan")

    @transaction.atomic
    def handle(self, *args: object, name: str, **options: object) -> None:
        """Tie them together, or say why not. Who was born when is read off the number itself.

        Raises:
            CommandError: it is no number, nobody or more than one fits, or the number is somebody else's.
        """
        if sys.stdin.isatty():
            self.stdout.write("CPR-nummer: ", ending="")
            self.stdout.flush()
        number = cpr.digits(sys.stdin.readline())
        born = cpr.born(number) if number else None
        if number is None or born is None:
            raise CommandError("Det er ikke et CPR-nummer. Skriv de ti cifre. Intet er ændret.")
        clock = the_clock()
        tell_actor(clock)
        person = self._found(name, born)
        try:
            know_again(clock, at=datetime.now(UTC), person_id=person.id, seals=[wiring.sealed(Mark.CPR, number)])
        except Refused as taken:
            raise CommandError("Nummeret er allerede knyttet til en anden person. Intet er ændret.") from taken
        self.stdout.write(f"{person.name} kan nu logge ind med MitID.")

    @staticmethod
    def _found(name: str, born: date) -> Person:
        found = find_persons(name, born)
        if not found:
            raise CommandError(f"Ingen hedder »{name}« og er født den dag, nummeret siger. Intet er ændret.")
        if len(found) > 1:
            raise CommandError(f"Flere hedder »{name}« og er født den dag. Ret det først. Intet er ændret.")
        return found[0]
