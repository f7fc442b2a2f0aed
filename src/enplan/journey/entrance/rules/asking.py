"""Is a request fit to be received?"""

from datetime import date

from enplan.journey.entrance.facts import Channel, Origin, Request
from enplan.kernel.calendar import age_on
from enplan.kernel.errors import Unfit

OLDEST = 120


def must_be_answerable(about_name: str, about_born: date, wish: str, on: date) -> None:
    """A request says whom it is about and what is wished.

    Raises:
        Unfit: naming what is missing or cannot be.
    """
    if not about_name.strip():
        raise Unfit("request.name_missing")
    if about_born > on or age_on(about_born, on) > OLDEST:
        raise Unfit("request.born_unlikely")
    if not wish.strip():
        raise Unfit("request.wish_missing")


def must_say_who(origin: Origin, title: str, workplace: str) -> None:
    """A professional outside the house asks as what they are and from where (S-66).

    Raises:
        Unfit: title or workplace is missing.
    """
    if origin is Origin.PROFESSIONAL and not (title.strip() and workplace.strip()):
        raise Unfit("request.professional_unnamed")


def is_own(request: Request) -> bool:
    """Whether somebody signed in asks for themselves: then it is certain who gets the answer."""
    return request.origin is Origin.CITIZEN and request.channel is Channel.PORTAL
