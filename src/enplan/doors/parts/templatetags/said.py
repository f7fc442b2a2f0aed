"""What is a thing of the code called in Danish? The sentences of `sentences/` for templates."""

from typing import Final

from django import template

from enplan.doors.parts.reasons import sentence, sentences
from enplan.journey.followup.facts import LawDay

register = template.Library()

# An errand is worded for the citizen; the desk reads the same of somebody else's case.
FROM_THE_DESK: Final = {
    "dit forløb": "forløbet",
    "dit team": "teamet",
    "din plan": "planen",
    "dine breve": "brevene",
    "dine egne spørgsmål": "borgerens egne spørgsmål",
    "omkring dig": "omkring borgeren",
}


@register.filter
def said(key: str, group: str) -> str:
    """`stage|said:"stage"`: the words of a key of a group."""
    return sentence(f"{group}.{key}")


@register.filter
def settled(value: str, matter: str) -> str:
    """What the municipality has settled: the words of a choice; a number or a text as it is."""
    return sentences().get(f"matter.{matter}.{value}", value)


@register.filter
def missed(day: LawDay) -> str:
    """What one does when a deadline of the law is not kept: its own words, or those for whoever should have acted."""
    whose = "general" if day.duty_of == "municipality" else day.duty_of
    words = sentences()
    return next(words[key] for key in (f"missed.{day.deadline}", f"missed.{whose}", "missed.others") if key in words)


@register.filter
def where(form: str, place: str) -> str:
    """How and where people meet, once: a place that says how ("Hjemme hos Mette") needs no more."""
    how = said(form, "form")
    if not place or place.casefold().startswith(how.casefold()):
        return place or how
    return f"{how}, {place}"


@register.filter
def errand(key: str) -> str:
    """Why somebody opened the case; an errand without words of its own is said in general ones."""
    return sentences().get(f"errand.{key}", sentences()["errand.story"])


@register.filter
def errand_of_desk(key: str) -> str:
    """The same, said to somebody who is not the citizen."""
    text = errand(key)
    for to_citizen, to_desk in FROM_THE_DESK.items():
        text = text.replace(to_citizen, to_desk)
    return text
