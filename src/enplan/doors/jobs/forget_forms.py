"""How long is it remembered that a form has been sent? Until no page with it can be open any more."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from enplan.registers.accounts import commands

KEPT: Final = timedelta(days=7)  # a log-in lasts a working day; a browser left open over a week-end is no excuse


@transaction.atomic
def forget_old_forms(*, at: datetime) -> int:
    """The keys of forms sent longer ago are gone; answers with how many."""
    return commands.forget_forms(before=at - KEPT)
