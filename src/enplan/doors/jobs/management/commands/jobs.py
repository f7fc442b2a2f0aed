"""How is the work of the clock started, by a timer or as a process of its own?"""

import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from enplan.doors.jobs.worker import Worker
from enplan.registers.base.safety import refuse_danger


class Command(BaseCommand):
    """Does what is due, once or again and again; any number of these may run at the same time."""

    help = "Gør det, der er forfaldent: frister, påmindelser og optællinger. Én gang, eller igen og igen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to go on."""
        parser.add_argument("--forever", action="store_true", help="bliv ved, til processen bliver bedt om at stoppe")

    def handle(self, *args: object, forever: bool = False, **options: object) -> None:
        """Work; a stopped process ends the case it is in first."""
        if settings.REFUSE_DANGER:
            refuse_danger()
        worker = Worker()

        def stop(*_: Any) -> None:
            worker.stopping.set()

        before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            if forever:
                return worker.work_on()
            worker.work()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        self.stdout.write(f"Gjort i {worker.done} forløb.")
        if worker.failed:
            raise CommandError(
                f"{len(worker.failed)} mislykkedes. Loggen nævner hvert forløb; kør igen, når fejlen er rettet."
            )
        return None
