"""How long is it remembered that a form has been sent, and that somebody has signed in?"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from enplan.registers.accounts import commands

KEPT: Final = timedelta(days=7)  # a log-in lasts a working day; a browser left open over a week-end is no excuse
HELD: Final = timedelta(hours=1)  # what somebody was about to send when they had to sign in again
SIGN_INS_KEPT: Final = timedelta(days=5 * 365)  # as long as the log of who looked


@transaction.atomic
def forget_old_forms(*, at: datetime) -> int:
    """The keys of forms sent longer ago are gone, and what was held for somebody; answers with how many."""
    return commands.forget_forms(before=at - KEPT) + commands.forget_held_forms(before=at - HELD)


@transaction.atomic
def forget_old_sign_ins(*, at: datetime) -> int:
    """Sign-ins of years ago are gone, and what was kept for signing out after a day; answers with how many."""
    return commands.forget_sign_ins(at=at, before=at - SIGN_INS_KEPT)
