"""How is somebody who has stopped working here kept from signing in?"""

from datetime import UTC, datetime

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from enplan.registers.accounts.commands import close_account
from enplan.registers.accounts.queries import the_clock, those_who_can_sign_in
from enplan.registers.base.barrier import tell_actor


class Command(BaseCommand):
    """Closes one account, by name or, where several have the name, by id."""

    help = "Lukker en konto, når nogen holder op. Den, der er logget ind, er ude ved næste klik."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose account."""
        parser.add_argument("who", metavar="HVEM", help="navnet, eller kontoens id når flere hedder det samme")

    @transaction.atomic
    def handle(self, *args: object, who: str, **options: object) -> None:
        """Close it, or say why not.

        Raises:
            CommandError: nobody, or more than one, has an open account under the name.
        """
        clock = the_clock()
        tell_actor(clock)
        found = [each for each in those_who_can_sign_in() if who in {each.actor.name, str(each.actor.account_id)}]
        if not found:
            raise CommandError(f"Ingen med en åben konto hedder »{who}«. Skriv navnet, som det står i Én plan.")
        if len(found) > 1:
            ids = "\n".join(f"  {each.actor.account_id}  {each.actor.name}, {each.who}" for each in found)
            raise CommandError(f"Flere hedder »{who}«. Skriv kontoens id i stedet:\n{ids}")
        close_account(clock, at=datetime.now(UTC), account_id=found[0].actor.account_id)
        self.stdout.write(f"Kontoen er lukket: {found[0].actor.name}, {found[0].who}.")
