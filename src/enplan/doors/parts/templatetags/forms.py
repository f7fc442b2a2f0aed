"""How does a plain form field look in the design system?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.utils.safestring import SafeString

register = template.Library()


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a group."""

    tag: SafeString
    id: str
    label: str
    kind: str


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the label stands after a single box."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether the field is a group of buttons."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def styled(field: BoundField) -> SafeString:
    """The field's own element with the class, description and error state that go with it."""
    widget = field.field.widget
    kind = "form-checkbox" if is_checkbox(field) else "form-select" if isinstance(widget, Select) else "form-input"
    described = [f"{field.auto_id}_helptext"] if field.help_text else []
    attributes: dict[str, str | bool] = {"class": f"{kind} {widget.attrs.get('class', '')}".strip()}
    if field.errors:
        attributes["aria-invalid"] = "true"
        described.append(f"{field.auto_id}_error")
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attributes)


@register.filter
def styled_choices(field: BoundField) -> Iterator[Choice]:
    """The buttons of a group, one by one."""
    # CheckboxSelectMultiple is a RadioSelect to Django, so it is asked for first.
    kind = "form-checkbox" if isinstance(field.field.widget, CheckboxSelectMultiple) else "form-radio"
    for choice in field.subwidgets:
        choice.data["attrs"]["class"] = kind
        yield Choice(choice.tag(), choice.id_for_label, choice.choice_label, kind)
