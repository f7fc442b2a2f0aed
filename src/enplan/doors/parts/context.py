"""What does every page know?"""

from typing import Final

from django.conf import settings
from django.http import HttpRequest

from enplan.doors.parts.http import STANDS_BY
from enplan.kernel.actor import Actor, Role

PORTAL_MENU: Final = (
    ("plan", "/min-plan/", "Min plan"),
    ("moeder", "/min-plan/moeder/", "Møder"),
    ("breve", "/min-plan/breve/", "Breve"),
    ("beskeder", "/min-plan/beskeder/", "Beskeder"),
    ("udredning", "/min-plan/udredning/", "Spørgsmål"),
    ("mennesker", "/min-plan/mennesker/", "Mennesker"),
    ("samtykker", "/min-plan/samtykker/", "Samtykker"),
    ("kig", "/min-plan/hvem-har-kigget/", "Hvem har kigget"),
)
NOT_FOR_COMPANIONS: Final = {"kig", "udredning"}


def everywhere(request: HttpRequest) -> dict[str, object]:
    """The municipality, who is signed in and their menu, and whether this is the demo."""
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "municipality": settings.MUNICIPALITY,
        "actor": actor,
        "moment": getattr(request, "moment", None),
        "demo": settings.DEMO,
        "stands_by": bool(actor and request.session.get(STANDS_BY)),
        "portal_menu": _portal_menu(request) if actor else (),
        "desk_menu": _desk_menu(actor) if actor else (),
    }


def _portal_menu(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The citizen's own; whoever stands by reads of the plan of another, and cannot see who looked."""
    if not request.session.get(STANDS_BY):
        return list(PORTAL_MENU)
    named = {"plan": "Planen"}
    return [(key, href, named.get(key, label)) for key, href, label in PORTAL_MENU if key not in NOT_FOR_COMPANIONS]


def _desk_menu(actor: Actor) -> list[tuple[str, str, str]]:
    menu = [("dag", "/arbejde/", "Min dag"), ("sager", "/arbejde/sager/", "Mine sager")]
    menu.append(("frister", "/arbejde/frister/", "Frister"))
    if actor.is_(Role.INTAKE):
        menu.append(("henvendelser", "/arbejde/henvendelser/", "Henvendelser"))
    if actor.is_(Role.LEADER):
        menu.append(("ledelse", "/ledelse/", "Ledelse"))
    return [*menu, ("beskeder", "/arbejde/beskeder/", "Beskeder")]
