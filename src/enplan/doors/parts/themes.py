"""Where does each part of life in the one conversation have its page, and where does one go from there?"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.http import HttpResponse, HttpResponseRedirect

from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.conversation import ConversationForm
from enplan.doors.parts.http import Asked
from enplan.journey.assessment.facts import Standing, Theme
from enplan.journey.assessment.queries import PersonsPart
from enplan.journey.assessment.rules.asking import THEMES
from enplan.journey.assessment.rules.going_on import goes_on, standing
from enplan.kernel.errors import Missing
from enplan.kernel.sight import Sight

SLUGS: Final = {
    "strengths": "det-der-virker",
    "goals": "det-jeg-vil",
    "living": "hverdag-og-bolig",
    "relations": "familie-og-mennesker",
    "child": "barnet",
    "work-education": "arbejde-og-uddannelse",
    "function": "det-jeg-kan",
    "health": "helbred",
    "economy": "penge",
    "history": "det-der-er-proevet",
}
ON: Final = "videre"  # what the button that goes on says; the other one stays
IN_ALL: Final = ("answered", "missing", "confirm", "elsewhere")
NOTHING_NEW: Final = "Du har ikke skrevet noget nyt."


@dataclass(frozen=True, slots=True)
class Stop:
    """One part of life on the overview."""

    theme: Theme
    slug: str
    standing: Standing
    here: bool  # whether the conversation goes on here


def stops(part: PersonsPart) -> list[Stop]:
    """The themes of life in the order of the conversation."""
    onward = goes_on(part.themes)
    return [Stop(theme, SLUGS[theme.key], standing(theme), theme is onward) for theme in part.themes]


def shown_of(part: PersonsPart | None) -> dict[str, object]:
    """What the overview shows of one person: how far each theme has come, and where the conversation goes on."""
    every = stops(part) if part else []
    onward = next((each for each in every if each.here), None)
    begun = any(each.standing.last for each in every)
    in_all = {name: sum(getattr(each.standing, name) for each in every) for name in IN_ALL}
    return {"part": part, "stops": every, "onward": onward, "begun": begun, **in_all}


def theme_at(part: PersonsPart, slug: str, *, sent: bool) -> Theme:
    """The theme with this address. What was sent to one that is no longer shown is not lost: it is told so.

    Raises:
        Missing: no theme is called so, or none of its questions may be read.
    """
    key = next((key for key, each in SLUGS.items() if each == slug), "")
    found = next((theme for theme in part.themes if theme.key == key), None)
    if found is None and key and sent:
        return Theme(key, THEMES[key], ())
    if found is None:
        raise Missing("record.missing")
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where one theme stands among the others."""

    number: int
    of: int
    stop: Stop | None  # none where the theme is no longer shown
    before: Stop | None
    after: Stop | None

    def onward(self, root: str, pressed: str) -> str:
        """Where a saved page leads: to the next theme, after the last one to the overview, or to itself."""
        to = self.after if pressed == ON else self.stop
        return f"{root}{to.slug}/" if to else root


def place_of(part: PersonsPart, theme: Theme) -> Place:
    """The theme's number, and the ones before and after it."""
    every = stops(part)
    number = next((at for at, each in enumerate(every, start=1) if each.theme.key == theme.key), 0)
    return Place(
        number=number,
        of=len(every),
        stop=every[number - 1] if number else None,
        before=every[number - 2] if number > 1 else None,
        after=every[number] if 0 < number < len(every) else None,
    )


def stored(form: ConversationForm, request: Asked, sight: Sight) -> int | None:
    """Store what was sent; how many answers that is, or nothing when it was not sent or could not be stored."""
    if request.method != "POST" or not form.is_valid():
        return None
    count = 0
    with kept(form):
        count = form.store(sight, request.moment)
    return count if form.is_valid() else None


def go_on(request: Asked, place: Place, root: str, told: str) -> HttpResponse:
    """On from a saved page; who writes nothing and only goes on is told nothing."""
    pressed = request.POST.get("knap", "")
    to, text = place.onward(root, pressed), told or ("" if pressed == ON else NOTHING_NEW)
    return done(request, to, text) if text else HttpResponseRedirect(to, status=HTTPStatus.SEE_OTHER)
