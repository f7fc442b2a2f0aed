"""What is a thing of the code called in Danish? The sentences of `sentences/` for templates."""

from django import template

from enplan.doors.parts.reasons import sentence, sentences

register = template.Library()


@register.filter
def said(key: str, group: str) -> str:
    """`stage|said:"stage"`: the words of a key of a group."""
    return sentence(f"{group}.{key}")


@register.filter
def errand(key: str) -> str:
    """Why somebody opened the case; an errand without words of its own is said in general ones."""
    return sentences().get(f"errand.{key}", sentences()["errand.story"])
