"""How is the demo played, and who can one be in it?"""

from datetime import date, datetime, timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from enplan.demo.cast import set_up
from enplan.demo.stories import double_diagnosis, family_in_many_offices, mother_without_work
from enplan.kernel.calendar import DENMARK
from enplan.registers.accounts.queries import the_clock, those_who_can_sign_in
from enplan.registers.base.barrier import tell_actor

STORIES = (mother_without_work, family_in_many_offices, double_diagnosis)


class Command(BaseCommand):
    """Plays the demo's stories into an empty database; does nothing where somebody already lives."""

    help = "Spil demoens tre fortællinger i en tom database, eller vis hvem man kan være."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day the stories are told around, and whether only to say who one can be."""
        parser.add_argument("--on", help="dagen, som fortællingerne ligger omkring (ÅÅÅÅ-MM-DD); ellers i går")
        parser.add_argument("--who", action="store_true", help="vis kun, hvem man kan logge ind som")

    def handle(self, *args: object, on: str | None = None, who: bool = False, **options: object) -> None:
        """Play, unless somebody is there already."""
        if who:
            return self._say_who()
        if those_who_can_sign_in():
            self.stdout.write("Databasen har allerede mennesker i sig; demoen rører dem ikke.")
            return None
        with transaction.atomic():
            tell_actor(the_clock())
            day = _day(on)
            cast = set_up(day)
            for story in STORIES:
                story.tell(cast, day)
                self.stdout.write(f"  fortalt: {story.TITLE}")
        return None

    def _say_who(self) -> None:
        people = those_who_can_sign_in()
        for title, staff in (("Borgere og ombud", False), ("Medarbejdere", True)):
            self.stdout.write(f"  {title}")
            for entry in people:
                if entry.actor.is_staff == staff:
                    self.stdout.write(f"    {entry.actor.name} ({entry.who})")


def _day(on: str | None) -> date:
    if on is None:  # yesterday at the latest: nothing in a story lies in the future
        return datetime.now(DENMARK).date() - timedelta(days=1)
    try:
        return date.fromisoformat(on)
    except ValueError as wrong:
        raise CommandError(f"--on {on} er ikke en dag. Skriv den som 2026-11-23.") from wrong
