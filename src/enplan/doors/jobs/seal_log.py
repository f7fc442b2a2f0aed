"""How are the logs sealed every few minutes, and the seals taken where nobody here can change them?"""

import logging
from datetime import datetime

from enplan.doors import wiring
from enplan.kernel.errors import Unfit
from enplan.partners.anchors.places import NotKept
from enplan.registers.accounts.queries import the_clock
from enplan.registers.seals.commands import keep_elsewhere, seal

_log = logging.getLogger("enplan.jobs")


def seal_log(*, at: datetime) -> bool:
    """Seal, and hand on what each place has not got; whether all went well. What did not is tried again."""
    well = True
    try:
        seal(the_clock(), at=at, signer=wiring.log_signer())
    except Unfit:
        _log.exception("The logs are not sealed: the database was copied. Run `manage.py log copied` as its owner")
        well = False
    for place in wiring.anchors():
        try:
            keep_elsewhere(place.name, place.keep, at=at)
        except NotKept:
            _log.exception("The seals of the logs could not be kept elsewhere and will be tried again")
            well = False
    return well
