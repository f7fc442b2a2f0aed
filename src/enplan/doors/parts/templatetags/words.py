"""What are things called in templates?"""

from django import template

from enplan.doors.parts.words import CATEGORY_WORDS
from enplan.kernel.category import Category

register = template.Library()


@register.filter
def slags(category: Category | str) -> str:
    """The kind of information in words: `helbred`."""
    return CATEGORY_WORDS[Category(category)]


@register.filter
def sum_of(counts: dict[Category, int] | None) -> int:
    """How much in all, for `parts/withheld.html`."""
    return sum(counts.values()) if counts else 0
